# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier: where people must be told, in which words and forms, and the proof that they are."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.notice_formats import poster_words
from balise.core.notice_texts import NoticeFacts
from balise.core.notices import Channel
from balise.rendering.poster import poster_pdf
from balise.rendering.qr_code import QRCodeError
from balise.rendering.register_words import CHANNEL_WORDS
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import frame_of
from balise.web.assessments.permissions import READ_EVERY_DOSSIER
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.catalogue.queries.names import tool_name
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.announced import announced_in
from balise.web.transparency.contradicted_answers import contradicted
from balise.web.transparency.forms.proofs import ProofForm, UnusedForm
from balise.web.transparency.notice_board import board, facts_of, public_address
from balise.web.transparency.operations.proofs import no_such_proof, prove, take_back
from balise.web.transparency.operations.unused_channels import (
    check_may_be_unused,
    nothing_of_the_sort,
    say_unused,
    say_used,
)
from balise.web.transparency.permissions import check_may_prove, may_prove
from balise.web.transparency.queries.entries import Published, entry_of_dossier
from balise.web.transparency.queries.proofs import Proof, content_of, proof_of, proofs_of
from balise.web.transparency.queries.unused_channels import unused_of
from balise.web.transparency.tabs import NOTICES
from balise.web.ui.attached import attached, given_back
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

REFUSES_THE_FILE = 400


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show what each channel needs and in which words, and record where a notice can be seen."""
    file = dossier_of(member, number)
    if request.method == "POST":
        check_may_prove(member, file)
    standing, on = entry_of_dossier(file.id), timezone.localdate()
    url = _url(member, standing)
    proofs = proofs_of(file.id)
    shown = board(file, _facts(file, url, on), url, proofs, on)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ProofForm([(row.channel, row.title) for row in shown.rows], *sent)
    if form.is_valid() and _proved(member, file, form):
        messages.success(request, _("La preuve est enregistrée."))
        return redirect("transparency:notices", authority=member.authority.slug, number=file.number)
    context = {
        **frame_of(request, member, file, NOTICES),
        "board": shown,
        "contradicted": contradicted(member, file, proofs, current_language()),
        "form": form,
        "may_prove": may_prove(member, file),
        "code": "" if standing is None else standing.entry.id,
    }
    return render(request, "transparency/notices.html", context, status=422 if form.errors else 200)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def remove_proof(request: HttpRequest, member: Member, number: str, proof_id: int) -> HttpResponse:
    """Ask whether a notice is no longer where it was, saying what will follow, then record it."""
    file = dossier_of(member, number)
    check_may_prove(member, file)
    proof = proof_of(file, proof_id)
    if proof is None:
        raise no_such_proof()
    if request.method == "POST":
        take_back(member, file.id, proof_id, at=timezone.now())
        messages.success(request, _("La preuve est retirée."))
        return redirect("transparency:notices", authority=member.authority.slug, number=file.number)
    published = entry_of_dossier(file.id)
    told = published is not None and any(each.channel is proof.channel for each in published.entry.notices)
    context = {
        **frame_of(request, member, file, NOTICES),
        "proof": proof,
        "channel": CHANNEL_WORDS[proof.channel].in_(current_language()),
        "last_public": told and not _another(file, proof),
    }
    return render(request, "transparency/remove_proof.html", context)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def unused_channel(request: HttpRequest, member: Member, number: str, channel: str) -> HttpResponse:
    """Ask why the use does not pass by a channel that its answers let suppose, saying what will follow; record it."""
    file, now = dossier_of(member, number), timezone.now()
    check_may_prove(member, file)
    known = next((each for each in Channel if each.value == channel), None)
    if known is None:
        raise Http404
    check_may_be_unused(file, known, now)
    form = UnusedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        say_unused(member, file.id, known, form.cleaned_data["reason"], at=now)
        messages.success(request, _("C’est noté : aucune mention n’est plus demandée sur ce support."))
        return redirect("transparency:notices", authority=member.authority.slug, number=file.number)
    context = {
        **frame_of(request, member, file, NOTICES),
        "form": form,
        "channel": CHANNEL_WORDS[known].in_(current_language()),
    }
    return render(request, "transparency/unused_channel.html", context, status=422 if form.errors else 200)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def used_channel(request: HttpRequest, member: Member, number: str, unused_id: int) -> HttpResponse:
    """Ask whether the use passes by a channel after all, then record it."""
    file = dossier_of(member, number)
    check_may_prove(member, file)
    said = next((each for each in unused_of(file.id) if each.id == unused_id), None)
    if said is None:
        raise nothing_of_the_sort()
    if request.method == "POST":
        say_used(member, file.id, unused_id, at=timezone.now())
        messages.success(request, _("C’est noté : la mention est de nouveau demandée là où les textes la demandent."))
        return redirect("transparency:notices", authority=member.authority.slug, number=file.number)
    context = {
        **frame_of(request, member, file, NOTICES),
        "said": said,
        "channel": CHANNEL_WORDS[said.channel].in_(current_language()),
    }
    return render(request, "transparency/used_channel.html", context)


@for_members()
@require_safe
def proof_file(request: HttpRequest, member: Member, number: str, proof_id: int) -> HttpResponseBase:  # noqa: ARG001 - Django gives it
    """Give the file of a proof to whoever may read its dossier: to keep, never to be opened by the page."""
    file = dossier_of(member, number)
    found = proof_of(file, proof_id)
    if found is None or not found.filename:
        raise no_such_proof()
    content = content_of(file, proof_id)
    if content is None:
        raise RefusedError(
            _("Le fichier de cette preuve manque sur le serveur. Prévenez l’administrateur."), status=404
        )
    return given_back(content, found.media_type, found.filename)


@for_members()
@require_safe
def poster(request: HttpRequest, member: Member, number: str) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the poster of a use as a tagged PDF, in the words of its entry when it has one."""
    file = dossier_of(member, number)
    standing, on = entry_of_dossier(file.id), timezone.localdate()
    url, language = _url(member, standing), current_language()
    subject = file.title if standing is None else standing.entry.title
    try:
        content = poster_pdf(poster_words(_facts(file, url, on), subject, language), url, language, on=on)
    except QRCodeError as error:
        raise RefusedError(
            _(
                "L’adresse du site est trop longue pour un code à scanner. Demandez à qui exploite Balise de lui en "
                "donner une plus courte (réglage BALISE_ADDRESS)."
            )
        ) from error
    return attached(content, "application/pdf", f"affiche-{file.number}.pdf")


