# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Records kept in a SQLite file: the journal of a gateway that is alone on its machine.

A record is added to a file beside (``arrivals.py``) before its reply leaves, a tenth of what a commit costs, and put in
the tables with sixty others once the replies have left: a commit touches a page of each table, and a processor that
slept has none of them near. The disk follows, at the journal's own pace: the thread that syncs also brings the
write-ahead log back into the file, so that no call ever waits for the disk. When every group must be synced, nothing is
kept beside: each group is one transaction, which the replies wait for.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from itertools import islice
from pathlib import Path

from balise.core.usage import UsageRecord
from balise.gateway.journal.arrivals import Arrivals, left_behind
from balise.gateway.journal.increments import increments_of
from balise.gateway.journal.sink import LARGEST_GROUP, PromptKeeper, SinkBusyError, SinkError
from balise.loading.usage_journal.errors import ForeignJournalError
from balise.loading.usage_journal.reading import LATER_VERSION
from balise.loading.usage_journal.rows import Row, record_of, row_of
from balise.loading.usage_journal.schema import (
    APPLICATION,
    FORMAT,
    RECORD_COLUMNS,
    RECORDS,
    ROLLUPS,
    sqlite_tables,
    upsert,
)
from balise.loading.usage_journal.sqlite_store import foreign, refuse_a_foreign_file

PATIENCE = 2.0
"""Seconds to wait for another writer of the same file."""
CHECKPOINT_PAGES = 4000
CHECKPOINT_BYTES = 16 * 1024 * 1024
"""When the log is brought back into the file, so that the two syncs it takes stay rare."""
LARGEST_LOG = 64 * 1024 * 1024
"""From where on the log must be emptied, though writers wait meanwhile."""
CHUNKS = (64, 8, 1)
"""Rows to a statement: each statement gives up the interpreter's lock, and may wait to have it back."""


