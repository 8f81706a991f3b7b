# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What changes between two texts, said in words: what goes and what comes is named, never only coloured."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.any_document import FEWER
from tests.rendering.html_page import HTMLPage
from tests.rendering.small_charter import BANK, CHARTER
from tests.rendering.test_every_page import ADDRESS, BROKEN_SPACE, NO_SPACE
from tests.strategies import BANK as DRAWN_BANK
from tests.strategies import frameworks

from balise.core.conditions import AllOf, Is, Score
from balise.core.dates import Dated, Period, Step
from balise.core.framework_difference import Aspect, framework_difference
from balise.core.frameworks import Bound, Control, ControlKind, Framework, Strength, Wording
from balise.core.language import Language, Text
from balise.core.questions import Theme
from balise.loading.frameworks import load_with_bank
from balise.rendering.framework_difference import ASPECTS, framework_difference_page
from balise.rendering.html import to_html
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH
FIRST = CHARTER.commitments[0]


def said(after: Framework, before: Framework = CHARTER, language=FR):
    """Return the text of the page, with ordinary spaces."""
    document = framework_difference_page(framework_difference(before, after), BANK, language)
    return to_text(document, width=400).replace("\u00a0", " ")


def with_first(**changes) -> Framework:
    """Return the charter whose first commitment is changed so."""
    return replace(CHARTER, commitments=(replace(FIRST, **changes), *CHARTER.commitments[1:]))


def test_it_says_that_nothing_changes_when_nothing_does():
    text = said(CHARTER)

    assert "Rien ne change : les deux textes disent la même chose." in text
    assert "1. Pas d’IA" not in text


def test_it_names_the_words_that_go_and_those_that_come():
    text = said(with_first(statement=Dated.constant(Text("Engagement : jamais d’IA en contact direct", "Other"))))

    assert "Engagement : Engagement : [retiré : Pas] [ajouté : jamais] d’IA en contact direct" in text
    assert "1 engagement modifié." in text


def test_it_gives_two_sentences_that_share_little_one_after_the_other():
    text = said(with_first(in_plain_words=Text("Une personne vous répond, toujours.")))

    assert "- Avant : Autrement dit.\n" in text
    assert "- Après : Une personne vous répond, toujours.\n" in text


def test_it_says_of_a_translation_alone_that_it_is_one():
    text = said(with_first(title=Text(FIRST.title.fr, "No AI facing people")))

    assert "Titre, en anglais :\n  - Avant : No AI in direct contact\n" in text
    assert "Title, in French" in said(with_first(title=Text("Autre titre", FIRST.title.en)), language=EN)


def test_it_says_what_becomes_of_the_wording_the_strength_and_those_bound():
    changed = with_first(
        wording=Wording.RECONSTRUCTED, strength=Strength.ADVISORY, binds=(Bound.STAFF, Bound.CONTRACTORS)
    )
    text = said(changed)

    assert "- Avant : formulation votée\n  - Après : formulation reconstituée\n" in text
    assert "- Avant : bloquant\n  - Après : conseil\n" in text
    assert "- Retiré : les services\n  - Ajouté : les prestataires\n" in text
    assert "les agents" not in text


def test_it_shows_in_full_a_commitment_that_comes_or_goes():
    text = said(replace(CHARTER, commitments=(*CHARTER.commitments[:3], CHARTER.commitments[4])))

    assert "1 engagement retiré." in text
    assert "4. Bilan annuel [résumé non officiel] [donne lieu à réserve]" in text
    assert "Engagement : Bilan annuel" in text


def test_it_says_a_criterion_in_words_when_what_it_checks_changes():
    stricter = replace(
        CHARTER.criteria[1], expects=AllOf((CHARTER.criteria[1].expects, Is("interaction_mode", "none")))
    )
    text = said(replace(CHARTER, criteria=(CHARTER.criteria[0], stricter, *CHARTER.criteria[2:])))

    assert "Critère : un plan de sortie existe. valbrise:2:a" in text
    assert "Vérifie : Ajouté : Mode d’interaction : « aucun contact »" in text


