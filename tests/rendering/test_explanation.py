# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace

import pytest
from tests.rendering.small_charter import BANK, CHARTER, ON, dossier

from balise.core.evaluation import evaluate
from balise.core.language import Language
from balise.rendering.document import Note, Verdict
from balise.rendering.explanation import explanation
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH


def explained(commitment, language=FR, **answers):
    """Return the explanation of a commitment, and its text with ordinary spaces."""
    document = explanation(evaluate(CHARTER, dossier(**answers), ON), commitment, BANK, language)
    return document, to_text(document, width=400).replace("\u00a0", " ")


def test_it_explains_a_finding_to_somebody_who_knows_nothing_else():
    document, text = explained("valbrise:1", interaction_mode="direct")

    assert document.title == "Pas d’IA en contact direct"
    assert "Engagement 1, au titre du principe « Les personnes d’abord » [formulation votée]" in text
    assert "│ ■ BLOQUANT\n│ Mode d’interaction : « l’outil répond seul ».\n" in text
    assert "À faire : Faites en sorte que : un agent relit ce que lisent les habitants." in text
    assert "│ Engagement : Pas d’IA en contact direct\n" in text
    assert "En clair : Autrement dit." in text
    assert "Vérifie : Mode d’interaction : autre que « l’outil répond seul »" in text
    assert "Formulation : Formulation votée. Le texte voté, mot pour mot." in text
    assert "S’il n’est pas tenu : L’avis est défavorable." in text
    assert "Qui est tenu : Les agents et les services." in text


def test_it_gives_each_source_once():
    _, text = explained("valbrise:1", interaction_mode="direct")

    assert text.count("Délibération du conseil municipal") == 1


def test_it_puts_the_missing_questions_in_full():
    _, text = explained("valbrise:2", exit_plan=None)

    assert "• Que dire de ceci : plan de sortie ?" in text
    assert "À faire" not in text


def test_it_quotes_only_words_that_are_somebody_elses():
    _, reconstructed = explained("valbrise:2")

    assert "│ Engagement : Réversibilité" not in reconstructed
    assert "Engagement : Réversibilité" in reconstructed


@pytest.mark.parametrize(
    ("commitment", "remark"), [("valbrise:4", "ne se juge pas sur un dossier"), ("valbrise:5", "Sans objet")]
)
def test_it_gives_no_verdict_where_there_is_nothing_to_judge(commitment, remark):
    document, text = explained(commitment)

    assert any(isinstance(block, Note) for block in document.opening)
    assert not any(isinstance(block, Verdict) for block in document.opening)
    assert remark in text


def test_it_says_what_a_breach_leads_to_only_of_what_is_judged_on_a_dossier():
    _, judged = explained("valbrise:2")
    _, organisation = explained("valbrise:4")

    assert "S’il n’est pas tenu : Le point est à corriger, et la décision porte une réserve." in judged
    assert "S’il n’est pas tenu" not in organisation


def test_it_gives_only_the_number_of_a_commitment_of_an_unknown_principle():
    charter = replace(CHARTER, principles=())

    document = explanation(evaluate(charter, dossier(), ON), "valbrise:1", BANK, FR)

    assert "\nEngagement 1 [formulation votée]\n" in to_text(document, width=400).replace("\u00a0", " ")


def test_it_recalls_the_outcome_of_the_whole_dossier():
    _, text = explained("valbrise:2", EN, interaction_mode="direct")

    assert "Agent conversationnel ■ Unfavourable" in text


def test_it_refuses_a_commitment_that_the_framework_does_not_hold():
    with pytest.raises(KeyError):
        explained("valbrise:99")
