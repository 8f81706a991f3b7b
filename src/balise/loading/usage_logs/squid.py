# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The access log of Squid, in its own format and in that of web servers (« combined »)."""

from balise.core.outside_usage import Directory, Seen
from balise.loading.usage_logs import months
from balise.loading.usage_logs.hosts import Hosts, host_of
from balise.loading.usage_logs.reading import LineError, Parser
from balise.loading.usage_logs.units import Units

COLUMNS = "columns"
BLOCKED = "blocked"
"""The proxy let nobody through: nothing was used."""
ASKED_WHO = b"407"
"""The proxy asked who it was, and the client asks again: to count both would count every request twice."""
_NATIVE = 7
_REQUEST = 2


def native(directory: Directory, units: Units) -> Parser:
    """Return what reads ``time elapsed client code/status bytes method URL user hierarchy type``."""
    hosts = Hosts(directory)

    def parse(line: bytes) -> Seen | None:
        cells = line.split(None, _NATIVE)
        if len(cells) < _NATIVE or b"/" not in cells[3]:  # « TCP_MISS/200 »: other formats have a word of their own
            if not cells:
                return None
            raise LineError(COLUMNS)
        service = hosts.service_at(host_of(cells[6], tunnel=cells[5] == b"CONNECT"))
        if service is None:
            return None
        if b"DENIED" in cells[3] or cells[3].endswith(b"/" + ASKED_WHO):
            raise LineError(BLOCKED)
        client, user = cells[2], cells[_NATIVE].partition(b" ")[0] if len(cells) > _NATIVE else b""
        return Seen(months.of_seconds(cells[0]), service, units.of(user) or units.of(client), client)

    return parse


def combined(directory: Directory, units: Units) -> Parser:
    """Return what reads ``client ident user [time] "METHOD URL HTTP/1.1" status bytes…``."""
    hosts = Hosts(directory)

    def parse(line: bytes) -> Seen | None:
        if not line.strip():
            return None
        before, quote, after = line.partition(b'"')
        asked, _quote, outcome = after.partition(b'"')
        request = asked.split(b" ")
        cells = before.split(None, 3)
        if not quote or len(request) < _REQUEST or len(cells) < 4:  # noqa: PLR2004 - client, ident, user, time
            raise LineError(COLUMNS)
        service = hosts.service_at(host_of(request[1], tunnel=request[0] == b"CONNECT"))
        if service is None:
            return None
        if b"_DENIED" in outcome or outcome.split(None, 1)[:1] == [ASKED_WHO]:
            raise LineError(BLOCKED)
        unit = units.of(cells[2]) or units.of(cells[0])
        return Seen(months.of_common_log(cells[3]), service, unit, cells[0])

    return parse
