# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a public site must say of itself: who answers for it, how accessible it is, how to use it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balise.core.register import PublicStatus
from balise.rendering.register_words import PART_TITLES, STATUS_TONES, STATUS_WORDS
from balise.web.organisations.queries.settings import settings_of
from balise.web.transparency.portal_help import STATUS_MEANINGS
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.queries.in_lists import REFUSALS
from balise.web.transparency.queries.register import held
from balise.web.transparency.recourse import CNIL, DEFENDER_DELEGATES, DEFENDER_FORM
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language


@open_to_anyone
@require_safe
def accessibility(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the accessibility statement of the authority, with the parts that the RGAA asks for."""
    portal = portal_or_404(authority)
    contact = portal.description.accessibility_contact or settings_of(portal.place.id).contact
    context = {
        "portal": portal,
        "said": portal.description,
        "contact": contact,
        "defender_form": DEFENDER_FORM,
        "defender_delegates": DEFENDER_DELEGATES,
        "portal_current": "accessibility",
    }
    return render(request, "transparency/accessibility.html", context)


@open_to_anyone
@require_safe
def legal(request: HttpRequest, authority: str) -> HttpResponse:
    """Show who publishes and hosts the portal, and what becomes of what visitors write."""
    portal = portal_or_404(authority)
    context = {
        "portal": portal,
        "said": portal.description,
        "owner": settings_of(portal.place.id),
        "cnil": CNIL,
        "portal_current": "legal",
    }
    return render(request, "transparency/legal.html", context)


@open_to_anyone
@require_safe
def portal_help(request: HttpRequest, authority: str) -> HttpResponse:
    """Explain the register word by word, how to ask or contest, and what is never published."""
    portal = portal_or_404(authority)
    language = current_language()
    found = held(portal.ids).by_status
    may_be_met = portal.description.publishes_refusals or not found.keys().isdisjoint(REFUSALS)
    told = [each for each in PublicStatus if may_be_met or each.value not in REFUSALS]
    context = {
        "portal": portal,
        "said": portal.description,
        "states": [
            (STATUS_TONES[each].value, STATUS_WORDS[each].in_(language), STATUS_MEANINGS[each].in_(language))
            for each in told
        ],
        "parts": [words.in_(language) for words in PART_TITLES.values()],
        "portal_current": "help",
    }
    return render(request, "transparency/help.html", context)
