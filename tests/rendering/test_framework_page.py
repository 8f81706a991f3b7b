# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace
from datetime import date

from tests.rendering.small_charter import BANK, CHARTER

from balise.core.dates import Period
from balise.core.frameworks import Control, ControlKind, Strength, Wording
from balise.core.language import Language
from balise.rendering.document import Note
from balise.rendering.framework_page import framework_page
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH


def said(framework=CHARTER, language=FR):
    """Return the text of the page, with ordinary spaces."""
    return to_text(framework_page(framework, BANK, language), width=400).replace("\u00a0", " ")


def test_it_says_who_voted_what_and_when():
    text = said()

    assert "Balise · Charte\n" in text
    assert "Vote : conseil municipal, 1er juin 2026, unanimité, 2026-41" in text
    assert "En vigueur : Depuis le 1er juin 2026" in text
    assert "Version : 1.0.0 (brouillon)" in text


def test_it_counts_aloud_what_is_reconstructed():
    document = framework_page(CHARTER, BANK, FR)

    assert any(isinstance(block, Note) for block in document.opening)
    assert "1 engagement est une reconstitution : il n’a pas la valeur d’un texte voté." in said()


def test_it_is_silent_about_reconstruction_when_everything_was_voted():
    voted = replace(CHARTER, commitments=tuple(replace(item, wording=Wording.VOTED) for item in CHARTER.commitments))

    assert "reconstitu" not in said(voted)


def test_it_shows_a_commitment_in_full_and_how_it_is_checked():
    text = said()
    shown = text.partition("1. Pas d’IA")[2].partition("2. Réversibilité")[0]

    assert "[formulation votée] [bloquant]" in shown
    assert "│ Engagement : Pas d’IA en contact direct" in shown
    assert "Un agent relit ce que lisent les habitants. valbrise:1:a" in shown
    assert "Vérifie : Mode d’interaction : autre que « l’outil répond seul »" in shown
    assert "La passerelle : Refuse les usages où l’outil répond seul au public." in shown
    assert "Le bilan annuel compte : Usages comptés (usages)." in shown
    assert "Dernière relecture : 1er juin 2026" in shown
    assert shown.count("Délibération du conseil municipal") == 1


def test_it_tells_what_binds_the_authority_as_a_whole():
    assert "4. Bilan annuel [résumé non officiel] [donne lieu à réserve] [engage la collectivité]" in said()


def test_it_ends_with_exceptions_consultations_and_sources():
    text = said()

    assert "Écrivez au maire." in text
    assert "• Les syndicats" in text
    assert "• Délibération du conseil municipal de Valbrise <https://valbrise.example/charte> (relue le" in text


def test_it_loses_no_commitment_of_an_unknown_principle():
    assert "Autres engagements" in said(replace(CHARTER, principles=()))


def test_it_says_until_when_a_framework_holds():
    ended = replace(CHARTER, in_force=Period(end=date(2027, 1, 1)))

    assert "En vigueur : Jusqu’au 1er janvier 2027, exclu" in said(ended)


def test_it_leaves_the_parameters_of_a_control_to_the_data():
    control = Control(ControlKind.EXIT_DRILL, {"max_age_months": "12"})
    limited = replace(CHARTER, commitments=(replace(CHARTER.commitments[0], controls=(control,)),), criteria=())

    assert "La passerelle : Vérifie que l’exercice de sortie est à jour.\n" in said(limited)
    assert "max_age_months" not in said(limited)


def test_it_says_of_each_criterion_the_way_out_and_its_strength_when_it_is_its_own():
    softer = replace(CHARTER.criteria[1], strength=Strength.ADVISORY)
    text = said(replace(CHARTER, criteria=(CHARTER.criteria[0], softer, *CHARTER.criteria[2:])))

    assert "valbrise:1:a\n" in text
    assert "À faire : Faites en sorte que : un agent relit ce que lisent les habitants." in text
    assert "valbrise:2:a [conseil]\n" in text
    assert "Conseil : Faites en sorte que : un plan de sortie existe." in text


def test_it_says_what_each_criterion_leads_to_when_they_differ():
    graver = replace(CHARTER.criteria[1], strength=Strength.BLOCKING)
    text = said(replace(CHARTER, criteria=(CHARTER.criteria[0], graver, *CHARTER.criteria[2:])))
    shown = text.partition("2. Réversibilité")[2].partition("3. Sobriété")[0].partition("S’il n’est pas tenu :")[2]

    assert "- 1 critère : l’avis est défavorable.\n" in shown
    assert "- 1 critère : le point est à corriger, et la décision porte une réserve.\n" in shown
    assert text.count("S’il n’est pas tenu : L’avis est défavorable.") == 2
    assert "S’il n’est pas tenu : Un conseil, sans effet sur l’avis." in text
    assert "refusé" not in text


def test_it_threatens_no_dossier_with_what_binds_the_authority_as_a_whole():
    assert "S’il n’est pas tenu" not in said().partition("4. Bilan annuel")[2].partition("5. Règle")[0]


def test_it_shows_a_bare_framework():
    bare = replace(CHARTER, summary=None, vote=None, consulted=(), exception_procedure=None, in_force=Period())

    assert "Who was consulted" not in said(bare, EN)
