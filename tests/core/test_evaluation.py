# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A dossier judged: what is certain stays so, nothing raises, and the same inputs leave the same fingerprint."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.strategies import (
    BANK,
    COMPLETE,
    ON,
    PARTIAL,
    frameworks,
    make_criterion,
    make_dossier,
    make_framework,
    wide_answers,
)

from balise.core.conditions import Is
from balise.core.dates import Period
from balise.core.evaluation import Outcome, Result, evaluate, judge, outcome_of, result_of, worst
from balise.core.frameworks import Strength
from balise.loading.frameworks import load_with_bank, shipped_frameworks

FRAMEWORK = frameworks(*BANK.questions)
DEFINITE = (Result.SATISFIED, Result.NOT_SATISFIED, Result.NOT_APPLICABLE)
BLOCKING, CORRECTABLE = Strength.BLOCKING, Strength.CORRECTABLE
PAIRS = tuple(product(Strength, Result))
OPEN, SHUT = Is("flag", "yes"), Is("flag", "no")


def results(framework, answers, on=ON):
    return {found.rule.criterion.id: found.result for found in evaluate(framework, make_dossier(answers), on).findings}


@settings(max_examples=300)
@given(FRAMEWORK, PARTIAL, st.lists(COMPLETE, min_size=5, max_size=5))
def test_it_keeps_what_it_found_for_certain_however_the_dossier_is_completed(framework, answers, others):
    found = results(framework, answers)

    for complete in others:
        later = results(framework, {**complete, **answers})
        assert Result.UNKNOWN not in later.values()
        assert {name: later[name] for name, result in found.items() if result in DEFINITE}.items() <= found.items()


@settings(max_examples=300)
@given(FRAMEWORK, PARTIAL, COMPLETE)
def test_it_never_withdraws_a_refusal(framework, answers, others):
    outcome = evaluate(framework, make_dossier(answers), ON).outcome
    later = evaluate(framework, make_dossier({**others, **answers}), ON).outcome

    assert later is not Outcome.INCOMPLETE
    assert outcome in (Outcome.INCOMPLETE, later)


@settings(max_examples=300)
@given(FRAMEWORK, PARTIAL)
def test_it_says_what_it_lacks_whenever_it_does_not_know(framework, answers):
    for finding in evaluate(framework, make_dossier(answers), ON).findings:
        assert (finding.result is Result.UNKNOWN) == bool(finding.missing)
        assert len(set(finding.missing)) == len(finding.missing)
        assert not set(finding.missing) & set(answers)
        assert all(answers[ground.condition.question] == ground.answer for ground in finding.because)


@settings(max_examples=200)
@given(FRAMEWORK, PARTIAL)
def test_it_finds_the_same_with_and_without_reasons(framework, answers):
    for rule in framework.rules:
        assert result_of(rule, answers, ON) is judge(rule, answers, ON).result


@settings(max_examples=200)
@given(FRAMEWORK, PARTIAL)
def test_it_finds_the_same_from_the_answers_it_cites_alone(framework, answers):
    for finding in evaluate(framework, make_dossier(answers), ON).findings:
        cited = {ground.condition.question: ground.answer for ground in finding.because}
        assert results(framework, cited)[finding.rule.criterion.id] is finding.result


@pytest.mark.parametrize("name", shipped_frameworks())
@settings(max_examples=25)
@given(data=st.data())
def test_it_judges_any_dossier_that_loads_on_any_day(name, data):
    framework, bank = load_with_bank(name)
    answers = data.draw(wide_answers(bank, framework.questions_read()))
    on = data.draw(st.dates() | st.dates(date(2018, 1, 1), date(2031, 1, 1)))

    evaluation = evaluate(framework, make_dossier(answers), on)

    assert len(evaluation.findings) == len(framework.criteria)
    assert evaluation.outcome in Outcome
    assert evaluation.digest.startswith("sha256:")