def test_it_says_what_a_criterion_that_comes_or_goes_checks():
    text = said(replace(CHARTER, criteria=CHARTER.criteria[1:]))

    assert "Critère retiré : un agent relit ce que lisent les habitants. valbrise:1:a" in text
    assert "Vérifie : Mode d’interaction : autre que « l’outil répond seul »" in text
    assert "Force : Bloquant." in text


def test_it_says_dates_in_words():
    later = replace(CHARTER, in_force=Period(date(2027, 1, 1), date(2029, 1, 1)))
    stepped = with_first(statement=Dated((*FIRST.statement.steps, Step(date(2027, 1, 1), Text("Engagement nouveau")))))

    assert "- Après : depuis le 1er janvier 2027, jusqu’au 1er janvier 2029, exclu" in said(later)
    assert "1er janvier 2027" in said(stepped)


def test_it_says_what_changes_of_the_text_itself():
    changed = replace(
        CHARTER,
        vote=None,
        consulted=(),
        sources=(replace(CHARTER.sources[0], last_reviewed_on=date(2027, 1, 1)),),
        principles=(replace(CHARTER.principles[0], summary=None),),
        scores=(Score("impact", ()),),
        themes=(Theme("people", Text("Gens", "Folk"), 1),),
        questions=BANK.questions[:1],
        retired=("valbrise:9",),
    )
    text = said(changed)

    assert "Vote : Avant : conseil municipal, 1er juin 2026, unanimité, 2026-41" in text
    assert "Qui a été consulté : Retiré : les syndicats" in text
    assert "Ajouté : Délibération du conseil municipal de Valbrise (source consultée, 1er janvier 2027" in text
    assert "- Retiré : Les personnes d’abord : En bref.\n- Ajouté : Les personnes d’abord\n" in text
    assert "Identifiants abandonnés : Ajouté : valbrise:9" in text
    assert "Scores : Ajouté : impact" in text


def test_it_says_that_the_same_things_stand_in_another_order():
    text = said(with_first(binds=tuple(reversed(FIRST.binds))))

    assert "Qui est tenu : Les mêmes, dans un autre ordre" in text


def test_it_shows_the_parameters_of_a_control_that_change():
    before = with_first(controls=(Control(ControlKind.EXIT_DRILL, {"max_age_months": "12"}),))
    after = with_first(controls=(Control(ControlKind.EXIT_DRILL, {"max_age_months": "6"}),))

    assert "max_age_months = 6" in said(after, before)


def test_it_titles_two_versions_by_their_numbers_and_two_charters_by_their_names():
    assert "Charte de Valbrise : version 1.0.0, brouillon → version 1.1.0, brouillon" in said(
        replace(CHARTER, version="1.1.0")
    )
    lyon, bank = load_with_bank("lyon-2025")
    strasbourg, _ = load_with_bank("strasbourg-2025")
    document = framework_difference_page(framework_difference(lyon, strasbourg), bank, EN)

    assert document.title == "Lyon AI charter (2025) → Strasbourg AI charter (2025)"
    assert document.masthead == "What differs between two texts"


def test_it_has_a_name_for_every_aspect():
    assert set(ASPECTS) == set(Aspect)


@FEWER
@given(
    frameworks(*DRAWN_BANK.questions[:4], most=4),
    frameworks(*DRAWN_BANK.questions[:4], most=4),
    st.sampled_from(Language),
)
def test_it_makes_a_sound_page_of_any_two_frameworks(before, after, language):
    document = framework_difference_page(framework_difference(before, after), DRAWN_BANK, language)

    assert HTMLPage(to_html(document)).faults == []


@pytest.mark.parametrize(("first", "second"), [("lyon-2025", "strasbourg-2025"), ("gdpr", "eu-ai-act")])
def test_it_is_set_in_good_french(first, second):
    (before, bank), (after, other) = load_with_bank(first), load_with_bank(second)
    document = framework_difference_page(framework_difference(before, after), bank.united(other), FR)
    text = ADDRESS.sub("", to_text(document, width=10_000))

    assert BROKEN_SPACE.findall(text) == []
    assert NO_SPACE.findall(text) == []
