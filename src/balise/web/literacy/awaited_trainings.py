# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The sessions for which somebody is registered, on their home page: the nearest first."""

from datetime import date

from django.utils import timezone

from balise.web.assessments.contributions import Panel
from balise.web.literacy.queries.sessions import sessions_to_come
from balise.web.organisations.members import Member

MOST_SHOWN = 3


def awaited_trainings(member: Member, on: date) -> Panel | None:  # noqa: ARG001 - a session is awaited by the hour
    """Return the sessions to come for which the person is registered, None when there is none."""
    mine = [each for each in sessions_to_come(member, timezone.now()) if each.mine is not None and not each.cancelled]
    return Panel("literacy/awaited_trainings.html", mine[:MOST_SHOWN]) if mine else None
