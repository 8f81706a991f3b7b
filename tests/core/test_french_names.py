# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The name of an authority within a sentence: with the article that French gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.french_names import after_de, at_the_start, with_article


@pytest.mark.parametrize(
    ("name", "subject", "start", "after"),
    [
        ("Ville de Valbrise", "la ville de Valbrise", "La ville de Valbrise", "de la ville de Valbrise"),
        ("La Ville de Valbrise", "la Ville de Valbrise", "La Ville de Valbrise", "de la Ville de Valbrise"),
        ("Commune de Bourg-Mésange", *(f"{a} commune de Bourg-Mésange" for a in ("la", "La", "de la"))),
        ("Métropole de Lyon", *(f"{a} métropole de Lyon" for a in ("la", "La", "de la"))),
        ("Eurométropole de Strasbourg", *(f"{a}’Eurométropole de Strasbourg" for a in ("l", "L", "de l"))),
        ("L’Eurométropole de Strasbourg", *(f"{a}’Eurométropole de Strasbourg" for a in ("l", "L", "de l"))),
        ("Département du Rhône", *(f"{a} département du Rhône" for a in ("le", "Le", "du"))),
        (
            "Ville et Eurométropole de Strasbourg",
            *(f"{a} ville et l’Eurométropole de Strasbourg" for a in ("la", "La", "de la")),
        ),
        ("Grand Lyon", "le Grand Lyon", "Le Grand Lyon", "du Grand Lyon"),
        ("CCAS de Valbrise", "le CCAS de Valbrise", "Le CCAS de Valbrise", "du CCAS de Valbrise"),
        ("Valbrise Métropole", "Valbrise Métropole", "Valbrise Métropole", "de Valbrise Métropole"),
        ("Angers Loire Métropole", "Angers Loire Métropole", "Angers Loire Métropole", "d’Angers Loire Métropole"),
        ("Le Havre", "Le Havre", "Le Havre", "du Havre"),
        ("Les Abymes", "Les Abymes", "Les Abymes", "des Abymes"),
        ("La Rochelle", "La Rochelle", "La Rochelle", "de La Rochelle"),
        ("Ville-d’Avray", "Ville-d’Avray", "Ville-d’Avray", "de Ville-d’Avray"),
        ("Valbrise", "Valbrise", "Valbrise", "de Valbrise"),
        ("Saint-Aubin-des-Prés", "Saint-Aubin-des-Prés", "Saint-Aubin-des-Prés", "de Saint-Aubin-des-Prés"),
    ],
)
def test_a_name_takes_the_article_of_its_kind(name, subject, start, after):
    assert (with_article(name), at_the_start(name), after_de(name)) == (subject, start, after)


@given(st.text(max_size=30))
def test_any_name_at_all_can_be_said(name):
    assert with_article(with_article(name)).casefold() == with_article(name).casefold()
    assert after_de(name).startswith(("d’", "de ", "du ", "des "))
