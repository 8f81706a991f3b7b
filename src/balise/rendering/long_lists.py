# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a list stops being for a reader: the first items are shown, the others are counted."""

from balise.core.language import Language, Text
from balise.rendering.typography import Counted

MOST_LISTED = 40
"""Beyond this many lines a list is for a spreadsheet."""

_LEFT = Counted(
    Text("Et {n} autre ; l’export en CSV les donne tous.", "And {n} other; the CSV export has them all."),
    Text("Et {n} autres ; l’export en CSV les donne tous.", "And {n} others; the CSV export has them all."),
)


def left_out(count: int, language: Language) -> str:
    """Return how many items are not shown, and where they all are."""
    return _LEFT.of(count, language)
