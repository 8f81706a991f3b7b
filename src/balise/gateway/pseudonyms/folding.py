# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A text made plain: one byte a character, without accents, so that patterns are short and offsets exact.

French comes with and without its accents, with three apostrophes and two no-break spaces; patterns that know of all
of these are slow and wrong. Each character becomes exactly one ASCII byte: a place in the folded text is the same
place, in code points, in the text as it was written.
"""

import codecs
import unicodedata
from dataclasses import dataclass

_ERRORS = "balise-fold"
_SINGLES = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2022": "-", "\u2026": ".",
    "\u0153": "o", "\u0152": "O", "\u0142": "l", "\u0141": "L", "\u0131": "i", "\u0111": "d", "\u0110": "D",
    "\u017f": "s", "\u2028": "\n", "\u2029": "\n", "\u20ac": "\u00a4",
}  # fmt: skip
_LATIN = {
    "\u00a0": " ", "\u00ad": "-", "\u00b4": "'", "\u00df": "s", "\u00e6": "a", "\u00c6": "A", "\u00f8": "o",
    "\u00d8": "O", "\u00f0": "d", "\u00d0": "D", "\u00fe": "t", "\u00de": "T", "\u00ab": '"', "\u00bb": '"',
    "\u00b0": "\u0001", "\u00ba": "\u0001", "\u00aa": "\u0001", "\u00a4": "\u0002", "\u00b7": ".",
    "\u000b": " ", "\u000c": "\n", "\t": "|", "\r": "\n", "\u0085": "\n", "\u0001": "\u0003", "\u0002": "\u0003",
}  # fmt: skip
"""What a Latin-1 character becomes when taking its accent away is not the answer; 1 stands for °, 2 for €."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, and its two plain readings."""

    text: str
    cased: bytes
    """Without accents."""
    plain: bytes
    """Without accents nor capitals."""


def fold(text: str) -> Folded:
    """Return a text with its plain readings, byte for character."""
    cased = text.replace("\u2019", "'").replace("\u202f", " ").encode("latin-1", _ERRORS).translate(_CASED)
    return Folded(text, cased, cased.lower())


def _one_byte(character: str) -> str:
    """Return the Latin-1 character that stands for one that is not."""
    known = _SINGLES.get(character)
    if known is not None:
        return known
    bare = unicodedata.normalize("NFKD", character)[0]
    if bare < "\u0080":
        return bare
    if bare.isspace():
        return " "
    if bare.isalpha():
        return "Z" if bare.isupper() else "z"
    return str(unicodedata.digit(bare)) if bare.isdigit() else "?"


def _fold_errors(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_one_byte, error.object[error.start : error.end])), error.end


def _bare_latin(code: int) -> int:
    character = chr(code)
    plain = _LATIN.get(character) or unicodedata.normalize("NFKD", character)[0]
    return ord(plain) if ord(plain) < 128 else ord("?")  # noqa: PLR2004 - the end of ASCII


_CASED = bytes(map(_bare_latin, range(256)))
codecs.register_error(_ERRORS, _fold_errors)
