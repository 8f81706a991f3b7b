# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The way in for residents: the authorities of the installation, and the portal of one of them."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.core.consultations import Moment
from balise.rendering.register_words import STATUS_TONES, STATUS_WORDS
from balise.web.charters.queries import public_consultations
from balise.web.charters.records import ConsultationRecord
from balise.web.organisations.frameworks import framework_of
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.queries.portals import open_places, shown_by
from balise.web.transparency.queries.register import Sought, announced, held, line, listed
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language

LATEST = 5


@open_to_anyone
@require_safe
def portals(request: HttpRequest) -> HttpResponse:
    """List the authorities whose portals are open; where there is one, lead to it."""
    found = open_places()
    if len(found) == 1:
        return redirect("transparency:home", authority=found[0].slug)
    shown = shown_by(place.id for place in found)
    return render(request, "transparency/portals.html", {"places": [(place, shown[place.id]) for place in found]})


@open_to_anyone
@require_safe
def home(request: HttpRequest, authority: str) -> HttpResponse:
    """Say what the authority does with AI: how many uses, by what charter, what changed last."""
    portal = portal_or_404(authority)
    language = current_language()
    names = {place.id: place.name for place in portal.places}
    found = held(portal.ids).by_status
    context = {
        "portal": portal,
        "charter": None if portal.charter is None else framework_of(portal.charter),
        "total": sum(found.values()),
        "counts": [
            (STATUS_TONES[status].value, STATUS_WORDS[status].in_(language), status.value, found[status])
            for status in STATUS_WORDS
            if status in found
        ],
        "latest": [
            {
                "line": each,
                "authority": names[each.authority_id] if portal.below else "",
                "tone": STATUS_TONES[each.status].value,
                "status": STATUS_WORDS[each.status].in_(language),
            }
            for each in map(line, listed(portal.ids, Sought())[:LATEST])
        ],
        "figures": announced(portal.ids),
        "consultations": _open_now(portal.place.id),
        "portal_current": "home",
    }
    return render(request, "transparency/home.html", context)


def _open_now(authority_id: int) -> list[ConsultationRecord]:
    """Return the consultations to which residents may contribute today."""
    on = timezone.localdate()
    return [each for each in public_consultations(authority_id) if each.moment(on) is Moment.OPEN]


@open_to_anyone
@require_safe
def home_here(request: HttpRequest) -> HttpResponseBase:
    """Show, at the root of a host of its own, the home page of the portal that the host is for."""
    return home(request, authority=request.portal_slug)  # type: ignore[attr-defined] # given by the middleware of hosts
