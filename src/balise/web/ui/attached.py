# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file made on the spot, to keep: no browser guesses another kind, no cache keeps for another what is theirs."""

from django.http import HttpResponse

PUBLIC = "public, max-age=3600"


def attached(content: str | bytes, content_type: str, filename: str, *, public: bool = False) -> HttpResponse:
    """Return content as a file to download, under a name that Balise chose; one that anybody reads may be cached."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = PUBLIC if public else "private, no-store"
    return response
