# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Uneven spaces: forms that were scanned or filled by hand leave gaps and dotted lines inside of what they say.

The patterns know of one space; such a text is read a second time with its gaps closed, and what is found there is put
back where it stands. Names that a gap cut in two are joined there.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from balise.gateway.pseudonyms.kinds import Span
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.scanned import cut_names
from balise.gateway.pseudonyms.patterns import pattern

_GAP = pattern(r" {2,}| ?(?:\.{4,}|_{4,}) ?")
_FEWEST = 2
_SPACE, _LEADER = " ", " : "


@dataclass(frozen=True, slots=True)
class Closed:
    """A text without its gaps, and where each of its characters comes from."""

    text: str
    places: list[int]
    leaders: bool
    """Some gap was a dotted line: what follows it is the value of what precedes."""
    joined: tuple[int, ...]
    """Where, in the closed text, two pieces of a name were joined."""

    def tells(self, person: Span) -> bool:
        """Tell whether a person is one that the text as it came may not show: columns closed up make false ones."""
        rank = bisect_right(self.joined, person.start)
        return self.leaders or (rank < len(self.joined) and self.joined[rank] < person.end)

    def put_back(self, spans: list[Span]) -> Iterator[Span]:
        """Yield spans of the closed text at their places in the text as it came."""
        for span in spans:
            yield Span(self.places[span.start], self.places[span.end - 1] + 1, span.kind, span.certain)


def closed(text: str, cased: bytes, lexicon: Lexicon) -> Closed | None:
    """Return a text with its gaps closed, or None where there are too few to matter."""
    if b"  " not in cased and b"...." not in cased and b"____" not in cased:
        return None
    gaps = [(start, end) for start, end in _GAP.spans(cased) if start and cased[start - 1 : start] != b"\n"]
    if len(gaps) < _FEWEST:
        return None
    cuts = set(cut_names(cased, lexicon))
    parts: list[str] = []
    places: list[int] = []
    joined: list[int] = []
    before, leaders = 0, False
    for start, end in sorted({*gaps, *cuts}):
        dotted = cased[start:end].strip() != b""
        leaders |= dotted
        link = _LEADER if dotted else _SPACE
        if (start, end) in cuts:
            link = ""
            joined.append(len(places) + start - before)
        parts += (text[before:start], link)
        places += range(before, start)
        places += [start] * len(link)
        before = end
    parts.append(text[before:])
    places += range(before, len(text))
    return Closed("".join(parts), places, leaders, tuple(joined))
