# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The figures of an annual report: they add up, say what is unknown, hide few people, and are always the same."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from tests.core.annual_records import CHARTER, YEAR, records

from balise.core.annual.commitments import MET, NOT_DUE, NOT_MET, PARTLY, PLAN, STANDING, standing_of
from balise.core.annual.figure import ALL, UNKNOWN, Part, Unit
from balise.core.annual.measured import CALLS_BY_JURISDICTION
from balise.core.annual.record import (
    AuthorityFacts,
    DecisionTaken,
    DossierYear,
    ExceptionTaken,
    IncidentReported,
    MeasuredUsage,
    PreviousYear,
    PublishedReport,
    QuestionAsked,
    ReservationTaken,
    Service,
    TrainingLine,
    UsageLine,
    YearPeriod,
    YearRecord,
)
from balise.core.annual.report import DEFINITIONS, by_name, change, compute, digests_of, discrepancies, without_rows
from balise.core.evaluation import Result
from balise.core.incidents import Nature
from balise.core.language import Language
from balise.core.small_cells import FEWEST
from balise.core.states import Act, State

EMPTY = YearRecord(YEAR, AuthorityFacts("ville", "Ville"), CHARTER)


def year_of(*dossiers: DossierYear, **more: Any) -> YearRecord:
    return replace(EMPTY, dossiers=dossiers, **more)


def filed(number: str = "2026-001", **facts: Any) -> DossierYear:
    given: dict[str, Any] = {
        "state": State.IN_REVIEW,
        "opened_on": date(2026, 1, 2),
        "submitted_on": date(2026, 2, 1),
        **facts,
    }
    return DossierYear(number=number, **given)


@given(records)
def test_the_parts_of_a_whole_add_up_to_it(record):
    for figure in compute(record):
        if figure.total is not None and not DEFINITIONS[figure.id].overlaps:
            assert sum(part.amount or 0 for part in figure.parts) == figure.total, figure.name


@given(records)
def test_each_part_counts_the_rows_that_it_names(record):
    for figure in compute(record):
        if DEFINITIONS[figure.id].unit is Unit.DOSSIERS and figure.id != "commitments.standing":
            for part in figure.parts:
                assert len(part.rows) == part.amount or not all(each.number for each in record.dossiers), figure.name


@given(records)
def test_the_same_year_gives_the_same_figures_whatever_the_order_of_its_dossiers(record):
    reordered = replace(record, dossiers=record.dossiers[::-1], questions=record.questions[::-1])
    assert compute(reordered) == compute(record)
    assert discrepancies(record, compute(record)) == ()


@given(records)
def test_what_is_not_measured_is_unknown_and_never_zero(record):
    figures = by_name(compute(replace(record, usage=None, trainings=None, outside=None, incidents=None)))
    for name in ("environment.calls", "environment.energy", "staff.trained", "sovereignty.outside", "rights.incidents"):
        assert [(part.key, part.amount) for part in figures[name].parts] == [(UNKNOWN, None)]


@given(records)
def test_no_count_of_people_under_five_is_told(record):
    for figure in compute(record):
        if DEFINITIONS[figure.id].unit is Unit.PEOPLE:
            told = [part.amount for part in figure.parts if part.amount is not None]
            assert all(amount >= FEWEST for amount in told)


def test_incidents_are_counted_by_nature_on_the_day_they_were_reported_and_none_is_a_zero_that_is_known():
    told = (
        IncidentReported("2026-002", Nature.OUTAGE, date(2026, 3, 1)),
        IncidentReported("2026-001", Nature.WRONG_RESULT, date(2026, 12, 31)),
        IncidentReported("2026-001", Nature.OUTAGE, date(2026, 5, 1)),
        IncidentReported("2026-003", Nature.OUTAGE, date(2025, 12, 31)),
    )
    found = by_name(compute(year_of(incidents=told)))["rights.incidents"]
    assert found.total == 3
    assert [(part.key, part.amount, part.rows) for part in found.parts] == [
        ("wrong_result", 1, ("2026-001",)),
        ("outage", 2, ("2026-001", "2026-002")),
    ]
    none = by_name(compute(year_of(incidents=())))["rights.incidents"]
    assert (none.total, none.is_known) == (0, True)
    assert DEFINITIONS["rights.incidents"].labels[ALL].fr == "aucun incident signalé"
    assert "Ce que personne n’a signalé" in DEFINITIONS["rights.incidents"].query.fr


def test_a_hidden_count_is_told_by_no_total():
    lines = (TrainingLine("staff", 40), TrainingLine("councillors", 3), TrainingLine("unions", None))
    found = by_name(compute(year_of(trainings=lines)))["staff.trained"]
    assert found.total is None
    assert [(part.amount, part.hidden) for part in found.parts] == [(40, False), (None, True), (None, True)]


