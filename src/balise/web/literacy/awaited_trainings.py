# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The sessions for which somebody is registered, on their home page: the nearest first."""

from datetime import date, timedelta

from django.utils import timezone

from balise.web.assessments.contributions import Panel
from balise.web.governance.contributions import Awaited
from balise.web.literacy.queries.sessions import sessions_to_come
from balise.web.organisations.members import Member

MOST_SHOWN = 3
SOON = timedelta(days=14)
"""A seat booked for later waits for nobody: the home page begins with what presses."""


def awaited_trainings(member: Member, on: date) -> Awaited | None:
    """Return the next sessions for which the person is registered, None when none is near."""
    last = on + SOON
    mine = [
        each
        for each in sessions_to_come(member, timezone.now())
        if each.mine is not None and not each.i_passed and timezone.localtime(each.starts_at).date() <= last
    ]
    return Awaited(Panel("literacy/awaited_trainings.html", mine[:MOST_SHOWN])) if mine else None
