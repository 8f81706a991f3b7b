# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The head of a page, asked alone: what the page would have said of itself, and not one byte of it.

Django leaves this to the server, and its own two do it. gunicorn drops the body as well, but takes it for a fault of
the site and writes a line of its log at each.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse


class HeadRequestsMiddleware:
    """Takes the body away once the rest is known: it stands before all that gives a length."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, without a body when only the head was asked."""
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()  # its file is closed with the response, as it would have been
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response
