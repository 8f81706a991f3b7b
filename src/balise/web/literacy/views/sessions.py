# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Sessions: the list that everybody reads, the page of each, and what who gives them does."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.training import Standing
from balise.rendering.calendar_event import Method, calendar_file
from balise.web.literacy.forms.sessions import CancelForm, OtherForm, SessionForm
from balise.web.literacy.operations.sessions import cancel_session, change_session, open_session
from balise.web.literacy.permissions import COUNTERS, TRAINERS
from balise.web.literacy.queries.attestations import attestations_of
from balise.web.literacy.queries.events import event_behind
from balise.web.literacy.queries.sessions import (
    lines_of,
    participants_of,
    path_of,
    paths_of,
    sessions_held,
    sessions_to_come,
)
from balise.web.literacy.views.finding import session_or_404
from balise.web.literacy.words import shown_attestation, shown_path, shown_session, shown_sessions
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.attached import attached
from balise.web.ui.refusals import RefusedError

HELD_A_PAGE = 20


@for_members()
@require_safe
def trainings(request: HttpRequest, member: Member) -> HttpResponse:
    """Show the sessions to come, one's own attestations, and the trainings."""
    now = timezone.now()
    page = Paginator(sessions_held(member, now), HELD_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav_current": "authority",
        "to_come": shown_sessions(sessions_to_come(member, now), now),
        "held": shown_sessions(lines_of(page.object_list, member), now),
        "page": page,
        "attestations": [shown_attestation(card) for card in attestations_of(member, timezone.localdate())],
        "paths": [shown_path(each) for each in paths_of(member.authority.id)],
        "closed": paths_of(member.authority.id, closed=True) if member.holds(*TRAINERS) else (),
        "trains": member.holds(*TRAINERS),
        "counts": member.holds(*COUNTERS),
    }
    return render(request, "literacy/list.html", context)


@for_members()
@require_safe
def session(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Show a session; who came is shown to who gives it alone."""
    found = session_or_404(member, session_id)
    trains = member.holds(*TRAINERS)
    participants = participants_of(session_id) if trains else ()
    context = {
        "nav_current": "authority",
        "shown": shown_session(found, timezone.now()),
        "session": found,
        "trains": trains,
        "participants": participants,
        "to_attest": [each for each in participants if each.present and not each.code],
        "other": OtherForm(member.authority.id) if trains else None,
    }
    return render(request, "literacy/session.html", context)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: HttpRequest, member: Member, path_id: int) -> HttpResponse:
    """Open a session of a training."""
    path = path_of(member.authority.id, path_id)
    if path is None:
        raise Http404
    form = SessionForm(None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            opened = open_session(member, path_id, form.proposal(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("La séance est ouverte aux inscriptions."))
            return redirect("literacy:session", member.authority.slug, opened)
    context = {"nav_current": "authority", "form": form, "path": shown_path(path), "session": None}
    return render(request, "literacy/session_form.html", context, status=422 if form.errors else 200)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_session(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Change a session; whoever registered is told."""
    found = session_or_404(member, session_id)
    form = SessionForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            told = change_session(member, session_id, form.proposal(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, " ".join((_("La séance est à jour."), *_told(told))))
            return redirect("literacy:session", member.authority.slug, session_id)
    context = {"nav_current": "authority", "form": form, "path": shown_path(found.path), "session": found}
    return render(request, "literacy/session_form.html", context, status=422 if form.errors else 200)


def _told(people: int) -> tuple[str, ...]:
    """Return the sentence that tells how many people are written to; none when nobody is."""
    if not people:
        return ()
    words = ngettext("%(n)s personne inscrite est prévenue.", "%(n)s personnes inscrites sont prévenues.", people)
    return (words % {"n": people},)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:
    """Cancel a session, with the reason that those who registered read."""
    found = session_or_404(member, session_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = cancel_session(member, session_id, form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, " ".join((_("La séance est annulée."), *_told(told))))
        return redirect("literacy:session", member.authority.slug, session_id)
    context = {"nav_current": "authority", "form": form, "shown": shown_session(found, timezone.now())}
    return render(request, "literacy/cancel.html", context, status=422 if form.errors else 200)


@for_members()
@require_safe
def invitation(request: HttpRequest, member: Member, session_id: int) -> HttpResponse:  # noqa: ARG001 - as views are called
    """Give a session as a file that diaries open."""
    found = session_or_404(member, session_id)
    event = replace(event_behind(found.id), tentative=found.mine is Standing.WAITING)
    content = calendar_file(event, Method.PUBLISH, stamp=timezone.now())
    return attached(content, "text/calendar; charset=utf-8", f"seance-{found.id}.ics")
