# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documents of a dossier: seen, attached, read, taken away."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.rendering.answer_words import subject_in_words
from balise.rendering.typography import AND, joined
from balise.web.assessments.expected_evidence import unsupported_claims
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.evidence import EvidenceForm, RemovalForm
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.operations.evidence import (
    attach,
    check_may_remove,
    may_attach,
    may_remove,
    no_such_evidence,
    remove,
)
from balise.web.assessments.permissions import check_may_write_for
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.evidence import Piece, content_of, piece_of, pieces_of
from balise.web.assessments.subjects import subject_said
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.attached import given_back
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@for_members()
@require_safe
def evidence(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """List the documents of a dossier, what they support, and which are out of date."""
    file = dossier_of(member, number)
    on = timezone.localdate()
    pieces, removable = pieces_of(file.id), may_remove(member, file)
    bank, language = bank_of(file.references), current_language()
    context = {
        **frame_of(request, member, file, "evidence"),
        "pieces": [_shown(member, file, piece, removable=removable) for piece in pieces if piece.removed_at is None],
        "removed": [piece for piece in pieces if piece.removed_at is not None],
        "claims": [
            (
                subject_in_words(claim, bank, language),
                f"{address(member, file, 'evidence-add')}?{urlencode({'pour': claim})}",
            )
            for claim in unsupported_claims(file)
        ],
        "today": on,
        "attachable": may_attach(member, file),
        "add_url": address(member, file, "evidence-add"),
    }
    return render(request, "assessments/evidence.html", context)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Attach a document to a dossier."""
    file = dossier_of(member, number)
    check_may_write_for(member, file)
    on = timezone.localdate()
    form = EvidenceForm(file, on, initial={"supports": request.GET.getlist("pour")})
    if request.method == "POST":
        form = EvidenceForm(file, on, request.POST, request.FILES)
        if form.is_valid():
            try:
                attach(member, file.id, form.new(), at=timezone.now())
            except RefusedError as refusal:
                if refusal.status in (403, 404):
                    raise
                form.add_error("upload", refusal.sentence)
            else:
                messages.success(request, _("La pièce est jointe au dossier."))
                ends = form.cleaned_data["expires_on"]
                if ends is not None and ends <= on:
                    messages.warning(
                        request, _("Elle ne vaut déjà plus : joignez celle qui la remplace dès que vous l’aurez.")
                    )
                return redirect("assessments:evidence", authority=member.authority.slug, number=number)
    supports = joined([subject_said(name, file) for name in form["supports"].value() or ()], AND, current_language())
    context = {**frame_of(request, member, file, "evidence"), "form": form, "supports": supports}
    return render(request, "assessments/evidence_add.html", context, status=422 if form.is_bound else 200)


@for_members()
@require_safe
def evidence_file(request: HttpRequest, member: Member, number: str, evidence_id: int) -> HttpResponseBase:  # noqa: ARG001
    """Give a document to whoever may read its dossier: to keep, never to be opened by the page."""
    file = dossier_of(member, number)
    found = piece_of(file, evidence_id)
    if found is None:
        raise no_such_evidence()
    content = content_of(file, evidence_id)
    if content is None:
        raise RefusedError(
            _("Le fichier de cette pièce manque sur le serveur. Prévenez l’administrateur."),
            status=404,
        )
    return given_back(content, found.media_type, found.filename)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_remove(request: HttpRequest, member: Member, number: str, evidence_id: int) -> HttpResponse:
    """Ask why a document goes away, then take it away."""
    file = dossier_of(member, number)
    check_may_remove(member, file)
    found = piece_of(file, evidence_id)
    if found is None:
        raise no_such_evidence()
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        remove(member, file.id, evidence_id, form.cleaned_data["motive"], at=timezone.now())
        messages.success(request, _("La pièce est retirée du dossier."))
        return redirect("assessments:evidence", authority=member.authority.slug, number=number)
    context = {**frame_of(request, member, file, "evidence"), "form": form, "piece": found}
    return render(request, "assessments/evidence_remove.html", context, status=422 if form.is_bound else 200)


def _shown(member: Member, file: DossierFile, piece: Piece, *, removable: bool) -> dict[str, object]:
    subjects = [subject_said(name, file) for name in piece.supports]
    return {
        "piece": piece,
        "supports": joined(subjects, AND, current_language()),
        "file_url": address(member, file, "evidence-file", evidence_id=piece.id),
        "remove_url": address(member, file, "evidence-remove", evidence_id=piece.id) if removable else "",
    }
