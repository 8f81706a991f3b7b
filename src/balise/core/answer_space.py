# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers worth trying: one of each sort that the rules can tell apart.

A number compared only with 6 falls in three sorts (less, equal, more); a date compared with two days falls in
five; a text is answered or not. Trying one answer of each sort is trying them all, which is what makes the
advice exact and the checks of ``balise check`` proofs rather than samples.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, pairwise, product

from balise.core.conditions import After, AnswerValue, AtLeast, AtMost, Before, Comparison, Condition, Includes
from balise.core.questions import Question, QuestionBank, QuestionType

ANY_TEXT = "…"
_CALENDAR = range(date.min.toordinal(), date.max.toordinal() + 1)


def answer_space(
    questions: Iterable[str], conditions: Iterable[Condition], bank: QuestionBank, on: date
) -> dict[str, tuple[AnswerValue, ...]]:
    """Return, for each question, one answer of each sort that ``conditions`` distinguish on that day."""
    comparisons: dict[str, list[Comparison]] = {question: [] for question in questions}
    for condition in conditions:
        for comparison in condition.comparisons():
            if comparison.question in comparisons:
                comparisons[comparison.question].append(comparison)
    return {question: representatives(bank.by_id[question], read_by, on) for question, read_by in comparisons.items()}


def representatives(question: Question, comparisons: Sequence[Comparison], on: date) -> tuple[AnswerValue, ...]:
    """Return one answer of each sort that the comparisons tell apart, in the order of the question."""
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return question.choice_ids()
        case QuestionType.CHOICES:
            return tuple(_sets_of_choices(question, comparisons))
        case QuestionType.NUMBER:
            bounds = [item.bound for item in comparisons if isinstance(item, (AtLeast, AtMost))]
            return tuple(_numbers_around(sorted(set(bounds))))
        case QuestionType.DATE:
            days = [item.day.resolve(on) for item in comparisons if isinstance(item, (Before, After))]
            return tuple(_days_around(sorted(set(days)), on))
        case QuestionType.TEXT:
            return (ANY_TEXT,)


def _sets_of_choices(question: Question, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    """Yield one set of choices of each sort, the smallest there is. An exclusive choice stands alone.

    Choices that the same comparisons look for are alike, as are those that none looks for: one of them stands
    for all. Sets in which every comparison finds something, or nothing, are alike too.
    """
    wanted = tuple(item.choices for item in comparisons if isinstance(item, Includes))
    exclusive = question.exclusive_ids()
    yield from ((choice,) for choice in question.choice_ids() if choice in exclusive)
    free: dict[tuple[bool, ...], str] = {}
    for choice in question.choice_ids():
        if choice not in exclusive:
            free.setdefault(tuple(choice in choices for choices in wanted), choice)
    sorts: dict[tuple[bool, ...], tuple[str, ...]] = {}
    for found in chain.from_iterable(combinations(free.values(), size) for size in range(1, len(free) + 1)):
        sorts.setdefault(tuple(not set(choices).isdisjoint(found) for choices in wanted), found)
    yield from sorts.values()


def _numbers_around(bounds: Sequence[int | float]) -> Iterator[int | float]:
    """Yield the bounds, a number between each two, one below and one above."""
    if not bounds:
        yield 1
        return
    yield bounds[0] - 1
    for lower, upper in pairwise(bounds):
        yield lower
        yield (lower + upper) / 2
    yield bounds[-1]
    yield bounds[-1] + 1


def _days_around(days: Sequence[date], on: date) -> Iterator[date]:
    """Yield the days compared with, one on either side of each, and the day itself, the natural one to propose."""
    around = {day.toordinal() + shift for day in days for shift in (-1, 0, 1)}
    yield from sorted({on, *(date.fromordinal(ordinal) for ordinal in around if ordinal in _CALENDAR)})


def assignments(
    space: Mapping[str, Sequence[AnswerValue]],
) -> Iterator[dict[str, AnswerValue]]:
    """Yield every combination of one answer a question."""
    names = tuple(space)
    for values in product(*space.values()):
        yield dict(zip(names, values, strict=True))
