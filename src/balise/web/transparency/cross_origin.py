# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What any other site may read from the browser of its visitors (CORS): open data, and nothing that knows who asks.

No credential is allowed: an answer is the same for everybody, and bears no cookie. A browser asks first (« preflight »)
as soon as a script sends a header of its own, and keeping what it has read is such a header.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from balise.web.ui.error_pages import method_not_allowed, not_found

READ_BY = "GET, HEAD, OPTIONS"
MAY_SEND = "Accept, Accept-Language, If-Modified-Since, If-None-Match"
MAY_READ = "Allow, Content-Disposition, ETag, Last-Modified, Link"
A_DAY = 24 * 3600
KEPT_SECONDS = 300
"""How long an answer may be kept without asking again: what is withdrawn is gone five minutes later everywhere."""


def readable_from_anywhere(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return a view whose answers, those of refusal too, are read by the scripts of any site.

    Stands outside all that may refuse: a script that may not read a refusal takes it for a broken network.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers={"Allow": READ_BY})
            response.headers["Access-Control-Allow-Methods"] = READ_BY
            response.headers["Access-Control-Allow-Headers"] = MAY_SEND
            response.headers["Access-Control-Max-Age"] = str(A_DAY)
        else:
            response = _answer(view, request, *args, **kwargs)
            response.headers["Access-Control-Expose-Headers"] = MAY_READ
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return opened


def _answer(view: Callable[..., HttpResponseBase], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Return the answer of a view, its refusals put in words here: those written further out bear none of our heads."""
    try:
        response = view(request, *args, **kwargs)
    except Http404 as missing:
        return not_found(request, missing)
    if isinstance(response, HttpResponseNotAllowed) and not response.content:
        return method_not_allowed(request, response.headers["Allow"])
    return response


def may_be_kept(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that browsers and proxies may keep a while, and ask after by its tag afterwards."""
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
