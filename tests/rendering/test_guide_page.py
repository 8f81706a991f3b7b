# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of the guide: what is forbidden first, then what to do, then the words to copy, and why."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.any_document import FEWER
from tests.rendering.html_page import HTMLPage
from tests.rendering.small_charter import BANK, CHARTER
from tests.rendering.test_every_page import BROKEN_SPACE, LONELY_SIGN, NO_SPACE
from tests.strategies import BANK as DRAWN_BANK
from tests.strategies import frameworks, partial_answers

from balise.core.frameworks import Framework
from balise.core.guide import AllowedTool, Audience, Contact, Group, SituationAdvice, advice_for
from balise.core.language import Language, Text
from balise.core.notice_texts import LONGEST_SHORT
from balise.loading.frameworks import load_framework
from balise.loading.guide import shipped_guide
from balise.loading.questions import shipped_bank
from balise.rendering.document import SHAPES, Quotation, Section, Tone, Verdict
from balise.rendering.guide_page import AUDIENCE_WORDS, CONTACT_WORDS, GROUP_WORDS, guide_index, situation_page
from balise.rendering.html import to_html
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH
STAFF, COUNCILLORS, RESIDENTS = Audience
DAY = date(2026, 11, 22)
LAWS = ("eu-ai-act", "fr-algorithms", "gdpr")
ADDRESS = "ia.valbrise.example/r/7k3m9q2x"
CHARTER_PAGE = "https://valbrise.example/charte"
TOOLS = (
    AllowedTool("Albert", "public"),
    AllowedTool("Écho", "personal", Text("après la formation", "after the training")),
)
EVERY_PAGE = [(each.id, audience) for each in shipped_guide() for audience in each.audiences()]


@cache
def framework(name: str) -> Framework:
    return load_framework(name)


@cache
def advice(name: str, charter: str = "lyon-2025") -> SituationAdvice:
    found = next(each for each in shipped_guide() if each.id == name)
    return advice_for(found, [framework(each) for each in (charter, *LAWS)], shipped_bank(), DAY)


def page(name, audience=STAFF, language=FR, *, charter="lyon-2025", **given):
    shown = {"tools": TOOLS, "authority": "La Ville de Valbrise", "address": ADDRESS, "charter": CHARTER_PAGE}
    return situation_page(advice(name, charter), audience, language, **(shown | given))


def said(name, audience=STAFF, language=FR, **given):
    """Return the text of the page, with ordinary spaces."""
    return to_text(page(name, audience, language, **given), width=400).replace("\u00a0", " ")


# What is forbidden


def test_it_says_first_that_the_charter_forbids_and_by_which_commitment():
    document = page("chatbot")
    first = document.opening[0]

    assert isinstance(first, Verdict)
    assert (first.tone, first.word) == (Tone.STOP, "La charte l’interdit")
    text = said("chatbot")
    assert "Charte IA de Lyon (2025), engagement 2, « Pas d’IA en contact direct avec les usagers »" in text
    assert "À la place : Placez un agent entre l’outil et l’usager, ou retirez le projet." in text
    assert text.index("LA CHARTE L’INTERDIT") < text.index("Vous voulez qu’un outil réponde")


def test_it_says_that_a_notice_would_not_be_enough_and_offers_no_tool_for_what_is_forbidden():
    text = said("chatbot")

    assert "Une mention ne suffirait pas" in text
    assert "Avec quels outils" not in text


def test_it_offers_the_tools_that_would_do_when_only_the_tool_is_forbidden():
    text = said("personal-account")

    assert "LA CHARTE L’INTERDIT" in text
    assert "Écho" in text


def test_it_says_that_a_commitment_that_forbids_is_a_reconstruction_when_it_is():
    assert "l’engagement est reconstitué d’après ce qui en est connu" in said("personal-account")
    assert "l’engagement est reconstitué" not in said("chatbot").partition("Faites")[0]


def test_it_tells_residents_what_the_authority_may_not_do_and_not_how_to_get_round_it():
    text = said("chatbot", RESIDENTS)

    assert "La collectivité ne doit pas le faire" in text
    assert "À la place" not in text


