# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Suggestions: the word that was meant, and rather a list than the wrong word."""

import pytest

from balise.core.frameworks import Modality, Strength
from balise.core.language import Language, Text
from balise.core.messages import UNLIKE
from balise.core.suggestions import instead, likely, suggestion


@pytest.mark.parametrize(
    ("written", "candidates", "meant"),
    [
        ("bloquant", Strength, "blocking"),
        ("à confirmer", ("found", "to_confirm"), "to_confirm"),
        ("interdire", Modality, UNLIKE),
        ("de", Language, UNLIKE),
        ("nope", ("non_ai_path", "purpose"), UNLIKE),
        ("nope", (), UNLIKE),
    ],
)
def test_it_suggests_a_word_only_when_it_looks_like_the_one_written(written, candidates, meant):
    assert likely(written, candidates) == meant


def test_it_lists_what_is_possible_when_nothing_looks_alike():
    assert instead("de", ("fr", "en")) == Text("Au choix\u00a0: fr, en.", "Choose among: fr, en.")
    assert instead("jsn", ("text", "json")).en == 'Write "json" instead.'


def test_it_lists_fourteen_commitments_whole():
    names = [f"lyon-2025:{number}" for number in range(1, 15)]

    assert suggestion("paris", names)["allowed"] == ", ".join(names)
