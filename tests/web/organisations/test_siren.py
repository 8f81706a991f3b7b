# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.organisations.siren import doubt_about, normalised


def test_it_does_not_doubt_a_siren_whose_key_is_right():
    assert doubt_about("732829320") == ""


def test_it_does_not_doubt_what_was_not_given():
    assert doubt_about("") == ""


def test_it_doubts_a_mistyped_digit_and_says_so():
    assert "clé de contrôle" in doubt_about("732829321")


@pytest.mark.parametrize("typed", ["12", "7328293200", "ABCDEFGHI", "73282932A"])
def test_it_doubts_what_is_not_nine_digits(typed):
    assert "neuf chiffres" in doubt_about(typed)


@given(st.text(max_size=40))
def test_it_never_fails_whatever_was_typed(typed):
    assert isinstance(doubt_about(normalised(typed)), str)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_it_reads_a_number_the_same_with_its_spaces(number):
    digits = f"{number:09}"
    assert normalised(f"{digits[:3]} {digits[3:6]}\u00a0{digits[6:]}") == digits
