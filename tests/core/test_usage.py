# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What records of calls add up to."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gateway.journal.usage_records import record, usage_records

from balise.core.refusals import RefusalCode
from balise.core.usage import (
    EVERYTHING,
    Fate,
    Line,
    Selection,
    Spent,
    Totals,
    grouped,
    line_of,
    month_of,
    personal_data_by_type,
    refusals_by_commitment,
    spent_by_day,
    totals_by_line,
    totals_of,
)

RECORDS = st.lists(usage_records(), max_size=20)
LINE = Line("2026-11", "valbrise", "dsi", "accueil", "mistral-small")


@given(RECORDS, st.randoms())
def test_totals_do_not_depend_on_the_order_of_calls(records, chance):
    shuffled = list(records)
    chance.shuffle(shuffled)

    assert totals_by_line(shuffled) == totals_by_line(records)
    assert spent_by_day(shuffled) == spent_by_day(records)


@given(RECORDS, RECORDS)
def test_totals_of_two_parts_add_up_to_those_of_the_whole(some, others):
    whole = sum(totals_by_line([*some, *others]).values(), Totals())

    assert whole == sum(totals_by_line(some).values(), Totals()) + sum(totals_by_line(others).values(), Totals())
    assert whole.calls == whole.served + whole.refused + whole.failed + whole.cut == len(some) + len(others)
    assert whole.energy_min <= whole.energy_max


@given(RECORDS, st.lists(st.sampled_from(["month", "authority", "unit", "deployment", "model"]), unique=True))
def test_grouping_loses_no_call_and_keeps_the_order_of_names(records, by):
    totals = totals_by_line(records)

    groups = grouped(totals, by)

    assert sum(groups.values(), Totals()) == sum(totals.values(), Totals())
    assert list(groups) == sorted(groups)


@given(RECORDS)
def test_what_is_spent_each_day_is_what_the_calls_of_that_day_used(records):
    spent = spent_by_day(records)

    assert sum(each.tokens_in + each.tokens_out for each in spent.values()) == sum(
        each.tokens_in + each.tokens_out for each in records
    )
    assert {day for _, day in spent} == {each.at.date() for each in records}


def test_a_refusal_counts_once_for_each_commitment_and_once_without_any():
    cited = record(1, fate=Fate.REFUSED, refusal=RefusalCode.EXPIRED, commitments=("lyon-2025:2", "lyon-2025:4"))
    bare = record(2, fate=Fate.REFUSED, refusal=RefusalCode.UNKNOWN_KEY)

    assert refusals_by_commitment([cited, bare, record(3)]) == {
        (LINE, RefusalCode.EXPIRED, "lyon-2025:2"): 1,
        (LINE, RefusalCode.EXPIRED, "lyon-2025:4"): 1,
        (LINE, RefusalCode.UNKNOWN_KEY, ""): 1,
    }


def test_a_type_of_which_nothing_was_found_is_not_told():
    assert personal_data_by_type([record(1, personal_data={"person": 2, "iban": 0}), record(2)]) == {
        (LINE, "person"): 2
    }


@pytest.mark.parametrize(
    ("fate", "name"), [(Fate.SERVED, "served"), (Fate.REFUSED, "refused"), (Fate.FAILED, "failed"), (Fate.CUT, "cut")]
)
def test_a_call_counts_under_its_fate(fate, name):
    totals = totals_of(record(fate=fate))

    assert (totals.calls, getattr(totals, name)) == (1, 1)
    assert totals.served + totals.refused + totals.failed + totals.cut == 1


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), "2026-11"),
        (datetime(2026, 12, 1, tzinfo=UTC), "2026-12"),
        (date(901, 1, 31), "0901-01"),
    ],
)
def test_a_month_is_that_of_the_call_itself(at, month):
    assert month_of(at) == month


@pytest.mark.parametrize(
    ("selection", "held"),
    [
        (EVERYTHING, True),
        (Selection(first_month="2026-11", last_month="2026-11"), True),
        (Selection(first_month="2026-12"), False),
        (Selection(last_month="2026-10"), False),
        (Selection(authority="valbrise", unit="dsi", deployment="accueil", model="mistral-small"), True),
        (Selection(unit="crèches"), False),
    ],
)
def test_a_selection_holds_the_lines_that_it_names(selection, held):
    assert selection.holds(line_of(record())) is held


def test_what_is_spent_adds_up():
    assert Spent(1, 2, 3, 4) + Spent(10, 20, 30, 40) == Spent(11, 22, 33, 44)
