# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A usage journal in a SQLite file, read while a gateway writes it."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from balise.core.language import Text
from balise.loading.usage_journal.addresses import JournalAddress
from balise.loading.usage_journal.arrivals import arrived
from balise.loading.usage_journal.arrivals_in_sql import read_with
from balise.loading.usage_journal.errors import (
    ForeignJournalError,
    MissingJournalError,
    UnreachableJournalError,
    UsageJournalError,
)
from balise.loading.usage_journal.reading import LATER_VERSION
from balise.loading.usage_journal.rows import Row
from balise.loading.usage_journal.schema import APPLICATION, FORMAT, RECORDS

PATIENCE = 5.0
"""Seconds to wait for whoever holds the file, which a writer does for less than a millisecond."""


class SqliteStore:
    """The file, open for reading alone."""

    def __init__(self, address: JournalAddress) -> None:
        self._path = address.path
        if not self._path.exists():
            raise MissingJournalError(_missing(self._path))
        try:
            self._connection = _opened(self._path)
        except sqlite3.Error as error:
            raise self._told(error) from error
        try:
            refuse_a_foreign_file(self._connection, self._path)
        except UsageJournalError:
            self._connection.close()
            raise

    def place(self, name: str, *, whole: bool = False) -> str:
        """Return how a parameter of that name is written."""
        return f":{name}"

    def column(self, name: str) -> str:
        """Return a column, which SQLite keeps as it is promised."""
        return name

    def rows(self, query: str, values: Mapping[str, str | int]) -> Iterator[Row]:
        """Yield the rows of an answer.

        Raises:
            UsageJournalError: the file is damaged, or held by somebody for too long.
        """
        try:
            rows = arrived(self._path)  # before the tables: what leaves the one is in the other already
            yield from self._counting(rows, query, values) if rows else self._connection.execute(query, dict(values))
        except OSError as error:
            raise UnreachableJournalError(_closed(self._path)) from error
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _counting(self, rows: Sequence[Row], query: str, values: Mapping[str, str | int]) -> Sequence[Row]:
        """Return the rows of an answer that counts records which are beside the file."""
        with self._as_it_is_now():
            read_with(self._connection, rows)
            answer: list[Row] = self._connection.execute(query, dict(values)).fetchall()
            return answer

    @contextmanager
    def _as_it_is_now(self) -> Iterator[None]:
        """Read the file inside as it is at the beginning; what is made inside, in memory, is forgotten at the end."""
        self._connection.execute("PRAGMA query_only = 0")
        self._connection.execute("BEGIN")
        try:
            self._connection.execute(f"SELECT 1 FROM main.{RECORDS} LIMIT 1").fetchone()  # noqa: S608 - a name of ours
            yield
        finally:
            self._connection.execute("ROLLBACK")
            self._connection.execute("PRAGMA query_only = 1")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _told(self, error: sqlite3.Error) -> UsageJournalError:
        if "not a database" in str(error) or "malformed" in str(error):
            return ForeignJournalError(foreign(str(self._path)))
        return UnreachableJournalError(_closed(self._path))


def refuse_a_foreign_file(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is none of ours, or of a later version.

    Raises:
        ForeignJournalError: that is so.
    """
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise ForeignJournalError(foreign(str(path))) from error
    if application != APPLICATION:
        raise ForeignJournalError(foreign(str(path)))
    if version > FORMAT:
        raise ForeignJournalError(LATER_VERSION)


def foreign(shown: str) -> Text:
    """Return the sentence about something else than a usage journal."""
    return Text(
        f"« {shown} » n’est pas un journal d’usage : donnez l’adresse de celui que la passerelle écrit. (Le journal "
        "des actes est autre chose : « balise journal ».)",
        f"“{shown}” is not a usage journal: give the address of the one that the gateway writes. (The journal of acts "
        "is another thing: “balise journal”.)",
    )


def _opened(path: Path) -> sqlite3.Connection:
    """Open without ever making a file; for reading alone, but where what a stopped writer left is taken up."""
    for mode in ("rw", "ro"):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA query_only = 1")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if mode == "ro":
                raise
        else:
            return connection
    raise AssertionError  # one of the two modes returned or raised


def _missing(path: Path) -> Text:
    return Text(
        f"Il n’y a pas de journal d’usage à « {path} » : la passerelle le crée à son premier démarrage. Si elle écrit "
        "ailleurs, donnez cette adresse.",
        f"There is no usage journal at “{path}”: the gateway makes it when it first starts. If it writes somewhere "
        "else, give that address.",
    )


def _closed(path: Path) -> Text:
    return Text(
        f"Le journal d’usage « {path} » ne se lit pas : vérifiez les droits du fichier et de son dossier, puis "
        "recommencez.",
        f"The usage journal “{path}” cannot be read: check the permissions of the file and of its folder, then try "
        "again.",
    )
