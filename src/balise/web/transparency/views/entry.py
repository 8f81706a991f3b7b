# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry of the register under its permanent address, its history, and what changed from one edition to the next."""

from datetime import date
from itertools import pairwise

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.core.register import OVER, RegisterEntry
from balise.loading.questions import shipped_bank
from balise.rendering.entry_difference import changes
from balise.rendering.entry_page import entry_page
from balise.rendering.qr_code import svg
from balise.web.organisations.frameworks import framework_if_kept
from balise.web.transparency.hidden import refuse_hidden
from balise.web.transparency.hosts import origin_of
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.queries.entries import Published, edition_of, editions_between, published
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language
from balise.web.ui.public_codes import as_typed, is_code

EDITIONS_A_PAGE = 20


@open_to_anyone
@require_safe
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show an entry; one that was withdrawn says so, for its address stands on letters."""
    if not is_code(as_typed(code)):
        raise Http404
    if code != as_typed(code):
        return HttpResponsePermanentRedirect(reverse("transparency:entry", args=[as_typed(code)]))
    found = _found(code)
    if found.withdrawn_at is not None:
        return _withdrawn(request, found)
    context = {"published": found, "editions": found.entry.edition, **_written(found.entry, timezone.localdate())}
    return render(request, "transparency/entry.html", context)


@open_to_anyone
@require_safe
def code_to_scan(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the square that a telephone reads from a letter, and that leads to the entry."""
    found = _found(code)
    address = f"{origin_of(found.entry.authority.slug)}{reverse('transparency:entry', args=[found.entry.id])}"
    return HttpResponse(svg(address, current_language()), content_type="image/svg+xml")


@open_to_anyone
@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show the editions, a page at a time, and what each changed."""
    found = _found(code)
    if found.withdrawn_at is not None:
        return _withdrawn(request, found)
    page = Paginator(range(found.entry.edition, 0, -1), EDITIONS_A_PAGE).get_page(request.GET.get("page"))
    highest, lowest = page.object_list[0], page.object_list[-1]
    read = editions_between(code, lowest - 1, highest)
    language = current_language()
    told = {
        newer.line.number: changes(older.entry, newer.entry, shipped_bank(), language)
        for newer, older in pairwise(read)
    }
    context = {
        "published": found,
        "portal": portal_or_404(found.entry.authority.slug),
        "lines": [
            {"line": each.line, "changes": told.get(each.line.number, ())}
            for each in read
            if each.line.number >= lowest
        ],
        "page": page,
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
    if found.withdrawn_at is not None:
        return _withdrawn(request, found)
    return render(request, "transparency/edition.html", {"published": found, **_written(then, then.published_on)})


def _withdrawn(request: HttpRequest, found: Published) -> HttpResponse:
    """Say that an entry has left the register, when and why; what it said, in any edition, is no longer published."""
    context = {
        "published": found,
        "portal": portal_or_404(found.entry.authority.slug),
        "portal_current": "register",
    }
    return render(request, "transparency/withdrawn.html", context, status=410)


def _found(code: str) -> Published:
    found = published(code)
    if found is None:
        raise Http404
    refuse_hidden(found)
    return found


def _written(shown: RegisterEntry, on: date) -> dict[str, object]:
    document = entry_page(shown, shipped_bank(), current_language(), framework_if_kept(shown.charter), on=on)
    return {
        "entry": shown,
        # What serves in no letter to come offers its code to nobody, though those printed still lead here.
        "on_letters": shown.status not in OVER,
        "portal": portal_or_404(shown.authority.slug),
        **written(document),
        "portal_current": "register",
    }
