# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers worth trying: whatever is answered, one of them is read alike by every rule."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import BANK, CHOICE, DAY, FLAG, NUMBER, ON, SET, TEXT, any_answer_to, conditions, make_question

from balise.core.answer_space import answer_space, assignments, representatives
from balise.core.conditions import After, AtLeast, AtMost, Before, Day, Includes, Is
from balise.core.language import Text
from balise.core.questions import Choice, QuestionType

NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6)
DAYS = st.builds(Day, fixed=st.dates()) | st.builds(Day, months=st.integers(-600, 600))
BOUNDS = st.builds(AtLeast, st.just("number"), NUMBERS) | st.builds(AtMost, st.just("number"), NUMBERS)
MOMENTS = st.builds(Before, st.just("day"), DAYS) | st.builds(After, st.just("day"), DAYS)
MANY = replace(
    make_question("many", QuestionType.CHOICES),
    choices=tuple(Choice(name, Text(name), exclusive=name in "yz") for name in "abcdyz"),
)


def sorts(comparisons, answers, on=ON):
    """Return how the comparisons read each answer."""
    return {tuple(comparison.accepts(answer, on) for comparison in comparisons) for answer in answers}


@given(st.lists(BOUNDS), NUMBERS)
def test_it_tries_every_sort_of_number(comparisons, answer):
    tried = representatives(NUMBER, comparisons, ON)

    assert sorts(comparisons, [answer]) <= sorts(comparisons, tried)


@given(st.lists(MOMENTS), st.dates(), st.dates())
def test_it_tries_every_sort_of_date(comparisons, answer, on):
    tried = representatives(DAY, comparisons, on)

    assert sorts(comparisons, [answer], on) <= sorts(comparisons, tried, on)


@given(
    st.lists(st.builds(Includes, st.just("many"), st.lists(st.sampled_from("abcdyz"), min_size=1).map(tuple))),
    any_answer_to(MANY),
)
def test_it_tries_every_sort_of_set(comparisons, answer):
    tried = representatives(MANY, comparisons, ON)

    assert sorts(comparisons, [answer]) <= sorts(comparisons, tried)
    assert {found for found in tried if {"y", "z"}.intersection(found)} == {("y",), ("z",)}  # type: ignore[arg-type]


@given(st.lists(st.sampled_from([FLAG, CHOICE]), min_size=1))
def test_it_tries_every_choice(questions):
    for question in questions:
        assert representatives(question, [], ON) == question.choice_ids()


@settings(max_examples=100)
@given(conditions(*BANK.questions), st.fixed_dictionaries({q.id: any_answer_to(q) for q in BANK.questions}))
def test_it_tries_an_answer_that_the_whole_condition_reads_alike(condition, answers):
    space = answer_space(condition.questions(), [condition], BANK, ON)
    alike = {
        name: next(value for value in tried if read_alike(condition, name, value, answers[name]))
        for name, tried in space.items()
    }

    assert condition.holds(alike, ON) is condition.holds(answers, ON)


def read_alike(condition, name, one, other):
    return all(
        comparison.accepts(one, ON) is comparison.accepts(other, ON)
        for comparison in condition.comparisons()
        if comparison.question == name
    )


@pytest.mark.parametrize("question", [FLAG, CHOICE, SET, NUMBER, DAY, TEXT], ids=lambda question: question.id)
def test_it_tries_at_least_one_answer_to_a_question_that_no_rule_compares(question):
    assert representatives(question, [], ON)


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_it_stays_within_the_calendar(edge):
    tried = representatives(DAY, [Before("day", Day(edge))], ON)

    assert edge in tried


def test_it_leaves_out_the_questions_it_was_not_asked_about():
    space = answer_space(["flag"], [Is("flag", "yes"), Is("choice", "a")], BANK, ON)

    assert space == {"flag": ("yes", "no")}


def test_it_combines_every_answer_with_every_other():
    space = {"flag": ("yes", "no"), "choice": ("a", "b", "c")}

    found = [tuple(answers.values()) for answers in assignments(space)]

    assert found == list(product(("yes", "no"), ("a", "b", "c")))
    assert list(assignments({})) == [{}]
