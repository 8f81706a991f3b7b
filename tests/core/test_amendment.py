# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The same dossiers under two frameworks: exactly those whose outcome differs, each with its causes."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import BANK, ON, PARTIAL, frameworks, make_criterion, make_dossier, make_framework

from balise.core.amendment import compare, deciding
from balise.core.conditions import Is
from balise.core.evaluation import Outcome, evaluate
from balise.core.frameworks import Strength

BEFORE = frameworks(*BANK.questions, most=4, version="1.0.0")
AFTER = frameworks(*BANK.questions, most=4, version="2.0.0")
DOSSIERS = st.lists(PARTIAL.map(make_dossier), min_size=1, max_size=5)
YES, NO = Is("flag", "yes"), Is("flag", "no")


@settings(max_examples=200)
@given(BEFORE, AFTER, DOSSIERS)
def test_it_flips_exactly_the_dossiers_whose_outcome_differs(before, after, dossiers):
    comparison = compare(before, after, dossiers, ON)

    differing = [
        dossier
        for dossier in dossiers
        if evaluate(before, dossier, ON).outcome is not evaluate(after, dossier, ON).outcome
    ]
    assert [flip.dossier for flip in comparison.flips] == differing
    assert all(flip.before.framework is before and flip.after.framework is after for flip in comparison.flips)


@settings(max_examples=200)
@given(BEFORE, AFTER, DOSSIERS)
def test_it_gives_every_flip_its_causes(before, after, dossiers):
    for flip in compare(before, after, dossiers, ON).flips:
        assert flip.causes
        for cause in flip.causes:
            side = flip.before if cause.framework is before else flip.after
            assert cause.finding in deciding(side)
            assert cause.criterion == cause.finding.rule.criterion.id


@settings(max_examples=100)
@given(BEFORE, AFTER, DOSSIERS)
def test_it_counts_every_dossier_once(before, after, dossiers):
    comparison = compare(before, after, dossiers, ON)

    assert sum(comparison.table.values()) == len(dossiers)
    crossed = Counter({pair: count for pair, count in comparison.table.items() if pair[0] is not pair[1]})
    assert crossed == Counter((flip.before.outcome, flip.after.outcome) for flip in comparison.flips)


@settings(max_examples=100)
@given(BEFORE, DOSSIERS)
def test_it_flips_nothing_between_a_framework_and_itself(framework, dossiers):
    assert compare(framework, framework, dossiers, ON).flips == ()


@settings(max_examples=200)
@given(BEFORE, PARTIAL)
def test_it_decides_by_nothing_only_when_the_outcome_is_favourable(framework, answers):
    evaluation = evaluate(framework, make_dossier(answers), ON)

    assert (deciding(evaluation) == ()) == (evaluation.outcome is Outcome.FAVOURABLE)


def test_it_blames_the_criterion_that_the_new_version_adds():
    shared = make_criterion("essai:1:a", NO, strength=Strength.CORRECTABLE)
    before = make_framework([shared])
    after = make_framework([shared, make_criterion("essai:2:a", NO)], version="2.0.0")

    (flip,) = compare(before, after, [make_dossier({"flag": "yes"})], ON).flips

    assert (flip.before.outcome, flip.after.outcome) == (
        Outcome.FAVOURABLE_WITH_RESERVATIONS,
        Outcome.UNFAVOURABLE,
    )
    assert [(cause.framework.version, cause.criterion) for cause in flip.causes] == [("2.0.0", "essai:2:a")]


def test_it_blames_a_criterion_that_became_graver():
    before = make_framework([make_criterion("essai:1:a", NO, strength=Strength.CORRECTABLE)])
    after = make_framework([make_criterion("essai:1:a", NO)], version="2.0.0")

    (flip,) = compare(before, after, [make_dossier({"flag": "yes"})], ON).flips

    assert [cause.framework.version for cause in flip.causes] == ["1.0.0", "2.0.0"]


def test_it_blames_a_criterion_that_the_new_version_drops():
    kept = make_criterion("essai:1:a", YES)
    before = make_framework([kept, make_criterion("essai:2:a", NO)])
    after = make_framework([kept], version="2.0.0")

    (flip,) = compare(before, after, [make_dossier({"flag": "yes"})], ON).flips

    assert flip.after.outcome is Outcome.FAVOURABLE
    assert [cause.criterion for cause in flip.causes] == ["essai:2:a"]