@pytest.mark.parametrize(
    ("applies_when", "expects", "expected"),
    [
        (None, OPEN, Result.SATISFIED),
        (None, SHUT, Result.NOT_SATISFIED),
        (None, Is("choice", "a"), Result.UNKNOWN),
        (OPEN, OPEN, Result.SATISFIED),
        (SHUT, SHUT, Result.NOT_APPLICABLE),
        (SHUT, Is("choice", "a"), Result.NOT_APPLICABLE),
        (Is("choice", "a"), OPEN, Result.UNKNOWN),
        (Is("choice", "a"), SHUT, Result.UNKNOWN),
        (OPEN, Is("choice", "a"), Result.UNKNOWN),
    ],
)
def test_it_finds_a_criterion_as_the_architecture_says(applies_when, expects, expected):
    framework = make_framework([make_criterion("essai:1:a", expects, applies_when=applies_when)])

    assert results(framework, {"flag": "yes"}) == {"essai:1:a": expected}


@pytest.mark.parametrize(
    ("period", "day_before", "on_the_day"),
    [
        (Period(start=ON), Result.NOT_APPLICABLE, Result.NOT_SATISFIED),
        (Period(end=ON), Result.NOT_SATISFIED, Result.NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("whose", ["criterion", "framework"])
def test_it_applies_a_rule_within_its_dates_only(period, day_before, on_the_day, whose):
    own = period if whose == "criterion" else None
    framework = make_framework([make_criterion("essai:1:a", SHUT, in_force=own)])
    framework = framework if own else replace(framework, in_force=period)

    assert results(framework, {"flag": "yes"}, ON - timedelta(days=1)) == {"essai:1:a": day_before}
    assert results(framework, {"flag": "yes"}, ON) == {"essai:1:a": on_the_day}


def test_it_prefers_the_strength_and_the_dates_of_the_criterion_to_those_it_inherits():
    own = make_criterion("essai:1:a", SHUT, strength=Strength.ADVISORY, in_force=Period(start=ON))
    inherited = make_criterion("essai:1:b", SHUT)
    framework = make_framework([own, inherited], strength=CORRECTABLE, in_force=Period(end=ON))

    found = [(rule.strength, rule.in_force) for rule in framework.rules]

    assert found == [(Strength.ADVISORY, Period(start=ON)), (CORRECTABLE, Period(end=ON))]


def expected_outcome(found):
    """Read the sentence of the architecture from left to right."""
    if (BLOCKING, Result.NOT_SATISFIED) in found:
        return Outcome.UNFAVOURABLE
    if {(BLOCKING, Result.UNKNOWN), (CORRECTABLE, Result.UNKNOWN)} & set(found):
        return Outcome.INCOMPLETE
    return Outcome.FAVOURABLE_WITH_RESERVATIONS if (CORRECTABLE, Result.NOT_SATISFIED) in found else Outcome.FAVOURABLE


def test_it_comes_to_the_outcome_of_the_architecture_for_every_set_of_findings():
    for found in chain.from_iterable(combinations(PAIRS, size) for size in range(len(PAIRS) + 1)):
        assert outcome_of(found) is expected_outcome(found), found


def test_it_takes_the_worst_of_the_criteria_of_a_commitment():
    worst_first = (Result.NOT_SATISFIED, Result.UNKNOWN, Result.SATISFIED, Result.NOT_APPLICABLE)
    for size in range(1, 5):
        for found in product(Result, repeat=size):
            assert worst(found) is min(found, key=worst_first.index)


@settings(max_examples=200)
@given(FRAMEWORK, PARTIAL)
def test_it_tells_a_result_for_every_commitment_judged_on_a_dossier(framework, answers):
    evaluation = evaluate(framework, make_dossier(answers), ON)

    found = {commitment.id: result for commitment, result in evaluation.commitments()}

    assert set(found) == {criterion.commitment for criterion in framework.criteria}
    for commitment, result in found.items():
        assert result is worst(finding.result for finding in evaluation.findings_of(commitment))


def test_it_passes_over_a_commitment_of_the_organisation():
    framework = make_framework([make_criterion("essai:1:a", OPEN), make_criterion("essai:2:a", OPEN)])
    framework = replace(framework, criteria=framework.criteria[:1])

    judged = evaluate(framework, make_dossier({}), ON).commitments()

    assert [commitment.id for commitment, _ in judged] == ["essai:1"]


def test_it_refuses_to_tell_what_was_found_of_an_unknown_criterion():
    evaluation = evaluate(make_framework([make_criterion("essai:1:a", OPEN)]), make_dossier({}), ON)

    assert evaluation.finding("essai:1:a").result is Result.UNKNOWN
    with pytest.raises(KeyError, match="essai:1:z"):
        evaluation.finding("essai:1:z")


# The fingerprint


def fingerprint(framework, answers, on=ON):
    return evaluate(framework, make_dossier(answers), on).digest


@settings(max_examples=100)
@given(FRAMEWORK, COMPLETE)
def test_it_leaves_the_same_fingerprint_whatever_the_order_of_the_answers(framework, answers):
    backwards = dict(reversed(answers.items()))
    rebuilt = replace(framework)

    assert fingerprint(framework, answers) == fingerprint(rebuilt, backwards)


@settings(max_examples=100)
@given(FRAMEWORK, COMPLETE, COMPLETE)
def test_it_leaves_another_fingerprint_when_an_answer_changes(framework, answers, others):
    for name in answers:
        changed = {**answers, name: others[name]}
        without = {key: value for key, value in answers.items() if key != name}
        if changed != answers:
            assert fingerprint(framework, changed) != fingerprint(framework, answers)
        assert fingerprint(framework, without) != fingerprint(framework, answers)


@settings(max_examples=50)
@given(FRAMEWORK, COMPLETE, st.dates(), st.dates())
def test_it_leaves_another_fingerprint_on_another_day(framework, answers, one, other):
    assume(one != other)

    assert fingerprint(framework, answers, one) != fingerprint(framework, answers, other)


@pytest.mark.parametrize(
    "change",
    [
        lambda framework: replace(framework, version="1.0.1"),
        lambda framework: replace(framework, in_force=Period(start=ON)),
        lambda framework: replace(framework, criteria=framework.criteria[:1]),
        lambda framework: replace(
            framework, criteria=(replace(framework.criteria[0], strength=CORRECTABLE), framework.criteria[1])
        ),
        lambda framework: replace(
            framework, criteria=(replace(framework.criteria[0], expects=SHUT), framework.criteria[1])
        ),
    ],
    ids=["version", "dates", "criteria", "strength", "rule"],
)
def test_it_leaves_another_fingerprint_when_the_rules_change(change):
    framework = make_framework([make_criterion("essai:1:a", OPEN), make_criterion("essai:1:b", OPEN)])

    assert fingerprint(change(framework), {}) != fingerprint(framework, {})


def test_it_leaves_another_fingerprint_for_another_dossier():
    framework = make_framework([make_criterion("essai:1:a", OPEN)])
    one = make_dossier({"flag": "yes"})
    other = replace(one, id="another")

    assert evaluate(framework, one, ON).digest != evaluate(framework, other, ON).digest


PRINT_FINGERPRINTS = """
from balise.loading.frameworks import read_framework, shipped_frameworks, find_framework

for name in shipped_frameworks():
    read = read_framework(find_framework(name))
    for case in read.cases:
        print(case.case.evaluated(read.framework).digest)
"""


def test_it_leaves_the_same_fingerprint_in_another_process():
    runs = [
        subprocess.run(
            [sys.executable, "-c", PRINT_FINGERPRINTS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    ]

    assert runs[0].count("sha256:") > 300
    assert runs[0] == runs[1] == runs[2]
