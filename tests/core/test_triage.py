# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The two-minute triage: few questions, chosen by computation, that can say no and never yes."""

from datetime import date

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
    completions,
    frameworks,
    make_bank,
    make_criterion,
    make_dossier,
    make_framework,
    make_question,
    partial_answers,
)

from balise.core.conditions import AllOf, Is, Not
from balise.core.evaluation import Outcome, evaluate
from balise.core.frameworks import Strength
from balise.core.mending import Change
from balise.core.questions import QuestionType
from balise.core.triage import DECLARATION_QUESTIONS, DECLARED, triage, triage_questions
from balise.loading.frameworks import load_with_bank

FEW = (FLAG, CHOICE, SET, NUMBER, FACT)
DAY = date(2026, 11, 21)
LAWS = ("eu-ai-act", "fr-algorithms", "gdpr")


def shipped(*names):
    loaded = [load_with_bank(name) for name in names]
    return [framework for framework, _ in loaded], loaded[0][1]


def charter(*expected, strength=None):
    """Return a charter whose every criterion expects one of these conditions."""
    criteria = [
        make_criterion(f"essai:1:{place}", expects, strength=strength) for place, expects in enumerate(expected)
    ]
    return make_framework(criteria)


# Which questions


def test_it_asks_under_lyon_what_can_stop_a_project_in_two_minutes():
    loaded, bank = shipped("lyon-2025", *LAWS)

    assert triage_questions(loaded, bank, DAY) == (
        "audience",
        "interaction_mode",
        "individual_decisions",
        "automation_level",
        "ai_act_role",
        "prohibited_practices",
        "data_class",
        "catalogue_status",
    )


def test_it_asks_nothing_when_nothing_can_block():
    assert triage_questions([charter(Is("flag", "yes"), strength=Strength.CORRECTABLE)], BANK, ON) == ()
    assert triage_questions([], BANK, ON) == ()


def test_it_asks_what_a_use_is_before_what_its_owner_can_still_decide():
    framework = charter(Is("flag", "yes"), Is("fact", "yes"))

    assert triage_questions([framework], BANK, ON, limit=1) == ("fact",)


def test_it_asks_no_question_that_breaks_nothing_by_itself():
    framework = charter(Not(AllOf((Is("flag", "yes"), Is("fact", "yes")))), Is("choice", "a"))

    assert triage_questions([framework], BANK, ON, limit=2) == ("choice",)


def test_it_asks_the_gate_of_a_question_before_the_question():
    gated = make_question("gated", QuestionType.YES_NO, asked_when=Is("flag", "yes"))
    framework = charter(Is("gated", "yes"))

    assert triage_questions([framework], make_bank(gated, FLAG), ON) == ("flag", "gated")
    assert triage_questions([framework], make_bank(gated, FLAG), ON, limit=1) == ()


def test_it_leaves_out_a_question_that_is_never_asked_where_it_would_block():
    gated = make_question("gated", QuestionType.YES_NO, asked_when=Is("flag", "yes"))
    framework = charter(Not(AllOf((Is("flag", "no"), Is("gated", "no")))))

    assert triage_questions([framework], make_bank(FLAG, gated), ON) == ()


@settings(max_examples=100)
@given(st.lists(frameworks(*FEW, most=4), min_size=1, max_size=2), st.integers(1, 5))
def test_it_asks_few_questions_the_same_ones_each_time(drawn, limit):
    chosen = triage_questions(drawn, BANK, ON, limit=limit)

    assert len(chosen) <= limit
    assert len(set(chosen)) == len(chosen)
    assert chosen == triage_questions(drawn, BANK, ON, limit=limit)
    assert list(chosen) == sorted(chosen, key=BANK.rank.__getitem__)


