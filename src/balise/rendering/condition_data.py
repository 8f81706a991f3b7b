# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Conditions and answers as they are written in files."""

from datetime import date
from typing import Any

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
    ScoreAtLeast,
    ScoreAtMost,
)
from balise.core.dates import Period


def condition_data(condition: Condition) -> dict[str, Any]:
    """Return a condition as it is written in a framework."""
    match condition:
        case AllOf(parts):
            return {"all": [condition_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_data(part) for part in parts]}
        case Not(part):
            return {"not": condition_data(part)}
        case ScoreAtLeast(score, threshold):
            return {"score_at_least": [score.id, threshold]}
        case ScoreAtMost(score, threshold):
            return {"score_at_most": [score.id, threshold]}
        case Comparison():
            return comparison_data(condition)
    raise TypeError(type(condition).__name__)


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as it is written in a framework."""
    match comparison:
        case Is(question, choice):
            return {"is": [question, choice]}
        case In(question, choices):
            return {"in": [question, list(choices)]}
        case Includes(question, choices):
            return {"includes": [question, choices[0] if len(choices) == 1 else list(choices)]}
        case AtLeast(question, bound):
            return {"at_least": [question, bound]}
        case AtMost(question, bound):
            return {"at_most": [question, bound]}
        case Before(question, day):
            return {"before": [question, _day_data(day)]}
        case After(question, day):
            return {"after": [question, _day_data(day)]}
        case Answered(question):
            return {"answered": question}
    raise TypeError(type(comparison).__name__)


def _day_data(day: Day) -> str | dict[str, int]:
    if day.fixed is not None:
        return day.fixed.isoformat()
    return {"months": day.months} if day.months else "on"


def answer_data(answer: AnswerValue) -> Any:
    """Return an answer as JSON: a date in ISO form, choices as a list."""
    if isinstance(answer, date):
        return answer.isoformat()
    return list(answer) if isinstance(answer, tuple) else answer


def period_record(period: Period) -> dict[str, str]:
    """Return a period as it is written in a framework."""
    bounds = (("from", period.start), ("until", period.end))
    return {name: day.isoformat() for name, day in bounds if day is not None}
