# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The home page of an authority: what waits for whoever opens it, what is late, what was decided."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.core.roles import Role
from balise.core.states import STATE_LABELS, STATE_TONES
from balise.web.assessments.queries.lists import GROUPS, Line
from balise.web.catalogue.queries import tools_to_review
from balise.web.governance.contributions import waiting_for
from balise.web.governance.permissions import JOURNAL_READERS
from balise.web.governance.queries.changes import changes_since
from balise.web.governance.queries.home import MOST_SHOWN, home_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language

A_WEEK = timedelta(days=7)


@for_members()
@require_safe
def home(request: HttpRequest, member: Member) -> HttpResponse:
    """Show what waits for the person, by the roles they hold."""
    on = timezone.localdate()
    page = home_of(member, on)
    language = current_language()
    groups = {state: group for group, states in GROUPS.items() for state in states}
    context = {
        "nav_current": "home",
        "home": page,
        "to_review": _shown(page.to_review),
        "drafts": _shown(page.drafts),
        "late": _shown(page.late),
        "recent": _shown(page.recent),
        "tools": tools_to_review(member, on),
        "waiting": [awaited.panel for awaited in waiting_for(member, on)],
        "changes": changes_since(member, timezone.now() - A_WEEK, most=MOST_SHOWN),
        "figures": [
            (STATE_LABELS[state].in_(language), count, groups[state].value) for state, count in page.states.items()
        ],
        "councillor": member.holds(Role.COUNCILLOR),
        "reads_journal": member.holds(*JOURNAL_READERS),
    }
    return render(request, "governance/home.html", context)


def _shown(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    language = current_language()
    return [
        {"line": line, "tone": STATE_TONES[line.state], "label": STATE_LABELS[line.state].in_(language)}
        for line in lines
    ]
