# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reservation: a yes on condition that something be done by a day."""

from dataclasses import dataclass
from datetime import date

from balise.core.dates import add_months
from balise.core.obstacles import Obstacle, obstacle

LONGEST_RESERVATION_MONTHS = 24
"""A condition due after the next review of the dossier would bind nobody."""


@dataclass(frozen=True, slots=True)
class Discharge:
    """A reservation said to be without object: what it asks for is asked no more, which is not having done it."""

    motive: str
    still_asked: bool = False
    """Its criterion is judged, today or once the tool serves, and it is not kept: the reservation has its object."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """What must be done, by when, and whether the tool may serve meanwhile."""

    due_on: date
    """The last day to do it."""
    text: str = ""
    """What must be done, in words."""
    criterion: str | None = None
    """The criterion to be satisfied, when it is about one."""
    done_on: date | None = None
    before_deployment: bool = False
    """The tool may not serve until it is done."""
    id: str = ""
    """Whatever the caller knows it by."""
    takes_up: str = ""
    """The reservation of an opinion that it makes an action of, as the opinion words it."""
    discharge: "Discharge | None" = None
    """What the person deciding says to close it without its being done; none otherwise."""

    @property
    def named(self) -> str:
        """Return its words, else the criterion it is about."""
        return self.text.strip() or self.criterion or ""

    @property
    def taken_up(self) -> str:
        """Return what it takes up of an opinion; nothing unless its own words begin with it."""
        return self.takes_up if plain_words(self.text).startswith(plain_words(self.takes_up)) else ""

    def is_open(self, on: date) -> bool:
        """Tell whether it is still to be done."""
        return self.done_on is None or self.done_on > on

    def is_overdue(self, on: date) -> bool:
        """Tell whether its last day has passed without its being done."""
        return self.is_open(on) and self.due_on < on


def plain_words(words: str) -> str:
    """Return words as they are compared: a capital, a space or a full stop makes no other reservation."""
    return " ".join(words.split()).rstrip(" .").casefold()


def check_reservation(reservation: Reservation, on: date) -> tuple[Obstacle, ...]:
    """Return what keeps this reservation from being made on that day: nothing said, or a day that binds nobody."""
    about = (reservation.id or reservation.criterion or "",)
    found = []
    if not reservation.named:
        found.append(obstacle("reservation-empty", about))
    if reservation.due_on <= on:
        found.append(obstacle("reservation-due-in-the-past", about, name=reservation.named, due=reservation.due_on))
    elif reservation.due_on > add_months(on, LONGEST_RESERVATION_MONTHS):
        found.append(obstacle("reservation-too-far", about, name=reservation.named, due=reservation.due_on))
    return tuple(found)
