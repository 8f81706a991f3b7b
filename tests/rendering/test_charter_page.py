# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter as residents read it: the vote and what the words are worth before anything else."""

from dataclasses import replace

import pytest
from tests.rendering.html_page import HTMLPage
from tests.rendering.small_charter import BANK, CHARTER, SOURCE
from tests.rendering.test_every_page import ADDRESS, BROKEN_SPACE, LONELY_SIGN, NO_SPACE

from balise.core.frameworks import Strength, Wording
from balise.core.language import Language, Text
from balise.core.pictograms import Pictogram, PictogramSet
from balise.core.references import SourceStatus
from balise.loading.frameworks import load_with_bank, shipped_frameworks
from balise.loading.pictograms import shipped_pictograms
from balise.rendering.charter_page import Signature, charter_page, signature
from balise.rendering.document import Figure, FindingList, Section
from balise.rendering.html import to_html
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH
DOOR = '<svg viewBox="0 0 48 48"><path d="M8 4h32v40H8z"/></svg>'
HAND = '<svg viewBox="0 0 48 48"><circle cx="24" cy="24" r="9"/></svg>'
PICTOGRAMS = PictogramSet(
    Pictogram("commitment", DOOR, Text("Une porte", "A door")),
    {"valbrise:1": Pictogram("hand", HAND, Text("Une main", "A hand"))},
)
LONGEST = 1500
"""In words, with labels, tags and bullets: six or seven minutes on a screen, five for the sentences alone."""


def said(framework=CHARTER, language=FR, *, unfold=True, pictograms=None):
    """Return the text of the page, with ordinary spaces."""
    document = charter_page(framework, BANK, language, pictograms)
    return to_text(document, width=400, unfold=unfold).replace("\u00a0", " ")


def test_it_says_first_who_voted_when_and_how():
    assert "Votée par : conseil municipal, le 1er juin 2026, unanimité." in said()
    assert "Délibération : 2026-41" in said()


def test_it_says_what_the_words_are_worth_before_any_commitment():
    before, _, _ = said().partition("1. Pas d’IA")

    assert "Origine des formulations : 2 votées, 1 rapportée, 1 reconstituée et 1 résumée par nos soins." in before
    assert "│ Formulation reconstituée : Le texte voté n’est pas public" in before


def test_it_says_beside_each_commitment_where_its_words_come_from():
    text = said()

    assert "1. Pas d’IA en contact direct [formulation votée]" in text
    assert "2. Réversibilité [formulation reconstituée]" in text
    assert "3. Sobriété [formulation rapportée]" in text


def test_it_quotes_only_words_that_were_voted_or_reported():
    text = said()

    assert "│ Engagement : Pas d’IA en contact direct" in text
    assert "│ Engagement : Réversibilité" not in text


def test_it_says_in_words_what_happens_when_a_commitment_is_not_kept():
    text = said()

    shown = text.partition("1. Pas d’IA")[2].partition("2. Réversibilité")[0]
    assert "Qui est tenu : Les agents et les services." in shown
    assert "Si ce n’est pas tenu : Avis défavorable, sauf exception motivée et publique" in shown
    assert "C’est un conseil" in text.partition("3. Sobriété")[2].partition("4. Bilan")[0]
    assert "La collectivité entière en répond" in text.partition("4. Bilan")[2].partition("5. Règle")[0]
    assert "bloquant" not in text


def test_it_tells_apart_checks_that_do_not_lead_to_the_same_and_forgets_mere_advice():
    graver = replace(CHARTER.criteria[1], strength=Strength.BLOCKING)
    mixed = said(replace(CHARTER, criteria=(CHARTER.criteria[0], graver, *CHARTER.criteria[2:])))
    softer = replace(CHARTER.criteria[1], strength=Strength.ADVISORY)
    advised = said(replace(CHARTER, criteria=(CHARTER.criteria[0], softer, *CHARTER.criteria[2:])))

    assert mixed.count("Certaines vérifications : ") == 2
    assert "Certaines vérifications" not in advised


