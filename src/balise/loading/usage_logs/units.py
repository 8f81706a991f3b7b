# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which unit a client belongs to: by its network, or by the name of an account. Forgotten once the log is read."""

import csv
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from balise.loading.encodings import encoding_of
from balise.loading.usage_logs.errors import UnreadUnitsError

MOST_REMEMBERED = 50_000
"""Clients whose unit is remembered during a reading: looking through networks is slow."""


class Units:
    """The units by network and by account."""

    def __init__(
        self, networks: Iterable[tuple[IPv4Network | IPv6Network, str]] = (), accounts: dict[str, str] | None = None
    ) -> None:
        self._networks = sorted(networks, key=lambda each: -each[0].prefixlen)
        self._accounts = accounts or {}
        self._known: dict[bytes, str] = {}

    def of(self, client: bytes) -> str:
        """Return the unit of a client; empty when none claims it. The narrowest network wins."""
        known = self._known.get(client)
        if known is None:
            known = self._found(client.decode("utf-8", "replace").lower())
            if len(self._known) < MOST_REMEMBERED:
                self._known[client] = known
        return known

    def _found(self, client: str) -> str:
        if client in self._accounts or not self._networks:
            return self._accounts.get(client, "")
        try:
            address = ip_address(client)
        except ValueError:
            return ""
        return next((unit for network, unit in self._networks if address in network), "")


def read_units(path: Path) -> Units:
    """Read a CSV of two columns: a network or an account, and the name of its unit.

    Raises:
        UnreadUnitsError: a line is not two columns, each filled.
        OSError: it cannot be read.
    """
    networks: list[tuple[IPv4Network | IPv6Network, str]] = []
    accounts: dict[str, str] = {}
    text = path.read_text(encoding=encoding_of(path) or "utf-8", errors="replace").lstrip("\ufeff")
    delimiter = ";" if text.count(";") >= text.count(",") else ","
    for number, cells in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), start=1):
        whole = [cell.strip() for cell in cells]
        if not any(whole) or whole[0].startswith("#"):
            continue
        if len(whole) != 2 or not all(whole):  # noqa: PLR2004 - the two that are asked for
            raise UnreadUnitsError(number)
        try:
            networks.append((ip_network(whole[0], strict=False), whole[1]))
        except ValueError:
            accounts[whole[0].lower()] = whole[1]
    return Units(networks, accounts)
