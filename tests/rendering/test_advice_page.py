# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace
from datetime import date

import pytest
from tests.rendering.small_charter import BANK, CHARTER, ON, dossier

from balise.core.advice import Advice, advise
from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome, evaluate
from balise.core.language import Language, Text
from balise.core.mending import MOST_CHANGES, Change, ChangeSet
from balise.core.questions import Nature, QuestionBank
from balise.rendering.advice_page import advice_page
from balise.rendering.changes import MOST_SETS, change_in_words, change_sets_in_words
from balise.rendering.document import Document, Strong
from balise.rendering.reasons import Addressee
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

    before, after = change_in_words(change, ON, BANK, FR)

    assert str(before).replace("\u00a0", " ") == "Mode d’interaction : « l’outil répond seul » → "
    assert after == Strong("«\u00a0un agent relit et envoie\u00a0» ou «\u00a0aucun contact\u00a0»")


def test_it_puts_the_most_decisive_question_first_and_says_what_hangs_on_it():
    text = said(advised(interaction_mode=None, exit_plan=None))

    first = text.partition("1. Que dire de ceci")[2].partition("2. Que dire")[0]
    assert "◌ Peut bloquer · 1. Que dire de ceci : mode d’interaction ?" in text
    assert "Décide de « Pas d’IA en contact direct »." in first
    assert "Un engagement bloquant ne serait pas tenu si la réponse était : « l’outil répond seul »." in first
    assert "Qui sait : La personne qui porte le projet ou le délégué à la protection des données." in first
    assert "◌ Peut ajouter un point à corriger · 2. Que dire de ceci : plan de sortie ?" in text


def test_it_says_that_no_missing_answer_matters_any_more():
    assert "Aucune réponse manquante ne peut plus changer l’issue." in said(advised(interaction_mode="direct"))


def test_it_says_the_smallest_changes_and_those_that_leave_nothing_to_correct():
    text = said(advised(interaction_mode="direct", exit_plan="no"))

    assert "Ce qui suffirait" in text
    assert "Pour qu’il ne reste rien à corriger" in text
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
    blocks = change_sets_in_words([one] * (MOST_SETS + 2), evaluate(CHARTER, dossier(), ON), BANK, EN, Addressee.WRITER)

    text = to_text(Document("T", EN, "M", (), blocks), width=200)

    assert text.count("Or else:") == MOST_SETS - 1
    assert "2\u00a0other changes would do as well." in text


def test_it_names_the_answers_still_to_give():
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
        favourable_out_of_reach=False,
    )

    assert "si les 6 réponses qui manquent encore sont bonnes : public concerné," in said(advice)
    assert "1 autre" not in said(advice)


def test_it_invites_to_do_a_thing_again_and_never_to_write_another_date():
    redone = Change("last_drill", date(2024, 1, 1), (ON,))
    planned = Change("last_drill", date(2024, 1, 1), (date(2026, 12, 1),))

    wanted = [change_in_words(change, ON, BANK, FR)[1] for change in (redone, planned)]

    assert wanted == [
        Strong("à refaire, à une date qui convient (par exemple le 21\u00a0novembre 2026)"),
        Strong("à fixer à une date qui convient (par exemple le 1er\u00a0décembre 2026)"),
    ]


def test_it_says_what_the_changes_take_by_the_ways_out_of_the_criteria_they_mend():
    text = said(advised(interaction_mode="direct", last_drill=date(2020, 1, 1), requests=5000))
    enough, _, without = text.partition("Pour qu’il ne reste rien à corriger")

    assert "Ce que cela demande : Faites en sorte que : un agent relit ce que lisent les habitants.\n\nIssue" in enough
    assert (
        "Ce que cela demande :\n\n"
        "• Faites en sorte que : un agent relit ce que lisent les habitants.\n"
        "• Faites en sorte que : un exercice date de moins d’un an.\n" in without
    )
    assert "peu de requêtes" not in text


def test_it_says_a_way_out_once_when_two_criteria_share_it():
    shared = replace(CHARTER.criteria[2], otherwise=CHARTER.criteria[1].otherwise)
    charter = replace(CHARTER, criteria=(CHARTER.criteria[1], shared))

    text = said(advise(charter, BANK, dossier(exit_plan="no"), ON))

    assert text.count("Ce que cela demande : Faites en sorte que : un plan de sortie existe.") == 1


def test_it_says_what_correcting_every_point_takes_when_few_changes_cannot():
    assert MOST_CHANGES == 4
    answers: dict[str, AnswerValue | None] = {
        "interaction_mode": "direct",
        "exit_plan": "no",
        "last_drill": date(2020, 1, 1),
    }
    facts = {"exit_plan", "last_drill"}
    fixed = QuestionBank(
        BANK.themes,
        tuple(replace(item, nature=Nature.FACT) if item.id in facts else item for item in BANK.questions),
    )
    advice = advise(CHARTER, fixed, dossier(**answers), ON)
    one = advise(CHARTER, fixed, dossier(last_drill=date(2020, 1, 1)), ON)

    assert (
        "Quelques choix de conception ne suffiraient pas à tout corriger : les voici un à un.\n\n"
        "• Réversibilité : Faites en sorte que : un plan de sortie existe.\n"
        "• Réversibilité : Faites en sorte que : un exercice date de moins d’un an.\n" in said(advice, bank=fixed)
    )
    assert "ne suffiraient pas à tout corriger : voici celui qui est connu.\n" in said(one, bank=fixed)
    assert "A few design choices would not correct everything" in said(advice, EN, bank=fixed)
    assert "Quelques choix" not in said(advised(**answers))


@pytest.mark.parametrize("points", [MOST_CHANGES, MOST_CHANGES + 1])
def test_it_counts_points_to_correct_by_commitment_before_it_says_that_there_are_too_many(points):
    names = [f"valbrise:more{rank}" for rank in range(points)]
    charter = replace(
        CHARTER,
        commitments=tuple(replace(CHARTER.commitments[1], id=name, title=Text(name)) for name in names),
        criteria=tuple(
            replace(CHARTER.criteria[1], id=f"{name}:{part}", commitment=name, otherwise=Text(f"Faites {name} {part}."))
            for name in names
            for part in ("a", "b")
        ),
    )
    fixed = QuestionBank(BANK.themes, tuple(replace(item, nature=Nature.FACT) for item in BANK.questions))

    text = said(advise(charter, fixed, dossier(exit_plan="no"), ON), bank=fixed)

    many = "Corriger tous les points demande plus de 4 changements, ou des faits que le projet ne peut pas changer"
    assert text.count("• ") == 2 * points
    assert (many in text) is (points > MOST_CHANGES)
    assert ("Quelques choix de conception ne suffiraient pas" in text) is (points <= MOST_CHANGES)


def test_it_does_not_speak_of_points_to_correct_when_the_project_itself_is_out_of_reach():
    fixed = QuestionBank(BANK.themes, tuple(replace(question, nature=Nature.FACT) for question in BANK.questions))
    advice = advise(CHARTER, fixed, dossier(interaction_mode="direct", exit_plan="no"), ON)

    assert advice.favourable_out_of_reach
    assert "Corriger tous" not in said(advice, bank=fixed)


def test_it_speaks_english():
    text = said(advised(interaction_mode=None), EN)

    assert "Decides “No AI in direct contact”." in text
    assert "Who knows: The project owner or the data protection officer." in text
