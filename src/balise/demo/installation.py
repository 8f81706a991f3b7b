# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An installation filled with the story, whole or not at all; and telling such an installation from a real one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation

from balise.core.language import Language
from balise.core.roles import ROLE_LABELS
from balise.demo.amending import amending
from balise.demo.calendar import WRITTEN_ON, Calendar
from balise.demo.going_wrong import going_wrong
from balise.demo.measuring import measuring
from balise.demo.opening import opening
from balise.demo.reporting import reporting
from balise.demo.scenario import Place, read_population, read_portals, read_shelf, read_stories
from balise.demo.serving import serving
from balise.demo.settling import PASSWORD, Cast, settling
from balise.demo.stocking import Stock, stocking
from balise.demo.teaching import teaching
from balise.demo.telling import Teller
from balise.demo.timeline import Happening, in_order
from balise.web.accounts.queries import known_account
from balise.web.governance.operations.tick import tick
from balise.web.organisations.queries.authorities import any_authority, place_of

__all__ = ("NIGHTS", "PASSWORD", "Account", "Installed", "accounts", "fill", "installed", "places", "story")

NIGHTS = (date(2026, 11, 1), date(2026, 11, 10), date(2026, 11, 16))
"""The nights on which Balise does its periodic work in the story; the last one is that of the day on which it
ends."""


class Installed(Enum):
    """What an installation holds."""

    NOTHING = auto()
    DEMONSTRATION = auto()
    SOMETHING_REAL = auto()


@dataclass(frozen=True, slots=True)
class Account:
    """An account that whoever opens the demonstration may use."""

    name: str
    email: str
    roles: str
    """In words."""
    place: str


class NightFailedError(Exception):
    """The periodic work failed on a dossier of the story."""


def installed() -> Installed:
    """Tell what this installation holds.

    A demonstration is known by its two first citizens: an authority at the address of the story, and an account in a
    domain that is reserved for examples. No real installation has both.
    """
    if not any_authority():
        return Installed.NOTHING
    population = read_population()
    places = all(place_of(place.id) is not None for place in population.places)
    accounts = all(known_account(person.email) is not None for person in population.people if person.shown)
    return Installed.DEMONSTRATION if places and accounts else Installed.SOMETHING_REAL


def story(today: date) -> tuple[Happening, ...]:
    """Return all that happens in the story when it ends today, in the order of the clock."""
    return in_order(_happenings(Calendar(today)))


def fill(happenings: Iterable[Happening], advance: Callable[[int], None] | None = None) -> None:
    """Make the story happen; ``advance`` hears of each thing done.

    One transaction around everything: an interrupted demonstration leaves nothing behind.
    """
    with translation.override(Language.FRENCH.value), _letters_thrown_away(), transaction.atomic():
        for happening in happenings:
            happening.play(happening.at)
            if advance is not None:
                advance(1)


def _happenings(calendar: Calendar) -> Iterator[Happening]:
    population = read_population()
    cast = Cast(population)
    stock = Stock(cast, calendar)
    yield from settling(population, cast, calendar)
    yield from stocking(read_shelf().tools, population.places, stock)
    yield from opening(read_portals(), cast, calendar)
    yield from Teller(stock).tells(read_stories())
    yield from teaching(cast, calendar)
    yield from going_wrong(cast, calendar)
    yield from measuring(cast, calendar)
    yield from reporting(cast, calendar)
    yield from serving(cast, calendar)
    yield from amending(cast, calendar)
    for night in (*NIGHTS, WRITTEN_ON):
        yield _night(calendar.instant(night, 5, 0))


def _night(at: datetime) -> Happening:
    return Happening(at, partial(_tick, at.date()))


def _tick(on: date, at: datetime) -> None:
    report = tick(on, at=at)
    if report.failed:
        raise NightFailedError(", ".join(str(each) for each in report.failed))


@contextmanager
def _letters_thrown_away() -> Iterator[None]:
    """Send nothing of what the story tells: letters of days gone by, to people who do not exist."""
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = kept


def places() -> tuple[Place, ...]:
    """Return the authorities of the story."""
    return read_population().places


def accounts(language: Language) -> tuple[Account, ...]:
    """Return the accounts shown, in the order of the story: one a role in the city, then those of its neighbours."""
    population = read_population()
    names = {place.id: place.name for place in population.places}
    return tuple(
        Account(
            person.name,
            person.email,
            ", ".join(ROLE_LABELS[role].in_(language) for role in person.memberships[0].roles),
            names[person.memberships[0].place],
        )
        for person in population.people
        if person.shown
    )