def test_it_never_says_that_anything_is_allowed():
    for name, audience in EVERY_PAGE:
        verdicts = [block for block in page(name, audience).opening if isinstance(block, Verdict)]
        assert all(verdict.tone is Tone.STOP for verdict in verdicts)


def test_it_names_the_law_when_it_is_the_law_that_forbids():
    law = replace(CHARTER, kind=load_framework("gdpr").kind)
    found = advice_for(
        replace(advice("chatbot").situation, answers={"audience": ("residents",), "interaction_mode": "direct"}),
        [law],
        BANK,
        DAY,
    )
    text = to_text(situation_page(found, STAFF, EN), width=400)

    assert "THE LAW FORBIDS IT" in text
    assert "rule 1" in text
    assert "No charter has been chosen" in text


# What to do


def test_it_says_what_to_do_what_not_to_do_and_whom_to_ask():
    text = said("answer-letter")

    assert "Faites\n──────\n\n• Lisez d’abord la lettre vous-même." in text
    assert "• N’envoyez jamais une réponse que personne n’a lue." in text
    assert "• Votre responsable : Qui relit et qui signe cette réponse ?" in text


def test_it_speaks_to_residents_of_what_happens_to_them():
    document = page("answer-letter", RESIDENTS)

    assert document.title == "Vous écrivez à la collectivité"
    assert document.masthead == "Guide pratique, pour les habitants"
    assert "Avec quels outils" not in said("answer-letter", RESIDENTS)
    assert "Ce à quoi la collectivité s’engage" in said("answer-letter", RESIDENTS)


# The notice


def test_it_gives_the_words_of_the_notice_on_each_channel_and_who_asks_for_them():
    text = said("answer-letter")

    assert f"│ Courrier préparé avec l’aide d’une IA, relu par un agent. {ADDRESS}" in text
    assert f"│ Message préparé avec l’aide d’une IA, relu par un agent. {ADDRESS}" in text
    assert "▲ obligatoire" in text
    assert (
        "Pourquoi : Charte IA de Lyon (2025), engagement 6, « Expliquer et informer » (formulation reconstituée)."
        in text
    )


def test_it_cites_the_article_when_a_law_asks_for_the_notice():
    assert "art. L. 311-3-1" in said("decide-person").partition("Décisions individuelles")[2]


@pytest.mark.parametrize("charter", ["lyon-2025", "strasbourg-2025"])
def test_it_cites_the_law_before_the_charter_for_a_realistic_image(charter):
    text = said("make-media", charter=charter)
    why = text.partition("Pourquoi :")[2].partition("\n")[0]

    assert "art. 50, § 4" in why
    assert why.index("art. 50, § 4") < why.index("engagement")


def test_it_cites_a_text_once_with_all_its_articles():
    why = said("decide-person").partition("Décisions individuelles")[2].partition("Pourquoi :")[2].partition("\n")[0]

    assert why.count("Code des relations entre le public et l’administration") == 1
    assert "art. L. 311-3-1 et art. R. 311-3-1-1" in why


def test_it_says_that_the_law_spares_a_checked_text_and_asks_staff_to_keep_the_proof():
    assert "gardez la preuve de la relecture (Règlement (UE) 2024/1689" in said("write-article")
    assert "gardez la preuve de la relecture (" not in said("write-article", RESIDENTS)


@pytest.mark.parametrize(("name", "audience"), EVERY_PAGE)
def test_it_cites_every_rule_of_a_law_that_bears_on_the_situation(name, audience):
    text = said(name, audience)

    for found in advice(name).laws if advice(name).situation.answers else ():
        assert found.commitment.title.fr.replace("\u00a0", " ") in text


def test_it_says_what_the_law_asks_by_the_situation_and_not_what_it_asks_of_everything():
    text = said("make-media")

    assert "Signaler les contenus artificiels publiés (art. 50, § 4) : Une image trop vraie" in text
    assert "Aucune pratique interdite" not in text
    assert "Ce que la loi impose à la collectivité" in said("make-media", RESIDENTS)
    assert "Ce que dit la loi" not in said("write-code")


