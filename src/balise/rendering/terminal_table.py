# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A table in a terminal: columns as wide as they need, narrowed until the whole fits, and never under their words.

When even narrow columns do not fit, each row becomes a small list: better read down than not read.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from balise.rendering.document import Align
from balise.rendering.terminal import BLANK, Ink, Line, Span, line_width, wrapped

Cell = Sequence[Span]

GAP = "  "
NARROWEST_COLUMN = 6


def table_lines(
    header: Sequence[Cell], rows: Sequence[Sequence[Cell]], sides: Sequence[Align], width: int
) -> list[Line]:
    """Return the table in at most ``width`` columns of the screen."""
    widths = _column_widths((header, *rows), width)
    if widths is None:
        return list(_stacked(header, rows, width))
    titles = [[Span(span.text, Ink.STRONG) for span in cell] for cell in header]
    rule = (Span(GAP.join("─" * column for column in widths), Ink.QUIET),)
    body = [line for row in rows for line in _row(row, widths, sides)]
    return [*_row(titles, widths, sides), rule, *body]


def _column_widths(rows: Sequence[Sequence[Cell]], width: int) -> list[int] | None:
    """Return the width of each column: its widest cell, then the widest columns narrowed until all fit.

    No column is narrower than its longest word, so that none is cut; None when the whole does not fit so.
    """
    unbroken = max(width, NARROWEST_COLUMN)
    widths = [
        max(
            NARROWEST_COLUMN,
            *(line_width(line) for cell in column for line in wrapped(cell, 10 * unbroken)),
            0,
        )
        for column in zip(*rows, strict=True)
    ]
    narrowest = [max(NARROWEST_COLUMN, *map(_longest_word, column)) for column in zip(*rows, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    if sum(narrowest) > room:
        return None
    while sum(widths) > room:
        spare = [(wide > least, wide) for wide, least in zip(widths, narrowest, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _longest_word(cell: Cell) -> int:
    """Return how many columns of the screen the longest word of a cell takes."""
    words = "".join(span.text for span in cell).replace("\n", " ").split(" ")
    return max(line_width((Span(word),)) for word in words)


def _row(row: Sequence[Cell], widths: Sequence[int], sides: Sequence[Align]) -> Iterator[Line]:
    cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for lines in zip_longest(*cells, fillvalue=BLANK):
        yield tuple(span for part in _beside(lines, widths, sides) for span in part)


def _beside(lines: Sequence[Line], widths: Sequence[int], sides: Sequence[Align]) -> Iterator[Line]:
    """Yield the cells of one line of the screen, each brought to the width of its column."""
    for place, (line, width, side) in enumerate(zip(lines, widths, sides, strict=True)):
        if place:
            yield (Span(GAP),)
        padding = Span(" " * (width - line_width(line)))
        yield (padding, *line) if side is Align.END else (*line, padding)


def _stacked(header: Sequence[Cell], rows: Sequence[Sequence[Cell]], width: int) -> Iterator[Line]:
    """Yield each row as a list: the title of the column, then the cell; nothing of a cell that is empty."""
    for row in rows:
        for title, cell in zip(header, row, strict=True):
            if not any(span.text for span in cell):
                continue
            yield from wrapped((*(Span(span.text, Ink.STRONG) for span in title), Span("\u00a0: "), *cell), width)
        yield BLANK
