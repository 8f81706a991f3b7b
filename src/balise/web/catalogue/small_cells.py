# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Counts of people, hidden when they are so few that each could be named."""

FEWEST = 5


def shown_count(count: int) -> int | None:
    """Return the count, or None under five people.

    Nobody is no exception: were it told, whoever adds themselves to the list and looks would learn who else is there.
    """
    return None if count < FEWEST else count
