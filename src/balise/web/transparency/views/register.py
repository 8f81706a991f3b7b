# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register: what the authority does with AI, found by words and filters."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from balise.rendering.register_words import STATUS_TONES, STATUS_WORDS
from balise.web.transparency.forms.filters import RegisterFilter
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.queries.entries import code_meant
from balise.web.transparency.queries.in_lists import REFUSALS
from balise.web.transparency.queries.register import Listing, held
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language

ENTRIES_A_PAGE = 20


@open_to_anyone
@require_safe
def register(request: HttpRequest, authority: str) -> HttpResponse:
    """List the entries of an authority and of those below it, as filtered by the address."""
    portal = portal_or_404(authority)
    language = current_language()
    if code := code_meant(request.GET.get("q", "")):
        return redirect("transparency:entry", code=code)
    register_holds = held(portal.ids)
    form = RegisterFilter(request.GET, register_holds, portal.places)
    page = Paginator(Listing(portal.ids, form.sought()), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    names = {place.id: place.name for place in portal.places}
    context = {
        "portal": portal,
        "form": form,
        "holds_refusals": not register_holds.by_status.keys().isdisjoint(REFUSALS),
        "page": page,
        "lines": [
            {
                "line": each,
                "authority": names[each.authority_id] if portal.below else "",
                "tone": STATUS_TONES[each.status].value,
                "status": STATUS_WORDS[each.status].in_(language),
            }
            for each in page.object_list
        ],
        "filtering": form.filtering,
        "filters": form.in_words(),
        "left_out": form.left_out(),
        "portal_current": "register",
    }
    return render(request, "transparency/register.html", context)
