# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Text laid out in columns of a terminal: how wide it shows, where it breaks, how it is coloured.

The width is that of the screen, not the number of characters: an accent typed as a second character takes no
column, an ideogram takes two. Lines break at ordinary spaces only, so a no-break space keeps its promise.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias
from unicodedata import category, east_asian_width

from balise.rendering.document import legible

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_WIDE = frozenset("WF")
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


class Ink(StrEnum):
    """How a piece of text stands out, when the reader asked for colour."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    LINK = "link"
    OK = "ok"
    FIX = "fix"
    STOP = "stop"
    ASK = "ask"


_CODES: Mapping[Ink, str] = {
    Ink.STRONG: "1",
    Ink.QUIET: "2",
    Ink.LINK: "4",
    Ink.OK: "1;32",
    Ink.FIX: "1;33",
    Ink.STOP: "1;31",
    Ink.ASK: "1;36",
}


class Span(NamedTuple):
    """A piece of text in one ink."""

    text: str
    ink: Ink = Ink.PLAIN


Line: TypeAlias = tuple[Span, ...]

BLANK: Line = ()


def width_of(text: str) -> int:
    """Return how many columns the text takes on a screen."""
    return sum(_columns(character) for character in text)


def line_width(line: Line) -> int:
    """Return how many columns a line takes."""
    return sum(width_of(span.text) for span in line)


def wrapped(spans: Iterable[Span], width: int) -> list[Line]:
    """Return the text on lines of at most ``width`` columns, which must be 2 or more.

    A word too long for a line is cut, for a line that overflows is read by nobody.
    """
    lines: list[Line] = []
    current: list[Span] = []
    taken = 0
    for word in _words(spans):
        for piece in _cut(word, width):
            length = line_width(piece)
            if current and taken + 1 + length > width:
                lines.append(_merged(current))
                current, taken = [], 0
            if current:
                current.append(Span(" ", piece[0].ink if piece[0].ink is current[-1].ink else Ink.PLAIN))
                taken += 1
            current.extend(piece)
            taken += length
    if current:
        lines.append(_merged(current))
    return lines


def painted(line: Line, *, colour: bool) -> str:
    """Return the line ready to print, without spaces at its end."""
    plain = "".join(span.text for span in line)
    if not colour:
        return plain.rstrip(" ")
    return "".join(_painted(span) for span in line).rstrip(" ")


def _painted(span: Span) -> str:
    code = _CODES.get(span.ink)
    return span.text if code is None or not span.text.strip() else f"\x1b[{code}m{span.text}\x1b[0m"


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if east_asian_width(character) in _WIDE else 1


def _words(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the words, each made of one span or of several that touch."""
    word: list[Span] = []
    for span in spans:
        first, *rest = _BLANKS.split(legible(span.text))
        if first:
            word.append(Span(first, span.ink))
        for text in rest:
            if word:
                yield word
            word = [Span(text, span.ink)] if text else []
    if word:
        yield word


def _cut(word: Sequence[Span], width: int) -> Iterator[Line]:
    """Yield the word whole when it fits on a line, otherwise piece by piece."""
    if line_width(tuple(word)) <= width:
        yield tuple(word)
        return
    piece: list[Span] = []
    taken = 0
    for span in word:
        for character in span.text:
            columns = _columns(character)
            if taken + columns > width:
                yield _merged(piece)
                piece, taken = [], 0
            piece.append(Span(character, span.ink))
            taken += columns
    if piece:
        yield _merged(piece)


def _merged(spans: Iterable[Span]) -> Line:
    """Return the line with neighbours of the same ink put together."""
    return tuple(
        Span("".join(span.text for span in group), ink) for ink, group in groupby(spans, key=lambda span: span.ink)
    )
