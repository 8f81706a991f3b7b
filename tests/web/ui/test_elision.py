# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""« de » before a name."""

import pytest
from django.utils import translation

from balise.web.ui.elision import of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Odile Ferrand", "d’Odile Ferrand"),
        ("Élodie Roux", "d’Élodie Roux"),
        ("Œuvre", "d’Œuvre"),
        ("Yves", "d’Yves"),
        ("Yann", "de Yann"),
        ("Jeanne Morel", "de Jeanne Morel"),
        ("Hélène", "de Hélène"),
        ("Y", "de Y"),
        ("", "de "),
        ("3D Plans", "de 3D Plans"),
    ],
)
def test_it_writes_the_little_word_as_french_says_it(name, said):
    with translation.override("fr"):
        assert of(name) == said


def test_it_knows_no_such_thing_in_english():
    with translation.override("en"):
        assert of("Odile") == "of Odile"
