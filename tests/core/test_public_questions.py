# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The delays of a question from the public: a month to answer, two to refer to the commission."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.public_questions import Asked, Delay, figures

ON = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("on", "delay"),
    [
        (date(2026, 1, 31), Delay.WAITING),
        (date(2026, 2, 28), Delay.WAITING),
        (date(2026, 3, 1), Delay.LATE),
        (date(2026, 4, 28), Delay.LATE),
        (date(2026, 4, 29), Delay.CLOSED),
    ],
)
def test_silence_becomes_a_refusal_after_a_month_and_can_be_contested_for_two(on, delay):
    assert Asked(ON).delay(on) is delay


def test_an_answer_ends_every_delay_even_late():
    assert Asked(ON, date(2026, 6, 1)).delay(date(2026, 6, 2)) is Delay.ANSWERED


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ASKED = st.builds(
    lambda on, after: Asked(on, None if after is None else on + timedelta(days=after)),
    DAYS,
    st.none() | st.integers(0, 400),
)


@given(st.lists(ASKED, max_size=20), DAYS)
def test_the_figures_add_up(asked, on):
    found = figures(asked, on)

    assert found.in_time <= found.answered <= found.asked == len(asked)
    assert found.late <= found.asked - found.answered
    assert (found.median_days is None) == (found.answered == 0)


@given(st.lists(ASKED, min_size=1, max_size=20), DAYS)
def test_one_more_answer_in_time_is_one_more_answer_in_time(asked, on):
    more = [*asked, Asked(ON, ON + timedelta(days=3))]

    assert figures(more, on).in_time == figures(asked, on).in_time + 1
