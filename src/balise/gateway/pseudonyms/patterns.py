# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How patterns are written here: RE2 on folded bytes, so that time grows with the text and with nothing else.

The Python layer of google-re2 costs three microseconds a match, three times what the search itself costs on a prompt;
its native object is asked directly. A small text is searched some forty times: this halves the time of the whole.
"""

from collections.abc import Iterator
from typing import Any

import re2

_OPTIONS = re2.Options()
_OPTIONS.encoding = re2.Options.Encoding.LATIN1
_OPTIONS.max_mem = 32 << 20
_ANYWHERE: Any = re2._Anchor.UNANCHORED  # noqa: SLF001 - the package names it nowhere else
_AT_START: Any = re2._Anchor.ANCHOR_START  # noqa: SLF001 - idem
_NOWHERE = (-1, -1)
_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))


class Match:
    """What a pattern found; group 0 is the whole."""

    __slots__ = ("_spans", "_text")

    def __init__(self, text: bytes, spans: list[tuple[int, int]]) -> None:
        self._text = text
        self._spans = spans

    def start(self, group: int = 0) -> int:
        """Return where a group starts, -1 when it is not there."""
        return self._spans[group][0]

    def end(self, group: int = 0) -> int:
        """Return where a group ends."""
        return self._spans[group][1]

    def span(self, group: int = 0) -> tuple[int, int]:
        """Return where a group stands."""
        return self._spans[group]

    def group(self, group: int = 0) -> bytes:
        """Return what a group holds."""
        start, end = self._spans[group]
        return self._text[start:end]


class Pattern:
    """A pattern that cannot backtrack."""

    __slots__ = ("_find", "_kept")

    def __init__(self, written: str) -> None:
        self._kept = re2.compile(written.encode("ascii"), _OPTIONS)
        self._find: Any = self._kept._regexp.Match  # noqa: SLF001 - see the module

    def finditer(self, text: bytes) -> Iterator[Match]:
        """Yield what is found, from left to right."""
        place, size, find = 0, len(text), self._find
        while place <= size:
            spans = find(_ANYWHERE, text, place, size)
            if spans[0] == _NOWHERE:
                return
            yield Match(text, spans)
            end = spans[0][1]
            place = end if end > place else place + 1

    def overlapping(self, text: bytes) -> Iterator[Match]:
        """Yield what is found, the last character of each being free to open the next: a comma, an end of line."""
        place, size, find = 0, len(text), self._find
        while place <= size:
            spans = find(_ANYWHERE, text, place, size)
            if spans[0] == _NOWHERE:
                return
            yield Match(text, spans)
            place = max(spans[0][1] - 1, spans[0][0] + 1)

    def first_from(self, text: bytes, place: int) -> tuple[int, int] | None:
        """Return where the first thing found from a place stands."""
        whole: tuple[int, int] = self._find(_ANYWHERE, text, place, len(text))[0]
        return None if whole == _NOWHERE else whole

    def spans(self, text: bytes) -> list[tuple[int, int]]:
        """Return where each thing found stands."""
        place, size, find, found = 0, len(text), self._find, list[tuple[int, int]]()
        while place <= size:
            whole: tuple[int, int] = find(_ANYWHERE, text, place, size)[0]
            end = whole[1]
            if end < 0:
                break
            found.append(whole)
            place = end if end > place else place + 1
        return found

    def ends(self, text: bytes) -> set[int]:
        """Return where each thing found ends."""
        place, size, find, found = 0, len(text), self._find, set[int]()
        while place <= size:
            end = find(_ANYWHERE, text, place, size)[0][1]
            if end < 0:
                break
            found.add(end)
            place = end if end > place else place + 1
        return found

    def search(self, text: bytes) -> Match | None:
        """Return the first that is found."""
        spans = self._find(_ANYWHERE, text, 0, len(text))
        return None if spans[0] == _NOWHERE else Match(text, spans)

    def match(self, text: bytes) -> Match | None:
        """Return what is found at the very start."""
        spans = self._find(_AT_START, text, 0, len(text))
        return None if spans[0] == _NOWHERE else Match(text, spans)


def pattern(*parts: str) -> Pattern:
    """Return a compiled pattern; to be called when a module is loaded, never on a request."""
    return Pattern("".join(parts))


def digits_of(found: bytes) -> bytes:
    """Return the digits of what was found, nothing else."""
    return found.translate(None, _NOT_DIGITS)
