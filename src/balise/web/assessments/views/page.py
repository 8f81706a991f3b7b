# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of a dossier: the answer first, what would be enough, then commitment by commitment; and its journal."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.dossiers import Dossier
from balise.core.states import State
from balise.rendering.answer_words import subject_in_words
from balise.rendering.document import Block, Blocks, Disclosure, Document, Manner, Paragraph, Section, Verdict
from balise.rendering.sheet import sheet
from balise.web.assessments.addressees import addressee_of
from balise.web.assessments.contributions import Place, panels_of
from balise.web.assessments.difference import newer_references
from balise.web.assessments.expected_evidence import unsupported_claims
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.operations.evidence import may_attach
from balise.web.assessments.operations.reevaluation import may_reevaluate
from balise.web.assessments.operations.sharing import may_share
from balise.web.assessments.permissions import may_answer, may_correct, may_edit, may_write_for
from balise.web.assessments.pre_verdict import fragment
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.verdicts import advice_on, judged
from balise.web.assessments.subjects import subject_said
from balise.web.journal.queries import entries_about
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language

_HEADING = 2


@for_members()
@require_safe
def dossier(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show what a dossier comes to and why, and what this person can do about it."""
    file = dossier_of(member, number)
    on = timezone.localdate()
    written = _sheet(member, file, on)
    newer = newer_references(file)
    context = {
        **frame_of(request, member, file, "dossier"),
        "opening": fragment(tuple(_named(block) for block in written.opening), _HEADING),
        "asides": [(aside.title, fragment(aside.blocks, _HEADING + 1)) for aside in written.asides],
        "body": fragment(written.body, _HEADING),
        "colophon": fragment(written.colophon, _HEADING),
        "above": panels_of(Place.TOP, member, file, on),
        "acts": panels_of(Place.ACTS, member, file, on),
        "beside": panels_of(Place.ASIDE, member, file, on),
        "after": panels_of(Place.BODY, member, file, on),
        **_own_acts(member, file),
        **_papers(file, on),
        "attach_url": address(member, file, "evidence-add") if may_attach(member, file) else "",
        "reevaluate_url": address(member, file, "reevaluate") if newer and may_reevaluate(member, file) else "",
        "outdated": bool(newer),
    }
    return render(request, "assessments/dossier.html", context)


@for_members()
@require_safe
def journal(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Tell what happened to a dossier, the last act first."""
    file = dossier_of(member, number)
    entries = entries_about("dossier", str(file.id))
    context = {**frame_of(request, member, file, "journal"), "entries": entries}
    return render(request, "assessments/journal.html", context)


def _sheet(member: Member, file: DossierFile, on: date) -> Document:
    """Return the sheet of the dossier, its documents leading to where they can be read and saying what they support.

    It is judged before its documents are put in words: what one supports is known by the name of a question.
    """
    found = judged(file, on)
    shown = tuple(replace(each, dossier=_put_in_words(each.dossier, member, file)) for each in found.all)
    bank = bank_of(file.references)
    advices = {found.lead.framework.digest: advice_on(found.lead, bank)}
    written = sheet(shown, advices, bank, current_language(), addressee_of(member, file))
    lead, *others = written.body
    laws = len(found.others)
    return replace(written, body=(*_opened(lead, alone=not laws), *(_closed(block) for block in others)))


def _put_in_words(dossier: Dossier, member: Member, file: DossierFile) -> Dossier:
    """Return a dossier whose documents lead to their pages, and name what they support as people do."""
    pieces = (
        replace(
            piece,
            location=address(member, file, "evidence-file", evidence_id=int(piece.id.removeprefix("piece-"))),
            supports=tuple(subject_said(name, file) for name in piece.supports),
        )
        for piece in dossier.evidence
    )
    return replace(dossier, evidence=tuple(pieces))


def _named(block: Block) -> Block:
    """Return the computed answer under its own name, so that nobody takes it for what the authority decided."""
    if not isinstance(block, Verdict):
        return block
    said = _("Calculé d’après les réponses et les pièces. Ce n’est pas la décision de la collectivité.")
    return Section(_("Constat de Balise"), (block, Paragraph.of(said, manner=Manner.QUIET)))


def _opened(block: Block, *, alone: bool) -> Blocks:
    """Return what the leading charter found: it is what the page is about."""
    if alone or not isinstance(block, Section):
        return (block,)
    return tuple(part for part in block.blocks if isinstance(part, Section))


def _closed(block: Block) -> Block:
    """Return what another framework came to, its findings one click away: a reader has one charter in mind."""
    if not isinstance(block, Section) or not any(isinstance(part, Section) for part in block.blocks):
        return block
    said = tuple(part for part in block.blocks if not isinstance(part, Section))
    detail = tuple(part for part in block.blocks if isinstance(part, Section))
    return replace(block, blocks=(*said, Disclosure(_("Engagement par engagement"), detail)))


def _own_acts(member: Member, file: DossierFile) -> dict[str, Any]:
    """Return what this person may do that is not governance's, with the addresses; empty for what they may not."""
    return {
        "writes": may_write_for(member, file),
        "form_url": address(member, file, "form") if may_answer(member, file) else "",
        "correcting": may_correct(member, file),
        "check_url": address(member, file, "check") if may_edit(member, file) and file.state is State.DRAFT else "",
        "duplicate_url": address(member, file, "duplicate"),
        "share_url": address(member, file, "share") if may_share(member, file) else "",
    }


def _papers(file: DossierFile, on: date) -> dict[str, Any]:
    """Return what the documents of the dossier leave to be wished."""
    bank, language = bank_of(file.references), current_language()
    expired = [piece for piece in file.evidence if piece.expired(on)]
    claims = unsupported_claims(file)
    return {
        "expired": expired,
        "claims": [(claim, subject_in_words(claim, bank, language)) for claim in claims],
    }
