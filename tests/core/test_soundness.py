# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rules that cannot work, found before a dossier meets them; and sound ones left alone."""

from itertools import pairwise

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
    complete_answers,
    completions,
    conditions,
    frameworks,
    make_bank,
    make_criterion,
    make_framework,
    make_question,
)

from balise.core.answer_space import assignments
from balise.core.conditions import AllOf, Answered, AnswerValue, AnyOf, AtLeast, AtMost, Before, Day, Includes, Is, Not
from balise.core.evaluation import Result, judge
from balise.core.questions import QuestionType
from balise.core.soundness import (
    Flaw,
    asked_only,
    chain_of_questions,
    cycles,
    flaw_of,
    never_asked,
    unasked_need,
)

FEW = (FLAG, CHOICE, SET, NUMBER, FACT)
YES, NO, A, B = Is("flag", "yes"), Is("flag", "no"), Is("choice", "a"), Is("choice", "b")


def rule_of(expects, applies_when=None):
    (rule,) = make_framework([make_criterion("essai:1:a", expects, applies_when=applies_when)]).rules
    return rule


# Each flaw


@pytest.mark.parametrize(
    ("expects", "applies_when", "expected"),
    [
        (YES, None, None),
        (YES, A, None),
        (AnyOf((YES, NO)), None, Flaw.NEVER_FAILS),
        (Answered("flag"), None, Flaw.NEVER_FAILS),
        (AnyOf((AtLeast("number", 2), AtMost("number", 4.5))), None, Flaw.NEVER_FAILS),
        (A, A, Flaw.NEVER_FAILS),
        (AllOf((YES, NO)), None, Flaw.NEVER_SATISFIED),
        (B, A, Flaw.NEVER_SATISFIED),
        (AllOf((AtMost("number", 2), AtLeast("number", 4.5))), None, Flaw.NEVER_SATISFIED),
        (AllOf((Includes("set", ("a",)), Includes("set", ("none",)))), None, Flaw.NEVER_SATISFIED),
        (AllOf((Before("day", Day(months=-1)), Not(Before("day", Day())))), None, Flaw.NEVER_SATISFIED),
        (YES, AllOf((A, B)), Flaw.NEVER_APPLIES),
    ],
)
def test_it_finds_what_makes_a_rule_useless(expects, applies_when, expected):
    assert flaw_of(rule_of(expects, applies_when), BANK, ON) is expected


@settings(max_examples=200)
@given(frameworks(*FEW, most=1))
def test_it_finds_a_flaw_exactly_when_no_dossier_shows_the_contrary(framework):
    (rule,) = framework.rules
    asked = [question for question in FEW if question.id in rule.criterion.questions()]

    results = {judge(rule, answers, ON).result for answers in completions(asked, {})}

    passes, fails = Result.SATISFIED in results, Result.NOT_SATISFIED in results
    assert (
        flaw_of(rule, BANK, ON)
        is {
            (True, True): None,
            (True, False): Flaw.NEVER_FAILS,
            (False, True): Flaw.NEVER_SATISFIED,
            (False, False): Flaw.NEVER_APPLIES,
        }[passes, fails]
    )


# Questions that are not asked


GATED = make_question("gated", QuestionType.YES_NO, asked_when=YES)
DEEPER = make_question("deeper", QuestionType.YES_NO, asked_when=Is("gated", "yes"))
FORM = make_bank(FLAG, CHOICE, GATED, DEEPER)
GATED_YES, DEEPER_YES = Is("gated", "yes"), Is("deeper", "yes")


@pytest.mark.parametrize(
    ("expects", "applies_when", "question", "situation"),
    [
        (GATED_YES, None, "gated", {"flag": "no"}),
        (GATED_YES, A, "gated", {"flag": "no"}),
        (AllOf((A, GATED_YES)), None, "gated", {"flag": "no"}),
        (DEEPER_YES, YES, "deeper", {"gated": "no"}),
    ],
)
def test_it_finds_a_need_that_is_never_asked_for(expects, applies_when, question, situation):
    need = unasked_need(rule_of(expects, applies_when), FORM, ON)

    assert need is not None
    assert (need.question, need.situation) == (question, situation)


