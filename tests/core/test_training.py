# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from balise.core.small_cells import FEWEST
from balise.core.training import (
    DEFAULT_CONTENT,
    Audience,
    Cell,
    Standing,
    Validity,
    coverage,
    last_day,
    standings,
    validity,
)

CELLS = st.lists(
    st.tuples(st.sampled_from(Audience), st.integers(0, 40), st.none() | st.integers(0, 40)), max_size=12
).map(
    lambda drawn: [
        Cell(audience, f"service {place}", trained, None if left is None else trained + left)
        for place, (audience, trained, left) in enumerate(drawn)
    ]
)


@given(st.lists(st.integers(), unique=True, max_size=20), st.none() | st.integers(0, 25))
def test_seats_go_to_the_first_who_came(people: list[int], seats: int | None) -> None:
    found = standings(people, seats)
    seated = [each for each in people if found[each] is Standing.SEATED]
    assert seated == (people if seats is None else people[:seats])
    assert len(found) == len(people)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 120))
def test_an_attestation_counts_until_its_last_day_and_not_after(issued: date, months: int) -> None:
    end = last_day(issued, months)
    assert end is not None
    assert (end.year * 12 + end.month) - (issued.year * 12 + issued.month) == months
    assert end.day == issued.day or (end + timedelta(days=1)).day == 1
    assert validity(end, False, end) is Validity.VALID
    assert validity(end, False, end + timedelta(days=1)) is Validity.EXPIRED
    assert validity(end, True, issued) is Validity.WITHDRAWN
    assert validity(None, False, end + timedelta(days=9999)) is Validity.VALID


@given(CELLS)
def test_no_cell_nor_any_subtraction_tells_of_fewer_than_five_people(cells: list[Cell]) -> None:
    found = coverage(cells)
    for cell, shown in zip(
        sorted(cells, key=lambda each: list(Audience).index(each.audience)), found.cells, strict=True
    ):
        assert (cell.audience, cell.unit) == (shown.audience, shown.unit)
        if shown.trained is not None:
            assert shown.trained == cell.trained >= FEWEST
            if cell.people is not None:
                assert cell.people - cell.trained == 0 or cell.people - cell.trained >= FEWEST
    for total in found.totals:
        of_it = [shown for shown in found.cells if shown.audience is total.audience]
        hidden = [shown for shown in of_it if shown.trained is None]
        if total.trained is not None and hidden:
            rest = total.trained - sum(shown.trained or 0 for shown in of_it)
            assert len(hidden) > 1
            assert rest >= FEWEST or len(hidden) == len(of_it)


def test_all_trained_is_told_and_all_but_one_is_not() -> None:
    (all_of_them, all_but_one, many) = coverage(
        [
            Cell(Audience.STAFF, "A", 12, 12),
            Cell(Audience.COUNCILLORS, "B", 11, 12),
            Cell(Audience.UNIONS, "C", 6, None),
        ]
    ).cells
    assert (all_of_them.trained, all_of_them.share) == (12, 1.0)
    assert (all_but_one.trained, all_but_one.people) == (None, 12)
    assert (many.trained, many.people, many.share) == (6, None, None)


def test_each_audience_has_a_content_of_its_own() -> None:
    assert set(DEFAULT_CONTENT) == set(Audience)
    assert len(set(DEFAULT_CONTENT.values())) == len(Audience)
