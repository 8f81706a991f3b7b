# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""A usage journal in PostgreSQL, read."""

from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
from psycopg import sql

from balise.core.language import Text
from balise.loading.usage_journal.addresses import JournalAddress
from balise.loading.usage_journal.errors import (
    ForeignJournalError,
    MissingJournalError,
    UnreachableJournalError,
    UsageJournalError,
)
from balise.loading.usage_journal.reading import LATER_VERSION
from balise.loading.usage_journal.rows import Row
from balise.loading.usage_journal.schema import ABOUT, FORMAT

PATIENCE = 5
"""Seconds to wait for the server."""


class PostgresqlStore:
    """A connection of its own, which may only read."""

    def __init__(self, address: JournalAddress) -> None:
        self._shown = address.shown
        try:
            self._connection = psycopg.connect(address.url, autocommit=True, connect_timeout=PATIENCE)
            self._connection.read_only = True
        except psycopg.Error as error:
            raise UnreachableJournalError(unreachable(self._shown)) from error
        try:
            self._refuse_what_is_no_journal()
        except UsageJournalError:
            self._connection.close()
            raise

    def place(self, name: str, *, whole: bool = False) -> str:
        """Return how a parameter of that name is written."""
        return f"%({name})s"

    def column(self, name: str) -> str:
        """Return a column, which PostgreSQL keeps as it is promised."""
        return name

    def rows(self, query: str, values: Mapping[str, str | int]) -> Iterator[Row]:
        """Yield the rows of an answer.

        Raises:
            UsageJournalError: the server is gone, or has no such tables.
        """
        try:
            yield from self._connection.execute(sql.SQL(query), dict(values))
        except psycopg.Error as error:
            raise self._told(error) from error

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _refuse_what_is_no_journal(self) -> None:
        found: list[tuple[Any, ...]] = list(self.rows(f"SELECT max(format) FROM {ABOUT}", {}))
        if found[0][0] is not None and found[0][0] > FORMAT:
            raise ForeignJournalError(LATER_VERSION)

    def _told(self, error: psycopg.Error) -> UsageJournalError:
        if isinstance(error, psycopg.errors.UndefinedTable):
            return MissingJournalError(missing(self._shown))
        if isinstance(error, psycopg.errors.UndefinedColumn):
            return ForeignJournalError(LATER_VERSION)
        return UnreachableJournalError(unreachable(self._shown))


def missing(shown: str) -> Text:
    """Return the sentence about a database that has no journal."""
    return Text(
        f"« {shown} » n’a pas de journal d’usage : la passerelle en crée les tables à son premier démarrage. "
        "Vérifiez l’adresse.",
        f"“{shown}” has no usage journal: the gateway makes its tables when it first starts. Check the address.",
    )


def unreachable(shown: str) -> Text:
    """Return the sentence about a server that does not answer, or not to us."""
    return Text(
        f"Le journal d’usage « {shown} » ne répond pas : vérifiez l’adresse, l’utilisateur et son mot de passe, et "
        "que le serveur est démarré.",
        f"The usage journal “{shown}” does not answer: check the address, the user and their password, and that the "
        "server is running.",
    )
