# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Counts of people, hidden when they are so few that each could be named."""

FEWEST = 5


def shown_count(count: int) -> int | None:
    """Return the count, or None when it stands for fewer than five people; nobody is nobody's secret."""
    return None if 0 < count < FEWEST else count
