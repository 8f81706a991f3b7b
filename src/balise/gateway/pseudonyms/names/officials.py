# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The elected officials named in their office, left in clear where the policy says so.

Only what is theirs: whoever bears the same surname with another given name is somebody else, and an official who is
said to live somewhere is spoken of at home.
"""

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Span
from balise.gateway.pseudonyms.names.cues import OFFICIAL_AFTER, OFFICIAL_BEFORE
from balise.gateway.pseudonyms.names.reading import FAR
from balise.gateway.pseudonyms.patterns import pattern

_AT_HOME = pattern(
    r"^,? \(?(?:et (?:son|sa|ses) |qui )?(?:domicilie|demeurant|habit|resid|nee?\b|age|hospitalis|en arret|malade|"
    r"allocataire|beneficiaire|se plaint|est au rsa|est suivie?)"
)
"""What is said of somebody's life rather than of an office."""


def without_officials(folded: Folded, spans: list[Span]) -> list[Span]:
    """Return the persons that are not named in an elected office, here or elsewhere in the text."""
    here = {each for each in spans if _in_office(folded, each)}
    if not here:
        return spans
    known: dict[bytes, list[tuple[bytes, bytes]]] = {}
    for each in here:
        first, surname = _parts(folded, each)
        known.setdefault(surname, []).append((first, _title(folded, each)))
    return [each for each in spans if each not in here and not _is_official(folded, each, known)]


def _is_official(folded: Folded, span: Span, known: dict[bytes, list[tuple[bytes, bytes]]]) -> bool:
    """Tell whether a person is one of those, named again: by surname alone, or by the same given name."""
    first, surname = _parts(folded, span)
    if surname not in known or _AT_HOME.match(folded.plain[span.end : span.end + FAR]) is not None:
        return False
    title = _title(folded, span)
    return any(
        first in (b"", official) and not (title and titled and title != titled) for official, titled in known[surname]
    )


def _title(folded: Folded, span: Span) -> bytes:
    """Return « m » or « f » as the title before a name tells, nothing when there is none."""
    before = folded.plain[max(0, span.start - FAR) : span.start]
    if before.endswith((b"mme ", b"madame ", b"mme. ", b"mlle ", b"mademoiselle ")):
        return b"f"
    return b"m" if before.endswith((b"m. ", b"monsieur ", b"mr ", b"m ")) else b""


def _parts(folded: Folded, span: Span) -> tuple[bytes, bytes]:
    """Return the given name, empty when there is none, and the surname."""
    first, _space, surname = folded.plain[span.start : span.end].rpartition(b" ")
    return first, surname


def _in_office(folded: Folded, span: Span) -> bool:
    before = folded.plain[max(0, span.start - FAR) : span.start]
    if OFFICIAL_BEFORE.search(before) is not None:
        return True
    return OFFICIAL_AFTER.match(folded.plain[span.end : span.end + FAR]) is not None
