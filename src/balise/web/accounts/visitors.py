# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a request comes from, as far as the site can believe it."""

from ipaddress import IPv4Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

HOME_BITS = 64
"""How much of an IPv6 address names a home or an office (RFC 6177): whoever has one has billions of them."""


def home_of(request: HttpRequest) -> str | None:
    """Return the address under which a visitor's tries are counted, to slow down whoever guesses.

    Counted one by one, the addresses of a single home would never run out.
    """
    seen = address_of(request)
    found = ip_address(seen) if seen is not None and _is_address(seen) else None
    if found is None or isinstance(found, IPv4Address):
        return seen
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), HOME_BITS), strict=False).network_address)


def address_of(request: HttpRequest) -> str | None:
    """Return the network address of the visitor.

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
