# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses typed in settings: taken apart, or found to be none before anything relies on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class WebAddress:
    """What matters of an address of the web."""

    secure: bool
    host: str
    """Without the brackets of an IPv6 address."""
    path: str

    def is_here(self) -> bool:
        """Tell whether it leads to this very machine, so that nobody on a network can listen to what is said there."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")


def web_address(text: str) -> WebAddress | None:
    """Return an address of the web taken apart; None when it is not one, or carries a name, a question or a place."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or any(letter.isspace() for letter in text):
        return None
    if "@" in parts.netloc or "?" in text or "#" in text:
        return None
    return WebAddress(parts.scheme == "https", host, parts.path)


def answers_to(host: str, names: Sequence[str]) -> bool:
    """Tell whether a site that answers to these names answers to this host: ``.ville.example`` holds all under it."""
    for name in (each.strip("[]").casefold() for each in names):
        under = name.startswith(".") and (host == name[1:] or host.endswith(name))
        if name in {"*", host} or under:
            return True
    return False
