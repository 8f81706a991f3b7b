# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""Records kept in ClickHouse: the journal of very many gateways.

ClickHouse likes few large groups: one every quarter of a second, which a reply then waits for. The server makes the
totals itself, from the records of each group.
"""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from balise.core.usage import UsageRecord
from balise.gateway.journal.sink import SinkError
from balise.loading.usage_journal.addresses import JournalAddress
from balise.loading.usage_journal.clickhouse_http import ClickhouseConnection, ClickhouseError
from balise.loading.usage_journal.clickhouse_schema import clickhouse_tables
from balise.loading.usage_journal.rows import Row, row_of
from balise.loading.usage_journal.schema import ABOUT, FORMAT, RECORD_COLUMNS, RECORDS

PATIENCE = 10.0
PACE = 0.25
LARGEST_GROUP = 5000
COMMITMENTS, PERSONAL_DATA = RECORD_COLUMNS.index("commitments"), RECORD_COLUMNS.index("personal_data")


class ClickhouseSink:
    """A server, reached by one connection."""

    at_once = None
    """A server answers when it pleases."""
    pace = PACE
    largest_group = LARGEST_GROUP

    def __init__(self, address: JournalAddress, *, sync_every_group: bool = False) -> None:
        self._connection = ClickhouseConnection(address, PATIENCE)
        self._synced = sync_every_group
        self._ready = False

    def open(self) -> None:
        """Reach the server, and make the tables where they are not.

        Raises:
            SinkError: it does not answer, or does not let us.
        """
        if self._ready:
            return
        for statement in clickhouse_tables():
            self._ask(statement)
        self._ask(f"ALTER TABLE {RECORDS} MODIFY SETTING fsync_after_insert = {int(self._synced)}")
        self._ready = True

    def write(self, records: Sequence[UsageRecord]) -> None:
        """Keep records; the server adds to the totals.

        Raises:
            SinkError: none was kept, as far as can be known.
        """
        self.open()
        rows = self._unknown({row[:2]: row for row in map(row_of, records)})
        if rows:
            self._ask(_INSERT, b"\n".join(msgspec.json.encode(_typed(row)) for row in rows))

    def probe(self) -> None:
        """Write a row that is there.

        Raises:
            SinkError: the server takes nothing.
        """
        self.open()
        self._ask(f"INSERT INTO {ABOUT} VALUES ({FORMAT})")

    def flush(self) -> None:
        """Leave the disk to the server."""

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _unknown(self, rows: dict[tuple[int, str], Row]) -> list[Row]:
        """Return the rows that are not there yet: the server itself would keep a record twice."""
        instants = [at for at, _ in rows]
        answer = self._ask(
            f"SELECT at, id FROM {RECORDS} WHERE at BETWEEN {min(instants)} AND {max(instants)} "
            f"AND at IN ({','.join(map(str, set(instants)))}) FORMAT JSONCompactEachRow"
        )
        known = {tuple(json.loads(line)) for line in answer.splitlines()}
        return [row for place, row in rows.items() if place not in known]

    def _ask(self, query: str, rows: bytes = b"") -> bytes:
        try:
            return self._connection.ask(query, rows=rows)
        except ClickhouseError as error:
            self._ready = False
            raise SinkError(str(error)) from error


_INSERT = f"INSERT INTO {RECORDS} ({', '.join(RECORD_COLUMNS)}) FORMAT JSONCompactEachRow"


def _typed(row: Row) -> list[Any]:
    """Return a row as ClickHouse keeps it: lists and maps, where other stores have JSON."""
    typed = list(row)
    for place in (COMMITMENTS, PERSONAL_DATA):
        typed[place] = json.loads(row[place])
    return typed
