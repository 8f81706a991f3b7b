# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The bundle for a gateway of another machine: given to whoever says the token of this installation."""

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from balise.web.deployments.queries.published import last_publication
from balise.web.ui.access import open_to_anyone

SCHEME = "Bearer "


@open_to_anyone
@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    """Give the last bundle that was published, or say that it is the one already given."""
    if not settings.BUNDLE_TOKEN:
        raise Http404
    if not _knows(request.headers.get("Authorization", "")):
        return _told(401, {"WWW-Authenticate": 'Bearer realm="Balise"'})
    found = last_publication()
    if found is None:
        return _told(503, {"Retry-After": "5"})
    tags = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if found.tag in tags:
        return _told(304, {"ETag": found.tag})
    answer = HttpResponse(found.content, content_type="application/json", headers={"ETag": found.tag})
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _knows(authorization: str) -> bool:
    said = authorization.removeprefix(SCHEME) if authorization.startswith(SCHEME) else ""
    return compare_digest(said.encode(), settings.BUNDLE_TOKEN.encode())


def _told(status: int, headers: dict[str, str]) -> HttpResponse:
    answer = HttpResponse(status=status, headers=headers)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
