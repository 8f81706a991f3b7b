# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The W3C extended format of firewalls and proxies: « #Fields: » says the columns, and may say them again."""

from balise.core.outside_usage import Directory, Seen
from balise.loading.usage_logs import months
from balise.loading.usage_logs.hosts import Hosts, host_of
from balise.loading.usage_logs.reading import LineError, Parser
from balise.loading.usage_logs.squid import COLUMNS
from balise.loading.usage_logs.units import Units

_HOST = (b"cs-host", b"cs(host)", b"r-host", b"cs-uri", b"cs-url", b"r-dns", b"s-host")
_CLIENT = (b"c-ip", b"s-ip", b"cs-username")
_USER = (b"cs-username", b"x-cs-username")
NO_FIELDS = "fields"


def extended(directory: Directory, units: Units) -> Parser:
    """Return what reads a log whose lines « #Fields: » name the columns."""
    hosts = Hosts(directory)
    places: dict[bytes, int] = {}

    def parse(line: bytes) -> Seen | None:
        line = line.rstrip(b"\r")
        if not line or line.startswith(b"#"):
            if line.lower().startswith(b"#fields:"):
                places.clear()
                places.update({name.lower(): place for place, name in enumerate(line.split()[1:])})
            return None
        if not places:
            raise LineError(NO_FIELDS)
        cells = line.split(b"\t") if b"\t" in line else line.split()
        if len(cells) < len(places):
            raise LineError(COLUMNS)

        def cell(names: tuple[bytes, ...]) -> bytes:
            return next((cells[places[name]] for name in names if name in places), b"")

        service = hosts.service_at(host_of(cell(_HOST)))
        if service is None:
            return None
        client, user = cell(_CLIENT), cell(_USER)
        unit = (units.of(user) if user not in {b"", b"-"} else "") or units.of(client)
        return Seen(months.of_iso(cell((b"date",))), service, unit, client or user)

    return parse
