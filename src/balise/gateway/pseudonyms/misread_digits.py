# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers that a scan spoilt: a letter read for a digit, « 43OOO LE PUY », « O7/l1/1966 »."""

from typing import NamedTuple

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import pattern

_MIXED = pattern(r"[0-9][OolI]|[OolI][0-9]")
_TOKEN = pattern(r"\b[0-9OolI]{2,20}\b")
_AS_DIGITS = bytes.maketrans(b"OolI", b"0011")


class WithDigits(NamedTuple):
    """A text whose numbers have digits everywhere, as long as it was; and where they were mended."""

    folded: Folded
    mended: tuple[tuple[int, int], ...]

    def tells(self, span: Span) -> bool:
        """Tell whether something is found thanks to a mended number; names are mended by other means."""
        return span.kind is not Kind.PERSON and any(start < span.end and span.start < end for start, end in self.mended)


def with_digits(folded: Folded) -> WithDigits | None:
    """Return the text as it was before it was scanned, None when no number was spoilt."""
    cased = folded.cased
    if not _MIXED.search(cased):
        return None
    places = tuple(place for place in _TOKEN.spans(cased) if _is_spoilt(cased[slice(*place)]))
    if not places:
        return None
    read = bytearray(cased)
    for start, end in places:
        read[start:end] = read[start:end].translate(_AS_DIGITS)
    mended = bytes(read)
    return WithDigits(Folded(folded.text, mended, mended.lower()), places)


def _is_spoilt(token: bytes) -> bool:
    """Tell whether a token is a number with letters in it."""
    return not token.isdigit() and not token.isalpha()
