# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What other tools count: the spend log of LiteLLM, and any CSV whose columns are named for us."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO

from balise.core.outside_usage import Directory, Seen
from balise.loading.usage_logs import months
from balise.loading.usage_logs.errors import UnreadColumnsError
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


def litellm(directory: Directory, units: Units) -> Parser:
    """Return what reads the spend log of LiteLLM, exported as CSV, or as one JSON object a line."""
    as_csv = mapped(_LITELLM, strict=False)(directory, units)
    hosts = Hosts(directory)

    def parse(line: bytes) -> Seen | None:
        if not line.lstrip().startswith(b"{"):
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
        delimiter = ","

        def parse(line: bytes) -> Seen | None:
            nonlocal delimiter
            text = _decoded(line.rstrip(b"\r")).lstrip("\ufeff")
            if not text.strip():
                return None
            if not header:
                delimiter = max(";\t,", key=text.count)
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
        units.of(unit.encode()) or units.of(client) or unit,
        client or unit.encode(),
        _whole(said.get("requests", ""), 1),
        _whole(said.get("tokens", ""), 0),
    )


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
        return max(0, int(float(said)))
    except (ValueError, OverflowError):
        raise LineError(NUMBER) from None
