# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forms with uneven spaces and dotted lines."""

from hypothesis import given
from hypothesis import strategies as st

from balise.gateway.pseudonyms.folding import fold
from balise.gateway.pseudonyms.lexicon import shipped_lexicon
from balise.gateway.pseudonyms.spacing import closed


def test_it_masks_an_address_whose_words_are_far_apart(found):
    assert ("address", "12   rue  des   Acacias") in found("Adresse :   12   rue  des   Acacias")


def test_it_masks_a_date_of_birth_written_digit_by_digit(found):
    assert ("birth_date", "0 8 / 1 1 / 1 9 3 7") in found("Né(e)  le :   0 8 / 1 1 / 1 9 3 7     signature")


def test_it_masks_the_values_that_follow_dotted_lines(found):
    text = "Nom ........ Kerbrat\nPrénom ...... Ozenn\nNé(e) le ........ 30 / 09 / 1966"

    assert {value for _kind, value in found(text)} == {"Kerbrat", "Ozenn", "30 / 09 / 1966"}


def test_an_even_text_is_read_once():
    text = "Un texte. Rien de plus... vraiment."

    assert closed(text, fold(text).cased, shipped_lexicon()) is None


@given(st.text("ab  ._\n1", max_size=80))
def test_each_character_kept_is_at_the_place_it_came_from(text):
    even = closed(text, fold(text).cased, shipped_lexicon())

    if even is not None:
        assert len(even.places) == len(even.text)
        assert all(even.text[at] == text[place] for at, place in enumerate(even.places) if even.text[at] not in " :")
