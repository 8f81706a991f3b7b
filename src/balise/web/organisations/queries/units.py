# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The units of an authority: directions, and the services within them."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from balise.web.organisations.models import Unit
from balise.web.ui.ready_queries import ReadyQuery

_UNITS = ReadyQuery(lambda authority_id: Unit.objects.filter(authority_id=authority_id).order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit where it stands in the tree."""

    id: int
    name: str
    parent_id: int | None
    closed: bool
    depth: int
    """0 for a unit that is part of no other."""


def units_of(authority_id: int, *, with_closed: bool = False) -> tuple[UnitLine, ...]:
    """Return the units as a reader goes down the tree, in alphabetical order at each level.

    An open unit whose parent is closed is shown at the place of its parent, and never lost.
    """
    return tuple(_walk(_UNITS.about(authority_id), None, 0, with_closed=with_closed))


def _walk(rows: list[Unit], parent_id: int | None, depth: int, *, with_closed: bool) -> Iterator[UnitLine]:
    for row in rows:
        if row.parent_id != parent_id:
            continue
        shown = with_closed or not row.closed
        if shown:
            yield UnitLine(row.pk, row.name, row.parent_id, row.closed, depth)
        yield from _walk(rows, row.pk, depth + 1 if shown else depth, with_closed=with_closed)


@dataclass(frozen=True, slots=True)
class UnitBranch:
    """A unit with those within it."""

    unit: UnitLine
    branches: tuple["UnitBranch", ...]


def unit_tree(lines: Iterable[UnitLine]) -> tuple[UnitBranch, ...]:
    """Return as nested branches the units that a reader goes down one by one."""
    return _branches(deque(lines), 0)


def _branches(lines: deque[UnitLine], depth: int) -> tuple[UnitBranch, ...]:
    found: list[UnitBranch] = []
    while lines and lines[0].depth == depth:
        unit = lines.popleft()
        found.append(UnitBranch(unit, _branches(lines, depth + 1)))
    return tuple(found)


def within(lines: Iterable[UnitLine], unit_id: int) -> frozenset[int]:
    """Return the unit and all those that stand within it."""
    inside = {unit_id}
    for line in lines:
        if line.parent_id in inside:
            inside.add(line.id)
    return frozenset(inside)
