# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Periods, dated values and months: each date is looked at from both sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.dates import ALWAYS, Dated, Period, Step, add_months

THE_DAY = date(2026, 8, 2)
DAY_BEFORE, DAY_AFTER = date(2026, 8, 1), date(2026, 8, 3)


@pytest.mark.parametrize(
    ("period", "before", "on_the_day"),
    [
        (Period(start=THE_DAY), False, True),
        (Period(end=THE_DAY), True, False),
        (Period(start=THE_DAY, end=DAY_AFTER), False, True),
        (ALWAYS, True, True),
    ],
)
def test_it_starts_on_its_first_day_and_stops_before_its_last(period, before, on_the_day):
    assert period.covers(DAY_BEFORE) is before
    assert period.covers(THE_DAY) is on_the_day


@given(st.dates(), st.dates())
def test_it_gives_every_day_to_a_rule_or_to_its_successor(change, on):
    assert Period(end=change).covers(on) is not Period(start=change).covers(on)


@given(st.dates())
def test_it_tells_on_which_days_something_changes(day):
    assert Period(day, None).bounds() == (day,)
    assert Period(None, day).bounds() == (day,)
    assert ALWAYS.bounds() == ()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date.min, "first"),
        (DAY_BEFORE, "first"),
        (THE_DAY, "second"),
        (date(2027, 12, 1), "second"),
        (date(2027, 12, 2), "third"),
        (date.max, "third"),
    ],
)
def test_it_holds_each_wording_until_the_next(on, expected):
    dated = Dated((Step(None, "first"), Step(THE_DAY, "second"), Step(date(2027, 12, 2), "third")))

    assert dated.at(on) == expected


def test_it_shows_before_its_first_day_the_wording_to_come():
    dated = Dated((Step(THE_DAY, "first"), Step(date(2027, 12, 2), "second")))

    assert dated.at(DAY_BEFORE) == "first"
    assert dated.latest() == "second"


@given(st.dates())
def test_it_keeps_a_constant_for_ever(on):
    assert Dated.constant("words").at(on) == "words"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 31), -6, date(2025, 11, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
        (date(9999, 12, 15), 1, date.max),
        (date(1, 1, 15), -1, date.min),
    ],
)
def test_it_counts_months_by_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


@given(st.dates(date(1000, 1, 1), date(8000, 1, 1)), st.integers(-1200, 1200))
def test_it_lands_on_the_same_day_of_the_month_or_on_the_last(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(st.dates(), st.dates(), st.integers())
def test_it_never_turns_an_earlier_day_into_a_later_one(one, other, months):
    earlier, later = sorted((one, other))

    assert add_months(earlier, months) <= add_months(later, months)
