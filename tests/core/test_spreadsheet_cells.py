# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.spreadsheet_cells import MARK, RUN, neutralised, original

ANY_TEXT = st.text()
LIKE_A_FORMULA = st.text(st.sampled_from("'=+-@\t\r\n A1"), max_size=8)


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 4", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", '=HYPERLINK("https://x")']
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert neutralised(text) == MARK + text


@pytest.mark.parametrize("text", ["", "a=1", "l’outil", "'entre guillemets'", " un espace", "12"])
def test_any_other_text_is_left_as_it_is(text):
    assert neutralised(text) == text


@given(ANY_TEXT | LIKE_A_FORMULA)
def test_no_cell_begins_with_what_a_spreadsheet_runs(text):
    assert not neutralised(text).startswith(RUN)


@given(ANY_TEXT | LIKE_A_FORMULA)
def test_what_was_written_is_given_back(text):
    assert original(neutralised(text)) == text


@given(ANY_TEXT | LIKE_A_FORMULA, ANY_TEXT | LIKE_A_FORMULA)
def test_two_texts_never_become_the_same_cell(one, other):
    assert (neutralised(one) == neutralised(other)) == (one == other)
