# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The practical guide: what to do and not to do, by situation of work, under the charter of the authority."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.core.frameworks import Framework
from balise.core.guide import Audience, WorkSituation, advice_for
from balise.core.questions import QuestionBank
from balise.loading.guide import shipped_guide
from balise.rendering.guide_page import guide_index, situation_page
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.organisations.queries import adopted_references
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language

READ_AS = {"agents": Audience.STAFF, "elus": Audience.COUNCILLORS, "habitants": Audience.RESIDENTS}
"""Who reads the guide, by the word of the address."""


@open_to_anyone
@require_safe
def guide(request: HttpRequest, authority: str, audience: str) -> HttpResponse:
    """List the situations that speak to an audience."""
    portal, reader = portal_or_404(authority), _reader(audience)
    (frameworks, bank), on = _charters(portal), timezone.localdate()
    found = [advice_for(each, frameworks, bank, on) for each in shipped_guide() if reader in each.audiences()]

    def address(situation: WorkSituation) -> str:
        return reverse("transparency:situation", args=[portal.place.slug, audience, situation.id])

    document = guide_index(found, reader, current_language(), address)
    context = {"portal": portal, **written(document), "audience": audience, "portal_current": "guide"}
    return render(request, "transparency/document.html", context)


@open_to_anyone
@require_safe
def situation(request: HttpRequest, authority: str, audience: str, name: str) -> HttpResponse:
    """Show one situation: do, do not, ask, the notice to put, and what the charter says of it."""
    portal, reader = portal_or_404(authority), _reader(audience)
    found = next((each for each in shipped_guide() if each.id == name and reader in each.audiences()), None)
    if found is None:
        raise Http404
    document = situation_page(
        advice_for(found, *_charters(portal), timezone.localdate()),
        reader,
        current_language(),
        authority=portal.place.name,
        address=request.build_absolute_uri(reverse("transparency:register", args=[portal.place.slug])),
        charter=reverse("transparency:charter", args=[portal.place.slug]),
    )
    context = {"portal": portal, **written(document), "audience": audience, "inside": True, "portal_current": "guide"}
    return render(request, "transparency/document.html", context)


def _reader(audience: str) -> Audience:
    if audience not in READ_AS:
        raise Http404
    return READ_AS[audience]


def _charters(portal: Portal) -> tuple[tuple[Framework, ...], QuestionBank]:
    """Return what the authority judges by, and the questions that it asks: read once, however many situations."""
    references = adopted_references(portal.place.id)
    if not references:
        raise Http404
    return frameworks_of(references), bank_of(references)
