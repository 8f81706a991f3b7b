# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notice under an e-mail, on the telephone and on a wall: what is said is what the dossier says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_notice_texts import ADDRESS, FACTS

from balise.core.conditions import AnswerValue
from balise.core.language import Language
from balise.core.notice_formats import (
    SIGNATURE_MARK,
    email_signature,
    known_number,
    phone_script,
    poster_words,
    signature_lines,
    spelt,
)
from balise.core.notice_texts import Check, Degree, NoticeFacts, facts_from
from balise.core.notices import Channel

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
    assert facts.authority.casefold() in said.opening.casefold()


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
        assert "vérifie tout" not in said


def every_format(facts, language):
    poster = poster_words(facts, "Courriers", language)
    return " ".join((*phone_script(facts, language), email_signature(facts, language), poster.title, *poster.lines))


@given(FACTS, LANGUAGES)
def test_no_format_promises_a_person_unless_the_dossier_says_that_one_gives_the_service(facts, language):
    said = every_format(facts, language)

    if not facts.human_path:
        for promise in ("agent\u00a0»", "prend l’appel", "joindre une personne", "parler à une personne\u00a0?"):
            assert promise not in said
        for promise in ("“agent”", "a person takes", "To reach a person", "talk to a person?", "speak to somebody"):
            assert promise not in said


@given(FACTS, LANGUAGES)
def test_no_format_says_that_the_tool_helps_unless_the_dossier_does(facts, language):
    said = every_format(facts, language)

    if facts.degree not in (Degree.HELP, Degree.SHARED):
        assert not any(word in said for word in ("l’aide", "aide ", "m’aide", "nous aide", "help"))


@given(FACTS, LANGUAGES)
def test_no_sentence_ends_by_two_full_stops(facts, language):
    assert ".." not in every_format(facts, language)


@given(st.text(alphabet="abz09-_./:", max_size=40))
def test_no_sign_of_an_address_goes_unsaid_aloud(address):
    assert not set("-_./:") & set(f"{spelt(address).fr}{spelt(address).en}")


def test_it_reads_in_the_dossier_whether_a_person_gives_the_service():
    known = {answer: facts_from({"non_ai_path": answer}, authority="V", address=ADDRESS) for answer in ("yes", "no")}

    assert (known["yes"].human_path, known["no"].human_path) == (True, False)
    assert facts_from({}, authority="V", address=ADDRESS).human_path is None


@given(FACTS, LANGUAGES)
def test_a_poster_never_denies_personal_data_unless_the_dossier_does(facts, language):
    lines = poster_words(facts, "Courriers", language).lines

    assert ("La machine n’utilise aucune information sur vous." in lines) == (
        facts.personal_data is False and language is Language.FRENCH
    )


def test_it_says_on_the_telephone_how_to_reach_a_person():
    voice = phone_script(
        NoticeFacts("Ville de Valbrise", ADDRESS, direct=True, human_path=True, contact="03 00 00 00 00"),
        Language.FRENCH,
    )
    staff = phone_script(VALBRISE, Language.FRENCH)

    assert voice.person == (
        "Dites «\u00a0agent\u00a0» à tout moment\u00a0: une personne prend l’appel. "
        "Vous pouvez aussi appeler\u00a0: 03 00 00 00 00."
    )
    assert staff.person.startswith("Vous parlez déjà à une personne")


def test_it_spells_an_address_as_it_is_said_aloud():
    assert (
        spelt("ia.val-brise.example/r/7k3m").fr
        == "ia point val tiret brise point example barre oblique r barre oblique 7 k 3 m"
    )
    assert spelt("127.0.0.1:8000/r/7k").fr == (
        "127 point 0 point 0 point 1 deux points 8000 barre oblique r barre oblique 7 k"
    )
    assert spelt("ia_val.example").en == "ia underscore val dot example"
    assert spelt("ia.valbrise.example/portail").en == "ia dot valbrise dot example slash portail"


def test_a_poster_says_first_who_does_the_work():
    helps = poster_words(replace(VALBRISE, degree=Degree.HELP), "Réponse aux courriers", Language.FRENCH)
    answers = poster_words(NoticeFacts("Ville de Valbrise", ADDRESS, direct=True), "Accueil", Language.FRENCH)

    assert helps.title == "Ici, une intelligence artificielle nous aide"
    assert answers.title == "Ici, une intelligence artificielle vous répond"
    assert "Ce n’est pas une personne." in answers.lines[0]


GRID: dict[str, AnswerValue] = {
    "ai_act_role": "not_an_ai_system",
    "technique": "rules",
    "use_types": ("scoring",),
    "automation_level": "recommendation",
    "human_review": "every_output",
    "responsible_named": "yes",
    "accountable_owner": "La directrice de la petite enfance.",
    "personal_data": "yes",
    "individual_decisions": "yes",
    "contact": "petite-enfance@valbrise.example, ou le guichet unique, place du Lavoir.",
}
"""A grid of points that people wrote, as places in nurseries are given."""


@given(FACTS, LANGUAGES)
def test_no_format_calls_a_grid_of_points_an_artificial_intelligence(facts, language):
    said = every_format(replace(facts, ai=False), language).replace("a machine", "")

    assert not any(word in said for word in ("IA", "AI", "ntelligence", "qui apprend"))
    assert "calcul automatique" in said or "automatic calculation" in said or facts.direct


