# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Energy and carbon in words: the unit that suits the amount, and a range that stays one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.language import Language
from balise.rendering.footprint_words import carbon_in_words, energy_in_words

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, "non estimé"),
        (1, 4_999, "moins de 0,01 Wh"),
        (150_437, 246_645, "de 0,15 à 0,25 Wh"),
        (246_645, 246_645, "0,25 Wh"),
        (12_340_000, 45_670_000, "de 12,3 à 45,7 Wh"),
        (999_000_000, 1_500_000_000, "de 1 à 1,5 kWh"),
        (0, 123_456_000_000, "de 0 à 123 kWh"),
        (2_000_000_000_000, 12_345_000_000_000_000, "de 2 à 12 345 MWh"),
    ],
)
def test_it_takes_the_unit_that_suits_and_few_figures(low, high, expected):
    assert energy_in_words(low, high, FRENCH).replace("\u00a0", " ").replace("\u202f", " ") == expected


def test_it_speaks_both_languages():
    assert carbon_in_words(1_200_000_000, 3_400_000_000, FRENCH) == "de 1,2 à 3,4\u00a0kg"
    assert carbon_in_words(1_200_000_000, 3_400_000_000, ENGLISH) == "1.2 to 3.4\u00a0kg"
    assert carbon_in_words(0, 0, ENGLISH) == "not estimated"


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_a_range_never_reads_the_wrong_way_round(low, more):
    words = energy_in_words(low, low + more, ENGLISH).replace(",", "").split("\u00a0")[0]

    if " to " in words:
        first, last = map(float, words.split(" to "))
        assert first < last
