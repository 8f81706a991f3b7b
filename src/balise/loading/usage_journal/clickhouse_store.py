# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""A usage journal in ClickHouse, read."""

import json
from collections.abc import Iterator, Mapping

from balise.loading.usage_journal.addresses import JournalAddress
from balise.loading.usage_journal.clickhouse_http import ClickhouseConnection, ClickhouseError
from balise.loading.usage_journal.errors import (
    ForeignJournalError,
    MissingJournalError,
    UnreachableJournalError,
    UsageJournalError,
)
from balise.loading.usage_journal.postgresql_store import missing, unreachable
from balise.loading.usage_journal.reading import LATER_VERSION
from balise.loading.usage_journal.rows import Row
from balise.loading.usage_journal.schema import ABOUT, FORMAT

PATIENCE = 30.0
UNKNOWN_TABLE, UNKNOWN_DATABASE = 60, 81


class ClickhouseStore:
    """A server, asked one question at a time."""

    def __init__(self, address: JournalAddress) -> None:
        self._shown = address.shown
        self._connection = ClickhouseConnection(address, PATIENCE)
        try:
            found = list(self.rows(f"SELECT max(format) FROM {ABOUT}", {}))
            if found and found[0][0] > FORMAT:
                raise ForeignJournalError(LATER_VERSION)
        except UsageJournalError:
            self.close()
            raise

    def place(self, name: str, *, whole: bool = False) -> str:
        """Return how a parameter of that name is written."""
        return f"{{{name}:{'Int64' if whole else 'String'}}}"

    def column(self, name: str) -> str:
        """Return a column as it is promised: what ClickHouse keeps as arrays and maps, in JSON."""
        return f"toJSONString({name})" if name in {"commitments", "personal_data"} else name

    def rows(self, query: str, values: Mapping[str, str | int]) -> Iterator[Row]:
        """Yield the rows of an answer.

        Raises:
            UsageJournalError: the server does not answer, or has no such tables.
        """
        try:
            answer = self._connection.ask(f"{query} FORMAT JSONCompactEachRow", values=values)
        except ClickhouseError as error:
            if error.code in {UNKNOWN_TABLE, UNKNOWN_DATABASE}:
                raise MissingJournalError(missing(self._shown)) from error
            raise UnreachableJournalError(unreachable(self._shown)) from error
        yield from (tuple(json.loads(line)) for line in answer.splitlines())

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
