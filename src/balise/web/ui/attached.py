# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file to keep, made on the spot or given back: no browser guesses another kind, no cache keeps it for others."""

from django.core.files import File
from django.http import FileResponse, HttpResponse

INERT = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What a document may do in a browser that would open it all the same: nothing."""


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


def given_back(content: "File[bytes]", media_type: str, filename: str) -> FileResponse:
    """Return a file that somebody had sent, to keep, never to be opened by the page."""
    response = FileResponse(content, as_attachment=True, filename=filename, content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = INERT
    response.headers["Cache-Control"] = "private, no-store"
    return response
