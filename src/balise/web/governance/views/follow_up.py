# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is to be done in the authority, by due date: reservations, exceptions, opinions, trials, reviews."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.web.governance.forms.filters import FOLLOW_UP_KINDS, FollowUpFilter
from balise.web.governance.queries.follow_up import Kind, due_lines
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members

LINES_A_PAGE = 50


@for_members()
@require_safe
def follow_up(request: HttpRequest, member: Member) -> HttpResponse:
    """List what has a day, the most pressing first."""
    form = FollowUpFilter(request.GET)
    given = form.cleaned_data
    kind = Kind(given["quoi"]) if given.get("quoi") else None
    lines = [
        line
        for line in due_lines(member, timezone.localdate(), kind)
        if (line.late or not given.get("retard")) and (line.mine or not given.get("miens"))
    ]
    labels = dict(FOLLOW_UP_KINDS)
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav_current": "home",
        "form": form,
        "page": page,
        "lines": [(line, labels[line.kind.value]) for line in page.object_list],
        "late_count": sum(line.late for line in lines),
        "filtering": any(given.values()),
    }
    return render(request, "governance/follow_up.html", context)
