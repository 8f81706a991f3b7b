# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where two findings meet: which one stays."""

from collections.abc import Iterable

from balise.gateway.pseudonyms.kinds import SENSITIVE, Kind, Span

_STRENGTH = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.EMAIL, Kind.IBAN, Kind.NIR, Kind.CARD, Kind.SPI, Kind.SIRET, Kind.BIRTH_DATE, Kind.IDENTITY_DOCUMENT,
            Kind.PLATE, Kind.ADDRESS, Kind.FILE_NUMBER, Kind.PHONE, Kind.SIREN, Kind.PLACE, Kind.PERSON,
        )
    )
}  # fmt: skip
"""Between two of the same length and certainty, the more precise kind first."""
_WEAKEST = len(_STRENGTH)


def settled(spans: Iterable[Span]) -> list[Span]:
    """Return the spans without any overlap: the certain one first, then the longest, then the most precise kind.

    What the losers cover besides is kept under the kind of the winner when they touch, so that settling never
    uncovers a character that a detector had covered.
    """
    ordered = sorted(spans, key=_place)
    if len(ordered) <= 1:
        return ordered
    kept: list[Span] = []
    for span in ordered:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
            continue
        before = kept[-1]
        winner = min(before, span, key=_rank)
        kept[-1] = Span(before.start, max(before.end, span.end), winner.kind, winner.certain)
    return kept


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _rank(span: Span) -> tuple[bool, bool, int, int]:
    sensitive = span.kind in SENSITIVE
    return sensitive, not span.certain, span.start - span.end, _STRENGTH.get(span.kind, _WEAKEST)
