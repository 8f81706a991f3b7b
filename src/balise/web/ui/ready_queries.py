# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Queries whose words never change but for what they look for: Django writes them in SQL once a process, not each time.

Writing them costs Django several times what a database takes to answer. Nothing of what they find is kept: the
database is asked each time. Refused: SQL written by hand, which the next column would make wrong without a word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class UnreadyQueryError(Exception):
    """The query compares with more than what it is asked about: that would be kept as long as the process."""


class ReadyQuery(Generic[Row]):
    """A query that is asked again and again about other things, which are numbers or words.

    ``made`` is given them and returns the query, of which nothing else may vary: it is called once. The names that the
    query annotates are read on the rows; related rows are not selected.
    """

    def __init__(self, made: Callable[..., QuerySet[Row]]) -> None:
        self._made = made
        self._written = cache(self._write)

    def about(self, *sought: int | str) -> list[Row]:
        """Return what the query finds about these, now."""
        written = self._written(connection.vendor, tuple(type(each) for each in sought))
        rows = list(written.model._default_manager.raw(written.words, [sought[place] for place in written.places]))
        for name, expression in written.annotations:
            for converter in _converters(expression):
                for row in rows:
                    setattr(row, name, converter(getattr(row, name), expression, connection))
        return rows

    def _write(self, _vendor: str, kinds: Sequence[type]) -> "_Written[Row]":
        """Return the words of the query for the engine at hand."""
        stand_ins = [f"\N{SECTION SIGN}{place}" if kind is str else -1 - place for place, kind in enumerate(kinds)]
        query = self._made(*stand_ins)
        words, values = query.query.sql_with_params()
        if sorted(values, key=str) != sorted(stand_ins, key=str):
            raise UnreadyQueryError(words)
        places = tuple(stand_ins.index(value) for value in values)
        return _Written(query.model, words, places, tuple(query.query.annotations.items()))


@dataclass(frozen=True, slots=True)
class _Written(Generic[Row]):
    model: type[Row]
    words: str
    places: tuple[int, ...]
    """Which thing sought stands at each place of the words."""
    annotations: tuple[tuple[str, Any], ...]


def _converters(expression: Any) -> tuple[Callable[..., Any], ...]:
    """Return what reads the answers of an engine as Django does: SQLite, for one, knows no time zone."""
    return (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection))
