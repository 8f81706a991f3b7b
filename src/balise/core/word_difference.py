# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two wordings of one sentence, word by word: what stays, what goes, what comes.

Compared by words and not by letters, for it is words that are voted. The result read backwards is that of the two
wordings swapped: the longest common run of words is not unique, and Python's matcher chooses by which text comes
first, so the two are always matched in one same order.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple


class Fate(StrEnum):
    """What becomes of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of words that share one fate, with the blanks between them."""

    fate: Fate
    text: str


MOSTLY_OTHER = 0.6
"""Below this share of kept letters, two sentences are easier to read whole than woven together."""
_TOKENS = re.compile(r"\w+(?:[’'-]\w+)*[’']?|\s+|.", re.DOTALL)
_OPPOSITE = {Fate.KEPT: Fate.KEPT, Fate.REMOVED: Fate.ADDED, Fate.ADDED: Fate.REMOVED}


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both wordings in reading order; what goes stands before what comes in its place."""
    if after < before:
        return mirrored(word_difference(after, before))
    return tuple(_pieces(_words(before), _words(after)))


def woven(before: str, after: str) -> tuple[Piece, ...]:
    """Return both wordings as one sentence to read; nothing when so little stays that each is better read whole."""
    pieces = word_difference(before, after)
    kept = sum(len(piece.text) for piece in pieces if piece.fate is Fate.KEPT)
    blank = any(piece.fate is not Fate.KEPT and not piece.text.strip() for piece in pieces)
    if blank or not before or not after or kept < MOSTLY_OTHER * max(len(before), len(after)):
        return ()
    return pieces


def mirrored(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the difference read from the later wording to the earlier one."""
    swapped = [Piece(_OPPOSITE[piece.fate], piece.text) for piece in pieces]
    for place in range(len(swapped) - 1):
        if swapped[place].fate is Fate.ADDED and swapped[place + 1].fate is Fate.REMOVED:
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    return tuple(swapped)


def likeness(before: str, after: str) -> float:
    """Return how much of two wordings is the same words, whatever their order: from 0 to 1."""
    one, other = ({word.casefold() for word in re.findall(r"\w{3,}", text)} for text in (before, after))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else float(before == after)


def _words(text: str) -> list[str]:
    return _TOKENS.findall(text)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    removed, added = "", ""
    for start, end, other_start, other_end, kept in _runs(before, after):
        if kept:
            yield from _changed(removed, added)
            removed, added = "", ""
            yield Piece(Fate.KEPT, "".join(before[start:end]))
        else:
            removed += "".join(before[start:end])
            added += "".join(after[other_start:other_end])
    yield from _changed(removed, added)


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield the runs of both lists, those that are common and more than a blank told from the others."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pending = (0, 0)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        blank = not "".join(before[start:end]).strip()
        edge = start == 0 or end == len(before)
        if operation == "equal" and (edge or not blank):
            if pending != (start, other_start):
                yield pending[0], start, pending[1], other_start, False
            yield start, end, other_start, other_end, True
            pending = (end, other_end)
    if pending != (len(before), len(after)):
        yield pending[0], len(before), pending[1], len(after), False


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Fate.REMOVED, removed)
    if added:
        yield Piece(Fate.ADDED, added)