class SqliteSink:
    """The file and its one connection."""

    pace = 0.002
    """Seconds from one group to the next: under load, a group costs as much as all of its records."""
    largest_group = LARGEST_GROUP

    def __init__(self, path: Path, *, sync_every_group: bool = False) -> None:
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._synced = sync_every_group
        self._connection: sqlite3.Connection | None = None
        self._patient = True
        self._arrivals: Arrivals | None = None
        self._arrived: list[tuple[UsageRecord, Row]] = []

    @property
    def at_once(self) -> PromptKeeper | None:
        """Itself, unless each group must be brought to the disk."""
        return None if self._synced else self

    @property
    def waiting(self) -> int:
        """How many records are beside the file, and not in its tables."""
        return len(self._arrived)

    def open(self) -> None:
        """Make the file and its tables where they are not.

        Raises:
            SinkError: it cannot be opened now.
            ForeignJournalError: the file is something else.
        """
        if self._connection is not None:
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise SinkError(_reason(error)) from error
        try:
            _prepare(connection, self._path, sync_every_group=self._synced)
        except sqlite3.OperationalError as error:
            connection.close()
            raise SinkError(_reason(error)) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise ForeignJournalError(foreign(str(self._path))) from error
        except BaseException:
            connection.close()
            raise
        self._connection, self._patient = connection, True
        self._open_arrivals()

    def _open_arrivals(self) -> None:
        """Put in the tables what killed gateways left beside the file, and make ready to keep records there."""
        if self._arrivals is not None:
            return
        try:
            with left_behind(self._path) as rows:
                for some in _in_groups(rows):
                    self._write(_records(some), some)
                self._sync_log()
            if not self._synced:
                self._arrivals = Arrivals(self._path)
                self._arrivals.open()
        except OSError as error:
            self._arrivals = None
            self._abandon()
            raise SinkError(_reason(error)) from error

    def write(self, records: Sequence[UsageRecord]) -> None:
        """Keep records and their totals in one transaction.

        Raises:
            SinkError: none was kept.
        """
        self._be(patient=True)
        self._write(records, [row_of(record) for record in records])

    def keep(self, record: UsageRecord) -> None:
        """Keep a record beside the file.

        Raises:
            ValueError: no table takes such a record.
            SinkError: it is not kept.
        """
        if self._arrivals is None:
            raise SinkError("not open")
        row = row_of(record)
        with _told():
            self._arrivals.keep(row)
        self._arrived.append((record, row))

    def place(self) -> None:
        """Put in the tables what is kept beside, unless another process is writing.

        Raises:
            SinkBusyError: one is.
            SinkError: the file takes nothing; what was kept is kept.
        """
        self._be(patient=False)
        self._place()

    def _place(self) -> None:
        some = self._arrived[:LARGEST_GROUP]
        self._write([record for record, _ in some], [row for _, row in some])
        del self._arrived[: len(some)]
        if not self._arrived and self._arrivals is not None:
            with _told():
                self._arrivals.placed()

    def _be(self, *, patient: bool) -> None:
        """Wait, or not, for whoever writes to the file."""
        connection = self._ready()
        if patient != self._patient:
            connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000) if patient else 0}")
            self._patient = patient

    def _write(self, records: Sequence[UsageRecord], rows: Sequence[Row]) -> None:
        if not records:
            return
        connection = self._ready()
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY and not self._patient:
                raise SinkBusyError from error
            self._abandon()
            raise SinkError(_reason(error)) from error
        try:
            new = records if _inserted(connection, rows) == len(rows) else self._one_by_one(connection, records, rows)
            for table, added in increments_of(new).items():
                _in_chunks(connection, table, added)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._abandon()
            raise SinkError(_reason(error)) from error
        except BaseException:
            self._abandon()
            raise

    def probe(self) -> None:
        """Write a page for nothing.

        Raises:
            SinkError: the file takes nothing.
        """
        self._be(patient=True)
        connection = self._ready()
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("COMMIT")
            if self._arrivals is not None:
                self._arrivals.probe()
        except (OSError, sqlite3.Error) as error:
            self._abandon()
            raise SinkError(_reason(error)) from error

    def flush(self) -> None:
        """Bring to the disk what was kept beside and the log, and the log back into the file once it is long.

        Raises:
            SinkError: the disk refused.
        """
        with _told(), self._arrivals.synced() if self._arrivals is not None else nullcontext():
            size = self._sync_log()
        if not self._synced and size > CHECKPOINT_BYTES:
            self._shorten_log(size)

    def _sync_log(self) -> int:
        """Bring the log to the disk, and return its length."""
        try:
            log = os.open(self._log, os.O_RDONLY)
        except FileNotFoundError:
            return 0  # all of it is in the file already, which is synced when it is brought there
        try:
            os.fdatasync(log)  # the length is brought too; the day of the last change may wait
            return os.fstat(log).st_size
        finally:
            os.close(log)

    def _shorten_log(self, size: int) -> None:
        """Bring the log into the file beside whoever writes; only when it has grown too long, make them wait."""
        try:
            with closing(sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
                if size > LARGEST_LOG:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise SinkError(_reason(error)) from error

    def close(self) -> None:
        """Put in the tables what is beside, bring the log back into the file, and let go of it.

        What cannot be put there stays beside: readers find it, and the next gateway puts it in its place.
        """
        with suppress(SinkError, OSError):
            while self._arrived:
                self._be(patient=True)
                self._place()
            self._sync_log()
        self._abandon()
        if self._arrivals is not None:
            self._arrivals.close(kept_elsewhere=not self._arrived)
            self._arrivals = None

    def _ready(self) -> sqlite3.Connection:
        self.open()
        assert self._connection is not None  # noqa: S101 - open() made it, or raised
        return self._connection

    def _abandon(self) -> None:
        """Drop a connection that failed: what it holds of a transaction goes with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @staticmethod
    def _one_by_one(
        connection: sqlite3.Connection, records: Sequence[UsageRecord], rows: Sequence[Row]
    ) -> list[UsageRecord]:
        """Begin again, and return the records that were not there: somebody sent one twice."""
        connection.execute("ROLLBACK")
        connection.execute("BEGIN IMMEDIATE")
        return [record for record, row in zip(records, rows, strict=True) if _inserted(connection, [row])]


def _prepare(connection: sqlite3.Connection, path: Path, *, sync_every_group: bool) -> None:
    """Make a file a journal, unless it is one or something else."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables:
        refuse_a_foreign_file(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {'FULL' if sync_every_group else 'NORMAL'}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES if sync_every_group else 0}")
    connection.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    for statement in sqlite_tables():
        connection.execute(statement)
    connection.execute("COMMIT")


@contextmanager
def _told() -> Iterator[None]:
    """Tell as the journal knows it what the system refuses inside.

    Raises:
        SinkError: it refused something.
    """
    try:
        yield
    except OSError as error:
        raise SinkError(_reason(error)) from error


def _records(rows: Iterable[Row]) -> list[UsageRecord]:
    try:
        return [record_of(row) for row in rows]
    except ValueError as error:
        raise ForeignJournalError(LATER_VERSION) from error


def _in_groups(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    left = iter(rows)
    while some := tuple(islice(left, LARGEST_GROUP)):
        yield some


def _inserted(connection: sqlite3.Connection, rows: Sequence[Row]) -> int:
    """Insert rows, and return how many were not there."""
    inserted, start = 0, 0
    for size in CHUNKS:
        statement = _INSERTS[size]
        while len(rows) - start >= size:
            values = [value for row in rows[start : start + size] for value in row]
            inserted += connection.execute(statement, values).rowcount
            start += size
    return inserted


def _in_chunks(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    start = 0
    for size in CHUNKS[1:]:
        statement = _UPSERTS[table, size]
        while len(rows) - start >= size:
            connection.execute(statement, [value for row in rows[start : start + size] for value in row])
            start += size


def _values(columns: int, size: int) -> str:
    return "VALUES " + ", ".join([f"({', '.join('?' * columns)})"] * size)


_INSERTS = {size: f"INSERT OR IGNORE INTO {RECORDS} {_values(len(RECORD_COLUMNS), size)}" for size in CHUNKS}
_UPSERTS = {
    (table, size): upsert(table, _values(len(keys) + len(amounts), size))
    for table, (keys, amounts) in ROLLUPS.items()
    for size in CHUNKS[1:]
}


def _reason(error: Exception) -> str:
    """Return what the engine or the system says, which holds no value of a record."""
    return str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