@settings(max_examples=100)
@given(frameworks(*FEW, most=4))
def test_it_asks_questions_whose_answers_can_block_by_themselves(framework):
    chosen = triage_questions([framework], BANK, ON)
    asked = [BANK.by_id[name] for name in chosen]

    outcomes = {evaluate(framework, make_dossier(answers), ON).outcome for answers in completions(asked, {})}

    assert not chosen or Outcome.UNFAVOURABLE in outcomes


# What it says


def test_it_says_at_once_that_a_chatbot_for_residents_cannot_pass_under_lyon_and_what_would_be_enough():
    loaded, bank = shipped("lyon-2025", *LAWS)

    found = triage(loaded, bank, {"audience": ("residents",), "interaction_mode": "direct"}, DAY)
    lyon, *laws = found.frameworks

    assert found.blocked
    assert [finding.rule.criterion.commitment for finding in lyon.blocked_by] == ["lyon-2025:2"]
    assert [changes.changes for changes in lyon.enough] == [(Change("interaction_mode", "direct", ("mediated",)),)]
    assert not any(law.blocked for law in laws)
    assert found.next_question == "individual_decisions"


def test_it_says_that_nothing_blocks_so_far_before_any_answer():
    loaded, bank = shipped("lyon-2025", *LAWS)

    found = triage(loaded, bank, {}, DAY)

    assert not found.blocked
    assert found.left == found.questions
    assert found.next_question == "audience"


def test_it_asks_no_more_about_a_rule_that_is_settled():
    loaded, bank = shipped("lyon-2025")

    found = triage(loaded, bank, {"audience": ("staff",)}, DAY)

    assert "interaction_mode" in found.questions
    assert "interaction_mode" not in found.left


def test_it_waits_for_the_gate_before_it_asks_what_is_behind():
    gated = make_question("gated", QuestionType.YES_NO, asked_when=Is("flag", "yes"))
    framework, bank = charter(Is("gated", "yes")), make_bank(FLAG, gated)

    assert triage([framework], bank, {}, ON).left == ("flag",)
    assert triage([framework], bank, {"flag": "yes"}, ON).left == ("gated",)
    assert triage([framework], bank, {"flag": "no"}, ON).next_question is None


def test_it_says_when_no_choice_of_the_project_would_unblock_it():
    (found,) = triage([charter(Is("fact", "yes"))], BANK, {"fact": "no"}, ON).frameworks

    assert found.blocked
    assert found.out_of_reach
    assert found.enough == ()


@settings(max_examples=100)
@given(frameworks(*FEW, most=4), partial_answers(*FEW))
def test_it_says_blocked_exactly_when_the_verdict_is_unfavourable(framework, answers):
    found = triage([framework], BANK, answers, ON)

    assert found.blocked is (evaluate(framework, make_dossier(answers), ON).outcome is Outcome.UNFAVOURABLE)
    assert not set(found.left) & set(answers)
    assert all(changes.changes for under in found.frameworks for changes in under.enough)


@settings(max_examples=60)
@given(frameworks(*FEW, most=4), st.data())
def test_it_ends_once_its_questions_are_answered(framework, data):
    answers = data.draw(partial_answers(*FEW))
    for _ in FEW:
        found = triage([framework], BANK, answers, ON)
        if found.next_question is not None:
            question = BANK.by_id[found.next_question]
            answers |= data.draw(st.sampled_from(list(completions([question], {}))))

    assert triage([framework], BANK, answers, ON).next_question is None


# The three-minute declaration


@pytest.mark.parametrize("name", [*DECLARATION_QUESTIONS, *DECLARED])
def test_it_declares_a_use_with_questions_of_the_bank(name):
    _, bank = shipped("lyon-2025")

    assert name in bank.by_id


def test_it_asks_in_a_declaration_only_what_can_be_asked_at_once():
    _, bank = shipped("lyon-2025")
    gates = [bank.by_id[name].asked_when for name in DECLARATION_QUESTIONS]

    assert all(gate is None or gate.holds(DECLARED, DAY) for gate in gates)
    assert all(value in bank.by_id[name].choice_ids() for name, value in DECLARED.items())
