# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry of the register under its permanent address, its history, and what changed from one edition to the next."""

from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from balise.core.register import RegisterEntry
from balise.loading.questions import shipped_bank
from balise.rendering.entry_difference import changes
from balise.rendering.entry_page import entry_page
from balise.rendering.qr_code import svg
from balise.web.transparency.codes import as_typed
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.queries.entries import Published, edition_of, editions_of, published
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language


@open_to_anyone
@require_safe
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show an entry; one that was withdrawn says why, for its address stands on letters."""
    if code != as_typed(code):
        return HttpResponsePermanentRedirect(reverse("transparency:entry", args=[as_typed(code)]))
    found = _found(code)
    status = 200 if found.withdrawn_at is None else 410
    context = {"published": found, "editions": found.entry.edition, **_written(found.entry)}
    return render(request, "transparency/entry.html", context, status=status)


@open_to_anyone
@require_safe
def code_to_scan(request: HttpRequest, code: str) -> HttpResponse:
    """Give the square that a telephone reads from a letter, and that leads to the entry."""
    found = _found(code)
    address = request.build_absolute_uri(reverse("transparency:entry", args=[found.entry.id]))
    return HttpResponse(svg(address, current_language()), content_type="image/svg+xml")


@open_to_anyone
@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show every edition, and what each changed."""
    found = _found(code)
    lines = editions_of(code)
    language = current_language()
    kept = {each.number: edition_of(code, each.number) for each in lines}
    told = {
        newer.number: changes(kept[older.number], kept[newer.number], shipped_bank(), language)  # type: ignore[arg-type]
        for newer, older in pairwise(lines)
    }
    context = {
        "published": found,
        "portal": portal_or_404(found.entry.authority.slug),
        "lines": [{"line": each, "changes": told.get(each.number, ())} for each in lines],
        "portal_current": "register",
    }
    return render(request, "transparency/history.html", context)


@open_to_anyone
@require_safe
def edition(request: HttpRequest, code: str, edition_number: int) -> HttpResponse:
    """Show an entry as it was published on a day."""
    found, then = _found(code), edition_of(code, edition_number)
    if then is None:
        raise Http404
    return render(request, "transparency/edition.html", {"published": found, **_written(then)})


def _found(code: str) -> Published:
    found = published(code)
    if found is None:
        raise Http404
    return found


def _written(shown: RegisterEntry) -> dict[str, object]:
    document = entry_page(shown, shipped_bank(), current_language())
    return {
        "entry": shown,
        "portal": portal_or_404(shown.authority.slug),
        **written(document),
        "portal_current": "register",
    }
