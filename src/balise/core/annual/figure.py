# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A figure of the annual report: what it counts, in words, and what it came to, part by part.

A figure is never a number alone. It is cut into categories, one of which is what nobody knows; each category says
which dossiers it counts, so that whoever may read them finds them; and an amount about people under five is not told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from balise.core.language import Text

UNKNOWN = "unknown"
"""The category of what nobody knows; there is one in every figure that needs it, and it is never added to another."""

ALL = "all"
"""The category of a figure that has only one."""


class Chapter(StrEnum):
    """The chapters of a report, in order."""

    USES = "uses"
    DECISIONS = "decisions"
    COMMITMENTS = "commitments"
    USERS = "users"
    RIGHTS = "rights"
    STAFF = "staff"
    SOVEREIGNTY = "sovereignty"
    MONEY = "money"
    ENVIRONMENT = "environment"
    PLEDGES = "pledges"


class Unit(StrEnum):
    """What an amount is an amount of."""

    DOSSIERS = "dossiers"
    DECISIONS = "decisions"
    EXCEPTIONS = "exceptions"
    RESERVATIONS = "reservations"
    OPINIONS = "opinions"
    QUESTIONS = "questions"
    COMMITMENTS = "commitments"
    REPORTS = "reports"
    INCIDENTS = "incidents"
    PEOPLE = "people"
    DAYS = "days"
    CALLS = "calls"
    TOKENS = "tokens"
    REQUESTS = "requests"
    EUROS = "euros"
    MICROWATT_HOURS = "µWh"
    MICROGRAMS = "µgCO2e"
    KILOWATT_HOURS = "kWh"


class Source(StrEnum):
    """Where a figure comes from."""

    ACTS = "acts"
    """The journal of acts and the decisions it tells."""
    FINDINGS = "findings"
    """The verdicts kept with submissions, decisions and reassessments."""
    NOTICES = "notices"
    REGISTER = "register"
    QUESTIONS = "questions"
    INCIDENTS = "incidents"
    """The register of incidents."""
    USAGE = "usage"
    """The totals of the usage journal."""
    OUTSIDE = "outside"
    TRAININGS = "trainings"
    REPORTS = "reports"
    """The annual reports that were published."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is. Its id is for ever: what is published under it next year is the same thing."""

    id: str
    chapter: Chapter
    title: Text
    counts: Text
    """What is counted, in a sentence."""
    query: Text
    """How: which rows, kept by what, put in which category."""
    unit: Unit
    source: Source
    labels: Mapping[str, Text] = field(default_factory=dict)
    """The words of the categories; those that are not there are names already, of units or of models."""
    question: str = ""
    """The question whose choices are the categories; their words are those of the bank."""
    overlaps: bool = False
    """One row may be in several categories: they then add up to more than the total."""
    shared: bool = False
    """What matters is which part of the whole each category is."""
    charted: bool = False
    """Worth a drawing beside its table."""


@dataclass(frozen=True, slots=True)
class Part:
    """One category of a figure."""

    key: str
    amount: int | float | None
    """None when it is not known, or not told."""
    high: int | float | None = None
    """The upper end, where the amount is a range."""
    hidden: bool = False
    """It is about fewer than five people: not told."""
    rows: tuple[str, ...] = ()
    """The numbers of the dossiers it counts."""
    row_amounts: tuple[int | float, ...] = ()
    """What each of them brings, where it is not one; as many as there are rows, or none."""
    row_highs: tuple[int | float, ...] = ()
    """The upper ends, where these are ranges."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one year."""

    id: str
    """That of its definition."""
    parts: tuple[Part, ...]
    total: int | float | None = None
    """Out of how many; None where parts are not parts of a whole."""
    about: str = ""
    """The commitment it is about, where there is one figure a commitment."""

    @property
    def name(self) -> str:
        """Return what names this figure among those of its report."""
        return f"{self.id}/{self.about}" if self.about else self.id

    def part(self, key: str) -> Part | None:
        """Return the category of that name, None when nothing is in it."""
        return next((part for part in self.parts if part.key == key), None)

    @property
    def is_known(self) -> bool:
        """Tell whether anything is known of it: otherwise what it lacks is not zero."""
        return any(part.amount is not None or part.hidden for part in self.parts)

    def amount(self, key: str) -> float | None:
        """Return what a category comes to: nothing where there is no such category, if anything is known at all."""
        found = self.part(key)
        if found is None:
            return 0 if self.is_known else None
        return found.amount


def sorted_parts(
    rows: Iterable[tuple[str, str]], order: Iterable[str] = (), *, always: Iterable[str] = ()
) -> tuple[Part, ...]:
    """Return the categories of rows, each given as its category and its number.

    Those of ``order`` come first, in that order; then the others by name; what is unknown last. ``always`` are shown
    even when nothing is in them, for zero is then a piece of news.
    """
    found: dict[str, list[str]] = {key: [] for key in always}
    for key, number in rows:
        found.setdefault(key, []).append(number)
    known = list(order)
    rank = {key: place for place, key in enumerate(known)}
    keys = sorted(found, key=lambda key: (key == UNKNOWN, rank.get(key, len(known)), key))
    return tuple(Part(key, len(found[key]), rows=tuple(sorted(filter(None, found[key])))) for key in keys)


def counted(
    definition: Definition,
    rows: Iterable[tuple[str, str]],
    order: Iterable[str] = (),
    *,
    always: Iterable[str] = (),
) -> Figure:
    """Return the figure that counts rows by category; each row is in one."""
    parts = sorted_parts(rows, order, always=always)
    return Figure(definition.id, parts, sum(part.amount or 0 for part in parts))


def traced(key: str, amount: float, rows: Mapping[str, int | float]) -> Part:
    """Return the category that tells what each dossier brings to its amount; what no dossier brought has no row."""
    numbers = tuple(sorted(filter(None, rows)))
    return Part(key, amount, rows=numbers, row_amounts=tuple(rows[number] for number in numbers))


def summed(definition: Definition, amounts: Mapping[str, Mapping[str, int | float]]) -> Figure:
    """Return the figure whose categories are amounts that add up, the largest first.

    Each amount is given dossier by dossier, under its number; under no number, what belongs to none.
    """
    sums = {key: sum(rows.values()) for key, rows in amounts.items()}
    keys = sorted(sums, key=lambda key: (key == UNKNOWN, -sums[key], key))
    return Figure(definition.id, tuple(traced(key, sums[key], amounts[key]) for key in keys), sum(sums.values()))


def not_known(definition: Definition) -> Figure:
    """Return the figure of which nothing is known: a category, and no amount."""
    return Figure(definition.id, (Part(UNKNOWN, None),))


Computed = Callable[..., Figure]
