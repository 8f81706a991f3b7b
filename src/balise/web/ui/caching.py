# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a browser or a proxy may keep of a page: nothing, once somebody is signed in; a public page, to ask again.

A page about a dossier must not come back with the « previous » button after signing out of a shared computer.
Files of the look are served before this and may be kept.

A public page may be kept by whoever receives it, and is asked for again each time: it comes back only if it has
changed, else a line says that it has not. Its mark is drawn from the page itself, once written. Refused: a mark drawn
from what the page depends on (editions, names, charters, settings, days, words of this version…), which would spare
the writing and be wrong, in silence, the day somebody forgets one; and a page kept for some minutes without asking,
which would go on showing what an authority has just withdrawn.
"""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from balise.web.ui.access import Access, Audience


class PrivatePagesMiddleware:
    """Forbids keeping what is answered to a browser that holds a session.

    The cookie is looked at, and not the person: no query is made, and a page of error is private too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and say that the answer is private; a view that has said so itself is left alone."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class OpenPagesMiddleware:
    """Lets a public page be kept, and answers « not modified » to whoever has it already.

    Stands outside all that sets a cookie: an answer that sets one is for a single reader, and left alone; so is one to
    somebody signed in, and one of which the view has said itself what may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with a mark by which the page can be asked for again."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _is_for_anyone(request, response):
            return response
        patch_vary_headers(response, ["Cookie"])  # the language chosen is in one
        response.headers["Cache-Control"] = "public, no-cache"
        etag = f'"{sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response


def _is_for_anyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer is the same for every stranger who reads the same language."""
    access = getattr(request.resolver_match.func, "access", None) if request.resolver_match else None
    return (
        isinstance(access, Access)
        and access.audience is Audience.ANYONE
        and request.method in {"GET", "HEAD"}
        and response.status_code == HTTPStatus.OK
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("ETag")
    )
