# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A drill: when it proves that one could leave, until when, and what names it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.drill import (
    NO_REPLY,
    WITHHELD,
    Attempt,
    Check,
    CheckKind,
    DrillReport,
    Shortfall,
    Side,
    TestSet,
    Trial,
    proves,
)
from balise.core.usage import FootprintRange

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def side(*failed: tuple[str, ...]) -> Side:
    attempts = tuple(Attempt(str(rank), each, seconds=rank + 1.0) for rank, each in enumerate(failed))
    return Side("petit", "Serveur de la ville", attempts)


def scored(passed: int, trials: int) -> Side:
    return side(*((() if rank < passed else ("contains",)) for rank in range(trials)))


def report(current: Side, substitute: Side, tolerance: int = 10) -> DrillReport:
    return DrillReport("valbrise-2026-001", AT, "sha256:0", "Courriers", current, substitute, tolerance)


outcomes = st.sampled_from([(), ("contains",), ("at_most", "language"), (NO_REPLY,), (WITHHELD,)])
sides = st.lists(outcomes, max_size=8).map(lambda each: side(*each))
reports = st.builds(report, sides, sides, st.integers(0, 100))


def test_it_is_conclusive_when_the_substitute_does_as_well():
    assert report(scored(9, 10), scored(9, 10)).conclusive
    assert report(scored(7, 10), scored(10, 10)).conclusive


@pytest.mark.parametrize(("passed", "conclusive"), [(4, True), (3, True), (2, False)])
def test_it_tolerates_a_few_points_and_not_one_more(passed, conclusive):
    assert report(scored(4, 10), scored(passed, 10), tolerance=10).conclusive is conclusive


@pytest.mark.parametrize(
    ("current", "substitute", "why"),
    [
        (scored(3, 3), side((), (), (NO_REPLY,)), Shortfall.SUBSTITUTE_SILENT),
        (side((), (NO_REPLY,)), scored(2, 2), Shortfall.CURRENT_SILENT),
        (side((WITHHELD,)), side((WITHHELD,)), Shortfall.WITHHELD),
        (scored(0, 3), scored(0, 3), Shortfall.NOTHING_PASSED),
        (scored(3, 3), scored(1, 3), Shortfall.TOO_FAR_BELOW),
        (scored(3, 3), side(), Shortfall.SUBSTITUTE_SILENT),
        (side(), scored(3, 3), Shortfall.CURRENT_SILENT),
    ],
)
def test_it_says_why_it_proves_nothing(current, substitute, why):
    assert report(current, substitute).shortfall is why


def test_it_proves_for_twelve_months_as_the_charters_count_them():
    found = report(scored(3, 3), scored(3, 3))
    assert found.valid_until == date(2027, 11, 21)
    assert not proves(found, date(2026, 11, 21))
    assert proves(found, date(2026, 11, 22))
    assert proves(found, date(2027, 11, 21))
    assert not proves(found, date(2027, 11, 22))


def test_it_tells_the_trials_on_which_both_differ():
    found = report(side((), ("contains",), ()), side((), (), ("at_most",)))
    assert found.differences() == {"1": (False, True), "2": (True, False)}


def test_it_measures_the_replies_that_came():
    answered = side((), (), (NO_REPLY,))
    assert answered.seconds == 1.5
    assert side((NO_REPLY,)).seconds == 0
    assert side().rate == 0


def test_it_adds_up_the_footprint_of_a_side():
    once = Attempt("a", footprint=FootprintRange(1, 2, 3, 4, "ecologits 0.11"))
    found = Side("petit", "Ville", (once, once, Attempt("b"))).footprint
    assert found == FootprintRange(2, 4, 6, 8, "ecologits 0.11")


def test_it_names_a_test_set_by_what_it_asks():
    trial = Trial(
        "a", "Résume.", (Check(CheckKind.CONTAINS, "budget"), Check(CheckKind.JSON_SCHEMA, {"type": "object"}))
    )
    kept = TestSet("Courriers", (trial,))
    assert kept.digest == TestSet("Courriers", (trial,)).digest
    assert kept.digest != TestSet("Courriers", (replace(trial, prompt="Résume en deux lignes."),)).digest
    assert kept.digest != TestSet("Courriers", (replace(trial, checks=trial.checks[:1]),)).digest


@given(reports)
def test_it_has_a_reason_exactly_when_it_is_not_conclusive(found):
    assert found.conclusive is (found.shortfall is None)


@given(reports, st.integers(-800, 800))
def test_it_never_proves_outside_of_its_year(found, days):
    on = AT.date() + timedelta(days=days)
    assert proves(found, on) is (found.conclusive and AT.date() <= on <= found.valid_until)


@given(reports)
def test_it_is_conclusive_only_when_everything_was_answered(found):
    if found.conclusive:
        assert all(each.answered for each in (*found.current.attempts, *found.substitute.attempts))
        assert found.substitute.passed > 0


@given(reports, st.integers(0, 100))
def test_it_is_no_less_conclusive_when_more_is_tolerated(found, more):
    if found.conclusive:
        assert replace(found, tolerance=found.tolerance + more).conclusive


@given(st.integers(1, 60), st.data())
def test_it_compares_rates_without_rounding(trials, data):
    first, second = data.draw(st.integers(0, trials)), data.draw(st.integers(1, trials))
    found = report(scored(first, trials), scored(second, trials), tolerance=5)
    assert found.conclusive is ((first - second) * 100 <= 5 * trials)


@given(reports)
def test_it_bears_the_digest_of_all_that_it_says(found):
    assert found.digest == replace(found).digest
    assert found.digest != replace(found, deployment="valbrise-2026-002").digest
    assert found.digest != replace(found, tolerance=found.tolerance + 1).digest
