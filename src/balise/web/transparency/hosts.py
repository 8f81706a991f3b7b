# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The portals that are served under a name of their own: ``ia.ville.example`` is the portal of the city, and no more.

The names come from a setting of the installation, and from nowhere else: the check of the host that a request names
reads no row, and nobody who keeps a portal can make the site answer to a name (ADR 0022).
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.request import split_domain_port

from balise.web.transparency.queries.portals import authority_of_answer, authority_of_entry

PUBLIC_ADDRESSES = "balise.web.config.portal_urls"
"""What is served under the name of a portal: the pages that anybody reads, and no way in."""
API = "/api/"
"""What speaks of every authority under any name: a program that follows no redirection reads it all the same."""


def origin_of(slug: str) -> str:
    """Return the scheme and the host under which the portal of an authority is to be known: its own, or the site's."""
    site: str = settings.SITE_ADDRESS
    own = next((host for host, whose in settings.PORTAL_HOSTS.items() if whose == slug), "")
    if not own:
        return site
    port = urlsplit(site).port
    return f"{urlsplit(site).scheme}://{own}{'' if port is None else f':{port}'}"


def has_own_host(slug: str) -> bool:
    """Tell whether the portal of an authority has a name of its own."""
    return slug in settings.PORTAL_HOSTS.values()


class PortalHostMiddleware:
    """Serves, under the name of a portal, the public pages alone, and those of another authority at their own place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the addresses by the name under which the site is asked; an unknown name is refused here."""
        slug = settings.PORTAL_HOSTS.get(split_domain_port(request.get_host())[0])
        if slug is not None:
            request.portal_slug = slug  # type: ignore[attr-defined]
            request.urlconf = PUBLIC_ADDRESSES
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:  # what Django gives
        """Lead to its own place whoever asks, under the name of a portal, for a page of another authority."""
        slug = getattr(request, "portal_slug", None)
        if slug is None or request.path_info.startswith(API):
            return None
        whose = _authority_asked(kwargs)
        if whose is None or whose == slug:
            return None
        place = f"{origin_of(whose)}{request.get_full_path()}"
        if "code" in kwargs:
            return HttpResponsePermanentRedirect(place)  # a code is never given to another authority
        headers = (
            {"Cache-Control": "private, no-store"} if "private" in kwargs else {"Access-Control-Allow-Origin": "*"}
        )
        return HttpResponseRedirect(place, headers=headers)


def _authority_asked(kwargs: Mapping[str, Any]) -> str | None:
    """Return the authority that an address names, or that owns the entry or the answer it leads to."""
    if "code" in kwargs:
        return authority_of_entry(str(kwargs["code"]))
    if "private" in kwargs:
        return authority_of_answer(str(kwargs["private"]))
    return kwargs.get("authority")
