# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file made on the spot, to keep: no browser guesses another kind, no cache keeps for another what is theirs."""

from django.http import HttpResponse


def attached(content: str | bytes, content_type: str, filename: str, *, public: bool = False) -> HttpResponse:
    """Return content as a file to download, under a name that Balise chose.

    One that is ``public`` may be kept by whoever receives it, as any page that anybody reads (``caching.py``).
    """
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not public:
        response.headers["Cache-Control"] = "private, no-store"
    return response
