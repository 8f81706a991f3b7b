# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notice under an e-mail, on the telephone and on a wall: what is said is what the dossier says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_notice_texts import ADDRESS, FACTS

from balise.core.language import Language
from balise.core.notice_formats import (
    SIGNATURE_MARK,
    email_signature,
    phone_script,
    poster_words,
    signature_lines,
    spelt,
)
from balise.core.notice_texts import Check, NoticeFacts

LANGUAGES = st.sampled_from(Language)
VALBRISE = NoticeFacts("Ville de Valbrise", ADDRESS, contact="03 00 00 00 00")


@given(FACTS, LANGUAGES)
def test_a_signature_names_the_authority_and_leads_to_the_register(facts, language):
    lines = email_signature(facts, language).splitlines()

    assert lines[:2] == [SIGNATURE_MARK, facts.authority]
    assert lines[-1].endswith(facts.address)
    assert lines[1:-1] == list(signature_lines(facts, language))


@given(FACTS, LANGUAGES, st.booleans())
def test_the_telephone_never_passes_a_machine_for_a_person(facts, language, direct):
    said = phone_script(replace(facts, direct=direct), language)

    assert said.machine.startswith(("Oui", "Yes") if direct else ("Non", "No"))
    assert facts.authority in said.opening


@given(FACTS)
def test_nobody_says_that_they_check_what_the_dossier_does_not_say_is_checked(facts):
    said = " ".join(
        (
            *phone_script(facts, Language.FRENCH),
            email_signature(facts, Language.FRENCH),
            *poster_words(facts, "Courriers", Language.FRENCH).lines,
        )
    )

    if facts.check is not Check.ALWAYS:
        assert "Je relis" not in said
        assert "relu par un agent" not in said
        assert "relit tout" not in said


@given(FACTS, LANGUAGES)
def test_a_poster_never_denies_personal_data_unless_the_dossier_does(facts, language):
    lines = poster_words(facts, "Courriers", language).lines

    assert ("Elle n’utilise aucune information sur vous." in lines or "It uses no information about you." in lines) == (
        facts.personal_data is False
    )


def test_it_says_on_the_telephone_how_to_reach_a_person():
    voice = phone_script(
        NoticeFacts("Ville de Valbrise", ADDRESS, direct=True, contact="03 00 00 00 00"), Language.FRENCH
    )
    staff = phone_script(VALBRISE, Language.FRENCH)

    assert voice.person == (
        "Dites «\u00a0agent\u00a0» à tout moment\u00a0: une personne prend l’appel. "
        "Vous pouvez aussi écrire ou appeler\u00a0: 03 00 00 00 00."
    )
    assert staff.person.startswith("Vous parlez déjà à une personne")


def test_it_spells_an_address_as_it_is_said_aloud():
    assert (
        spelt("ia.val-brise.example/r/7k3m").fr
        == "ia point val tiret brise point example barre oblique r barre oblique 7 k 3 m"
    )
    assert spelt("ia.valbrise.example/portail").en == "ia dot valbrise dot example slash portail"


def test_a_poster_says_first_who_does_the_work():
    helps = poster_words(VALBRISE, "Réponse aux courriers", Language.FRENCH)
    answers = poster_words(NoticeFacts("Ville de Valbrise", ADDRESS, direct=True), "Accueil", Language.FRENCH)

    assert helps.title == "Ici, une intelligence artificielle nous aide"
    assert answers.title == "Ici, une intelligence artificielle vous répond"
    assert "Ce n’est pas une personne." in answers.lines[0]