@for_members(*READ_EVERY_DOSSIER)
@require_safe
def coverage(request: HttpRequest, member: Member) -> HttpResponse:
    """Show how many of the uses in service are announced to people, and what the others lack."""
    found = announced_in(member.authority.id, timezone.localdate())
    context = {
        "figures": found.figures,
        "lacking": found.lacking,
        "unknown": found.unknown,
        "nav_current": "authority",
    }
    return render(request, "transparency/coverage.html", context)


def _another(file: DossierFile, proof: Proof) -> bool:
    """Tell whether another proof shows the notice of the same channel."""
    return any(each.channel is proof.channel and each.id != proof.id for each in proofs_of(file.id))


def _url(member: Member, standing: Published | None) -> str:
    return public_address("" if standing is None else standing.entry.id, member.authority.slug)


def _facts(file: DossierFile, url: str, on: date) -> NoticeFacts:
    tool = "" if file.tool_id is None else tool_name(file.tool_id)
    return facts_of(file, url=url, tool=tool, on=on)


def _proved(member: Member, file: DossierFile, form: ProofForm) -> bool:
    given = form.cleaned_data
    channel = Channel(given["channel"])
    try:
        prove(member, file.id, channel, given["shown_on"], given["seen_at"], given["upload"], at=timezone.now())
    except RefusedError as refusal:
        form.add_error("upload" if refusal.status == REFUSES_THE_FILE else None, refusal.sentence)
        return False
    return True
