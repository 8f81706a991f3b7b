# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every figure of a year, in the order of the report; how it differs from the year before; and whether it is true.

Pure and deterministic: the same record gives the same figures, wherever and whenever it is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from balise.core.annual import commitments, decisions, measured, people, pledges, uses
from balise.core.annual.figure import Chapter, Computed, Definition, Figure, Part
from balise.core.annual.record import YearRecord
from balise.core.digests import digest

_COMPUTED: tuple[tuple[Definition, Computed], ...] = (
    *uses.FIGURES,
    *decisions.FIGURES,
    *commitments.FIGURES,
    *people.FIGURES,
    *measured.FIGURES,
    *pledges.FIGURES,
)

DEFINITIONS: Mapping[str, Definition] = {
    definition.id: definition
    for definition in sorted(
        (commitments.STANDING, *(definition for definition, _compute in _COMPUTED)),
        key=lambda definition: tuple(Chapter).index(definition.chapter),
    )
}
"""Every definition by its id, chapter by chapter."""


def compute(record: YearRecord) -> tuple[Figure, ...]:
    """Return every figure of a year, in the order of their definitions."""
    found = [compute_one(record) for _definition, compute_one in _COMPUTED]
    order = list(DEFINITIONS)
    return tuple(sorted((*commitments.standings(record), *found), key=lambda figure: order.index(figure.id)))


def by_name(figures: Iterable[Figure]) -> Mapping[str, Figure]:
    """Return figures by what names each in its report."""
    return {figure.name: figure for figure in figures}


def without_rows(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures without the dossiers behind them: what the next year compares itself with."""
    return tuple(replace(figure, parts=tuple(map(_without_rows, figure.parts))) for figure in figures)


def _without_rows(part: Part) -> Part:
    return replace(part, rows=(), row_amounts=(), row_highs=())


def digests_of(record: YearRecord) -> dict[str, str]:
    """Return the fingerprint of each part of the inputs, by its name, and that of the whole under ``all``."""
    parts: dict[str, Any] = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: digest(value) for name, value in parts.items()} | {"all": digest(record)}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A figure that is not what its inputs give."""

    name: str
    published: Figure | None
    """None when the report has no such figure."""
    computed: Figure | None
    """None when the inputs give no such figure."""


def discrepancies(record: YearRecord, published: Iterable[Figure]) -> tuple[Discrepancy, ...]:
    """Return the figures of a report that its own inputs do not give, those it leaves out, and those it gives twice."""
    found = by_name(compute(record))
    told: dict[str, list[Figure]] = {name: [] for name in found}
    for figure in published:
        told.setdefault(figure.name, []).append(figure)
    return tuple(
        Discrepancy(name, _unlike(figures, found.get(name)), found.get(name))
        for name, figures in told.items()
        if figures != [found.get(name)]
    )


def _unlike(figures: Sequence[Figure], found: Figure | None) -> Figure | None:
    """Return the one of the figures of a name that is not what the inputs give; None when there is no figure."""
    return next((figure for figure in figures if figure != found), figures[0] if figures else None)


def change(figure: Figure, key: str, record: YearRecord) -> float | None:
    """Return by how much a category changed since the year before; None when either is not known."""
    before = None if record.previous is None else by_name(record.previous.figures).get(figure.name)
    part = figure.part(key)
    was = None if before is None else before.amount(key)
    return None if was is None or part is None or part.amount is None else part.amount - was
