# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How the columns of a table share the width of a page, by what stands in them."""

from collections.abc import Iterator

from balise.rendering.document import Table, words_of

_NARROWEST, _WIDEST = 8, 48
"""The lengths between which the longest cell of a column sets its share of the width."""
_AROUND = 9
"""Letters: what the edges of a cell and bold type take beside a word."""


def column_shares(table: Table) -> Iterator[int]:
    """Yield the share of the width of each column: that of its longest cell, within bounds; a header may break."""
    for column in range(max(map(len, (table.header, *table.rows)))):
        above, *cells = (words_of(row[column]) if column < len(row) else "" for row in (table.header, *table.rows))
        words = (len(word) + _AROUND for cell in (above, *cells) for word in cell.split())
        longest = max(map(len, cells), default=0)
        yield min(max(longest, _NARROWEST, max(words, default=0)), _WIDEST)
