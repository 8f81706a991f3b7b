# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace

from tests.rendering.small_charter import BANK, CHARTER, ON, dossier

from balise.core.advice import Advice, advise
from balise.core.evaluation import Outcome, evaluate
from balise.core.language import Language
from balise.core.mending import Change, ChangeSet
from balise.core.questions import Nature, QuestionBank
from balise.rendering.advice_page import advice_page
from balise.rendering.changes import MOST_SETS, change_in_words, change_sets_in_words
from balise.rendering.document import Document, Strong
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH


def said(advice, language=FR, bank=BANK):
    """Return the text of the page, with ordinary spaces."""
    return to_text(advice_page(advice, bank, language), width=400).replace("\u00a0", " ")


def advised(**answers):
    """Return the advice to the chatbot."""
    return advise(CHARTER, BANK, dossier(**answers), ON)


def test_it_says_a_change_from_the_answer_of_today_to_those_that_would_do():
    change = Change("interaction_mode", "direct", ("mediated", "none"))

    before, after = change_in_words(change, BANK, FR)

    assert str(before).replace("\u00a0", " ") == "Mode d’interaction : « l’outil répond seul » → "
    assert after == Strong("«\u00a0un agent relit et envoie\u00a0» ou «\u00a0aucun contact\u00a0»")


def test_it_puts_the_most_decisive_question_first_and_says_what_hangs_on_it():
    text = said(advised(interaction_mode=None, exit_plan=None))

    first = text.partition("1. Que dire de ceci")[2].partition("2. Que dire")[0]
    assert "◌ Peut bloquer · 1. Que dire de ceci : mode d’interaction ?" in text
    assert "Décide de « Pas d’IA en contact direct »." in first
    assert "Un engagement bloquant ne serait pas tenu si la réponse était : « l’outil répond seul »." in first
    assert "Qui sait : Le porteur du projet ou le délégué à la protection des données." in first
    assert "◌ Peut amener une réserve · 2. Que dire de ceci : plan de sortie ?" in text


def test_it_says_that_no_missing_answer_matters_any_more():
    assert "Aucune réponse manquante ne peut plus changer l’issue." in said(advised(interaction_mode="direct"))


def test_it_says_the_smallest_changes_and_those_for_an_opinion_without_reservation():
    text = said(advised(interaction_mode="direct", exit_plan="no"))

    assert "Ce qui suffirait" in text
    assert "Pour un avis sans réserve" in text
    assert "2. Plan de sortie : « le plan de sortie n’existe pas » → « le plan de sortie existe »" in text


def test_it_asks_for_answers_when_there_is_nothing_to_change():
    text = said(advised(interaction_mode=None))

    assert "Rien à changer dans les réponses données." in text
    assert "Issue : favorable, si la réponse qui manque encore est bonne : mode d’interaction." in text


def test_it_says_that_nothing_within_reach_would_do():
    fixed = QuestionBank(BANK.themes, tuple(replace(question, nature=Nature.FACT) for question in BANK.questions))
    advice = advise(CHARTER, fixed, dossier(interaction_mode="direct"), ON)

    text = said(advice, bank=fixed)

    assert "Aucune combinaison de 4 choix de conception au plus ne rendrait ce projet acceptable" in text


def test_it_offers_few_ways_out_and_counts_the_others():
    one = ChangeSet((Change("exit_plan", "no", ("yes",)),), Outcome.FAVOURABLE, ())
    blocks = change_sets_in_words([one] * (MOST_SETS + 2), BANK, EN)

    text = to_text(Document("T", EN, "M", (), blocks), width=200)

    assert text.count("Or else:") == MOST_SETS - 1
    assert "2\u00a0other changes would do as well." in text


def test_it_names_a_few_of_many_answers_still_to_give():
    names = tuple(question.id for question in BANK.questions)
    advice = Advice(
        evaluate(CHARTER, dossier(), ON),
        settled=False,
        foregone=None,
        to_answer=names,
        questions=(),
        acceptable=(ChangeSet((), Outcome.FAVOURABLE, names),),
        favourable=(),
        out_of_reach=False,
    )

    assert "si les 6 réponses qui manquent encore sont bonnes : public concerné," in said(advice)
    assert "requêtes par an et 1 autre." in said(advice)


def test_it_speaks_english():
    text = said(advised(interaction_mode=None), EN)

    assert "Decides “No AI in direct contact”." in text
    assert "Who knows: The project owner or the data protection officer." in text
