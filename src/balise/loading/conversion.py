# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What one cell answers to one question.

Four outcomes and no fifth: an answer; a source that does not answer; a value that the mapping sets aside
with its reason; a value that nobody foresaw. Only the first reaches the dossier. A list is whole or nothing:
if one of its items is not understood, what remains would deny what the source affirms.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from enum import Enum
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from balise.core.conditions import AnswerValue
from balise.core.questions import NO, YES, Question, QuestionType
from balise.loading.answers import NO_WORDS, YES_WORDS
from balise.loading.cells import Cell, comparable, is_blank, text_of
from balise.loading.mapping import As, Feed, RegisterMapping

SPACES_IN_NUMBERS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d)")
DECIMAL_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
TIME_OF_DAY = r"(?:[ T]\d{1,2}:\d{2}\S*)?"
ISO_DAY = "year-month-day"
DIGITS_OF = {"day": r"(?P<day>\d{1,2})", "month": r"(?P<month>\d{1,2})", "year": r"(?P<year>\d{4})"}
END_OF_SENTENCE = re.compile(r"[.;](?:\s+|\Z)")
SHORT_YES = frozenset({"o", "y", "vrai"})
SHORT_NO = frozenset({"n", "faux"})


class Kind(Enum):
    """What became of a cell that is not blank."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    SET_ASIDE = "set_aside"
    UNRECOGNISED = "unrecognised"


class Outcome(NamedTuple):
    """What a cell answers, or the values that kept it from answering."""

    kind: Kind
    answer: AnswerValue | None = None
    culprits: tuple[str, ...] = ()


NO_ANSWER = Outcome(Kind.NO_ANSWER)
Converter = Callable[[Cell], Outcome]


def converter(feed: Feed, question: Question, mapping: RegisterMapping) -> Converter:
    """Return what reads the cells of one entry of a mapping, given the question that it feeds."""
    words = _Words(feed, mapping.unknown)
    if feed.sentences:
        known, leads = mapping.sentences_of(feed)
        beside = frozenset(map(comparable, known))
        return _remembered(lambda cell: _among_sentences(cell, words, beside, leads))
    if question.type is QuestionType.TEXT:
        return lambda cell: _text(cell, words)
    if question.type is QuestionType.CHOICES:
        return _remembered(lambda cell: _choices(cell, words, feed, question))
    read = _direct_reader(feed, question)
    return _remembered(lambda cell: _single(cell, words, feed, read))


def _remembered(convert: Converter) -> Converter:
    """Convert each distinct cell once: a register of thousands of rows says a few dozen things.

    The type is part of the memory, since Python holds that 1, 1.0 and True are the same key.
    """
    known: dict[tuple[type, Cell], Outcome] = {}

    def recalled(cell: Cell) -> Outcome:
        key = (type(cell), cell)
        outcome = known.get(key)
        if outcome is None:
            outcome = known[key] = convert(cell)
        return outcome

    return recalled


class _Words:
    """What the words of one entry mean; the entry's own meaning wins over that of the whole register."""

    def __init__(self, feed: Feed, unknown: Iterable[str]) -> None:
        self.answers = {comparable(value): answer for value, answer in feed.values.items()}
        self.reasons = {comparable(value): reason for value, reason in feed.ignored.items()}
        own = {*self.answers, *self.reasons}
        self.blanks = {comparable(word) for word in feed.unknown}
        self.blanks |= {comparable(word) for word in unknown} - own
        self.longest = max(map(len, (*self.blanks, *self.reasons)), default=0)

    def outcome(self, text: str) -> Outcome | None:
        """Return what a text means, or None when no table foresaw it."""
        word = comparable(text)
        if word in self.answers:
            return Outcome(Kind.ANSWERED, self.answers[word])
        if word in self.reasons:
            return Outcome(Kind.SET_ASIDE, culprits=(text,))
        return NO_ANSWER if word in self.blanks else None


def _text(cell: Cell, words: _Words) -> Outcome:
    """Take a text as it is; one without a letter or a digit (« – », « ? ») says nothing."""
    text = text_of(cell)
    if not any(map(str.isalnum, text)):
        return NO_ANSWER
    foreseen = words.outcome(text) if len(text) <= 2 * words.longest else None
    return foreseen or Outcome(Kind.ANSWERED, text)


def _single(cell: Cell, words: _Words, feed: Feed, read: "_DirectReader | None") -> Outcome:
    text = text_of(cell)
    foreseen = words.outcome(text)
    if foreseen is not None:
        return foreseen
    answer = read(cell, feed) if read is not None else None
    if answer is None:
        return Outcome(Kind.UNRECOGNISED, culprits=(text,))
    return Outcome(Kind.ANSWERED, answer)