def test_what_was_not_known_the_year_before_was_not_zero():
    """Then zero and an increase would be published of what nobody counted."""
    period = YEAR
    nothing_known = compute(year_of())
    before = PreviousYear(period.before.first_day, period.before.last_day, "sha256:a", nothing_known)
    record = year_of(previous=before, trainings=(TrainingLine("staff", 40),))
    found = by_name(compute(record))["staff.trained"]
    assert found.amount("staff") == 40
    assert change(found, "staff", record) is None
    assert not by_name(nothing_known)["staff.trained"].is_known


def test_a_report_published_of_the_year_in_which_the_charter_came_counts():
    period = YEAR
    charter = replace(CHARTER, since=period.before.first_day + timedelta(days=40))
    report = PublishedReport(period.before.first_day, period.before.last_day, period.first_day)
    found = by_name(compute(year_of(charter=charter, published=(report,))))["commitments.published_reviews"]
    assert (found.amount("met"), found.amount("not_met"), found.total) == (1, 0, 1)


def test_a_figure_given_twice_is_told():
    record = year_of()
    figures = compute(record)
    false = replace(figures[0], parts=(Part("draft", 99),))
    assert [each.name for each in discrepancies(record, (false, *figures))] == [figures[0].name]
    assert discrepancies(record, (false, *figures))[0].published == false
    assert [each.name for each in discrepancies(record, (figures[0], *figures))] == [figures[0].name]


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda each: each.id)
def test_every_figure_says_what_it_is_in_both_languages(definition):
    for words in (definition.title, definition.counts, definition.query):
        assert words.in_(Language.FRENCH)
        assert words.en


@pytest.mark.parametrize(
    ("results", "standing"),
    [
        ({"ville:1:a": Result.SATISFIED, "ville:1:b": Result.SATISFIED}, MET),
        ({"ville:1:a": Result.SATISFIED, "ville:1:b": Result.NOT_SATISFIED}, PARTLY),
        ({"ville:1:a": Result.NOT_SATISFIED, "ville:1:b": Result.NOT_APPLICABLE}, NOT_MET),
        ({"ville:1:a": Result.SATISFIED, "ville:1:b": Result.UNKNOWN}, UNKNOWN),
        ({"ville:1:a": Result.NOT_APPLICABLE}, None),
        ({"ville:2:a": Result.NOT_SATISFIED}, None),
    ],
)
def test_a_commitment_is_met_partly_not_met_not_assessed_or_does_not_apply(results, standing):
    assert standing_of(filed(judged_on=date(2026, 2, 1), results=results), "ville:1") == standing


def test_a_dossier_that_no_act_judged_is_not_assessed():
    found = by_name(compute(year_of(filed())))[f"{STANDING.id}/ville:1"]
    assert (found.amount(UNKNOWN), found.amount(MET), found.total) == (1, 0, 1)


def test_a_dated_reservation_or_an_exception_in_force_is_an_action_plan():
    short = {"judged_on": date(2026, 2, 1), "results": {"ville:1:a": Result.NOT_SATISFIED}}
    reserved = ReservationTaken("ville:1:a", date(2026, 3, 1), date(2027, 3, 1))
    excepted = ExceptionTaken("ville:1:a", date(2026, 3, 1), date(2027, 3, 1))
    over = ExceptionTaken("ville:1:a", date(2026, 3, 1), date(2026, 4, 1))
    record = year_of(
        filed("2026-001", **short, reservations=(reserved,)),
        filed("2026-002", **short, exceptions=(excepted,)),
        filed("2026-003", **short, exceptions=(over,)),
    )
    found = by_name(compute(record))[f"{STANDING.id}/ville:1"]
    plan = found.part(PLAN)
    assert plan is not None
    assert plan.rows == ("2026-001", "2026-002")
    assert found.amount(NOT_MET) == 3


def test_the_duty_to_report_is_judged_on_what_was_published():
    due = YEAR.before
    told = PublishedReport(due.first_day, due.last_day, date(2026, 3, 1))
    house = f"{STANDING.id}/ville:3"
    both = (told, PublishedReport(due.before.first_day, due.before.last_day, date(2025, 3, 1)))
    assert [part.key for part in by_name(compute(year_of()))[house].parts] == [NOT_MET]
    assert [part.key for part in by_name(compute(year_of(published=(told,))))[house].parts] == [PARTLY]
    assert [part.key for part in by_name(compute(year_of(published=both)))[house].parts] == [MET]
    young = replace(CHARTER, since=date(2026, 1, 2))
    assert [part.key for part in by_name(compute(year_of(charter=young)))[house].parts] == [NOT_DUE]


