# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Counts of people, hidden when they are so few that each could be named."""

from balise.core.small_cells import FEWEST, shown_count

__all__ = ("FEWEST", "shown_count")
