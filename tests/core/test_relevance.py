# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions that the form shows: none that is hidden can move a finding."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import (
    BANK,
    CHOICE,
    FACT,
    FLAG,
    NUMBER,
    ON,
    SET,
    all_answers,
    comparisons,
    completions,
    frameworks,
    make_bank,
    make_criterion,
    make_dossier,
    make_framework,
    make_question,
    partial_answers,
)

from balise.core.conditions import AllOf, Answers, AnswerValue, AnyOf, Is
from balise.core.dates import Period
from balise.core.evaluation import evaluate
from balise.core.frameworks import Strength
from balise.core.questions import QuestionType
from balise.core.relevance import asked_questions, live_questions, relevant_questions
from balise.core.soundness import asked_only, is_asked
from balise.loading.frameworks import load_with_bank

FEW = (FLAG, CHOICE, SET, NUMBER, FACT)
YES, NO, A, B = Is("flag", "yes"), Is("flag", "no"), Is("choice", "a"), Is("choice", "b")


def charter(expects, applies_when=None, **more):
    return make_framework([make_criterion("essai:1:a", expects, applies_when=applies_when, **more)])


def shown(framework, answers=(), bank=BANK, **more):
    """Return the questions shown, but for those that only describe."""
    found = relevant_questions([framework], bank, dict(answers), ON, **more)
    return [name for name in found if name not in {"text", "number", "day"}]


def results(framework, answers):
    return [finding.result for finding in evaluate(framework, make_dossier(answers), ON).findings]


# What may be hidden


@pytest.mark.parametrize(
    ("framework", "answers", "expected"),
    [
        (charter(YES), {}, ["flag"]),
        (charter(YES, A), {}, ["flag", "choice"]),
        (charter(YES, A), {"choice": "b"}, ["choice"]),
        (charter(YES, A), {"choice": "b", "flag": "no"}, ["choice"]),
        (charter(AnyOf((YES, A))), {"flag": "yes"}, ["flag"]),
        (charter(AnyOf((YES, A))), {"flag": "yes", "choice": "b"}, ["flag", "choice"]),
        (charter(YES, AllOf((A, Is("fact", "yes")))), {"choice": "b", "fact": "no"}, ["choice", "fact"]),
        (charter(YES, in_force=Period(end=ON)), {}, []),
        (charter(YES, strength=Strength.ADVISORY), {}, ["flag"]),
    ],
)
def test_it_shows_what_a_rule_may_turn_on_and_every_answer_that_counts(framework, answers, expected):
    assert shown(framework, answers) == expected


@settings(max_examples=150)
@given(st.lists(frameworks(*FEW, most=3), min_size=1, max_size=2), partial_answers(*FEW))
def test_it_hides_no_question_that_can_move_a_finding(drawn, answers):
    hidden = [question for question in FEW if question.id not in relevant_questions(drawn, BANK, answers, ON)]
    read = {name for framework in drawn for name in framework.questions_read()}

    for question in hidden:
        rest = {name: value for name, value in answers.items() if name != question.id}
        others = [other for other in FEW if other is not question and other.id in read]
        for completed in completions(others, rest):
            for framework in drawn:
                found = {tuple(results(framework, completed | {question.id: value})) for value in all_answers(question)}
                assert found == {tuple(results(framework, completed))}


@settings(max_examples=150)
@given(frameworks(*FEW, most=1), partial_answers(*FEW))
def test_it_finds_in_a_rule_every_question_that_can_move_its_finding(framework, answers):
    (rule,) = framework.rules
    live = live_questions(rule, answers, ON)

    for question in FEW:
        if question.id not in live:
            rest = {name: value for name, value in answers.items() if name != question.id}
            found = {tuple(results(framework, rest | {question.id: value})) for value in all_answers(question)}
            assert found == {tuple(results(framework, rest))}


@given(frameworks(*FEW), partial_answers(*FEW))
def test_it_says_the_same_twice_in_the_order_of_the_form(framework, answers):
    found = relevant_questions([framework], BANK, answers, ON)

    assert found == relevant_questions([framework], BANK, dict(reversed(answers.items())), ON)
    assert list(found) == sorted(found, key=BANK.rank.__getitem__)


@given(frameworks(*FEW), partial_answers(*FEW))
def test_it_never_hides_an_answer_on_which_a_finding_rests(framework, answers):
    found = relevant_questions([framework], BANK, answers, ON)
    evaluation = evaluate(framework, make_dossier(answers), ON)

    assert {ground.condition.question for finding in evaluation.findings for ground in finding.because} <= set(found)


# Questions asked on condition

GATED = make_question("gated", QuestionType.YES_NO, asked_when=YES)
DEEPER = make_question("deeper", QuestionType.YES_NO, asked_when=Is("gated", "yes"))
FORM = make_bank(FLAG, CHOICE, GATED, DEEPER)
DEEP = charter(Is("deeper", "yes"))


