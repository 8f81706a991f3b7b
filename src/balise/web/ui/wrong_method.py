# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A request that an address does not serve is told so by a page: Django answers with nothing at all."""

from collections.abc import Callable
from inspect import getclosurevars
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from balise.web.ui.error_pages import method_not_allowed


class WrongMethodMiddleware:
    """Puts words in the empty answer of an address that cannot be asked this way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a view that wrote its own page is left alone."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return method_not_allowed(request, response.headers["Allow"])
        return response


class FormsAloneMiddleware:
    """Asks no token of what no form sends, so that the view itself says how it can be asked.

    The site has forms and nothing else: what is neither read nor posted would be told that its form is too old, where
    there is none. Stands before the middleware that looks for the token. No view does anything at such a request: one
    that does not look at the method would do it to whoever reads its page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as if this middleware were not there."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Mark the request as looked at already."""
        if request.method != "POST":
            request.csrf_processing_done = True  # type: ignore[attr-defined] # Django's own mark, unknown to its types


def takes(view: Callable[..., Any], method: str) -> bool:
    """Tell whether a view takes a method; one that says nothing of methods takes all of them.

    Django's decorators keep their list in the function that they return, under a name: there is nowhere else to ask.
    """
    each: Any = view
    while each is not None:
        allowed = getclosurevars(each).nonlocals.get("request_method_list") if hasattr(each, "__code__") else None
        if allowed is not None and method not in allowed:
            return False
        each = getattr(each, "__wrapped__", None)
    return True
