# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""Records kept in PostgreSQL: the journal that several gateways share.

A group is one transaction; its end comes back when the server has it in its own log, which outlives the gateway. The
server syncs its disk within a second, or before it answers when every group must be. Totals are added to by upserts,
in an order that every gateway keeps.
"""

from collections.abc import Sequence

import psycopg
from psycopg import sql

from balise.core.usage import UsageRecord
from balise.gateway.journal.increments import increments_of
from balise.gateway.journal.sink import LARGEST_GROUP, SinkError
from balise.loading.usage_journal.rows import row_of
from balise.loading.usage_journal.schema import (
    ABOUT,
    FORMAT,
    INTEGERS,
    RECORD_COLUMNS,
    RECORDS,
    ROLLUPS,
    postgresql_tables,
    upsert,
)

PATIENCE = 2
"""Seconds to wait for the server, or for another gateway."""
_LOCK = 0x42414C55
"""What two gateways that make the tables at once wait for."""


class PostgresqlSink:
    """A connection, made again when it breaks."""

    at_once = None
    """A server answers when it pleases."""
    pace = 0.0
    largest_group = LARGEST_GROUP

    def __init__(self, url: str, *, sync_every_group: bool = False) -> None:
        self._url = url
        self._synchronous = "on" if sync_every_group else "off"
        self._connection: psycopg.Connection | None = None

    def open(self) -> None:
        """Reach the server, and make the tables where they are not.

        Raises:
            SinkError: it does not answer, or does not let us.
        """
        if self._connection is not None:
            return
        try:
            connection = psycopg.connect(
                self._url,
                autocommit=True,
                connect_timeout=PATIENCE,
                keepalives_idle=5,
                keepalives_interval=2,
                keepalives_count=2,
                tcp_user_timeout=PATIENCE * 1000,
            )
            connection.execute(sql.SQL("SET synchronous_commit = {}").format(sql.Literal(self._synchronous)))
            connection.execute(sql.SQL("SET statement_timeout = {}").format(sql.Literal(PATIENCE * 1000)))
            _make_tables(connection)
        except psycopg.Error as error:
            raise SinkError(type(error).__name__) from error
        self._connection = connection

    def write(self, records: Sequence[UsageRecord]) -> None:
        """Keep records and their totals in one transaction; once more when the connection turns out to be broken.

        Raises:
            SinkError: none was kept.
        """
        try:
            self._write(records)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            self._abandon()
            try:
                self._write(records)  # what the first attempt may have kept is passed over by its id
            except psycopg.Error as error:
                self._abandon()
                raise SinkError(type(error).__name__) from error
        except psycopg.Error as error:
            self._abandon()
            raise SinkError(type(error).__name__) from error

    def probe(self) -> None:
        """Write a row that is there.

        Raises:
            SinkError: the server takes nothing.
        """
        try:
            self._ready().execute(_PROBE)
        except psycopg.Error as error:
            self._abandon()
            raise SinkError(type(error).__name__) from error

    def flush(self) -> None:
        """Leave the disk to the server."""

    def close(self) -> None:
        """Let go of the connection."""
        self._abandon()

    def _write(self, records: Sequence[UsageRecord]) -> None:
        connection = self._ready()
        columns = list(zip(*(row_of(record) for record in records), strict=True))
        with connection.transaction(), connection.cursor() as cursor:
            inserted = cursor.execute(_INSERT, [list(column) for column in columns]).fetchall()
            for table, rows in increments_of(_new(records, inserted)).items():
                if rows:
                    cursor.execute(_UPSERTS[table], [list(column) for column in zip(*rows, strict=True)])

    def _ready(self) -> psycopg.Connection:
        self.open()
        assert self._connection is not None  # noqa: S101 - open() made it, or raised
        return self._connection

    def _abandon(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _make_tables(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        (there,) = connection.execute("SELECT to_regclass(%s)", [ABOUT]).fetchone() or (None,)
        if there is None:  # « IF NOT EXISTS » would tell of each table that exists, at every start
            for statement in postgresql_tables():
                connection.execute(sql.SQL(statement))  # names of ours alone


def _new(records: Sequence[UsageRecord], inserted: Sequence[tuple[int, str]]) -> Sequence[UsageRecord]:
    """Return the records that were not there before, each once."""
    if len(inserted) == len(records):
        return records
    left = set(inserted)
    new = []
    for record in records:
        place = row_of(record)[:2]
        if place in left:
            left.discard(place)
            new.append(record)
    return new


def _unnested(columns: Sequence[str], integers: frozenset[str]) -> str:
    places = ", ".join(f"%s::{'bigint' if name in integers else 'text'}[]" for name in columns)
    return f"SELECT * FROM unnest({places})"


_INSERT = sql.SQL(  # names of ours alone
    f"INSERT INTO {RECORDS} ({', '.join(RECORD_COLUMNS)}) {_unnested(RECORD_COLUMNS, INTEGERS)} "
    "ON CONFLICT DO NOTHING RETURNING at, id"
)
_UPSERTS = {
    table: sql.SQL(upsert(table, _unnested((*keys, *amounts), frozenset(amounts))))
    for table, (keys, amounts) in ROLLUPS.items()
}
_PROBE = sql.SQL(f"UPDATE {ABOUT} SET format = format WHERE format = {FORMAT}")
