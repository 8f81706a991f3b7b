# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How much waits for a person in each of their authorities, which apps above know and this one does not.

The app that knows registers its function in its ``AppConfig.ready()``.
"""

from collections.abc import Callable
from datetime import date

from balise.web.organisations.members import Member

HowMuchWaits = Callable[[Member, date], int]
"""From a person in an authority and a day: how many things wait for them there."""

_COUNTS: list[HowMuchWaits] = []


def register_how_much_waits(count: HowMuchWaits) -> None:
    """Add a count; twice the same counts once."""
    if count not in _COUNTS:
        _COUNTS.append(count)


def how_much_waits(member: Member, on: date) -> int:
    """Return how many things wait for a person in an authority."""
    return sum(count(member, on) for count in _COUNTS)
