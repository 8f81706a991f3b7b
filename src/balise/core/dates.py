# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Time as data: periods, values that change on known days, and whole months.

Nothing here reads a clock. The day of an evaluation is an argument, so that a verdict can be computed again
years later and come out the same.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date
from typing import Annotated, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` (included) to ``end`` (excluded); a missing bound leaves that side open.

    The end is excluded so that a rule and its successor can share one date: that day belongs to the successor.
    """

    start: Annotated[date | None, "Premier jour d’application, inclus."] = field(default=None, metadata={"key": "from"})
    end: Annotated[date | None, "Jour de fin d’application, exclu."] = field(default=None, metadata={"key": "until"})

    def covers(self, on: date) -> bool:
        """Tell whether ``on`` falls within the period."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)

    def bounds(self) -> tuple[date, ...]:
        """Return the days on which something changes, in order."""
        return tuple(day for day in (self.start, self.end) if day is not None)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A value and the day from which it holds; ``None`` means from the beginning."""

    since: date | None
    value: T


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value with its periods: each step holds until the next one begins.

    After OpenFisca's parameters: a law that is reworded keeps its past, so that an old dossier is read with
    the words of its own day.
    """

    steps: tuple[Step[T], ...]

    @classmethod
    def constant(cls, value: T) -> "Dated[T]":
        """Return a value that never changed."""
        return cls((Step(None, value),))

    def at(self, on: date) -> T:
        """Return the value on that day; before the first step, the first value, which is the one to come."""
        current = self.steps[0].value
        for step in self.steps[1:]:
            if step.since is not None and step.since <= on:
                current = step.value
        return current

    def latest(self) -> T:
        """Return the value of the last step."""
        return self.steps[-1].value


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, ``months`` later (or earlier when negative).

    A day that the target month lacks becomes its last day: 31 January plus one month is 28 or 29 February. A
    month beyond the calendar becomes its first day or its last, so that a rule can be judged on any day.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < MINYEAR:
        return date.min
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
