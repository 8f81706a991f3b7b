# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace
from datetime import date

import pytest
from tests.rendering.small_charter import BANK, CHARTER, ON, dossier

from balise.core.conditions import AllOf, AtMost, Is
from balise.core.dates import Period
from balise.core.evaluation import evaluate
from balise.core.language import Language
from balise.rendering.document import Mark, Tone
from balise.rendering.reasons import Addressee, gravest, mark_of, out_of_force, why

FR, EN = Language.FRENCH, Language.ENGLISH
NOT_ANSWERED = "Sans réponse pour l’instant : plan de sortie."


def found(commitment, language=FR, **answers):
    """Return the mark and the sentence of a commitment, with ordinary spaces."""
    findings = evaluate(CHARTER, dossier(**answers), ON).findings_of(commitment)
    sentence = why(findings, ON, BANK, language, Addressee.WRITER).replace("\u00a0", " ")
    return mark_of(gravest(findings), language), sentence


@pytest.mark.parametrize(
    ("commitment", "answers", "mark", "sentence"),
    [
        ("valbrise:1", {}, Mark(Tone.OK, "Tenu"), "Mode d’interaction : « un agent relit et envoie »."),
        (
            "valbrise:1",
            {"interaction_mode": "direct"},
            Mark(Tone.STOP, "Bloquant"),
            "Mode d’interaction : « l’outil répond seul ».",
        ),
        (
            "valbrise:1",
            {"interaction_mode": None},
            Mark(Tone.ASK, "Réponse manquante"),
            "À renseigner : mode d’interaction.",
        ),
        ("valbrise:1", {"audience": ("staff",)}, None, "Public concerné : « agents »."),
        ("valbrise:2", {"exit_plan": "no"}, Mark(Tone.FIX, "À corriger"), "Le plan de sortie n’existe pas."),
        ("valbrise:3", {"requests": 5000}, Mark(Tone.ASK, "Conseil"), "Requêtes par an : 5\u202f000 requêtes."),
        ("valbrise:5", {}, None, "Cette règle s’applique à partir du 2 décembre 2027."),
    ],
)
def test_it_says_why_from_the_answers_themselves(commitment, answers, mark, sentence):
    assert found(commitment, **answers) == (mark, sentence)


def test_it_says_why_in_english():
    assert found("valbrise:2", EN, exit_plan="no") == (
        Mark(Tone.FIX, "To correct"),
        "The exit plan does not exist.",
    )


def test_it_names_each_missing_answer_once():
    _, sentence = found("valbrise:2", exit_plan=None, last_drill=None)

    assert sentence == "À renseigner : plan de sortie et dernier exercice."


def test_it_names_a_few_facts_and_counts_the_others():
    names = [f"question{rank}" for rank in range(6)]
    expects = AllOf(tuple(AtMost(name, 10) for name in names))
    charter = replace(CHARTER, criteria=(replace(CHARTER.criteria[0], applies_when=None, expects=expects),))
    judged = replace(dossier(), answers=dict.fromkeys(names, 3))

    sentence = why(evaluate(charter, judged, ON).findings, ON, BANK, FR, Addressee.WRITER).replace("\u00a0", " ")

    assert sentence == (
        "Question0 : 3 ; question1 : 3 ; question2 : 3 ; question3 : 3 ; et 2 autres réponses, dans le détail."
    )


def test_it_marks_a_commitment_by_the_gravest_of_its_criteria():
    mark, sentence = found("valbrise:2", last_drill=date(2020, 1, 1))

    assert mark == Mark(Tone.FIX, "À corriger")
    assert "1er janvier 2020" in sentence


def test_it_says_since_when_a_rule_is_gone():
    gone = Period(end=date(2026, 1, 1))

    assert out_of_force(gone, ON, EN).replace("\u00a0", " ") == "This rule has not applied since 1 January 2026."


@pytest.mark.parametrize("addressee", Addressee)
@pytest.mark.parametrize(
    ("awaited", "sentence"),
    [
        ("dpo_opinion", "Attendu pendant l’instruction : dpo_opinion."),
        ("exit_plan", {Addressee.WRITER: "À renseigner : plan de sortie.", Addressee.READER: NOT_ANSWERED}),
    ],
)
def test_it_asks_nobody_to_fill_in_an_opinion_that_others_give(awaited, sentence, addressee):
    charter = replace(CHARTER, criteria=(replace(CHARTER.criteria[1], expects=Is(awaited, "yes")),))
    findings = evaluate(charter, dossier(exit_plan=None), ON).findings

    said = why(findings, ON, BANK, FR, addressee).replace("\u00a0", " ")

    assert said == (sentence if isinstance(sentence, str) else sentence[addressee])
