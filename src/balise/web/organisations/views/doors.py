# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The ways in: the page of who is not signed in, and the list of one's authorities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.core.roles import HUMAN_ROLES
from balise.web.organisations.contributions import how_much_waits
from balise.web.organisations.queries.memberships import authorities_of
from balise.web.ui.access import open_to_anyone, signed_in


@open_to_anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is; whoever is signed in goes straight to their authorities."""
    if request.user.is_authenticated:
        return redirect("organisations:authorities")
    return render(request, "organisations/home.html", {"nav_current": "home"})


@signed_in
@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """List the authorities of a person; who has only one is led to it."""
    held = authorities_of(request.user.pk or 0)
    if len(held) == 1:
        return redirect("governance:home", authority=held[0].authority.slug)
    today = timezone.localdate()
    lines = [
        (one.authority, [role for role in HUMAN_ROLES if role in one.roles], how_much_waits(one, today)) for one in held
    ]
    return render(request, "organisations/authorities.html", {"lines": lines, "nav_current": "home"})