def test_it_warns_when_a_source_is_to_be_confirmed_and_only_then():
    doubtful = replace(CHARTER, sources=(replace(SOURCE, status=SourceStatus.TO_CONFIRM),))

    assert said(doubtful).count("Une source au moins reste à confirmer") == 5
    assert "reste à confirmer" not in said()


def test_it_asks_the_questions_of_the_form_in_their_words():
    shown = said().partition("1. Pas d’IA")[2].partition("2. Réversibilité")[0]

    assert "• Que dire de ceci : public concerné ?" in shown
    assert "• Que dire de ceci : mode d’interaction ?" in shown


def test_it_illustrates_each_commitment_with_words_for_whoever_does_not_see():
    document = charter_page(CHARTER, BANK, FR, PICTOGRAMS)
    items = [
        item
        for section in document.body
        if isinstance(section, Section)
        for block in section.blocks
        if isinstance(block, FindingList)
        for item in block.items
    ]

    assert [item.blocks[0] for item in items[:2]] == [Figure(HAND, "Une main"), Figure(DOOR, "Une porte")]
    assert "[A hand]" in said(language=EN, pictograms=PICTOGRAMS)


def test_it_shows_a_charter_that_nobody_has_voted_or_illustrated():
    bare = replace(CHARTER, vote=None, summary=None, consulted=(), exception_procedure=None, principles=())
    text = said(bare)

    assert "Texte de : Ville de Valbrise." in text
    assert "Autres engagements" in text
    assert "Qui a voté" not in text


def test_it_never_says_that_a_result_is_known_when_it_is_not():
    assert CHARTER.vote is not None
    unknown = replace(CHARTER, vote=replace(CHARTER.vote, result=None))

    assert "Résultat : Absent des sources consultées" in said(unknown)


def test_it_is_silent_about_wordings_that_the_charter_does_not_have():
    voted = replace(CHARTER, commitments=tuple(replace(each, wording=Wording.VOTED) for each in CHARTER.commitments))

    assert "reconstitu" not in said(voted)


def test_a_file_is_signed_by_the_authority_for_words_that_it_voted_and_by_balise_for_all_others():
    voted = replace(CHARTER, commitments=tuple(replace(each, wording=Wording.VOTED) for each in CHARTER.commitments))
    mixed = replace(
        voted, commitments=(replace(voted.commitments[0], wording=Wording.REPORTED), *voted.commitments[1:])
    )

    assert signature(voted, FR) == Signature("Ville de Valbrise", "Ville de Valbrise")
    assert signature(mixed, FR).author == "Balise, d’après la ville de Valbrise"
    assert signature(mixed, FR).footer == "Texte tel qu’il est écrit dans Balise, d’après la ville de Valbrise"
    assert signature(mixed, EN).author == "Balise, after Ville de Valbrise"


@pytest.mark.parametrize("name", ["lyon-2025", "strasbourg-2025"])
def test_it_is_read_in_a_few_minutes(name):
    framework, bank = load_with_bank(name)
    text = to_text(charter_page(framework, bank, FR), unfold=False)

    assert len(text.split()) < LONGEST


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", shipped_frameworks())
def test_it_makes_a_sound_page_of_every_shipped_framework(name, language):
    framework, bank = load_with_bank(name)
    document = charter_page(framework, bank, language, shipped_pictograms())

    assert HTMLPage(to_html(document)).faults == []
    assert framework.digest in to_text(document, width=400)


@pytest.mark.parametrize("name", shipped_frameworks())
def test_it_is_set_in_good_french(name):
    framework, bank = load_with_bank(name)
    document = charter_page(framework, bank, FR, shipped_pictograms())
    text = ADDRESS.sub("", to_text(document, width=10_000))

    assert BROKEN_SPACE.findall(text) == []
    assert NO_SPACE.findall(text) == []
    assert LONELY_SIGN.findall(ADDRESS.sub("", to_text(document, width=70))) == []
