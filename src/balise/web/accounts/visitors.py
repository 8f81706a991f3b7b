# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a request comes from, as far as the site can believe it."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """Return the network address of the visitor, to slow down whoever guesses.

    Behind the proxy that the HTTPS setting supposes, the connection is the proxy's own: the visitor is the last
    address of ``X-Forwarded-For``, the only one that this proxy wrote itself. The earlier ones are whatever the
    visitor liked to send, and are never believed.
    """
    connected: str | None = request.META.get("REMOTE_ADDR") or None
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return connected
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return forwarded if _is_address(forwarded) else connected


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
