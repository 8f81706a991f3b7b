# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The W3C extended format of firewalls and proxies: « #Fields: » says the columns, and may say them again."""

import re

from balise.core.outside_usage import Directory, Seen
from balise.loading.usage_logs import months
from balise.loading.usage_logs.hosts import Hosts, host_of
from balise.loading.usage_logs.reading import LineError, Parser
from balise.loading.usage_logs.squid import ASKED_WHO, BLOCKED, COLUMNS
from balise.loading.usage_logs.units import Units

_HOST = (b"cs-host", b"cs(host)", b"r-host", b"cs-uri", b"cs-url", b"r-dns", b"s-host")
_CLIENT = (b"c-ip", b"s-ip", b"cs-username")
_USER = (b"cs-username", b"x-cs-username")
_OUTCOME = (b"sc-filter-result", b"s-action")
_STATUS = (b"sc-status",)
_EMPTY = frozenset({b"", b"-"})
_CELL = re.compile(rb'"((?:[^"]|"")*)"|(\S+)')
NO_FIELDS = "fields"


def extended(directory: Directory, units: Units) -> Parser:
    """Return what reads a log whose lines « #Fields: » name the columns."""
    hosts = Hosts(directory)
    places: dict[bytes, int] = {}
    day = b""

    def parse(line: bytes) -> Seen | None:
        nonlocal day
        line = line.rstrip(b"\r")
        if not line or line.startswith(b"#"):
            directive, _colon, said = line.lower().partition(b":")
            if directive == b"#fields":
                places.clear()
                places.update({name: place for place, name in enumerate(said.split())})
            elif directive == b"#date":  # the day of the lines to come, which may say their hour only
                day = said.strip()
            return None
        if not places:
            raise LineError(NO_FIELDS)
        cells = _cells(line)
        if len(cells) != len(places):  # a value with a space in it, unquoted: what follows would be read for another
            raise LineError(COLUMNS)

        def cell(names: tuple[bytes, ...]) -> bytes:
            said = (cells[places[name]] for name in names if name in places)
            return next((value for value in said if value not in _EMPTY), b"")

        service = hosts.service_at(host_of(cell(_HOST)))
        if service is None:
            return None
        if b"DENIED" in cell(_OUTCOME).upper() or cell(_STATUS) == ASKED_WHO:
            raise LineError(BLOCKED)
        client, user = cell(_CLIENT), cell(_USER)
        unit = units.of(user) or units.of(client)
        return Seen(months.of_iso(cell((b"date",)) or day), service, unit, client or user)

    return parse


def _cells(line: bytes) -> list[bytes]:
    if b"\t" in line:
        return [cell.strip(b'"') for cell in line.split(b"\t")]
    if b'"' not in line:
        return line.split()
    return [quoted or plain for quoted, plain in _CELL.findall(line)]