def test_it_says_that_no_notice_is_asked_for_rather_than_invent_one():
    text = said("summarise", charter="strasbourg-2025")

    assert "Aucune mention n’est demandée, à notre connaissance." in text


def test_it_does_not_tell_residents_of_the_notice_meant_for_staff():
    assert "Agents de la collectivité" not in said("minutes", RESIDENTS)
    assert "Agents de la collectivité" in said("minutes")


@pytest.mark.parametrize("language", Language)
def test_it_leaves_a_place_for_the_address_when_it_is_not_known(language):
    text = said("answer-letter", language=language, authority="", address="")

    assert ("[adresse de la fiche]" if language is FR else "[address of the entry]") in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", [each.id for each in shipped_guide()])
def test_it_gives_notices_that_fit(name, language):
    quotations = [
        block.text
        for section in page(name, language=language).body
        if isinstance(section, Section)
        for inner in section.blocks
        if isinstance(inner, Section)
        for block in inner.blocks
        if isinstance(block, Quotation)
    ]

    assert all(len(text) <= LONGEST_SHORT for text in quotations)


# The tools


def test_it_lists_the_tools_for_the_data_of_the_situation_with_their_conditions():
    text = said("answer-letter")

    assert "Outils permis avec ces données : données personnelles" in text
    assert "Après la formation." in text
    assert "Albert" not in text


def test_it_says_whom_to_ask_when_no_tool_is_allowed():
    text = said("decide-person")

    assert "Aucun outil du catalogue n’est permis avec ces données : données sensibles. Demandez" in text


def test_it_says_nothing_of_tools_when_there_is_no_catalogue():
    assert "Avec quels outils" not in said("answer-letter", tools=None)


def test_it_names_the_data_of_each_tool_when_the_situation_has_no_class():
    bare = replace(advice("summarise").situation, answers={})
    found = advice_for(bare, [CHARTER], shipped_bank(), DAY)
    text = to_text(situation_page(found, STAFF, FR, tools=TOOLS), width=400)

    assert "Données publiques" in text
    assert "Données personnelles" in text


# The charter


def test_it_cites_what_the_charter_asks_of_the_situation_and_what_its_words_are_worth():
    text = said("answer-letter")
    cited = text.partition("Ce que dit la charte")[2]

    assert "11 des engagements cités sur cette page sont des reconstitutions : ce n’est pas le texte voté." in cited
    assert "6. Expliquer et informer [formulation reconstituée]" in cited
    assert f"Lire l’engagement 6 <{CHARTER_PAGE}#lyon-2025:6>" in cited
    assert "7 engagements valent pour tout usage d’IA" in cited
    assert "Selon le cas" in cited


def test_it_counts_the_reconstructions_that_the_reader_sees():
    shown = said("answer-letter").partition("Ce que dit la charte")[2].partition("Ce que dit la loi")[0]

    assert shown.count("[formulation reconstituée]") == 11


def test_it_leads_nowhere_when_the_charter_has_no_page():
    text = to_text(situation_page(advice("answer-letter"), STAFF, FR), width=400)

    assert "Lire l’engagement" not in text
    assert "Charte IA de Lyon (2025)" in text


def test_it_says_when_a_source_is_to_be_confirmed():
    doubtful = advice("answer-letter")
    item = next(each for each in doubtful.commitments if each.commitment.number == "12")
    asked = replace(doubtful, commitments=(replace(item, bearing=doubtful.commitments[0].bearing),))

    assert "(source à confirmer)" in to_text(situation_page(asked, STAFF, FR), width=400).replace("\u00a0", " ")


def test_it_shows_what_it_supposed_and_as_of_when():
    text = said("answer-letter")

    assert "Ce que nous avons supposé" in text
    assert "• Mode d’interaction : « un agent relit et envoie »" in text
    assert "Les conseils sont écrits par Balise et relus le 22 novembre 2026." in text
    leading = advice("answer-letter").leading
    assert leading is not None
    assert leading.digest in text


