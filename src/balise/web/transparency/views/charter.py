# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter by which the authority decides, as residents read it and as a file to print, and what it has changed."""

from functools import lru_cache
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.consultations import GROUP_LABELS
from balise.core.framework_difference import framework_difference
from balise.core.language import Language
from balise.loading.drafts import read_draft
from balise.loading.pictograms import shipped_pictograms
from balise.rendering.charter_page import charter_page, charter_to_print, signature
from balise.rendering.document import Document
from balise.rendering.framework_difference import framework_difference_page
from balise.rendering.pdf import to_pdf
from balise.rendering.provenance import names
from balise.web.charters.queries import public_consultations, vote_of
from balise.web.organisations.frameworks import bank_of, framework_of
from balise.web.organisations.queries import Adopted, lead_history
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@open_to_anyone
@require_safe
def charter(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the charter, commitment by commitment."""
    portal = portal_or_404(authority)
    document = _charter(_reference(portal), current_language())
    context = {
        "portal": portal,
        **written(document),
        "portal_current": "charter",
        "pdf": True,
        "replaced": _told(portal, current_language()),
        "consultations": public_consultations(portal.place.id),
        **_vote(portal),
    }
    return render(request, "transparency/charter.html", context)


@open_to_anyone
@require_safe
def consulted_and_voted(request: HttpRequest, authority: str, version: str) -> HttpResponse:
    """Show what changed between the last text consulted upon and the one that the council voted."""
    portal = portal_or_404(authority)
    voted = vote_of(portal.place.id, version)
    consulted = None if voted is None or voted.consulted is None else read_draft(voted.consulted)
    if consulted is None or consulted.framework is None:
        raise Http404
    difference = framework_difference(consulted.framework, framework_of(version))
    document = framework_difference_page(difference, bank_of([version]).united(consulted.bank), current_language())
    context = {"portal": portal, **written(document), "portal_current": "charter"}
    return render(request, "transparency/consulted_and_voted.html", context)


@open_to_anyone
@require_safe
def charter_pdf(request: HttpRequest, authority: str) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the charter as a tagged PDF."""
    reference = _reference(portal_or_404(authority))
    name = f"{reference.replace('@', '-')}.pdf"
    return attached(_pdf(reference, current_language()), "application/pdf", name, public=True)


@open_to_anyone
@require_safe
def charter_change(request: HttpRequest, authority: str, rank: int) -> HttpResponse:
    """Show what changed when a charter, or a version of it, took the place of the one before."""
    portal = portal_or_404(authority)
    found = dict(enumerate(_replacements(portal), 1)).get(rank)
    if found is None:
        raise Http404
    before, after = (framework_of(each.reference) for each in found)
    difference = framework_difference(before, after)
    document = framework_difference_page(difference, bank_of([before.reference, after.reference]), current_language())
    context = {"portal": portal, **written(document), "since": found[1].since, "portal_current": "charter"}
    return render(request, "transparency/charter_change.html", context)


def _vote(portal: Portal) -> dict[str, object]:
    """Return how the charter in force was decided, when it was voted on this site."""
    voted = vote_of(portal.place.id, _reference(portal))
    if voted is None:
        return {}
    groups = [GROUP_LABELS[group].in_(current_language()) for group in voted.groups]
    return {"voted": voted, "voted_groups": groups}


def _reference(portal: Portal) -> str:
    if portal.charter is None:
        raise RefusedError(_("Cette collectivité n’a pas encore de charte de l’IA à faire lire ici."), status=404)
    return portal.charter


def _replacements(portal: Portal) -> list[tuple[Adopted, Adopted]]:
    """Return each charter with the one whose place it took, the oldest change first."""
    history = lead_history(portal.place.id)
    return [(before, after) for before, after in pairwise(history) if before.reference != after.reference]


def _told(portal: Portal, language: Language) -> list[dict[str, object]]:
    """Return the changes of charter, the last one first; two versions of one charter are told apart by their number."""
    told: list[dict[str, object]] = []
    for rank, (before, after) in enumerate(_replacements(portal), 1):
        pair = [framework_of(each.reference) for each in (before, after)]
        called = [names(pair, language)[each.digest] for each in pair]
        told.append({"rank": rank, "since": after.since, "before": called[0], "after": called[1]})
    return told[::-1]


def _charter(reference: str, language: Language) -> Document:
    return charter_page(framework_of(reference), bank_of([reference]), language, shipped_pictograms())


@lru_cache(maxsize=16)
def _pdf(reference: str, language: Language) -> bytes:
    """Lay a charter out once a process: a published version never changes, and a layout takes half a second."""
    framework = framework_of(reference)
    signed = signature(framework, language)
    document = charter_to_print(framework, bank_of([reference]), language, shipped_pictograms())
    return to_pdf(document, author=signed.author, footer=signed.footer)
