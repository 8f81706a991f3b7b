# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a notice: never longer than a label bears, never more reassuring than the dossier."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.conditions import AnswerValue
from balise.core.language import Language
from balise.core.notice_texts import (
    LONGEST_SHORT,
    Check,
    Degree,
    NoticeFacts,
    TooLongError,
    facts_from,
    longer_words,
    notice_words,
)
from balise.core.notices import Channel

ADDRESS = "ia.valbrise.example/r/7k3m9q2x"
FACTS = st.builds(
    NoticeFacts,
    authority=st.just("La Ville de Valbrise"),
    address=st.sampled_from([ADDRESS, "valbrise.example/r/7k3m9q2x", "a" * 100 + ".example/r/7k3m9q2x"]),
    degree=st.none() | st.sampled_from(Degree),
    check=st.none() | st.sampled_from(Check),
    checked_by=st.sampled_from(["", "la responsable de l’état civil"]),
    tool=st.sampled_from(["", "Plume"]),
    hosting=st.none() | st.sampled_from(["own_premises", "france", "european_union", "outside_eu"]),
    personal_data=st.none() | st.booleans(),
    decision=st.booleans(),
    direct=st.booleans(),
    human_path=st.none() | st.booleans(),
    contact=st.sampled_from(["", "mairie@valbrise.example", "Mairie, place de la Loi."]),
    on=st.none() | st.just(date(2026, 11, 22)),
    ai=st.booleans(),
    tasks=st.sampled_from([(), ("scoring",), ("drafting", "search"), ("transcription",), ("other",)]),
    purpose=st.sampled_from(["", "classer les demandes selon les mêmes règles"]),
    answered_by=st.sampled_from(["", "la directrice de la petite enfance"]),
    records_calls=st.booleans(),
    basis=st.sampled_from([None, "public_task", "legal_obligation", "consent", "contract"]),
    of_staff_alone=st.booleans(),
    override=st.none() | st.booleans(),
    monitors=st.none() | st.booleans(),
    committee_consulted=st.booleans(),
)


@given(st.sampled_from(Channel), FACTS, st.sampled_from(Language))
def test_its_short_form_fits_a_label_and_always_leads_to_the_register(channel, facts, language):
    words = notice_words(channel, facts, language)

    assert len(words.short) <= LONGEST_SHORT
    assert all(facts.address in each for each in words)


@given(st.sampled_from(Channel), FACTS)
def test_it_never_says_that_somebody_checked_what_the_dossier_does_not_say_is_checked(channel, facts):
    words = notice_words(channel, facts, Language.FRENCH)
    said = " ".join(words)

    if facts.check is not Check.ALWAYS:
        assert "relu par un agent" not in said
        assert "qui en répond" not in said
        assert "Une personne a tout relu" not in said


@given(st.sampled_from(Channel), FACTS)
def test_it_never_denies_personal_data_unless_the_dossier_does(channel, facts):
    full = notice_words(channel, facts, Language.FRENCH).full

    assert ("Aucune donnée personnelle" in full) == (facts.personal_data is False)
    assert ("Des données personnelles" in full) == (facts.personal_data is True)


@given(st.sampled_from(Channel), FACTS)
def test_it_never_promises_a_person_unless_the_dossier_does(channel, facts):
    said = " ".join(notice_words(channel, facts, Language.FRENCH))

    if not facts.human_path:
        assert "joindre une personne" not in said
        assert "parler à une personne" not in said


@given(st.sampled_from(Channel), FACTS, st.sampled_from(Language))
def test_no_sentence_ends_by_two_full_stops(channel, facts, language):
    assert ".." not in notice_words(channel, facts, language).full


@given(FACTS)
def test_a_decision_always_gives_its_rights_and_the_delay(facts):
    full = notice_words(Channel.DECISION, facts, Language.FRENCH).full

    assert "L.\u00a0311-3-1" in full
    assert "CADA" in full
    assert "un mois" in full


def test_it_says_of_a_letter_what_was_done_who_checked_and_where_it_runs():
    facts = facts_from(
        {
            "automation_level": "assistance",
            "human_review": "every_output",
            "hosting": "own_premises",
            "personal_data": "yes",
            "non_ai_path": "yes",
            "contact": "courriers@valbrise.example",
        },
        authority="La Ville de Valbrise",
        address=ADDRESS,
        tool="Plume",
        on=date(2026, 11, 22),
    )
    words = notice_words(Channel.LETTER, facts, Language.FRENCH)

    assert words.short == f"Courrier préparé avec l’aide d’une IA, relu par un agent. {ADDRESS}"
    assert words.full == (
        "La Ville de Valbrise a préparé ce courrier avec l’aide d’une intelligence artificielle (IA). L’IA aide un "
        "agent, qui garde la main. Avant l’envoi, le texte est relu par un agent, qui en répond. Plume fonctionne sur "
        "les serveurs de la collectivité. Des données personnelles sont traitées. Pour joindre une personne\u00a0: "
        f"courriers@valbrise.example. En savoir plus\u00a0: {ADDRESS}. Mention du 22\u00a0novembre 2026."
    )
    assert words.plain.splitlines() == [
        "Une machine a aidé à écrire cette lettre.",
        "Cette machine s’appelle une intelligence artificielle, ou IA.",
        "Une personne a tout relu.",
        "La machine utilise des informations sur vous.",
        "Vous voulez parler à une personne\u00a0? courriers@valbrise.example",
        f"Vous voulez en savoir plus\u00a0? {ADDRESS}",
    ]


