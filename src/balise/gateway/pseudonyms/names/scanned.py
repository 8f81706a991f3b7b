# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names that a scan spoilt: a digit read for a letter, « B0NNET », a space within, « Cor entin ».

A word is mended only where it then is a name of the lists: everything else is left as it was read.
"""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import SPECIAL
from balise.gateway.pseudonyms.patterns import pattern

_MISREAD = pattern(r"\b[A-Z][A-Za-z]*[01][A-Za-z]+\b")
_CUT = pattern(r"\b(?:[A-Z][a-z]{0,9} [a-z]{2,10}|[A-Z]{2,9} [A-Z]{2,9})\b")
_LETTERS = ((b"0", b"o"), (b"1", b"l"), (b"1", b"i"))
_SHORTEST = 5


def with_letters(folded: Folded, lexicon: Lexicon, shape: bytes) -> Folded:
    """Return a text whose names have letters where a scan read 0 or 1: as long as it was, so that places hold."""
    if not (b"A0A" in shape or b"a0a" in shape or b"A0a" in shape):
        return folded
    read = bytearray(folded.cased)
    for start, end in _MISREAD.spans(folded.cased):
        name = _mended(folded.plain[start:end], lexicon)
        if name is not None:
            shouted = folded.cased[start:end].isupper()
            read[start:end] = name.upper() if shouted else name.capitalize()
    cased = bytes(read)
    return Folded(folded.text, cased, cased.lower())


def _mended(word: bytes, lexicon: Lexicon) -> bytes | None:
    """Return the name that a word was before it was scanned, or None."""
    for digit, letter in _LETTERS:
        name = word.replace(digit, letter)
        if name.isalpha() and len(name) >= _SHORTEST and lexicon.name(name):
            return name
    return None


def cut_names(cased: bytes, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the spaces that cut a name in two; to be asked of texts that are known to be scanned."""
    place = 0
    while (found := _CUT.first_from(cased, place)) is not None:
        start, end = found
        space = cased.index(b" ", start, end)
        if _is_cut(cased[start:space].lower(), cased[space + 1 : end].lower(), lexicon):
            yield space, space + 1
        place = space


def _is_cut(head: bytes, tail: bytes, lexicon: Lexicon) -> bool:
    """Tell whether two pieces, the second of which is nothing by itself, are one name."""
    name = head + tail
    if len(name) < _SHORTEST or not lexicon.name(name) or name in lexicon.words:
        return False
    return tail not in lexicon.words and tail not in SPECIAL and tail not in lexicon.surnames
