# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The closed vocabulary of rules, judged in three values (strong Kleene logic).

A missing answer is *unknown*, and an unknown spreads only where it matters: ``all`` is false as soon as one
part is false, ``any`` is true as soon as one part is true, whatever is still missing. Hence the property on
which everything else rests, and which the tests prove: a condition that is already true or false stays so
however the missing answers are completed.

There is no expression language and no ``eval``. A charter is written by lawyers; thirteen words that can be
checked, drawn and explained are worth more than a language that can say anything
(``docs/decisions/0004``). S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from balise.core.dates import add_months

AnswerValue = str | int | float | date | tuple[str, ...]
Answers = Mapping[str, AnswerValue]

Truth = bool | None
"""True, false, or None: not known yet."""


class Ground(NamedTuple):
    """One answer on which a judgement rests: the condition read, the answer found, and whether it held."""

    condition: "Comparison"
    answer: AnswerValue
    holds: bool


class Trace(NamedTuple):
    """What a judgement used and what it lacked. Filled while judging, then frozen into a finding."""

    grounds: list[Ground]
    missing: list[str]


def blank_trace() -> Trace:
    """Return an empty trace."""
    return Trace([], [])


class Condition(ABC):
    """A question put to the answers of a dossier."""

    __slots__ = ()

    @abstractmethod
    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Return true, false or None (unknown) and add to ``trace`` what decided, or what is missing."""

    @abstractmethod
    def comparisons(self) -> "Iterator[Comparison]":
        """Yield every comparison of the condition, in reading order."""

    def questions(self) -> tuple[str, ...]:
        """Return the ids of the questions read, each once, in reading order."""
        return tuple(dict.fromkeys(comparison.question for comparison in self.comparisons()))

    def holds(self, answers: Answers, on: date) -> Truth:
        """Return the truth alone: what ``judge`` returns, several times faster for want of reasons.

        For those who try thousands of dossiers and keep none: the advice, and the checks of ``balise check``.
        """
        return self.judge(answers, on, blank_trace())


class Comparison(Condition):
    """A condition on the answer to one question."""

    __slots__ = ()
    question: str

    @abstractmethod
    def accepts(self, answer: Any, on: date) -> bool:
        """Tell whether this answer fulfils the comparison on the day of the evaluation.

        The loader has given every answer the type of its question, so nothing is checked again here.
        """

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Return whether the answer is accepted, or None when there is no answer."""
        answer: Any = answers.get(self.question)
        if answer is None:
            trace.missing.append(self.question)
            return None
        holds = self.accepts(answer, on)
        trace.grounds.append(Ground(self, answer, holds))
        return holds

    def holds(self, answers: Answers, on: date) -> Truth:
        """Return whether the answer is accepted, or None when there is no answer."""
        answer: Any = answers.get(self.question)
        return None if answer is None else self.accepts(answer, on)

    def comparisons(self) -> "Iterator[Comparison]":
        """Yield the comparison itself."""
        yield self


@dataclass(frozen=True, slots=True)
class Is(Comparison):
    """The one choice made is this one."""

    question: str
    choice: str

    def accepts(self, answer: Any, on: date) -> bool:
        """Compare the choice made."""
        return bool(answer == self.choice)

    def holds(self, answers: Answers, on: date) -> Truth:
        """Compare at once, without a second call: most comparisons of a charter are this one."""
        answer = answers.get(self.question)
        return None if answer is None else answer == self.choice


@dataclass(frozen=True, slots=True)
class In(Comparison):
    """The one choice made is among these."""

    question: str
    choices: tuple[str, ...]

    def accepts(self, answer: Any, on: date) -> bool:
        """Look the choice up."""
        return answer in self.choices

    def holds(self, answers: Answers, on: date) -> Truth:
        """Look it up at once: with ``is``, nearly every comparison of a charter."""
        answer = answers.get(self.question)
        return None if answer is None else answer in self.choices


@dataclass(frozen=True, slots=True)
class Includes(Comparison):
    """Among the choices made there is at least one of these."""

    question: str
    choices: tuple[str, ...]

    def accepts(self, answer: Any, on: date) -> bool:
        """Look for a choice in common."""
        for choice in self.choices:  # noqa: SIM110 - a generator takes twice as long, and the vocabulary is hot
            if choice in answer:
                return True
        return False


@dataclass(frozen=True, slots=True)
class AtLeast(Comparison):
    """The number is this one or more."""

    question: str
    bound: int | float

    def accepts(self, answer: Any, on: date) -> bool:
        """Compare the numbers."""
        return bool(answer >= self.bound)


@dataclass(frozen=True, slots=True)
class AtMost(Comparison):
    """The number is this one or less."""

    question: str
    bound: int | float

    def accepts(self, answer: Any, on: date) -> bool:
        """Compare the numbers."""
        return bool(answer <= self.bound)


@dataclass(frozen=True, slots=True)
class Day:
    """A day named by a rule: a calendar date, or a number of months around the day of the evaluation.

    ``Day(months=-12)`` is a year before the evaluation, which is how a proof expires without anybody editing
    the rule. ``Day(months=0)`` is the day itself (written ``on``).
    """

    fixed: date | None = None
    months: int = 0

    def resolve(self, on: date) -> date:
        """Return the calendar date for an evaluation made on ``on``."""
        return add_months(on, self.months) if self.fixed is None else self.fixed