@pytest.mark.parametrize(
    ("answers", "relevant", "asked"),
    [
        ({}, ["flag", "gated", "deeper"], ["flag"]),
        ({"flag": "yes"}, ["flag", "gated", "deeper"], ["flag", "gated"]),
        ({"flag": "yes", "gated": "yes"}, ["flag", "gated", "deeper"], ["flag", "gated", "deeper"]),
        ({"flag": "yes", "gated": "no"}, ["flag", "gated"], ["flag", "gated"]),
        ({"flag": "no"}, ["flag"], ["flag"]),
        ({"flag": "no", "gated": "yes"}, ["flag"], ["flag"]),
        ({"flag": "no", "gated": "yes", "deeper": "no"}, ["flag", "deeper"], ["flag", "deeper"]),
    ],
)
def test_it_follows_the_conditions_from_one_question_to_the_next(answers, relevant, asked):
    assert shown(DEEP, answers, FORM) == relevant
    assert list(asked_questions([DEEP], FORM, answers, ON)) == asked


def test_it_keeps_in_sight_the_answer_that_hides_a_question():
    described = make_bank(FLAG, make_question("text", QuestionType.TEXT, asked_when=YES))

    assert relevant_questions([charter(A)], described, {"flag": "no"}, ON) == ("flag",)


def test_it_never_enters_a_loop_of_conditions():
    loop = make_bank(replace(FLAG, asked_when=Is("fact", "yes")), replace(FACT, asked_when=YES))

    assert relevant_questions([charter(YES)], loop, {}, ON) == ()


@st.composite
def forms(draw):
    """Draw a bank whose questions may each be asked on the answer to one before it, as the shipped ones are."""
    asked = [FLAG]
    for question in (CHOICE, SET, FACT):
        gate = draw(st.none() | comparisons(draw(st.sampled_from(asked))))
        asked.append(replace(question, asked_when=gate))
    return make_bank(*asked)


@settings(max_examples=150)
@given(forms(), frameworks(FLAG, CHOICE, SET, FACT, most=3), partial_answers(FLAG, CHOICE, SET, FACT))
def test_it_hides_no_question_of_a_form_that_can_move_a_finding(bank, framework, drawn):
    answers = asked_only(drawn, bank, ON)
    relevant = relevant_questions([framework], bank, answers, ON)

    for question in bank.questions:
        if question.id not in relevant:
            rest = {name: value for name, value in answers.items() if name != question.id}
            for completed in completions([other for other in bank.questions if other is not question], rest):
                without = results(framework, asked_only(completed, bank, ON))
                for value in all_answers(question):
                    assert results(framework, asked_only(completed | {question.id: value}, bank, ON)) == without


@settings(max_examples=150)
@given(forms(), frameworks(FLAG, CHOICE, SET, FACT, most=3), partial_answers(FLAG, CHOICE, SET, FACT))
def test_it_shows_a_blank_question_only_where_the_form_can_come_to_it(bank, framework, drawn):
    answers = asked_only(drawn, bank, ON)
    reached = {name for completed in completions(bank.questions, answers) for name in asked_only(completed, bank, ON)}
    blank = [name for name in relevant_questions([framework], bank, answers, ON) if name not in answers]
    asked = [name for name in asked_questions([framework], bank, answers, ON) if name not in answers]

    assert set(blank) <= reached
    assert asked == [name for name in blank if is_asked(bank.by_id[name].asked_when, answers, ON)]


@settings(max_examples=60)
@given(forms(), frameworks(FLAG, CHOICE, SET, FACT, most=3), st.data())
def test_it_is_over_once_every_question_asked_has_its_answer(bank, framework, data):
    answers: dict[str, AnswerValue] = {}
    for _ in bank.questions:
        blank = [name for name in asked_questions([framework], bank, answers, ON) if name not in answers]
        if blank:
            answers[blank[0]] = data.draw(st.sampled_from(all_answers(bank.by_id[blank[0]])))

    assert asked_only(answers, bank, ON) == answers
    assert set(relevant_questions([framework], bank, answers, ON)) <= set(answers)


# What describes


def test_it_shows_what_describes_a_use_though_no_rule_reads_it():
    assert relevant_questions([charter(YES)], BANK, {}, ON) == ("flag", "number", "day", "text")


def test_it_shows_what_a_register_always_publishes_where_it_may_be_asked():
    assert shown(charter(A), {}, FORM, always=("gated",)) == ["flag", "choice", "gated"]
    assert shown(charter(A), {"flag": "no"}, FORM, always=("gated",)) == ["flag", "choice"]


# The charters and laws shipped


def test_it_spares_the_owner_of_a_simple_project_what_cannot_matter():
    frameworks_, banks = zip(*(load_with_bank(name) for name in ("lyon-2025", "gdpr")), strict=True)
    bank = banks[0]
    simple: Answers = {"personal_data": "no", "individual_decisions": "no", "audience": ("staff",)}

    before = relevant_questions(frameworks_, bank, {}, ON)
    after = relevant_questions(frameworks_, bank, simple, ON)

    assert set(after) < set(before)
    assert not {"legal_basis", "dpia", "decisions_per_year", "users_informed"} & set(after)
    assert set(simple) <= set(after)


def test_it_shows_nothing_but_descriptions_under_no_framework():
    types = {BANK.by_id[name].type for name in relevant_questions([], BANK, {}, ON)}

    assert types == {QuestionType.TEXT, QuestionType.NUMBER, QuestionType.DATE}
