# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A text shown before it is sent: what would be replaced in it, by what, and the text as it would leave.

The same detectors, policy and placeholders as on a call: what is shown is what would be done.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from balise.core.policy import DataPolicy
from balise.gateway.pseudonyms.placeholders import LABELS, LOOK_ALIKE, Mapping, pseudonymised, replacements
from balise.gateway.pseudonyms.screening import Finder, spans_of

LOOK_ALIKE_TYPE = "look_alike"
"""The type of a piece of the text that is written as a placeholder is."""
_TYPES = {label: kind.value for kind, label in LABELS.items()} | {LOOK_ALIKE: LOOK_ALIKE_TYPE}


@dataclass(frozen=True, slots=True)
class Piece:
    """What was found: its place in code points, its type, and its placeholder if it is replaced."""

    start: int
    end: int
    type: str
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a policy would do of a text."""

    pieces: tuple[Piece, ...]
    leaving: str = field(repr=False)
    """Empty when it would not leave."""
    blocked: bool = False


def preview(
    text: str,
    policy: DataPolicy,
    detector: Finder,
    deadline: float | None = None,
    clock: Callable[[], float] = monotonic,
) -> Preview:
    """Return what a policy would do of a text.

    Raises:
        DetectionFailedError: a detector broke, or the deadline is past.
    """
    if policy is DataPolicy.OFF:
        return Preview((), text)
    spans = spans_of(text, detector, deadline, clock)
    if policy is not DataPolicy.PSEUDONYMISE:
        blocked = policy is DataPolicy.BLOCK and bool(spans)
        found = tuple(Piece(span.start, span.end, span.kind.value) for span in spans)
        return Preview(found, "" if blocked else text, blocked)
    mapping = Mapping()
    leaving = pseudonymised(text, spans, mapping)
    replaced = replacements(text, spans, mapping)
    return Preview(
        tuple(Piece(each.start, each.end, _TYPES[each.label], each.placeholder) for each in replaced), leaving
    )
