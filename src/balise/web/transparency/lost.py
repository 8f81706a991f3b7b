# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A public address that leads nowhere: how to check it, and where residents can go on.

Whoever mistypes the code of a letter has no account and never heard of dossiers: the page of staff would send them to
a form to sign in.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.ui import error_pages
from balise.web.ui.public_codes import as_typed

_ENTRIES = "/r/"
PUBLIC = (_ENTRIES, "/portail/", "/reponses/")
"""How the addresses begin that are printed, or that residents follow."""
LONGEST_SHOWN = 40
"""Beyond, what was typed is no code, and would fill the page."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address: to residents in their words, to staff in theirs."""
    if not is_public(request):
        return error_pages.not_found(request, exception)
    context = {
        "portal": _portal(request),
        "code": as_typed(_asked(request))[:LONGEST_SHOWN] if request.path_info.startswith(_ENTRIES) else "",
        "answer": request.path_info.startswith("/reponses/"),
    }
    return render(request, "transparency/lost.html", context, status=404)


def is_public(request: HttpRequest) -> bool:
    """Tell whether an address is one that residents are given."""
    return request.path_info.startswith(PUBLIC) or hasattr(request, "portal_slug")


def _asked(request: HttpRequest) -> str:
    """Return the code, the authority or the key that a public address names."""
    return request.path_info.strip("/").partition("/")[2].partition("/")[0]


def _portal(request: HttpRequest) -> Portal | None:
    """Return the portal where the reader stands, if there is one and it is open."""
    slug = getattr(request, "portal_slug", None)
    if slug is None and request.path_info.startswith("/portail/"):
        slug = _asked(request)
    try:
        return portal_or_404(slug) if slug else None
    except Http404:
        return None
