# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date

import pytest
from tests.rendering.small_charter import BANK

from balise.core.language import Language
from balise.rendering.answer_words import fact_in_words, subject_in_words, value_in_words

FR, EN = Language.FRENCH, Language.ENGLISH


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("interaction_mode", "direct", "mode d’interaction : « l’outil répond seul »"),
        ("audience", ("residents", "staff"), "public concerné : « habitants » et « agents »"),
        ("exit_plan", "no", "le plan de sortie n’existe pas"),
        ("exit_plan", "yes", "le plan de sortie existe"),
        ("last_drill", date(2026, 6, 1), "dernier exercice : 1er juin 2026"),
        ("requests", 14000, "requêtes par an : 14\u202f000 requêtes"),
        ("requests", 1, "requêtes par an : 1 requête"),
        ("purpose", "Répondre vite", "but poursuivi : « Répondre vite »"),
    ],
)
def test_it_says_an_answer_with_what_it_is_about(question, value, expected):
    assert fact_in_words(question, value, BANK, FR).replace("\u00a0", " ") == expected


def test_it_says_it_in_english_too():
    assert fact_in_words("interaction_mode", "direct", BANK, EN) == "mode of interaction: “the tool answers by itself”"
    assert fact_in_words("exit_plan", "no", BANK, EN) == "the exit plan does not exist"


def test_it_shows_a_question_the_bank_does_not_know_by_its_id():
    assert subject_in_words("unheard_of", BANK, FR) == "unheard_of"
    assert value_in_words("unheard_of", "maybe", BANK, EN) == "“maybe”"
    assert fact_in_words("unheard_of", 12, BANK, EN) == "unheard_of: 12"