# The list


def test_it_lists_the_situations_by_what_one_wants_to_do_and_marks_what_is_forbidden():
    advices = [advice(each.id) for each in shipped_guide()]
    document = guide_index(advices, STAFF, FR, lambda each: f"https://valbrise.example/guide/{each.id}")
    text = to_text(document, width=400).replace("\u00a0", " ")

    assert [section.title for section in document.body if isinstance(section, Section)] == [
        GROUP_WORDS[group].fr for group in Group
    ]
    assert "• Répondre au courrier d’un habitant <https://valbrise.example/guide/answer-letter>\n" in text
    assert "/chatbot> ■ La charte l’interdit" in text
    assert text.count(SHAPES[Tone.STOP]) == 2


def test_it_speaks_to_councillors_of_their_own_works():
    advices = [advice(each.id) for each in shipped_guide()]
    text = to_text(guide_index(advices, COUNCILLORS, FR, lambda each: f"#{each.id}"), width=400)

    assert "Lire un projet de délibération" in text
    assert "Interroger un projet d’IA avant le vote" in text
    assert "Répondre au courrier d’un habitant" not in text
    assert "relu par un agent" not in said("answer-constituent", COUNCILLORS)
    assert "La mention à mettre" not in said("question-project", COUNCILLORS)


def test_it_lists_to_residents_what_concerns_them_in_their_words():
    advices = [advice(each.id) for each in shipped_guide()]
    text = to_text(guide_index(advices, RESIDENTS, FR, lambda each: f"#{each.id}"), width=400)

    assert "Vous écrivez à la collectivité" in text
    assert "Écrire du code" not in text


def test_it_says_that_there_is_nothing_yet_for_an_audience():
    assert "nothing to this audience yet" in to_text(guide_index([], RESIDENTS, EN, str))


# Every page


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("charter", ["lyon-2025", "strasbourg-2025"])
@pytest.mark.parametrize(("name", "audience"), EVERY_PAGE)
def test_it_makes_sound_pages_of_the_shipped_guide(name, audience, charter, language):
    document = page(name, audience, language, charter=charter)
    text = to_text(document, width=400)

    assert HTMLPage(to_html(document)).faults == []
    words = set(re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", text))
    assert words & {question.id for question in shipped_bank().questions} == set()


@pytest.mark.parametrize(("name", "audience"), EVERY_PAGE)
def test_it_is_set_in_good_french(name, audience):
    address = re.compile(r"<[^>]*>|\bsha256:\S+")
    text = address.sub("", to_text(page(name, audience), width=10_000))

    assert BROKEN_SPACE.findall(text) == []
    assert NO_SPACE.findall(text) == []
    assert LONELY_SIGN.findall(address.sub("", to_text(page(name, audience), width=70))) == []


@FEWER
@given(
    frameworks(*DRAWN_BANK.questions[:4], most=4),
    partial_answers(*DRAWN_BANK.questions[:4]),
    st.sampled_from(Audience),
    st.sampled_from(Language),
)
def test_it_makes_a_sound_page_of_any_charter_and_any_answers(framework, answers, audience, language):
    situation = replace(advice("answer-letter").situation, answers=answers)
    found = advice_for(situation, [framework], DRAWN_BANK, DAY)

    assert HTMLPage(to_html(situation_page(found, audience, language, tools=TOOLS))).faults == []


def test_it_has_words_for_every_audience_contact_and_group():
    assert (set(AUDIENCE_WORDS), set(CONTACT_WORDS), set(GROUP_WORDS)) == (set(Audience), set(Contact), set(Group))


def test_the_name_of_a_law_is_given_without_what_its_editor_leaves_to_confirm_which_is_said_once_a_section():
    text = to_text(page("minutes"), width=400).replace("\u00a0", " ")

    assert "à confirmer sur" not in text
    assert "règlement général sur la protection des données, art." in text
    assert "(source à confirmer)" not in text.partition("Ce que dit la loi")[2]
    assert "restent à confirmer à la source" in text
