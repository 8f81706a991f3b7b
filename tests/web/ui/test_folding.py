# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Texts compared without their accents and capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.ui.folding import folded


@pytest.mark.parametrize(
    ("text", "said"),
    [("Hélène PORTE", "helene porte"), ("HÉLÈNE", "helene"), ("he\u0301las", "helas"), ("Straße", "strasse")],
)
def test_it_takes_away_accents_and_capitals(text, said):
    assert folded(text) == said


@given(st.text(st.characters(max_codepoint=127)))
def test_it_folds_what_has_no_accent_as_it_does_beside_one(text):
    assert folded(f"{text}é") == f"{folded(text)}e"
