# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Consulting before deciding: who is asked, during which days, and when a contribution comes too soon or too late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from balise.core.language import Text
from balise.core.roles import Role


class Group(StrEnum):
    """Who may be consulted on a draft charter or on a use of AI, always in this order."""

    COUNCILLORS = "councillors"
    MANAGEMENT = "management"
    UNITS = "units"
    STAFF_COMMITTEE = "staff_committee"
    DPO = "dpo"
    RESIDENTS = "residents"


GROUP_LABELS: Mapping[Group, Text] = {
    Group.COUNCILLORS: Text("Les élus", "Councillors"),
    Group.MANAGEMENT: Text("La direction générale", "General management"),
    Group.UNITS: Text("Les services", "The units"),
    Group.STAFF_COMMITTEE: Text("Les syndicats, en comité social territorial", "The unions, in the staff committee"),
    Group.DPO: Text("Le délégué à la protection des données", "The data protection officer"),
    Group.RESIDENTS: Text("Les habitants", "Residents"),
}

_SPEAKS_FOR: Mapping[Role, Group] = {
    Role.COUNCILLOR: Group.COUNCILLORS,
    Role.STAFF_COMMITTEE: Group.STAFF_COMMITTEE,
    Role.DPO: Group.DPO,
}


class Moment(StrEnum):
    """Where a day falls against those of a consultation."""

    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """The days during which contributions are taken, the last one included."""

    opens_on: date
    closes_on: date
    ended_on: date | None = None
    """The day on which the vote was published, and put an end to it before its own: that day takes none any more."""

    def __post_init__(self) -> None:
        """Refuse a consultation that would end before it begins."""
        if self.closes_on < self.opens_on:
            raise ValueError(f"{self.closes_on} < {self.opens_on}")

    @property
    def last_day(self) -> date:
        """Return the day on which it really ended."""
        return self.closes_on if self.ended_on is None else min(self.closes_on, self.ended_on)

    def moment(self, on: date) -> Moment:
        """Tell whether contributions are taken that day."""
        if self.ended_on is not None and on >= self.ended_on:
            return Moment.CLOSED
        if on < self.opens_on:
            return Moment.EARLY
        return Moment.OPEN if on <= self.closes_on else Moment.CLOSED


def in_order(groups: frozenset[Group]) -> tuple[Group, ...]:
    """Return groups in the order in which they are always named."""
    return tuple(group for group in Group if group in groups)


def voices(roles: frozenset[Role], consulted: frozenset[Group]) -> tuple[Group, ...]:
    """Return the groups in whose name somebody may contribute: those of their roles, and the units, for all work there.

    Residents contribute on the public page; a contribution of the general management is recorded by whoever holds the
    consultation, for no role of the site stands for it.
    """
    own = {_SPEAKS_FOR[role] for role in roles if role in _SPEAKS_FOR} | {Group.UNITS}
    return in_order(frozenset(own & consulted))