def test_what_comes_after_the_last_day_does_not_count():
    late = YEAR.last_day + timedelta(days=1)
    record = year_of(
        filed(submitted_on=late),
        filed("2026-002", decisions=(DecisionTaken(Act.DECIDE_REFUSED, late),)),
        questions=(QuestionAsked(late), QuestionAsked(date(2026, 12, 30), late)),
    )
    figures = by_name(compute(record))
    assert figures["uses.by_status"].total == 1
    assert figures["decisions.outcomes"].total == 0
    assert figures["users.questions"].amount("waiting") == 1
    assert figures["users.questions"].total == 1


def test_the_median_is_of_the_decisions_of_the_year():
    def decided(number: str, days: int, on: date = date(2026, 6, 1)) -> DossierYear:
        taken = DecisionTaken(Act.DECIDE_FAVOURABLE, on)
        return filed(number, submitted_on=on - timedelta(days=days), decisions=(taken,))

    record = year_of(decided("1", 10), decided("2", 20), decided("3", 500, date(2025, 6, 1)))
    assert by_name(compute(record))["decisions.median_days"].amount(ALL) == 15


def test_usage_adds_up_by_the_law_of_the_provider_and_an_unknown_model_is_told_apart():
    lines = (
        UsageLine("a", "petit", "FR", served=10, calls=12, refused=2),
        UsageLine("b", "petit", "FR", served=5, calls=5),
        UsageLine("b", "parti", served=7, calls=7),
    )
    found = by_name(compute(year_of(usage=MeasuredUsage(lines))))[CALLS_BY_JURISDICTION.id]
    assert [(part.key, part.amount) for part in found.parts] == [("FR", 15), (UNKNOWN, 7)]


def test_a_year_is_compared_with_the_one_before_when_it_is_known():
    before = year_of(filed(), filed("2026-002"))
    previous = PreviousYear(YEAR.before.first_day, YEAR.before.last_day, "sha256:1", without_rows(compute(before)))
    record = year_of(filed(), previous=previous)
    figures = by_name(compute(record))
    assert change(figures["uses.by_status"], "in_review", record) == -1
    assert change(figures["environment.calls"], UNKNOWN, record) is None
    assert change(figures["uses.by_status"], "in_review", EMPTY) is None


def test_a_forged_figure_and_a_forged_input_are_both_seen():
    record = year_of(filed())
    figures = compute(record)
    forged = tuple(replace(each, total=9) if each.id == "uses.by_status" else each for each in figures)
    assert [each.name for each in discrepancies(record, forged)] == ["uses.by_status"]
    assert [each.name for each in discrepancies(record, figures[1:])] == [figures[0].name]
    assert digests_of(year_of(filed(state=State.REFUSED)))["dossiers"] != digests_of(record)["dossiers"]


@pytest.mark.parametrize(("month", "first"), [(12, date(2026, 1, 1)), (10, date(2025, 11, 1)), (2, date(2025, 3, 1))])
def test_a_period_is_twelve_whole_months(month, first):
    period = YearPeriod.ending(2026, month)
    assert period.first_day == first
    assert (period.last_day + timedelta(days=1)).day == 1
    assert period.before.last_day == first - timedelta(days=1)
    assert period.year == 2026


@given(records)
def test_what_dossiers_bring_to_an_amount_adds_up_to_no_more_than_it(record):
    for figure in compute(record):
        for part in figure.parts:
            assert len(part.row_amounts) in {0, len(part.rows)}
            assert len(part.row_highs) in {0, len(part.rows)}
            if part.row_amounts and DEFINITIONS[figure.id].unit is not Unit.DAYS:
                assert sum(part.row_amounts) <= (part.amount or 0)
                assert sum(part.row_highs) <= (part.high or 0)


def test_usage_is_traced_to_the_dossier_after_which_its_deployment_is_called():
    lines = (
        UsageLine("ville-2026-001", "petit", "FR", calls=12, served=10),
        UsageLine("autre", "petit", "FR", served=5),
    )
    figure = by_name(compute(year_of(usage=MeasuredUsage(lines))))["sovereignty.calls_by_jurisdiction"]
    assert figure.parts == (Part("FR", 15, rows=("2026-001",), row_amounts=(10,)),)


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ({"annex_iii_areas": ("none",)}, False),
        ({"annex_iii_areas": ("critical_infrastructure",)}, False),
        ({"annex_iii_areas": ("employment",), "fria": "done"}, True),
        ({}, True),
        ({"ai_act_role": "not_an_ai_system"}, False),
    ],
)
def test_a_fundamental_rights_assessment_is_asked_of_high_risk_areas_and_of_those_that_do_not_say(facts, counted):
    serving = filed(state=State.DEPLOYED, services=(Service(date(2026, 3, 1)),), facts=facts)
    figure = by_name(compute(year_of(serving)))["rights.fria"]
    assert figure.total == int(counted)
