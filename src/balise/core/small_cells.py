# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Counts of people, hidden when they are so few that each could be named."""

from collections.abc import Mapping

FEWEST = 5


def shown_count(count: int) -> int | None:
    """Return the count, or None under five people.

    Nobody is no exception: were it told, whoever adds themselves to the list and looks would learn who else is there.
    """
    return None if count < FEWEST else count


def hidden_among(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return the counts of the parts of a whole, those under five hidden; one hidden alone takes the smallest with it.

    Whoever knew the whole would otherwise find it again by taking away the others.
    """
    told = {key: None if count is None else shown_count(count) for key, count in counts.items()}
    shown = {key: count for key, count in told.items() if count is not None}
    if len(told) - len(shown) == 1 and shown:
        told[min(shown, key=lambda key: (shown[key], key))] = None
    return told
