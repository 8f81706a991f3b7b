# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The vocabulary against the Rust CEL engine: two independent engines, one verdict."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.cel_oracle import verdict
from tests.strategies import ANY_CONDITION, COMPLETE, ON, any_answer_to

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
    Term,
)
from balise.core.questions import QuestionBank, QuestionType
from balise.loading.frameworks import load_with_bank, shipped_frameworks

RISK = Score("risk", (Term(Is("choice", "a"), 2), Term(Is("choice", "b"), -0.5)))
ONE_OF_EACH = (
    Is("choice", "a"),
    In("choice", ("a", "b")),
    Includes("choices", ("a", "b")),
    AtLeast("number", 4.5),
    AtMost("number", 4.5),
    Before("day", Day(months=-1)),
    After("day", Day(fixed=ON)),
    Answered("choice"),
    Not(Is("choice", "a")),
    AllOf((Is("choice", "a"), AtMost("number", 6))),
    AnyOf((Is("choice", "b"), AtMost("number", 6))),
    ScoreAtLeast(RISK, 0),
    ScoreAtMost(RISK, 0),
)
DOSSIERS: tuple[dict[str, AnswerValue], ...] = (
    {"choice": "a", "choices": ("b", "c"), "number": 4.5, "day": ON},
    {"choice": "b", "choices": ("c",), "number": 7, "day": date(2026, 2, 27)},
)


@settings(max_examples=500)
@given(ANY_CONDITION, st.lists(COMPLETE, min_size=10, max_size=10))
def test_it_finds_what_cel_finds(condition, dossiers):
    for answers in dossiers:
        assert condition.holds(answers, ON) is verdict(condition, answers, ON)


@settings(max_examples=500)
@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(-240, 240), st.integers(-40, 40))
def test_it_counts_months_as_the_oracle_does(on, months, shift):
    condition = Before("day", Day(months=months))
    answers = {"day": date.fromordinal(Day(months=months).resolve(on).toordinal() + shift)}

    assert condition.holds(answers, on) is verdict(condition, answers, on)


@settings(max_examples=500)
@given(st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9))
def test_it_compares_numbers_as_the_oracle_does(bound, answer):
    condition = AtLeast("number", bound)

    assert condition.holds({"number": answer}, ON) is verdict(condition, {"number": answer}, ON)


@pytest.mark.parametrize("name", shipped_frameworks())
@settings(max_examples=40)
@given(data=st.data())
def test_it_judges_the_shipped_rules_as_cel_does(name, data):
    framework, bank = load_with_bank(name)
    criterion = data.draw(st.sampled_from(framework.criteria))
    parts = [part for part in (criterion.applies_when, criterion.expects) if part is not None]
    answers = {name: data.draw(plain_answer_to(bank, name)) for name in criterion.questions()}
    on = data.draw(st.dates(date(2020, 1, 1), date(2035, 1, 1)))

    for part in parts:
        assert part.holds(answers, on) is verdict(part, answers, on)


def plain_answer_to(bank: QuestionBank, name: str) -> st.SearchStrategy:
    """Draw an answer that a double and an ISO date can both carry."""
    question = bank.by_id[name]
    if question.type is QuestionType.NUMBER:
        return st.integers(-100, 100)
    if question.type is QuestionType.DATE:
        return st.dates(date(2015, 1, 1), date(2040, 1, 1))
    return any_answer_to(question)


@pytest.mark.parametrize("condition", ONE_OF_EACH, ids=lambda condition: type(condition).__name__)
def test_it_agrees_with_cel_on_each_word_of_the_vocabulary(condition):
    for answers in DOSSIERS:
        assert condition.holds(answers, ON) is verdict(condition, answers, ON)


def test_it_forgets_no_word_of_the_vocabulary():
    words = {*Condition.__subclasses__(), *Comparison.__subclasses__()} - {Comparison}

    vocabulary = {word.__name__ for word in words if word.__module__ == Condition.__module__}
    assert {type(condition).__name__ for condition in ONE_OF_EACH} == vocabulary
