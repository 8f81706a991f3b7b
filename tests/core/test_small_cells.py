# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from hypothesis import given
from hypothesis import strategies as st

from balise.core.small_cells import FEWEST, safely_hidden, shown_count

COUNTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 30), max_size=8)


@given(COUNTS)
def test_whoever_knows_the_whole_finds_nothing_again_about_fewer_than_five_people(counts: dict[str, int]) -> None:
    small = frozenset(key for key, count in counts.items() if count < FEWEST)
    hidden = safely_hidden(small, counts)
    assert small <= hidden
    if small and len(small) < len(counts):
        assert len(hidden) > 1
        assert sum(counts[key] for key in hidden) >= FEWEST


@given(COUNTS)
def test_no_more_than_one_count_is_hidden_beyond_the_small_ones(counts: dict[str, int]) -> None:
    small = frozenset(key for key, count in counts.items() if count < FEWEST)
    more = safely_hidden(small, counts) - small
    assert len(more) <= min(1, len(small))
    assert all(counts[key] == min(counts[each] for each in counts.keys() - small) for key in more)


def test_nobody_is_no_exception() -> None:
    assert [shown_count(count) for count in (0, 4, 5, 40)] == [None, None, 5, 40]
