# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The practical guide: what to do and not to do, by situation of work, under the charter of the authority."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.frameworks import Framework
from balise.core.guide import AllowedTool, Audience, WorkSituation, advice_for
from balise.core.language import Text
from balise.core.questions import QuestionBank
from balise.loading.guide import shipped_guide
from balise.rendering.guide_page import guide_index, situation_page
from balise.web.catalogue.queries import PermittedTool, permitted_tools
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

READ_AS = {"agents": Audience.STAFF, "elus": Audience.COUNCILLORS, "habitants": Audience.RESIDENTS}
"""Who reads the guide, by the word of the address."""

UNDER_CONDITIONS = Text(
    "sous conditions, à lire dans l’espace agent", "under conditions, to be read in the staff space"
)


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
    on = timezone.localdate()
    document = situation_page(
        advice_for(found, *_charters(portal), on),
        reader,
        current_language(),
        tools=_tools(portal, found, on),
        ask_instead=_ask_instead(portal, found),
        authority=portal.place.name,
        address=f"{portal.origin}{reverse('transparency:register', args=[portal.place.slug])}",
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
    references = portal.references
    if not references:
        raise RefusedError(_("Le guide se tire de la charte, et cette collectivité n’en a pas encore."), status=404)
    return frameworks_of(references), bank_of(references)


def _tools(portal: Portal, found: WorkSituation, on: date) -> tuple[AllowedTool, ...] | None:
    """Return the tools of the catalogue that may do this work with its usual data; None where none is published."""
    if not found.answers or not portal.description.publishes_tools:
        return None
    uses, data_class = found.answers.get("use_types"), found.answers.get("data_class")
    permitted = permitted_tools(
        portal.place,
        portal.publishing_tools,
        uses if isinstance(uses, tuple) else (),
        data_class if isinstance(data_class, str) else None,
        on,
    )
    return None if permitted is None else tuple(map(_allowed, permitted))


def _ask_instead(portal: Portal, found: WorkSituation) -> str | None:
    """Return whom to write to where the catalogue is kept inside; None where it is published, or no tool is meant."""
    if not found.answers or portal.description.publishes_tools:
        return None
    return portal.description.data_protection_contact


def _allowed(tool: PermittedTool) -> AllowedTool:
    """Return a tool as the guide lists it; what is asked of staff, in words, is read inside and nowhere else."""
    return AllowedTool(tool.name, tool.data_class, UNDER_CONDITIONS if tool.conditions else None)