def test_it_says_of_a_translation_that_it_was_checked_and_not_its_original():
    facts = NoticeFacts("La Ville de Valbrise", ADDRESS, check=Check.ALWAYS)

    assert notice_words(Channel.TRANSLATION, facts, Language.FRENCH).short == (
        f"Traduit ou simplifié par une IA, relu par un agent\u00a0; le texte d’origine fait foi. {ADDRESS}"
    )


def test_it_says_that_nobody_checks_what_nobody_checks():
    facts = NoticeFacts("La Ville de Valbrise", ADDRESS, check=Check.NEVER)
    words = notice_words(Channel.EMAIL, facts, Language.FRENCH)

    assert "sans relecture humaine" in words.short
    assert "Personne ne relit le texte avant l’envoi." in words.full
    assert "Personne ne l’a relu." in words.plain


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (Channel.LETTER, "Avant l’envoi, le texte est relu par un agent"),
        (Channel.WEB_TEXT, "Avant sa publication, le texte est relu par un agent"),
        (Channel.MEDIA, "Avant sa publication, le contenu est relu par un agent"),
        (Channel.MINUTES, "Avant sa diffusion, le compte rendu est relu par un agent"),
    ],
)
def test_it_says_when_each_thing_is_checked(channel, said):
    facts = NoticeFacts("Valbrise", ADDRESS, check=Check.ALWAYS)

    assert said in notice_words(channel, facts, Language.FRENCH).full


@given(st.sampled_from(Channel), FACTS)
def test_its_longer_forms_exist_however_long_the_address_is(channel, facts):
    endless = replace(facts, address="x" * 500)

    words = longer_words(channel, endless, Language.FRENCH)

    assert words.short == ""
    assert words.full
    assert words.plain
    assert longer_words(channel, facts, Language.FRENCH)[1:] == notice_words(channel, facts, Language.FRENCH)[1:]


def test_it_refuses_an_address_that_leaves_no_room():
    with pytest.raises(TooLongError):
        notice_words(Channel.LETTER, NoticeFacts("Valbrise", "x" * 139), Language.FRENCH)


@given(st.sampled_from(Channel), FACTS)
def test_it_has_a_tool_help_nobody_when_it_acts_alone(channel, facts):
    alone = notice_words(channel, replace(facts, degree=Degree.AUTOMATIC), Language.FRENCH)
    helping = notice_words(channel, replace(facts, degree=Degree.HELP), Language.FRENCH)

    assert not [words for words in alone if re.search(r"avec l’aide|a aidé|pour aider|aide à", words)]
    assert (alone.plain == helping.plain) == (channel not in ALONE)


ALONE = {Channel.LETTER, Channel.EMAIL, Channel.DECISION, Channel.WEB_TEXT, Channel.MINUTES}
"""Where the usual words say that a tool helps."""


CRECHE: dict[str, AnswerValue] = {
    "purpose": "Classer les demandes selon les mêmes règles pour tous, avant l’examen de chacune par la commission.",
    "ai_act_role": "not_an_ai_system",
    "technique": "rules",
    "use_types": ("scoring",),
    "audience": ("residents", "staff", "councillors"),
    "automation_level": "recommendation",
    "human_review": "every_output",
    "responsible_named": "yes",
    "accountable_owner": "La directrice de la petite enfance.",
    "override_possible": "yes",
    "personal_data": "yes",
    "individual_decisions": "yes",
    "individual_monitoring": "no",
    "staff_committee": "consulted",
    "contact": "petite-enfance@valbrise.example",
}
"""Points given to the applications for places in nurseries: an algorithm, and no artificial intelligence."""


def creche(**answers):
    return facts_from({**CRECHE, **answers}, authority="Ville de Valbrise", address=ADDRESS)


