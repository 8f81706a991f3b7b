# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""From a host, as bytes, to the service that answers there: remembered, for logs name the same hosts over and over."""

from balise.core.outside_usage import Directory

MOST_REMEMBERED = 200_000


class Hosts:
    """The services by host."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known: dict[bytes, str | None] = {}

    def service_at(self, host: bytes) -> str | None:
        """Return the service that answers at a host, or None."""
        try:
            return self._known[host]
        except KeyError:
            found = self._directory.service_at(host.decode("ascii", "replace"))
            if len(self._known) < MOST_REMEMBERED:
                self._known[host] = found
            return found


def host_of(address: bytes, *, tunnel: bool = False) -> bytes:
    """Return the host of an address as a proxy writes it: whole, or alone with its port for a tunnel (CONNECT)."""
    scheme, _there, after = address.partition(b"://")
    if tunnel or not after or not scheme.isalnum():  # « /to?url=https://… » is somewhere on the host, and no other host
        return address.partition(b"/")[0].rpartition(b":")[0] or address.partition(b"/")[0]
    rest = after.partition(b"/")[0].rpartition(b"@")[2]
    name, _colon, port = rest.rpartition(b":")
    return name if name and port.isdigit() else rest
