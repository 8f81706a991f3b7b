# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the person about to act proposes: looked at by the rules before anything is written."""

from dataclasses import dataclass
from datetime import date

from balise.core.reservations import Reservation
from balise.core.situation import DataFate

NEW = "nouvelle-"
"""Begins the id under which the rules know a reservation that is not written yet."""


@dataclass(frozen=True, slots=True)
class ReservationProposal:
    """A reservation to make, or a new due date for one that is open."""

    text: str
    due_on: date
    criterion: str = ""
    before_deployment: bool = False
    assignee_id: int | None = None
    replaces: int | None = None
    """The open reservation to which it gives another day; none for a new one."""
    takes_up: str = ""
    """The reservation of an opinion that it makes an action of, in the words of the opinion."""

    def core(self, rank: int) -> Reservation:
        """Return it as the rules read it."""
        known_by = f"{NEW}{rank}" if self.replaces is None else str(self.replaces)
        return Reservation(
            self.due_on, self.text, self.criterion or None, None, self.before_deployment, known_by, self.takes_up
        )


@dataclass(frozen=True, slots=True)
class DischargeProposal:
    """An open reservation to declare without object, and why."""

    reservation: int
    motive: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a form of an act holds. Nothing of it is needed to see what stands in the way."""

    motive: str = ""
    deciding_authority: str = ""
    review_date: date | None = None
    experiment_ends_on: date | None = None
    reservations: tuple[ReservationProposal, ...] = ()
    discharges: tuple[DischargeProposal, ...] = ()
    """The open reservations that a decision in favour closes without their being done."""
    exit_on: date | None = None
    data_fate: DataFate | None = None
    substitute: str = ""
    note: str = ""
    set_aside: tuple[str, ...] = ()
    """The reservations of opinions that the decision does not take up; its motive says why."""
    replaces: int | None = None
    """The decision that stands, which whoever takes another, or sends the dossier back, has read and sets aside."""
    begun: bool = False
    """The form was sent: what it leaves empty is left empty on purpose."""
    gaps_accepted: bool = False
    """Whoever puts the tool in service has read which documents are missing or out of date."""
