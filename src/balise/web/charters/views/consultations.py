# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Consultations, as the members of the authority hold them and contribute."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.consultations import GROUP_LABELS, Group, Moment
from balise.loading.drafts import read_draft
from balise.rendering.framework_page import framework_page
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.charters.forms.consultations import (
    AnnouncementForm,
    ContributionForm,
    ReplyForm,
    SetAsideForm,
    SynthesisForm,
)
from balise.web.charters.operations.consultations import (
    announce,
    answer,
    contribute,
    set_aside,
    show,
    speaks_for,
    synthesise,
)
from balise.web.charters.permissions import HOLDERS
from balise.web.charters.queries.consultations import (
    consultation_of,
    consultations_of,
    contribution_of,
    contributions_to,
)
from balise.web.charters.queries.drafts import draft_of
from balise.web.charters.records import ConsultationRecord
from balise.web.charters.written import pieces
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

BOTH = ["GET", "HEAD", "POST"]
CONSULTATIONS_A_PAGE, CONTRIBUTIONS_A_PAGE = 25, 25


@for_members()
@require_safe
def consultations(request: HttpRequest, member: Member) -> HttpResponse:
    """List the consultations, the last to end first."""
    on = timezone.localdate()
    page = Paginator(consultations_of(member.authority.id), CONSULTATIONS_A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, each.moment(on).value) for each in page]
    context = {"page": page, "lines": lines, "may_hold": member.holds(*HOLDERS), "nav_current": "authority"}
    return render(request, "charters/consultations.html", context)


@for_members(*HOLDERS)
@require_http_methods(BOTH)
def announce_on_draft(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Announce a consultation on a draft."""
    found = draft_of(member.authority.id, draft_id)
    return _announcement(request, member, found.title, draft_id=found.id)


@for_members(*HOLDERS)
@require_http_methods(BOTH)
def announce_on_dossier(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Announce a consultation on a dossier."""
    return _announcement(request, member, dossier_of(member, number).title, number=number)


def _announcement(
    request: HttpRequest, member: Member, about: str, *, draft_id: int | None = None, number: str = ""
) -> HttpResponse:
    form = AnnouncementForm(request.POST if request.method == "POST" else None, initial={"title": about})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = announce(member, form.announcement, at=timezone.now(), draft_id=draft_id, number=number)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("La concertation est annoncée."))
            return redirect("charters:consultation", member.authority.slug, made)
    context = {"form": form, "about": about, "draft_id": draft_id, "number": number, "nav_current": "authority"}
    return render(request, "charters/announce.html", context, status=status)


@for_members()
@require_http_methods(BOTH)
def consultation(request: HttpRequest, member: Member, consultation_id: int) -> HttpResponse:
    """Show a consultation and what was said in it; contribute while it is open."""
    found = consultation_of(member.authority.id, consultation_id)
    voices = speaks_for(member, found)
    form = ContributionForm(voices, request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            contribute(member, found.id, Group(given["group"]), given["text"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Merci : votre contribution est enregistrée."))
            return redirect("charters:consultation", member.authority.slug, found.id)
    holder = member.holds(*HOLDERS)
    said = contributions_to(found.id, shown_only=not holder)
    page = Paginator(said, CONTRIBUTIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "consultation": found,
        "groups": _names(found),
        "moment": found.moment(timezone.localdate()).value,
        "open": found.moment(timezone.localdate()) is Moment.OPEN and bool(voices),
        "form": form,
        "page": page,
        "contributions": [(each, GROUP_LABELS[each.group].in_(current_language())) for each in page],
        "holder": holder,
        "nav_current": "authority",
    }
    return render(request, "charters/consultation.html", context, status=status)


@for_members()
@require_safe
def consulted_text(request: HttpRequest, member: Member, consultation_id: int) -> HttpResponse:
    """Show the draft as it stood when the consultation was announced."""
    found = consultation_of(member.authority.id, consultation_id)
    read = None if found.consulted is None else read_draft(found.consulted)
    if read is None or read.framework is None:
        raise Http404
    page = framework_page(read.framework, read.bank, current_language())
    context = {"consultation": found, **pieces(page), "nav_current": "authority"}
    return render(request, "charters/consulted_text.html", context)


@for_members(*HOLDERS)
@require_http_methods(BOTH)
def contribution(request: HttpRequest, member: Member, consultation_id: int, contribution_id: int) -> HttpResponse:
    """Read a contribution: show it, set it aside, or answer it."""
    found = consultation_of(member.authority.id, consultation_id)
    said = contribution_of(found.id, contribution_id)
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    reply = ReplyForm(request.POST if wanted == "answer" else None, initial={"answer": said.answer})
    aside = SetAsideForm(request.POST if wanted == "aside" else None)
    chosen = {"answer": reply, "aside": aside}.get(wanted)
    try:
        done = _moderated(member, found.id, said.id, wanted, reply, aside)
    except RefusedError as refusal:
        if chosen is None:
            raise
        chosen.add_error(None, refusal.sentence)
        done = ""
    if done:
        messages.success(request, done)
        return redirect("charters:consultation", member.authority.slug, found.id)
    context = {
        "consultation": found,
        "contribution": said,
        "group": GROUP_LABELS[said.group].in_(current_language()),
        "reply": reply,
        "aside": aside,
        "form": chosen,
        "nav_current": "authority",
    }
    return render(request, "charters/contribution.html", context, status=422 if wanted else 200)


def _moderated(
    member: Member, consultation_id: int, contribution_id: int, wanted: str, reply: ReplyForm, aside: SetAsideForm
) -> str:
    """Do what was asked, and return how to say so; nothing when the form has to be read again."""
    at = timezone.now()
    if wanted == "show":
        show(member, consultation_id, contribution_id, at=at)
        return _("La contribution est publique.")
    if wanted == "answer" and reply.is_valid():
        answer(member, consultation_id, contribution_id, reply.cleaned_data["answer"], at=at)
        return _("La réponse est enregistrée.")
    if wanted == "aside" and aside.is_valid():
        set_aside(member, consultation_id, contribution_id, aside.cleaned_data["reason"], at=at)
        return _("La contribution est écartée ; elle reste au dossier, avec votre raison.")
    return ""


@for_members(*HOLDERS)
@require_http_methods(BOTH)
def synthesis(request: HttpRequest, member: Member, consultation_id: int) -> HttpResponse:
    """Write the synthesis, once the consultation is closed."""
    found = consultation_of(member.authority.id, consultation_id)
    form = SynthesisForm(request.POST if request.method == "POST" else None, initial={"text": found.synthesis})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            synthesise(member, found.id, form.cleaned_data["text"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("La synthèse est publiée."))
            return redirect("charters:consultation", member.authority.slug, found.id)
    context = {"consultation": found, "form": form, "nav_current": "authority"}
    return render(request, "charters/synthesis.html", context, status=status)


def _names(found: ConsultationRecord) -> list[str]:
    return [GROUP_LABELS[group].in_(current_language()) for group in found.groups]