@dataclass(frozen=True, slots=True)
class Before(Comparison):
    """The date is strictly earlier than this day."""

    question: str
    day: Day

    def accepts(self, answer: Any, on: date) -> bool:
        """Compare the dates."""
        return bool(answer < self.day.resolve(on))


@dataclass(frozen=True, slots=True)
class After(Comparison):
    """The date is strictly later than this day."""

    question: str
    day: Day

    def accepts(self, answer: Any, on: date) -> bool:
        """Compare the dates."""
        return bool(answer > self.day.resolve(on))


@dataclass(frozen=True, slots=True)
class Answered(Comparison):
    """The question has an answer, whichever it is.

    True or unknown, never false: an answer that has not come yet may still come. A rule that must be able to
    fail therefore cannot rest on this word alone, and ``balise check`` says so.
    """

    question: str

    def accepts(self, answer: Any, on: date) -> bool:
        """Accept every answer."""
        return True


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The contrary; the contrary of unknown is unknown."""

    part: Condition

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Negate the part."""
        holds = self.part.judge(answers, on, trace)
        return None if holds is None else not holds

    def holds(self, answers: Answers, on: date) -> Truth:
        """Negate the part."""
        holds = self.part.holds(answers, on)
        return None if holds is None else not holds

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons of the part."""
        return self.part.comparisons()


def _judge_until(decisive: bool, parts: tuple[Condition, ...], answers: Answers, on: date, trace: Trace) -> Truth:
    """Judge the parts of a conjunction (``decisive`` False) or of a disjunction (True).

    One decisive part settles the whole, yet all are judged, and the grounds of every decisive one are kept: who is
    refused for three reasons is told all three. Nothing is said of the parts that did not decide. Without any
    decisive part, an unknown one leaves the whole unknown.
    """
    grounds, missing = trace
    first_ground, first_missing = len(grounds), len(missing)
    settled = unknown = False
    for part in parts:
        part_ground, part_missing = len(grounds), len(missing)
        holds = part.judge(answers, on, trace)
        if holds is decisive:
            if not settled:
                del grounds[first_ground:part_ground]
                del missing[first_missing:part_missing]
            settled = True
        elif settled:
            del grounds[part_ground:]
            del missing[part_missing:]
        elif holds is None:
            unknown = True
    if settled:
        return decisive
    return None if unknown else not decisive


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Return false if a part is, else unknown if one is, else true."""
        return _judge_until(False, self.parts, answers, on, trace)

    def holds(self, answers: Answers, on: date) -> Truth:
        """Return false at the first false part, else unknown if one is, else true."""
        truth: Truth = True
        for part in self.parts:
            holds = part.holds(answers, on)
            if holds is False:
                return False
            if holds is None:
                truth = None
        return truth

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons of every part."""
        for part in self.parts:
            yield from part.comparisons()


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Return true if a part is, else unknown if one is, else false."""
        return _judge_until(True, self.parts, answers, on, trace)

    def holds(self, answers: Answers, on: date) -> Truth:
        """Return true at the first true part, else unknown if one is, else false."""
        truth: Truth = False
        for part in self.parts:
            holds = part.holds(answers, on)
            if holds is True:
                return True
            if holds is None:
                truth = None
        return truth

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons of every part."""
        for part in self.parts:
            yield from part.comparisons()


@dataclass(frozen=True, slots=True)
class Term:
    """Points earned when a condition holds."""

    when: Condition
    points: int | float


@dataclass(frozen=True, slots=True)
class Score:
    """A sum of points, never a verdict by itself: only a threshold written in a rule gives it a meaning.

    A term that is still unknown counts as a range, so a blank can never be the best mark. (The Canadian
    Algorithmic Impact Assessment counts it as zero, which is its best score.)
    """

    id: str
    terms: tuple[Term, ...]

    def range(self, answers: Answers, on: date, trace: Trace) -> tuple[float, float]:
        """Return the lowest and the highest total that the missing answers still allow, in points."""
        low = high = 0.0
        for term in self.terms:
            earned = term.when.judge(answers, on, trace)
            if earned is not False:
                low += term.points if earned else min(0, term.points)
                high += term.points if earned else max(0, term.points)
        return low, high


@dataclass(frozen=True, slots=True)
class ScoreAtLeast(Condition):
    """The score reaches the threshold; known once the whole range lies on one side of it."""

    score: Score
    threshold: int | float

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Compare the range with the threshold."""
        first_missing = len(trace.missing)
        low, high = self.score.range(answers, on, trace)
        if low < self.threshold <= high:
            return None
        del trace.missing[first_missing:]
        return low >= self.threshold

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons of every term."""
        for term in self.score.terms:
            yield from term.when.comparisons()


@dataclass(frozen=True, slots=True)
class ScoreAtMost(Condition):
    """The score does not exceed the threshold; known once the whole range lies on one side of it."""

    score: Score
    threshold: int | float

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Compare the range with the threshold."""
        first_missing = len(trace.missing)
        low, high = self.score.range(answers, on, trace)
        if low <= self.threshold < high:
            return None
        del trace.missing[first_missing:]
        return high <= self.threshold

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons of every term."""
        for term in self.score.terms:
            yield from term.when.comparisons()