def test_what_a_tool_does_is_what_the_dossier_says_that_it_does():
    facts = facts_from(GRID, authority="Ville de Valbrise", address=ADDRESS)
    said = phone_script(facts, Language.FRENCH)
    search = replace(facts, ai=True, tasks=("drafting", "search"))

    assert said.opening.endswith(
        "Notre service se sert d’un calcul automatique pour compter des points\u00a0; c’est moi qui vous réponds."
    )
    assert "Une machine m’aide à compter des points. Un agent vérifie chaque résultat." in said.machine
    assert "Une machine m’aide à écrire et à chercher." in phone_script(search, Language.FRENCH).machine
    assert email_signature(facts, Language.FRENCH).splitlines()[2] == (
        "Notre service se sert d’un calcul automatique pour compter des points\u00a0; un agent vérifie chaque résultat."
    )


def test_a_poster_speaks_of_the_machine_and_never_leaves_one_to_take_it_for_a_person():
    poster = poster_words(facts_from(GRID, authority="Ville de Valbrise", address=ADDRESS), "Places", Language.FRENCH)

    assert poster.title == "Ici, un calcul automatique nous aide"
    assert poster.lines[:4] == (
        "Une machine aide les agents à compter des points.",
        "Une personne vérifie tout ce que fait la machine.",
        "Qui est responsable\u00a0? La directrice de la petite enfance.",
        "La machine utilise des informations sur vous.",
    )


@pytest.mark.parametrize(
    ("contact", "way"),
    [
        ("03 00 00 00 00", "appeler"),
        ("+33 3 00 00 00 00", "appeler"),
        ("3939", "appeler"),
        ("mairie@valbrise.example", "écrire"),
        ("agent3939@valbrise.example", "écrire"),
        ("mairie@valbrise.example ou 03.00.00.00.00", "écrire ou appeler"),
        ("Mairie, 12 place de la Loi, 63000 Valbrise", "vous adresser à"),
    ],
)
def test_nobody_is_told_to_call_an_address(contact, way):
    said = phone_script(replace(VALBRISE, contact=contact), Language.FRENCH).person

    assert f"Vous pouvez aussi {way}\u00a0: {contact}." in said


@given(FACTS, LANGUAGES)
def test_whoever_wants_a_person_from_a_machine_is_always_given_a_way_out(facts, language):
    said = phone_script(replace(facts, direct=True), language).person

    assert known_number(facts) or "nous vous rappelons" in said or "call you back" in said


def test_a_call_that_is_recorded_says_so_before_anything_is_asked():
    answers: dict[str, AnswerValue] = {
        "use_types": ("transcription",),
        "notice_channels": ("phone",),
        "legal_basis": "public_task",
    }
    recorded = facts_from(answers, authority="Ville de Valbrise", address=ADDRESS)
    bound = replace(recorded, basis="legal_obligation", direct=True)
    session = facts_from({**answers, "notice_channels": ("minutes",)}, authority="Ville de Valbrise", address=ADDRESS)

    talked = facts_from({"use_types": ("conversation", "transcription")}, authority="Valbrise", address=ADDRESS)

    opening = phone_script(recorded, Language.FRENCH).opening
    assert "enregistré et transcrit" in phone_script(talked, Language.FRENCH).opening
    assert "Cet appel est enregistré et transcrit. Vous pouvez vous opposer" in opening
    assert "Cet appel est enregistré et transcrit." in phone_script(bound, Language.FRENCH).opening
    assert "opposer" not in phone_script(bound, Language.FRENCH).opening
    assert "enregistré" not in phone_script(session, Language.FRENCH).opening


WRITES = replace(VALBRISE, degree=Degree.HELP, check=Check.ALWAYS, tasks=("drafting", "search"))


@pytest.mark.parametrize(
    ("channels", "message", "answer"),
    [
        (None, True, True),
        ({Channel.EMAIL}, True, True),
        ({Channel.LETTER}, False, True),
        ({Channel.MINUTES}, False, False),
        ({Channel.STAFF}, False, False),
        ({Channel.TRANSLATION, Channel.WEB_TEXT}, False, False),
    ],
)
def test_a_message_or_an_answer_is_said_prepared_by_a_tool_only_where_the_use_passes(channels, message, answer):
    facts = replace(WRITES, channels=None if channels is None else frozenset(channels))
    signed, opening = email_signature(facts, Language.FRENCH), phone_script(facts, Language.FRENCH).opening

    assert ("Message préparé" in signed) is message
    assert ("Notre service se sert d’une intelligence artificielle pour écrire et pour chercher" in signed) is (
        not message
    )
    assert ("Pour vous répondre, je m’aide" in opening) is answer
    assert ("Notre service se sert d’une intelligence artificielle pour écrire et pour chercher" in opening) is (
        not answer
    )


@pytest.mark.parametrize("tasks", [("transcription", "summarising"), ("translation", "plain_language")])
def test_a_tool_that_rewords_texts_is_not_said_to_help_to_answer(tasks):
    opening = phone_script(replace(WRITES, tasks=tasks), Language.FRENCH).opening

    assert "Notre service se sert d’une intelligence artificielle pour" in opening
    assert "Pour vous répondre" not in opening


def test_a_use_whose_tasks_nobody_said_is_named_without_a_blank_left():
    facts = replace(VALBRISE, channels=frozenset({Channel.STAFF}), check=Check.ALWAYS)

    assert "se sert d’une intelligence artificielle\u00a0; c’est moi" in phone_script(facts, Language.FRENCH).opening
    assert "uses artificial intelligence; staff check" in email_signature(facts, Language.ENGLISH)


def test_what_is_made_anonymous_may_be_something_else_than_texts():
    facts = replace(WRITES, tasks=("detection", "anonymisation"))
    script, english = phone_script(facts, Language.FRENCH), phone_script(facts, Language.ENGLISH)

    assert "pour repérer des objets ou des situations et pour rendre des informations anonymes" in script.opening
    assert (
        "Une machine m’aide à repérer des objets ou des situations et à rendre des informations anonymes."
        in script.machine
    )
    assert "to detect objects or situations and to make information anonymous" in english.opening
    assert "texte" not in " ".join(script)
