# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door of this room: the texts of a call, screened as the policy of its deployment says.

Whatever goes wrong in a detector closes the door: nothing is sent, and the reason holds no word of the text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from balise.core.policy import DataPolicy
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.lexicon import shipped_lexicon
from balise.gateway.pseudonyms.placeholders import LABELS, pseudonymised
from balise.gateway.pseudonyms.placeholders import Mapping as Correspondence
from balise.gateway.pseudonyms.recalling import name_words, recalled

Found = tuple[tuple[Span, ...], ...]
"""Where personal data stands, text by text."""
Search = Callable[[], Found]


class Finder(Protocol):
    """What finds personal data in a text."""

    def find(self, text: str, /) -> tuple[Span, ...]:
        """Return where personal data stands."""


class DetectionFailedError(RuntimeError):
    """A detector broke or took too long: the caller must send nothing."""

    def __init__(self) -> None:
        super().__init__(
            "La recherche de données personnelles n’a pas abouti\u00a0: rien ne doit être envoyé. "
            "Recommencez avec un texte plus court."
        )


@dataclass(frozen=True, slots=True)
class Screened:
    """The texts that may leave, and how many personal data of each kind were found in them."""

    texts: tuple[str, ...] = field(repr=False)
    counts: Mapping[str, int] = field(default_factory=dict)
    blocked: bool = False
    """The policy refuses such a call: nothing of it may leave."""


def screen(
    texts: Sequence[str],
    policy: DataPolicy,
    detector: Finder,
    mapping: Correspondence,
    deadline: float | None = None,
    clock: Callable[[], float] = monotonic,
    remembered: Callable[[Sequence[str], Search], Found] | None = None,
) -> Screened:
    """Return the texts of a call as a policy lets them leave; ``mapping`` learns what was replaced.

    Args:
        texts: what the call holds, in order.
        policy: what is done of personal data.
        detector: what finds them.
        mapping: the correspondence of the conversation.
        deadline: the instant of ``clock`` past which the search has failed; None waits.
        clock: what tells the time, in seconds.
        remembered: gives what was found in the same texts before, or makes the search. What an earlier call of the
            conversation made known is looked for each time.

    Raises:
        DetectionFailedError: a detector broke, or the deadline is past.
    """
    if policy is DataPolicy.OFF:
        return Screened(tuple(texts))
    counts: dict[str, int] = {}
    leaving: list[str] = []

    def search() -> Found:
        found = tuple(spans_of(text, detector, deadline, clock) for text in texts)
        if len(found) > 1 or len(mapping):
            found = _recalled(texts, found, mapping)
            if deadline is not None and clock() > deadline:
                raise DetectionFailedError
        return found

    found = search() if remembered is None or len(mapping) else remembered(texts, search)
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            counts[span.kind.value] = counts.get(span.kind.value, 0) + 1
        leaving.append(pseudonymised(text, spans, mapping) if policy is DataPolicy.PSEUDONYMISE else text)
    return Screened(tuple(leaving), counts, policy is DataPolicy.BLOCK and bool(counts))


def _recalled(texts: Sequence[str], found: Found, mapping: Correspondence) -> Found:
    """Return what is found, with the names that another text of the call, or an earlier call, made known."""
    known = mapping.values_under(LABELS[Kind.PERSON])
    named = [
        [text[span.start : span.end] for span in spans if span.kind is Kind.PERSON and span.certain]
        for text, spans in zip(texts, found, strict=True)
    ]
    everyone = list(dict.fromkeys([*known, *(value for values in named for value in values)]))
    if not everyone:
        return found
    words = name_words(everyone, shipped_lexicon())
    return tuple(recalled(text, spans, words) for text, spans in zip(texts, found, strict=True)) if words else found


def spans_of(
    text: str, detector: Finder, deadline: float | None = None, clock: Callable[[], float] = monotonic
) -> tuple[Span, ...]:
    """Return where personal data stands in a text.

    Raises:
        DetectionFailedError: a detector broke, or the deadline is past.
    """
    try:
        spans = detector.find(text)
    except Exception:  # noqa: BLE001 - whatever broke, its message may quote the text: it stops here
        raise DetectionFailedError from None
    if deadline is not None and clock() > deadline:
        raise DetectionFailedError
    return spans
