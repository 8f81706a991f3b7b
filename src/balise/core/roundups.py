# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""When somebody is sent, in one e-mail, what waits for them: never twice in a period, and never for nothing."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from balise.core.roles import Role

WEEKLY_BY_DEFAULT = frozenset({Role.REVIEWER, Role.DPO, Role.COUNCILLOR, Role.STAFF_COMMITTEE, Role.PUBLISHER})
"""Those of whom others expect something, or who answer for the whole: the others ask for it if they want it."""


class Rhythm(StrEnum):
    """How often; the values are kept."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


def usual_rhythm(roles: Collection[Role]) -> Rhythm:
    """Return the rhythm of whoever chose none."""
    return Rhythm.NEVER if WEEKLY_BY_DEFAULT.isdisjoint(roles) else Rhythm.WEEKLY


def is_due(rhythm: Rhythm, last: date, on: date) -> bool:
    """Tell whether a roundup goes out on a day, the last having been looked at on another.

    A week begins on Monday (ISO 8601); where the periodic work did not run on that day, the first day that it does
    counts as well, so that no week is lost.
    """
    if rhythm is Rhythm.NEVER or on <= last:
        return False
    return rhythm is Rhythm.DAILY or on.isocalendar()[:2] != last.isocalendar()[:2]
