# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names known from another message: a surname told by « Mme » in one is found again, bare, in the next ones.

A detector reads one text at a time; a conversation is several. What is looked for is what was found for certain as
part of a person's name, as it was written there, or in capitals; never an ordinary word.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from balise.gateway.pseudonyms.folding import fold
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import NOT_ALONE, SPECIAL
from balise.gateway.pseudonyms.overlaps import settled

_SHORTEST, _MOST = 4, 100
"""Letters of a name that is looked for, and how many names are: beyond, a list is read, not a conversation."""


def name_words(values: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of persons' names that may be looked for alone."""
    words = {word.strip(".,;:()") for value in values for word in value.replace("\u2019", " ").split()}
    return tuple(islice((word for word in sorted(words) if _is_name(word, lexicon)), _MOST))


def recalled(text: str, spans: tuple[Span, ...], names: tuple[str, ...]) -> tuple[Span, ...]:
    """Return the spans of a text, with the names known from elsewhere that stand in it."""
    people = [each for each in spans if each.kind is Kind.PERSON]
    starts = {each.start for each in people}
    added = [
        Span(start, start + len(word), Kind.PERSON, certain=False)
        for name in names
        for word in {name, name.upper()}
        if word in text
        for start in _places(text, word)
        if start not in starts and not _is_masked(people, start, start + len(word))
    ]
    return tuple(settled([*spans, *added])) if added else spans


def _is_name(word: str, lexicon: Lexicon) -> bool:
    if len(word) < _SHORTEST or not word[0].isupper():
        return False
    plain = fold(word).plain
    return not (
        plain in lexicon.words or plain in lexicon.also_words or plain in SPECIAL or plain in lexicon.towns
    ) and (plain not in NOT_ALONE)


def _is_masked(people: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether a person was found there already."""
    return any(each.start <= start and end <= each.end for each in people)


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a whole word stands."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start
        start = text.find(word, end)
