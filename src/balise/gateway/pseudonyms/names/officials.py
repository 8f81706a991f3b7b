# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The elected officials named in their office, left in clear where the policy says so."""

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Span
from balise.gateway.pseudonyms.names.cues import OFFICIAL_AFTER, OFFICIAL_BEFORE
from balise.gateway.pseudonyms.names.reading import FAR


def without_officials(folded: Folded, spans: list[Span]) -> list[Span]:
    """Return the persons that are not named in an elected office, here or elsewhere in the text."""
    surnames = {_surname(folded, each) for each in spans if _in_office(folded, each)}
    return [each for each in spans if _surname(folded, each) not in surnames]


def _surname(folded: Folded, span: Span) -> bytes:
    return folded.plain[span.start : span.end].rsplit(b" ", 1)[-1]


def _in_office(folded: Folded, span: Span) -> bool:
    before = folded.plain[max(0, span.start - FAR) : span.start]
    if OFFICIAL_BEFORE.search(before) is not None:
        return True
    return OFFICIAL_AFTER.match(folded.plain[span.end : span.end + FAR]) is not None
