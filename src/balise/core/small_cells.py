# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Counts of people, hidden when they are so few that each could be named.

The rule is that of statistical secrecy: a small cell is hidden (primary suppression), then whatever else would let it
be found again by taking the rest away from the whole (secondary suppression).
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

FEWEST = 5
"""Under this number of people, each could be named."""

Cell = TypeVar("Cell")


def shown_count(count: int) -> int | None:
    """Return the count, or None under five people.

    Nobody is no exception: were it told, whoever adds themselves to the list and looks would learn who else is there.
    """
    return None if count < FEWEST else count


def safely_hidden(hidden: Collection[Cell], counts: Mapping[Cell, int]) -> frozenset[Cell]:
    """Return what is hidden among the parts of a whole that is told, and what must be hidden with it.

    A part hidden alone is the whole less the others, and parts hidden together are known together: when they count
    fewer than five people, the smallest of the others is hidden with them.
    """
    told = [cell for cell in counts if cell not in hidden]
    if hidden and told and (len(hidden) == 1 or sum(counts[cell] for cell in hidden) < FEWEST):
        return frozenset(hidden) | {min(told, key=lambda cell: counts[cell])}
    return frozenset(hidden)
