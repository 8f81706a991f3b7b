# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.spreadsheet_cells import BREAKS, MARK, SIGNS, neutralised, original

FIGURES = re.compile(r"[+-][\d .,\u00a0\u202f]+")
ANY_TEXT = st.text()
LIKE_A_FORMULA = st.text(st.sampled_from("'=+-@\t\r\n\u00a0 A1,"), max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-cmd",
        "- premier point",
        "-1+1",
        "+33(0)4",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        " =1",
        "\u00a0@SUM(A1)",
        '=HYPERLINK("https://x")',
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert neutralised(text) == MARK + text


@pytest.mark.parametrize("text", ["", "a=1", "l’outil", "'entre guillemets'", " un mot", "12", "20 % d’erreurs", "| a"])
def test_any_other_text_is_left_as_it_is(text):
    assert neutralised(text) == text


@pytest.mark.parametrize("text", ["-12", "-3,5", "+0.25", "-1 200", "+33 3 88 60 90 90", "+33388609090"])
def test_a_signed_number_and_a_telephone_number_keep_their_sign_bare(text):
    assert neutralised(text) == text
    assert original(text) == text


@given(ANY_TEXT | LIKE_A_FORMULA)
def test_no_cell_begins_with_what_a_spreadsheet_runs(text):
    written = neutralised(text)

    assert not written.startswith(BREAKS)
    assert not written.lstrip().startswith(SIGNS) or FIGURES.fullmatch(written.strip())


@given(ANY_TEXT | LIKE_A_FORMULA)
def test_what_was_written_is_given_back(text):
    assert original(neutralised(text)) == text


@given(ANY_TEXT | LIKE_A_FORMULA, ANY_TEXT | LIKE_A_FORMULA)
def test_two_texts_never_become_the_same_cell(one, other):
    assert (neutralised(one) == neutralised(other)) == (one == other)