def test_a_decision_says_what_the_calculation_is_for_who_checks_it_and_who_answers_for_it():
    words = notice_words(Channel.DECISION, creche(), Language.FRENCH)

    assert words.full == (
        "Cette décision a été prise sur le fondement d’un traitement algorithmique. But de ce traitement\u00a0: "
        "classer les demandes selon les mêmes règles pour tous, avant l’examen de chacune par la "
        "commission. Le calcul propose, un agent choisit. Un agent vérifie chaque résultat. En répond\u00a0: la "
        "directrice de la petite enfance. Des données personnelles sont traitées. Vous pouvez demander à les voir, "
        "les faire corriger ou vous opposer à leur usage. La fiche ci-dessous dit pourquoi elles servent et qui "
        "répond. Vous pouvez aussi saisir la CNIL. Pour poser une question\u00a0: "
        "petite-enfance@valbrise.example. Vous pouvez demander les règles de ce traitement et ses "
        "principales caractéristiques (articles L.\u00a0311-3-1 et R.\u00a0311-3-1-1 du code des relations entre le "
        "public et l’administration). Sans réponse sous un mois, vous avez deux mois pour saisir la "
        "Commission d’accès aux documents administratifs (CADA). Demande à adresser à\u00a0: "
        f"petite-enfance@valbrise.example. En savoir plus\u00a0: {ADDRESS}."
    )


def test_the_easy_words_of_a_decision_keep_its_purpose_and_its_rights():
    plain = notice_words(Channel.DECISION, creche(), Language.FRENCH).plain

    assert "Pourquoi ce calcul\u00a0? Classer les demandes" in plain
    assert "Vous avez le droit de demander les règles de ce calcul." in plain
    assert "CADA" in plain
    assert "un mois" in plain
    assert "Qui est responsable\u00a0? La directrice de la petite enfance." in plain


def test_it_names_nobody_who_answers_when_the_dossier_says_that_nobody_does():
    full = notice_words(Channel.DECISION, creche(responsible_named="no"), Language.FRENCH).full

    assert "En répond" not in full


@given(st.sampled_from(Channel), FACTS, st.sampled_from(Language))
def test_it_never_calls_a_grid_of_points_an_artificial_intelligence(channel, facts, language):
    said = " ".join(notice_words(channel, replace(facts, ai=False), language))

    assert not re.search(r"\b(?:IA|AI)\b|ntelligence|qui apprend", said)


@pytest.mark.parametrize(
    ("answers", "ai"),
    [
        ({}, True),
        ({"technique": "rules"}, False),
        ({"technique": "rules", "ai_act_role": "not_an_ai_system"}, False),
        ({"ai_act_role": "not_an_ai_system"}, False),
        ({"technique": "rules", "ai_act_role": "deployer"}, True),
        ({"technique": "generative", "ai_act_role": "not_an_ai_system"}, True),
    ],
)
def test_it_is_ai_unless_the_dossier_says_that_people_wrote_its_rules(answers, ai):
    assert facts_from(answers, authority="Valbrise", address=ADDRESS).ai is ai


@given(FACTS, st.sampled_from(Language))
def test_staff_are_never_given_the_rights_of_the_person_that_a_tool_decides_on(facts, language):
    said = " ".join(notice_words(Channel.STAFF, facts, language))

    assert "CADA" not in said
    assert not re.search("demander les règles|ask for (?:its|the) rules", said)
    assert ("informations sur vous" in said) <= bool(facts.of_staff_alone and facts.personal_data)


def test_staff_are_told_what_the_tool_changes_for_them():
    words = notice_words(Channel.STAFF, creche(), Language.FRENCH)

    assert words.full.startswith(
        "Cet outil de travail de la ville de Valbrise fait un traitement algorithmique. Il sert à compter des points. "
        "Le calcul propose, un agent choisit. Un agent vérifie chaque résultat. En répond\u00a0: la directrice de la "
        "petite enfance. Un agent peut s’écarter de ce qu’il propose."
    )
    assert "Il ne mesure ni n’évalue le travail d’aucun agent." in words.full
    assert "Le comité social territorial a été consulté." in words.full
    assert "L’outil utilise des informations sur des personnes." in words.plain


def test_a_tool_that_serves_staff_alone_tells_them_of_their_own_data():
    words = notice_words(Channel.STAFF, creche(audience=("staff",), individual_decisions="no"), Language.FRENCH)

    assert "Vous pouvez demander à voir celles qui portent sur vous, et les faire corriger." in words.full
    assert "L’outil utilise des informations sur vous." in words.plain


@given(FACTS)
def test_one_objects_to_being_recorded_only_where_the_legal_basis_lets_one(facts):
    full = notice_words(Channel.MINUTES, facts, Language.FRENCH).full

    assert ("Vous pouvez vous opposer" in full) == (facts.basis == "public_task" and bool(facts.personal_data))
    assert ("Vous pouvez refuser" in full) == (facts.basis == "consent" and bool(facts.personal_data))


def test_a_session_and_its_record_agree_with_who_checked_them():
    facts = NoticeFacts("Ville de Valbrise", ADDRESS, check=Check.ALWAYS)
    words = notice_words(Channel.MINUTES, facts, Language.FRENCH)

    assert words.short == (
        f"Séance enregistrée\u00a0; compte rendu préparé avec l’aide d’une IA, relu par un agent. {ADDRESS}"
    )
    assert words.full.startswith("La ville de Valbrise enregistre cette séance et la transcrit")
