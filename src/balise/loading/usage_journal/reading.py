# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""A usage journal, read: the same questions to every store, answered from the totals kept beside the records."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Protocol

from balise.core.language import Text
from balise.core.refusals import RefusalCode
from balise.core.usage import EVERYTHING, Line, Selection, Spent, Totals, UsageRecord
from balise.loading.usage_journal.errors import ForeignJournalError
from balise.loading.usage_journal.rows import Row, microseconds, record_of
from balise.loading.usage_journal.schema import (
    LINE,
    PERSONAL_DATA,
    RECORD_COLUMNS,
    RECORDS,
    REFUSALS,
    SPENT,
    SPENT_AMOUNTS,
    TOTAL_AMOUNTS,
    TOTALS,
)

PAGE = 1000
"""Records read at once: what a reading holds in memory, however long the journal."""

LATER_VERSION = Text(
    "Ce journal d’usage a été écrit par une version plus récente de Balise : mettez celle-ci à jour.",
    "This usage journal was written by a later version of Balise: upgrade this one.",
)


OLDEST, NEWEST = -(2**62), 2**62


def bounds(selection: Selection) -> tuple[int, int]:
    """Return the first instant of a selection and the first after it, as the records keep them."""
    first, last = selection.first_month, selection.last_month
    low = microseconds(datetime.fromisoformat(f"{first}-01T00:00:00Z")) if first else OLDEST
    if not last:
        return low, NEWEST
    year, month = divmod(int(last[:4]) * 12 + int(last[5:7]), 12)  # months from 0: this one is the next
    return low, microseconds(datetime(year, month + 1, 1, tzinfo=UTC))


class Store(Protocol):
    """What answers a query: its dialect, and nothing of the journal."""

    def place(self, name: str, *, whole: bool = False) -> str:
        """Return how a parameter of that name is written."""

    def column(self, name: str) -> str:
        """Return how a column of the records is asked for, as ``RECORD_COLUMNS`` promises it."""

    def rows(self, query: str, values: Mapping[str, str | int]) -> Iterator[Row]:
        """Yield the rows of an answer."""

    def close(self) -> None:
        """Let go of the file or of the connection."""


class Journal(AbstractContextManager["Journal"]):
    """A usage journal that is open to be read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it."""
        self.close()

    def close(self) -> None:
        """Let go of the file or of the connection."""
        self._store.close()

    def totals(self, selection: Selection = EVERYTHING) -> dict[Line, Totals]:
        """Return what calls add up to, by line."""
        return {
            Line(*row[:5]): Totals(*map(int, row[5:])) for row in self._summed(TOTALS, LINE, TOTAL_AMOUNTS, selection)
        }

    def refusals(self, selection: Selection = EVERYTHING) -> dict[tuple[Line, RefusalCode, str], int]:
        """Return how many calls were refused in the name of each commitment.

        Raises:
            ForeignJournalError: a later version wrote a reason that is unknown here.
        """
        keys = (*LINE, "refusal", "commitment")
        try:
            return {
                (Line(*row[:5]), RefusalCode(row[5]), row[6]): int(row[7])
                for row in self._summed(REFUSALS, keys, ("calls",), selection)
            }
        except ValueError as error:
            raise ForeignJournalError(LATER_VERSION) from error

    def personal_data(self, selection: Selection = EVERYTHING) -> dict[tuple[Line, str], int]:
        """Return how many personal data of each type were found."""
        keys = (*LINE, "kind")
        return {
            (Line(*row[:5]), row[5]): int(row[6]) for row in self._summed(PERSONAL_DATA, keys, ("found",), selection)
        }

    def spent(self, deployment: str, day: date) -> Spent:
        """Return what a deployment used of its quotas on a day of UTC."""
        return self._spent(deployment, f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}")

    def spent_in_month(self, deployment: str, month: str) -> Spent:
        """Return what a deployment used of its quotas in a month: at most thirty-one rows to add up."""
        return self._spent(deployment, f"{month}-01", f"{month}-31")

    def count(self, selection: Selection = EVERYTHING) -> int:
        """Return how many records there are, from the totals."""
        return sum(totals.calls for totals in self.totals(selection).values())

    def records(self, selection: Selection = EVERYTHING) -> Iterator[UsageRecord]:
        """Yield the records in the order of time, a page at a time.

        Raises:
            ForeignJournalError: a later version wrote a word that is unknown here.
        """
        columns = ", ".join(self._store.column(name) for name in RECORD_COLUMNS)
        conditions, values = self._named(selection)
        at, id_, before = (
            self._store.place(name, whole=name != "after_id") for name in ("after_at", "after_id", "before")
        )
        query = (
            f"SELECT {columns} FROM {RECORDS} WHERE (at, id) > ({at}, {id_}) AND at < {before} "
            f"{''.join(f'AND {each} ' for each in conditions)}ORDER BY at, id LIMIT {PAGE}"
        )
        low, high = bounds(selection)
        values |= {"after_at": low, "after_id": "", "before": high}
        while True:
            page = list(self._store.rows(query, values))
            for row in page:
                try:
                    yield record_of(row)
                except ValueError as error:
                    raise ForeignJournalError(LATER_VERSION) from error
            if len(page) < PAGE:
                return
            values |= {"after_at": page[-1][0], "after_id": page[-1][1]}

    def record(self, id_: str, since: datetime) -> UsageRecord | None:
        """Return the record of that name among those since an instant, None when there is none.

        Records stand in the order of time: the instant is what makes it found without reading the whole journal.

        Raises:
            ForeignJournalError: a later version wrote a word that is unknown here.
        """
        columns = ", ".join(self._store.column(name) for name in RECORD_COLUMNS)
        at, wanted = self._store.place("since", whole=True), self._store.place("wanted")
        query = f"SELECT {columns} FROM {RECORDS} WHERE at >= {at} AND id = {wanted} LIMIT 1"
        for row in self._store.rows(query, {"since": microseconds(since), "wanted": id_}):
            try:
                return record_of(row)
            except ValueError as error:
                raise ForeignJournalError(LATER_VERSION) from error
        return None

    def _summed(
        self, table: str, keys: tuple[str, ...], amounts: tuple[str, ...], selection: Selection
    ) -> Iterator[Row]:
        """Yield lines of a table of totals, added up: ClickHouse merges them when it pleases."""
        conditions, values = self._named(selection)
        for name, sign in (("first_month", ">="), ("last_month", "<=")):
            if wanted := getattr(selection, name):
                conditions.append(f"month {sign} {self._store.place(name)}")
                values[name] = wanted
        where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
        named, sums = ", ".join(keys), ", ".join(f"sum({name})" for name in amounts)
        query = f"SELECT {named}, {sums} FROM {table} {where}GROUP BY {named} ORDER BY {named}"
        return self._store.rows(query, values)

    def _named(self, selection: Selection) -> tuple[list[str], dict[str, str | int]]:
        values: dict[str, str | int] = {name: wanted for name, wanted in selection.names.items() if wanted}
        return [f"{name} = {self._store.place(name)}" for name in values], values

    def _spent(self, deployment: str, first: str, last: str) -> Spent:
        sums = ", ".join(f"sum({name})" for name in SPENT_AMOUNTS)
        deployments, low, high = (self._store.place(name) for name in ("deployment", "first", "last"))
        query = f"SELECT {sums} FROM {SPENT} WHERE deployment = {deployments} AND day BETWEEN {low} AND {high}"
        values: dict[str, Any] = {"deployment": deployment, "first": first, "last": last}
        (row,) = self._store.rows(query, values)
        return Spent(*(int(each or 0) for each in row))
