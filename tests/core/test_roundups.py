# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from balise.core.roles import Role
from balise.core.roundups import Rhythm, is_due, usual_rhythm

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@given(DAYS, st.integers(min_value=0, max_value=60), st.sets(st.integers(min_value=1, max_value=60)))
def test_each_week_in_which_the_work_runs_has_one_and_only_one(start: date, length: int, runs: set[int]) -> None:
    last, sent = start, []
    for day in (start + timedelta(days=each) for each in sorted(runs) if each <= length):
        if is_due(Rhythm.WEEKLY, last, day):
            sent.append(day.isocalendar()[:2])
            last = day
    ran = {(start + timedelta(days=each)).isocalendar()[:2] for each in runs if each <= length}
    assert sent == sorted(ran - {start.isocalendar()[:2]})


@given(DAYS, st.integers(min_value=-3, max_value=10), st.sampled_from(Rhythm))
def test_never_twice_a_day_nor_for_who_wants_none(last: date, after: int, rhythm: Rhythm) -> None:
    due = is_due(rhythm, last, last + timedelta(days=after))
    assert not due or (after > 0 and rhythm is not Rhythm.NEVER)
    assert due or after <= 0 or rhythm is not Rhythm.DAILY


def test_those_of_whom_others_expect_something_are_written_to_unless_they_choose_otherwise() -> None:
    assert usual_rhythm({Role.DPO, Role.OWNER}) is Rhythm.WEEKLY
    assert usual_rhythm({Role.PUBLISHER}) is Rhythm.WEEKLY, "the public expects answers within a month"
    assert usual_rhythm({Role.OWNER, Role.CISO}) is Rhythm.NEVER
