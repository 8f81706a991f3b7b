# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a browser or a proxy may keep of a page: nothing, once somebody is signed in.

A page about a dossier must not come back with the « previous » button after signing out of a shared computer.
Files of the look are served before this and may be kept.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


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
