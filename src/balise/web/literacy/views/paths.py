# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Trainings: read by everybody, written by who gives them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.training import AUDIENCE_LABELS, Audience
from balise.rendering.typography import capitalised
from balise.web.literacy.forms.paths import PathForm
from balise.web.literacy.operations.paths import change_path, close_path, create_path, reopen_path
from balise.web.literacy.permissions import TRAINERS
from balise.web.literacy.queries.sessions import path_of, sessions_of_path
from balise.web.literacy.records import Path
from balise.web.literacy.words import shown_path, shown_sessions
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language


@for_members()
@require_safe
def path(request: HttpRequest, member: Member, path_id: int) -> HttpResponse:
    """Show a training and its sessions."""
    found = _found(member, path_id)
    context = {
        "nav_current": "authority",
        "path": shown_path(found),
        "sessions": shown_sessions(sessions_of_path(member, path_id), timezone.now()),
        "trains": member.holds(*TRAINERS),
    }
    return render(request, "literacy/path.html", context)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_path(request: HttpRequest, member: Member) -> HttpResponse:
    """Create a training; its content begins with what the audience in the address needs."""
    asked = request.GET.get("public", "")
    audience = Audience(asked) if asked in set(Audience) else Audience.STAFF
    form = PathForm(None, audience, request.POST if request.method == "POST" else None)
    if form.is_valid():
        created = create_path(member, form.proposal(), at=timezone.now())
        messages.success(request, _("La formation est créée. Ouvrez-lui une séance."))
        return redirect("literacy:path", member.authority.slug, created)
    language = current_language()
    tabs = [
        {
            "url": f"?public={each.value}",
            "label": capitalised(AUDIENCE_LABELS[each].in_(language)),
            "current": each is audience,
        }
        for each in Audience
    ]
    context = {"nav_current": "authority", "form": form, "path": None, "tabs": tabs}
    return render(request, "literacy/path_form.html", context, status=422 if form.errors else 200)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_path(request: HttpRequest, member: Member, path_id: int) -> HttpResponse:
    """Change a training."""
    found = _found(member, path_id)
    form = PathForm(found, found.audience, request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_path(member, path_id, form.proposal(), at=timezone.now())
        messages.success(request, _("La formation est à jour."))
        return redirect("literacy:path", member.authority.slug, path_id)
    context = {"nav_current": "authority", "form": form, "path": shown_path(found)}
    return render(request, "literacy/path_form.html", context, status=422 if form.errors else 200)


@for_members(*TRAINERS)
@require_POST
def close(request: HttpRequest, member: Member, path_id: int) -> HttpResponse:
    """Have a training given no more."""
    close_path(member, path_id, at=timezone.now())
    messages.success(request, _("La formation est fermée. Ses attestations comptent toujours."))
    return redirect("literacy:path", member.authority.slug, path_id)


@for_members(*TRAINERS)
@require_POST
def reopen(request: HttpRequest, member: Member, path_id: int) -> HttpResponse:
    """Have a training given again."""
    reopen_path(member, path_id, at=timezone.now())
    messages.success(request, _("La formation est de nouveau proposée."))
    return redirect("literacy:path", member.authority.slug, path_id)


def _found(member: Member, path_id: int) -> Path:
    found = path_of(member.authority.id, path_id)
    if found is None:
        raise Http404
    return found
