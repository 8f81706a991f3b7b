# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charters and laws that Balise ships: every story a lawyer wrote beside a rule is run as a test."""

from collections import defaultdict
from datetime import timedelta

import pytest
from tests.strategies import make_dossier

from balise.core.evaluation import Result, evaluate
from balise.core.frameworks import Scope, Wording
from balise.core.language import Language
from balise.loading.frameworks import find_framework, read_framework, shipped_frameworks
from balise.loading.linter import check_framework

READ = {name: read_framework(find_framework(name)) for name in shipped_frameworks()}
FRAMEWORKS = {name: read.framework for name, read in READ.items() if read.framework is not None}
CASES = [
    pytest.param(framework, written.case, id=f"{name} · {written.case.name}")
    for name, framework in FRAMEWORKS.items()
    for written in READ[name].cases
]
RULES = [
    pytest.param(name, rule, id=rule.criterion.id) for name, framework in FRAMEWORKS.items() for rule in framework.rules
]
DATES = [
    pytest.param(name, rule, bound, id=f"{rule.criterion.id} {bound}")
    for name, framework in FRAMEWORKS.items()
    for rule in framework.rules
    for bound in rule.in_force.bounds()
]


@pytest.mark.parametrize(("framework", "case"), CASES)
def test_it_finds_what_the_lawyer_expects(framework, case):
    evaluation = case.evaluated(framework)

    found = {criterion: evaluation.finding(criterion).result for criterion in case.findings}

    assert found == case.findings
    assert case.outcome in (None, evaluation.outcome)


@pytest.mark.parametrize("name", READ)
def test_it_ships_no_framework_with_a_problem(name):
    assert [str(problem) for problem in check_framework(find_framework(name)).problems] == []


@pytest.mark.parametrize("name", READ)
def test_it_gives_every_case_a_name_of_its_own(name):
    names = [written.case.name for written in READ[name].cases]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", READ)
def test_it_expects_something_in_every_case(name):
    assert [written.case.name for written in READ[name].cases if not written.case.findings] == []


def told_of(name, rule):
    """Return the days and the results that the cases tell of a criterion."""
    return [
        (written.case.on, written.case.findings[rule.criterion.id])
        for written in READ[name].cases
        if rule.criterion.id in written.case.findings
    ]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_it_shows_each_criterion_kept_broken_and_unknown(name, rule):
    results = {result for _, result in told_of(name, rule)}

    assert {Result.SATISFIED, Result.NOT_SATISFIED, Result.UNKNOWN} <= results


@pytest.mark.parametrize(("name", "rule", "bound"), DATES)
def test_it_shows_each_criterion_on_both_sides_of_its_dates(name, rule, bound):
    told = told_of(name, rule)
    outside = {result for on, result in told if not rule.in_force.covers(on)}

    assert any(on < bound for on, _ in told)
    assert any(on >= bound for on, _ in told)
    assert outside == {Result.NOT_APPLICABLE}


@pytest.mark.parametrize(("name", "rule", "bound"), DATES)
def test_it_starts_and_stops_judging_on_the_very_day(name, rule, bound):
    framework, day_before = FRAMEWORKS[name], bound - timedelta(days=1)

    findings = [evaluate(framework, make_dossier({}), on).finding(rule.criterion.id) for on in (day_before, bound)]

    silent = [rule.in_force.covers(on) for on in (day_before, bound)]
    assert silent[0] is not silent[1]
    assert [finding.result is not Result.NOT_APPLICABLE for finding in findings] == silent


# The two charters


def numbered(name):
    return [commitment.id for commitment in FRAMEWORKS[name].commitments]


def wordings(name):
    found = defaultdict(list)
    for commitment in FRAMEWORKS[name].commitments:
        found[commitment.wording].append(commitment.id)
    return found


def test_it_ships_the_fourteen_commitments_of_lyon():
    assert numbered("lyon-2025") == [f"lyon-2025:{number}" for number in range(1, 15)]


def test_it_ships_the_thirteen_rules_of_strasbourg():
    assert numbered("strasbourg-2025") == [f"strasbourg-2025:{number}" for number in range(1, 14)]


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("lyon-2025", "onze engagements sur quatorze reconstitués", "eleven of fourteen commitments reconstructed"),
        ("strasbourg-2025", "onze règles sur treize reconstituées", "eleven of thirteen rules reconstructed"),
    ],
)
def test_it_says_in_the_title_how_many_commitments_are_reconstructed(name, french, english):
    title = FRAMEWORKS[name].title

    assert len(wordings(name)[Wording.RECONSTRUCTED]) == 11
    assert french in title.in_(Language.FRENCH)
    assert english in title.in_(Language.ENGLISH)


@pytest.mark.parametrize("name", READ)
def test_it_judges_by_criteria_exactly_the_commitments_that_bear_on_a_dossier(name):
    framework = FRAMEWORKS[name]
    for commitment in framework.commitments:
        assert bool(framework.rules_by_commitment[commitment.id]) == (commitment.scope is Scope.DOSSIER), commitment.id


@pytest.mark.parametrize("name", READ)
def test_it_gives_every_rule_a_source_and_a_way_out_in_both_languages(name):
    framework = FRAMEWORKS[name]
    for rule in framework.rules:
        assert rule.references, rule.criterion.id
        assert rule.criterion.otherwise.fr.strip()
        assert rule.criterion.otherwise.en