def _among_sentences(cell: Cell, words: _Words, beside: frozenset[str], leads: bool) -> Outcome:
    """Read the sentence that answers; one that nobody foresaw, or two that disagree, leave the question unknown."""
    whole = words.outcome(text_of(cell))
    if whole is not None:
        return whole
    said = [text_of(sentence) for sentence in END_OF_SENTENCE.split(text_of(cell)) if not is_blank(sentence)]
    read = [(sentence, words.outcome(sentence)) for sentence in said]
    strange = tuple(text for text, outcome in read if outcome is None and comparable(text) not in beside)
    if strange:
        told = strange if len(strange) < len(said) else (text_of(cell),)
        return Outcome(Kind.UNRECOGNISED, culprits=told) if leads else NO_ANSWER
    found = {outcome for _, outcome in read if outcome is not None}
    if len(found) > 1:
        return Outcome(Kind.UNRECOGNISED, culprits=(text_of(cell),))
    return found.pop() if found else NO_ANSWER


def _choices(cell: Cell, words: _Words, feed: Feed, question: Question) -> Outcome:
    """Read a list of values; one that is not understood leaves the whole unknown."""
    whole = words.outcome(text_of(cell))
    if whole is not None:
        return whole
    read = [(item, words.outcome(item)) for item in _items(cell, feed, words)]
    unforeseen = tuple(item for item, outcome in read if outcome is None)
    if unforeseen:
        return Outcome(Kind.UNRECOGNISED, culprits=unforeseen)
    outcomes = [outcome for _, outcome in read if outcome is not None]
    for kind in (Kind.SET_ASIDE, Kind.NO_ANSWER):
        stopped = [outcome for outcome in outcomes if outcome.kind is kind]
        if stopped:
            return Outcome(kind, culprits=tuple(item for outcome in stopped for item in outcome.culprits))
    return _gathered([outcome.answer for outcome in outcomes], cell, question)


def _items(cell: Cell, feed: Feed, words: _Words) -> list[str]:
    if isinstance(cell, tuple):
        items = list(cell)
    else:
        text = text_of(cell)
        items = text.split(feed.split.strip(" ") or " ") if feed.split is not None else [text]
    for other in feed.also_split:
        items = [part for item in items for part in ([item] if words.outcome(item) is not None else item.split(other))]
    return [text_of(item) for item in items if not is_blank(item)]


def _gathered(answers: Iterable[AnswerValue | None], cell: Cell, question: Question) -> Outcome:
    """Join choices in the order of the question; « none » beside another choice contradicts itself."""
    found: set[str] = set()
    for answer in answers:
        found.update(answer if isinstance(answer, tuple) else ())
    if not found or (len(found) > 1 and found & question.exclusive_ids()):
        return Outcome(Kind.UNRECOGNISED, culprits=(text_of(cell),))
    return Outcome(Kind.ANSWERED, tuple(choice for choice in question.choice_ids() if choice in found))


_DirectReader = Callable[[Cell, Feed], AnswerValue | None]


def _number(cell: Cell, feed: Feed) -> AnswerValue | None:
    """Read a number; « 1,5 » is one only where the mapping says that the comma is decimal."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _whole_if_possible(cell) if isfinite(cell) else None
    text = SPACES_IN_NUMBERS.sub("", text_of(cell))
    if feed.thousands is not None:
        text = _without_thousands(text, feed.thousands, feed.decimal or ".")
    if feed.decimal == ",":
        text = text.replace(".", "?").replace(",", ".")
    if not text.isascii() or not DECIMAL_NUMBER.fullmatch(text):
        return None
    number = float(text)
    return _whole_if_possible(int(text) if "." not in text else number) if isfinite(number) else None


def _whole_if_possible(number: float) -> int | float:
    return int(number) if number % 1 == 0 else number


def _without_thousands(text: str, mark: str, decimal: str) -> str:
    """Take out marks that do part thousands: « 1.5 » is not fifteen."""
    grouped = re.fullmatch(rf"[-+]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", text)
    return text.replace(mark, "") if grouped else text


def _day(cell: Cell, feed: Feed) -> AnswerValue | None:
    """Read a day written in full, in the order the mapping gives; a time of day after it changes nothing."""
    if isinstance(cell, date):
        return cell
    found = _day_pattern(feed.format or ISO_DAY).fullmatch(text_of(cell))
    if found is not None:
        with suppress(ValueError):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return None


@lru_cache(maxsize=64)
def _day_pattern(format_: str) -> re.Pattern[str]:
    parts = re.split(r"(day|month|year)", format_)
    return re.compile("".join(DIGITS_OF.get(part) or re.escape(part) for part in parts) + TIME_OF_DAY, re.ASCII)


def _yes_no(cell: Cell, _: Feed) -> AnswerValue | None:
    word = comparable(text_of(cell))
    if word in YES_WORDS | SHORT_YES:
        return YES
    return NO if word in NO_WORDS | SHORT_NO else None


def _direct_reader(feed: Feed, question: Question) -> _DirectReader | None:
    """Return what reads the cells that no table foresees; a yes or no, only where the mapping asks."""
    if question.type is QuestionType.YES_NO:
        return _yes_no if feed.as_ is As.YES_NO else None
    return {QuestionType.NUMBER: _number, QuestionType.DATE: _day}.get(question.type)
