# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What other tools count: the spend log of LiteLLM, and any CSV whose columns are named for us."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from ipaddress import ip_address

from balise.core.outside_usage import Directory, Seen
from balise.loading.usage_logs import months
from balise.loading.usage_logs.errors import OneArrayError, UnreadColumnsError
from balise.loading.usage_logs.hosts import Hosts, host_of
from balise.loading.usage_logs.reading import LineError, Opening, Parser
from balise.loading.usage_logs.squid import COLUMNS
from balise.loading.usage_logs.units import Units

PARTS = ("date", "host", "service", "client", "unit", "requests", "tokens")
"""What a column may be; ``date`` and ``host``, or ``service``, are needed."""

_LITELLM = {
    "date": "startTime",
    "service": "custom_llm_provider",
    "client": "user",
    "unit": "team_id",
    "tokens": "total_tokens",
}
_PROVIDERS = {
    "openai": "openai-api",
    "azure": "azure-openai",
    "azure_ai": "azure-openai",
    "anthropic": "claude-api",
    "mistral": "mistral-api",
    "gemini": "gemini-api",
    "vertex_ai": "vertex",
    "together_ai": "together",
    "scaleway": "scaleway-ai",
    "ovhcloud": "ovh-ai",
}
"""How LiteLLM names those that the list names otherwise: it calls the API of a vendor, never their assistant."""
NUMBER = "number"
LONGEST_ROW = 1 << 16
"""Bytes of a row whose cells hold line ends: beyond, a quotation mark was left open."""
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)|(?<=\d),(?=\d{3}(?:,|\.|$))")
"""What parts the thousands of a number, as French and as English write them."""


def litellm(directory: Directory, units: Units) -> Parser:
    """Return what reads the spend log of LiteLLM, exported as CSV, or as one JSON object a line."""
    as_csv = mapped(_LITELLM, strict=False)(directory, units)
    hosts = Hosts(directory)

    def parse(line: bytes) -> Seen | None:
        beginning = line.lstrip()[:1]
        if beginning == b"[":
            raise OneArrayError
        if beginning != b"{":
            return as_csv(line)
        try:
            row = json.loads(line)
        except ValueError:
            raise LineError(COLUMNS) from None
        return _seen({part: str(row.get(name) or "") for part, name in _LITELLM.items()}, directory, hosts, units)

    return parse


def mapped(columns: Mapping[str, str], *, strict: bool = True) -> Opening:
    """Return the reader of a CSV whose columns are named by their parts: ``{"date": "Jour", "host": "Site"}``.

    What is read of it raises ``UnreadColumnsError`` when a column is not there, unless some may be missing.
    """

    def open_it(directory: Directory, units: Units) -> Parser:
        hosts = Hosts(directory)
        header: list[str] = []
        delimiter = ""
        held = b""

        def parse(line: bytes) -> Seen | None:
            nonlocal delimiter, held
            line = held + line.rstrip(b"\r")
            held = b"" if line.count(b'"') % 2 == 0 else line + b"\n"  # a cell holds the end of this line
            if len(held) > LONGEST_ROW:
                held = b""
                raise LineError(COLUMNS)
            text = _decoded(line)
            if held or not text.strip():
                return None
            if not header:
                if announced := _ANNOUNCED.fullmatch(text):
                    delimiter = announced[1]
                    return None
                delimiter = delimiter or max(";\t,", key=text.count)
                header.extend(_cells(text, delimiter))
                lacking = [name for name in columns.values() if name not in header]
                if lacking and strict:
                    raise UnreadColumnsError(lacking, header)
                return None
            cells = dict(zip(header, _cells(text, delimiter), strict=False))
            said = {part: cells.get(name, "") for part, name in columns.items()}
            return _seen(said, directory, hosts, units)

        return parse

    return open_it


_ANNOUNCED = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
"""The first line by which a spreadsheet program announces its separator."""


def _decoded(line: bytes) -> str:
    """Return a line as text: spreadsheets still save in the encoding of Windows."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _cells(text: str, delimiter: str) -> Sequence[str]:
    try:
        return [cell.strip() for cell in next(csv.reader(StringIO(text, newline=""), delimiter=delimiter), [])]
    except csv.Error:
        raise LineError(COLUMNS) from None


def _seen(said: Mapping[str, str], directory: Directory, hosts: Hosts, units: Units) -> Seen | None:
    service = _service(said, directory, hosts)
    if service is None:
        return None
    client = said.get("client", "").encode()
    unit = said.get("unit", "")
    return Seen(
        months.of_table(said.get("date", "").encode()),
        service,
        units.of(unit.encode()) or units.of(client) or _named(unit),
        client or unit.encode(),
        _whole(said.get("requests", ""), 1),
        _whole(said.get("tokens", ""), 0),
    )


def _named(unit: str) -> str:
    """Return a unit as a table names it; nothing of what tells somebody, or a machine, apart."""
    if any(mark in unit for mark in "@\\"):
        return ""
    try:
        ip_address(unit)
    except ValueError:
        return unit
    return ""


def _service(said: Mapping[str, str], directory: Directory, hosts: Hosts) -> str | None:
    named = said.get("service", "").strip().lower()
    if named:
        known = _PROVIDERS.get(named, named)
        return known if known in directory.services else None
    return hosts.service_at(host_of(said.get("host", "").encode()))


def _whole(said: str, default: int) -> int:
    if not said:
        return default
    try:
        return max(0, int(float(_GROUPS.sub("", said).replace(",", "."))))
    except (ValueError, OverflowError):
        raise LineError(NUMBER) from None
