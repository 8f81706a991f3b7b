# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The same rules, judged by somebody else: the Rust engine of the Common Expression Language.

Every word of the vocabulary is written as a CEL expression and every answer as a CEL value. CEL knows true
and false only, hence complete answers. Numbers are doubles, for CEL does not compare an integer with a
double; dates are ISO texts, whose alphabetical order is that of the calendar; months are counted here anew,
so that a mistake of ours is not copied into its own oracle.
"""

import json
from collections.abc import Mapping
from datetime import date

import cel

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
    AnswerValue,
    AnyOf,
    AtLeast,
    AtMost,
    Before,
    Comparison,
    Condition,
    Day,
    In,
    Includes,
    Is,
    Not,
    Score,
    ScoreAtLeast,
    ScoreAtMost,
)


def verdict(condition: Condition, answers: Mapping[str, AnswerValue], on: date) -> bool:
    """Return what CEL finds of a condition on complete answers."""
    context = {name: cel_value(answer) for name, answer in answers.items()}
    found = cel.evaluate(expression(condition, on), context)
    if not isinstance(found, bool):
        raise TypeError(found)
    return found


def cel_value(answer: AnswerValue) -> str | float | list[str]:
    """Return an answer as CEL reads it."""
    if isinstance(answer, tuple):
        return list(answer)
    if isinstance(answer, date):
        return answer.isoformat()
    return answer if isinstance(answer, str) else float(answer)


def expression(condition: Condition, on: date) -> str:
    """Return a condition as a CEL expression."""
    if isinstance(condition, Comparison):
        return _comparison(condition, on)
    match condition:
        case Not(part):
            return f"!({expression(part, on)})"
        case AllOf(parts):
            return " && ".join(f"({expression(part, on)})" for part in parts)
        case AnyOf(parts):
            return " || ".join(f"({expression(part, on)})" for part in parts)
        case ScoreAtLeast(score, threshold):
            return f"({_total(score, on)}) >= {float(threshold)}"
        case ScoreAtMost(score, threshold):
            return f"({_total(score, on)}) <= {float(threshold)}"
    raise TypeError(condition)


def _comparison(comparison: Comparison, on: date) -> str:
    match comparison:
        case Is(question, choice):
            return f"{question} == {json.dumps(choice)}"
        case In(question, choices):
            return f"{question} in {json.dumps(choices)}"
        case Includes(question, choices):
            return f"{question}.exists(choice, choice in {json.dumps(choices)})"
        case AtLeast(question, bound):
            return f"{question} >= {float(bound)}"
        case AtMost(question, bound):
            return f"{question} <= {float(bound)}"
        case Before(question, day):
            return f'{question} < "{_day(day, on)}"'
        case After(question, day):
            return f'{question} > "{_day(day, on)}"'
        case Answered():
            return "true"
    raise TypeError(comparison)


def _total(score: Score, on: date) -> str:
    return " + ".join(f"(({expression(term.when, on)}) ? ({float(term.points)}) : 0.0)" for term in score.terms)


def _day(day: Day, on: date) -> str:
    """Write a day in ISO; a month too short for it gives its last day, found by trying them downwards."""
    if day.fixed is not None:
        return day.fixed.isoformat()
    year, month = on.year, on.month
    for _ in range(abs(day.months)):
        month += 1 if day.months > 0 else -1
        if month not in range(1, 13):
            year, month = (year + 1, 1) if month > 12 else (year - 1, 12)
    for number in (on.day, 30, 29, 28):
        try:
            return date(year, month, min(number, on.day)).isoformat()
        except ValueError:
            continue
    raise AssertionError(on)
