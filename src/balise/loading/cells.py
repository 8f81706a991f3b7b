# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One cell of a source table: when it is blank, how it reads as text, and when two of them are the same.

Two cells that look the same to a reader must be the same to Balise: a no-break space, a doubled blank or an
accent stored in two pieces cannot be seen in a spreadsheet, so none of them may decide what a row answers. Nor may what
a keyboard or a font decides: capitals lose their accents, and the apostrophe has several shapes.
"""

import unicodedata
from datetime import date

Cell = str | int | float | date | tuple[str, ...] | None
"""Text, number, yes or no (a ``bool`` is an ``int``), day, list of texts, or nothing."""

WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
INVISIBLE = "\x00\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
NOTHING = WHITE + INVISIBLE
BETWEEN_ITEMS = "; "
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "œ": "oe", "æ": "ae"})  # noqa: RUF001


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing that can be seen."""
    if isinstance(cell, str):
        return not cell.strip(NOTHING)
    if isinstance(cell, tuple):
        return all(is_blank(item) for item in cell)
    return cell is None


def text_of(cell: Cell) -> str:
    """Return a cell as text: ``12`` for 12.0, ``true`` for a ticked box, ``2026-03-31`` for a day."""
    if isinstance(cell, str):
        return cell.strip(NOTHING)
    if isinstance(cell, tuple):
        return BETWEEN_ITEMS.join(item.strip(NOTHING) for item in cell if not is_blank(item))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def comparable(text: str) -> str:
    """Return the form under which two texts are held to be the same: case, accents and blanks do not count."""
    folded = " ".join(text.strip(NOTHING).split()).casefold().translate(_SHAPES)
    return folded if folded.isascii() else unicodedata.normalize("NFC", _without_accents(folded)).casefold()


def _without_accents(text: str) -> str:
    """Take accents away from the letters that bear them; one that stands alone is all that there is to see."""
    return unicodedata.normalize("NFD", text).translate(_ACCENTS) or text
