# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Passwords that somebody would guess."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.web.conftest import PASSWORD

from balise.demo.settling import PASSWORD as OF_THE_DEMO
from balise.web.accounts.guessable import LEAST_TO_GUESS, PUBLISHED, to_guess
from balise.web.accounts.models import User
from balise.web.ui.folding import folded


@pytest.mark.parametrize(
    "weak",
    [
        "aaaaaaaaaaaa",
        "azertyuiop12",
        "qwertyuiop!!",
        "motdepasse2026",
        "M0tDeP@sse2026",
        "balisebalise",
        "bonjourbonjour",
        "Bonjour!Bonjour!",
        "poiuytreza99",
        "1a2z3e4r5t6y",
        "Mairie-de-Lyon-2026",
        "soleil soleil soleil",
        "Été 2026 Été 2026",
        "abcdefghijkl",
        "abababababab",
        "1234567890ab",
        "ab0987654321",
        "a1b2c3d4e5f6",
        "1a2b3c4d5e6f",
        "912345678000",
        "0388609090ab",
        "14071789!!!!",
        "Toulouse-Bordeaux-Nantes",
        "lundi mardi mercredi jeudi",
        "aaaa bbbb cccc dddd",
        "soleil soleil soleil soleil",
    ],
)
def test_it_sees_what_is_guessed(weak):
    assert to_guess(weak) < LEAST_TO_GUESS


@pytest.mark.parametrize(
    "strong",
    [
        PASSWORD,
        OF_THE_DEMO,
        "cheval pile agrafe correct",
        "soleil tracteur lundi piano",
        "tr0ub4dor&3xpq",
        "kV9#mQz2Lw!x",
        "une longue phrase, une longue phrase",
        "soleil lune étoile comète",
        "Toulouse-Bordeaux-Nantes-Lyon",
        "839201 ab 746291 cd",
    ],
)
def test_it_lets_through_what_is_not(strong):
    assert to_guess(strong) >= LEAST_TO_GUESS


def test_it_knows_the_names_of_the_person_and_of_the_place():
    assert to_guess("valbrise2026!", ["Ville de Valbrise"]) < LEAST_TO_GUESS
    assert to_guess("ClaireMartin75!", ["Claire Martin"]) < LEAST_TO_GUESS
    assert to_guess("bourgmesange01", ["Bourg-Mésange"]) < LEAST_TO_GUESS
    assert to_guess("ville de Valbrise mairie bonjour", ["Ville de Valbrise"]) < LEAST_TO_GUESS


@given(
    st.sampled_from(["motdepasse", "bonjour", "azerty", "mairie", "balise"]), st.integers(0, 9999), st.text("!?.-_ ")
)
def test_it_is_not_stopped_by_a_number_or_signs_after_a_common_word(word, number, signs):
    assert to_guess(f"{word}{number}{signs}") < LEAST_TO_GUESS


@given(st.lists(st.sampled_from(["soleil", "maison", "piano", "village", "mairie"]), unique=True, min_size=4))
def test_it_takes_four_distinct_words_as_it_asks_for_them(words):
    assert to_guess(" ".join(words)) >= LEAST_TO_GUESS


@pytest.mark.parametrize("written", [OF_THE_DEMO, OF_THE_DEMO.upper(), f"{OF_THE_DEMO.replace(' ', '-')}!"])
def test_it_refuses_the_password_that_the_demonstration_prints(written):
    assert OF_THE_DEMO in PUBLISHED

    with pytest.raises(ValidationError, match="celui de la démonstration de Balise"):
        validate_password(written)


@pytest.mark.django_db
def test_it_names_the_address_in_french_when_the_password_is_like_it():
    person = User(email="nadia.benali@valbrise.example", name="Nadia Benali")

    with pytest.raises(ValidationError, match="adresse électronique"):
        validate_password("nadia.benali@valbrise", person)


@given(st.text(), st.lists(st.text()))
def test_it_counts_any_text_and_never_more_than_its_length_once_folded(password, names):
    assert 0 <= to_guess(password, names) <= len(folded(password))


@pytest.mark.django_db
def test_it_refuses_the_name_of_the_authority_to_whoever_is_invited_there_and_says_what_to_write(invited):
    invited()

    with pytest.raises(ValidationError) as refusal:
        validate_password("valbrise2026!", User(email="nadia.benali@valbrise.example", name="Nadia Benali"))

    assert "Écrivez plutôt quatre mots sans rapport entre eux" in " ".join(refusal.value.messages)


@pytest.mark.django_db
def test_it_refuses_the_name_of_the_authority_to_a_member(member_with):
    user = User.objects.get(pk=member_with(name="Claire Martin").user_id)

    with pytest.raises(ValidationError, match="se devine"):
        validate_password("ville2026valbrise!", user)
