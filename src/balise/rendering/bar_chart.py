# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Bars, one a category, each under its label: a drawing that stands beside the table of the same figures.

A category is told by its words and never by a colour; what is unknown is a dashed outline, for it is no amount of
anything. Drawn here, in forty lines and no dependency (ADR 0032); ``vega_lite.py`` says the same chart in the words of
the field, for whoever draws it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from balise.rendering.document import Figure, Size, legible

WIDTH, ROW, BAR_TOP, BAR_HEIGHT, LABEL_LINE = 360, 44, 20, 14, 14
LONGEST_BAR = 280
FONT = "Atkinson Hyperlegible"
LONGEST_LABEL = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """One category."""

    label: str
    amount: float
    told: str
    """The amount in words."""
    unknown: bool = False


def bar_chart(bars: Sequence[Bar], alternative: str) -> Figure:
    """Return the drawing of some bars."""
    drawn = "".join(_drawn(bars))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {ROW * len(bars)}">{drawn}</svg>'
    return Figure(svg, alternative, Size.CHART)


def _drawn(bars: Sequence[Bar]) -> Iterator[str]:
    largest = max(bar.amount for bar in bars) or 1
    for rank, bar in enumerate(bars):
        top = rank * ROW
        length = round(LONGEST_BAR * bar.amount / largest, 1)
        yield _words(0, top + LABEL_LINE, _cut(bar.label))
        size = f'y="{top + BAR_TOP}" height="{BAR_HEIGHT}"'
        if bar.unknown and bar.amount:
            outline = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 3"'
            yield f'<rect x="1" {size} width="{max(length - 2, 1)}" {outline}/>'
        elif bar.amount:
            yield f'<rect x="0" {size} width="{max(length, 1)}" fill="currentColor"/>'
        yield _words(length + 8 if bar.amount else 0, top + BAR_TOP + BAR_HEIGHT - 2, bar.told)


def _words(across: float, down: float, words: str) -> str:
    said = escape(legible(words), quote=False)
    return f'<text x="{across}" y="{down}" font-family="{FONT}" font-size="14" fill="currentColor">{said}</text>'


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
