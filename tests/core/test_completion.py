# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether the missing answers can still be given so that no rule breaks: found whenever it exists."""

from hypothesis import given, settings
from tests.strategies import (
    CHOICE,
    FACT,
    FLAG,
    NUMBER,
    ON,
    SET,
    completions,
    frameworks,
    make_bank,
    partial_answers,
)

from balise.core.answer_space import answer_space
from balise.core.completion import RuleBook
from balise.core.evaluation import Result, judge

FEW = (FLAG, CHOICE, SET, NUMBER, FACT)
KEPT = (Result.SATISFIED, Result.NOT_APPLICABLE)


def book_of(framework):
    conditions = [
        condition
        for criterion in framework.criteria
        for condition in (criterion.expects, criterion.applies_when)
        if condition is not None
    ]
    space = answer_space(framework.questions_read(), conditions, make_bank(*FEW), ON)
    return RuleBook(framework.rules, space, ON)


@settings(max_examples=200)
@given(frameworks(*FEW, max_leaves=3), partial_answers(*FEW))
def test_it_completes_a_dossier_exactly_when_that_can_be_done(framework, answers):
    completed = book_of(framework).completed(answers)

    some = any(
        all(judge(rule, complete, ON).result in KEPT for rule in framework.rules)
        for complete in completions(FEW, answers)
    )
    assert (completed is not None) == some


@settings(max_examples=200)
@given(frameworks(*FEW, max_leaves=3), partial_answers(*FEW))
def test_it_keeps_the_answers_given_and_breaks_no_rule(framework, answers):
    completed = book_of(framework).completed(answers)

    if completed is not None:
        assert answers.items() <= completed.items()
        assert all(judge(rule, completed, ON).result in KEPT for rule in framework.rules)


@settings(max_examples=200)
@given(frameworks(*FEW, max_leaves=3), partial_answers(*FEW))
def test_it_names_the_rules_already_broken(framework, answers):
    broken = book_of(framework).broken(answers)

    assert broken == tuple(rule for rule in framework.rules if judge(rule, answers, ON).result is Result.NOT_SATISFIED)