@pytest.mark.parametrize(
    ("expects", "applies_when"),
    [
        (YES, None),
        (GATED_YES, YES),
        (AnyOf((NO, GATED_YES)), None),
        (DEEPER_YES, AllOf((YES, GATED_YES))),
        (AnyOf((NO, Is("gated", "no"), DEEPER_YES)), None),
    ],
)
def test_it_leaves_alone_a_rule_that_needs_only_what_is_asked(expects, applies_when):
    assert unasked_need(rule_of(expects, applies_when), FORM, ON) is None


def forms():
    """Draw a form in which two questions are asked on condition of those before them."""
    return st.tuples(conditions(FLAG, CHOICE, max_leaves=3), conditions(FLAG, CHOICE, GATED, max_leaves=3)).map(
        lambda gates: make_bank(
            FLAG,
            CHOICE,
            make_question("gated", QuestionType.YES_NO, asked_when=gates[0]),
            make_question("deeper", QuestionType.YES_NO, asked_when=gates[1]),
        )
    )


def walked_through(bank, answers):
    """Fill the form in as somebody would, from its first question to its last."""
    given: dict[str, AnswerValue] = {}
    for question in bank.questions:
        if question.asked_when is None or question.asked_when.holds(given, ON) is True:
            given[question.id] = answers[question.id]
    return given


@settings(max_examples=200)
@given(forms(), complete_answers(FLAG, CHOICE, GATED, DEEPER))
def test_it_keeps_the_answers_that_somebody_filling_the_form_would_give(bank, answers):
    assert asked_only(answers, bank, ON) == walked_through(bank, answers)


@settings(max_examples=200)
@given(forms(), conditions(FLAG, CHOICE, GATED, DEEPER, max_leaves=4))
def test_it_finds_a_need_exactly_when_some_filled_form_leaves_the_rule_unknown(bank, expects):
    rule = rule_of(expects)
    every = assignments({question.id: all_answers(question) for question in bank.questions})

    stuck = any(judge(rule, walked_through(bank, answers), ON).result is Result.UNKNOWN for answers in every)

    assert (unasked_need(rule, bank, ON) is not None) == stuck


@settings(max_examples=200)
@given(forms())
def test_it_finds_the_questions_that_nobody_is_ever_asked(bank):
    every = list(assignments({question.id: all_answers(question) for question in bank.questions}))

    asked = {name for answers in every for name in walked_through(bank, answers)}

    assert set(never_asked(bank, ON)) == {question.id for question in bank.questions} - asked


def test_it_follows_the_chain_of_questions_to_its_start():
    assert tuple(chain_of_questions(("deeper",), FORM)) == ("deeper", "gated", "flag")


# Loops


def graph(edges):
    """Return a bank in which each question is asked on condition of those it points to."""
    return make_bank(
        *(
            make_question(
                name,
                QuestionType.YES_NO,
                asked_when=AllOf(tuple(Is(other, "yes") for other in others)) if others else None,
            )
            for name, others in edges.items()
        )
    )


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({"a": "", "b": "a", "c": "ab"}, []),
        ({"a": "a"}, [("a", "a")]),
        ({"a": "b", "b": "a"}, [("a", "b", "a")]),
        ({"a": "b", "b": "c", "c": "b"}, [("b", "c", "b")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("a", "b", "a"), ("c", "d", "c")]),
    ],
)
def test_it_finds_the_loops_of_questions(edges, expected):
    assert list(cycles(graph(edges))) == expected


@settings(max_examples=200)
@given(st.fixed_dictionaries({name: st.sets(st.sampled_from("abcde")) for name in "abcde"}))
def test_it_finds_a_loop_exactly_when_there_is_one(edges):
    left = dict(edges)
    while free := {name for name, others in left.items() if not others & left.keys()}:
        left = {name: others for name, others in left.items() if name not in free}

    found = list(cycles(graph(edges)))

    assert bool(found) == bool(left)
    for loop in found:
        assert loop[0] == loop[-1]
        assert all(other in edges[name] for name, other in pairwise(loop))
