# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.small_charter import BANK
from tests.strategies import ANY_CONDITION
from tests.strategies import BANK as RANDOM_BANK

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    AtMost,
    Before,
    Comparison,
    Condition,
    Day,
    In,
    Includes,
    Is,
    Not,
    Score,
    ScoreAtLeast,
    ScoreAtMost,
    Term,
)
from balise.core.language import Language
from balise.rendering.condition_words import condition_in_words, requirements_in_words

FR, EN = Language.FRENCH, Language.ENGLISH
DIRECT = Is("interaction_mode", "direct")
PLAN = Is("exit_plan", "yes")
RESIDENTS = Includes("audience", ("residents",))
SCORE = Score("risque", (Term(DIRECT, 2),))


def said(condition: Condition, language: Language = FR) -> str:
    """Return the words with ordinary spaces, to be read in a test."""
    return condition_in_words(condition, BANK, language).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (DIRECT, "mode d’interaction : « l’outil répond seul »"),
        (Not(DIRECT), "mode d’interaction : autre que « l’outil répond seul »"),
        (Not(Not(DIRECT)), "mode d’interaction : « l’outil répond seul »"),
        (PLAN, "le plan de sortie existe"),
        (Not(PLAN), "le plan de sortie n’existe pas"),
        (
            In("interaction_mode", ("none", "mediated")),
            "mode d’interaction : « aucun contact » ou « un agent relit et envoie »",
        ),
        (
            Not(In("interaction_mode", ("none", "direct"))),
            "mode d’interaction : ni « aucun contact » ni « l’outil répond seul »",
        ),
        (RESIDENTS, "public concerné : comprend « habitants »"),
        (Not(RESIDENTS), "public concerné : ne comprend pas « habitants »"),
        (
            Not(Includes("audience", ("residents", "staff"))),
            "public concerné : ne comprend ni « habitants » ni « agents »",
        ),
        (Includes("audience", ("nobody",)), "public concerné : « aucun public »"),
        (Not(Includes("audience", ("nobody",))), "public concerné : autre que « aucun public »"),
        (AtLeast("requests", 12), "requêtes par an : 12 requêtes ou plus"),
        (Not(AtLeast("requests", 12)), "requêtes par an : moins de 12 requêtes"),
        (AtMost("requests", 12), "requêtes par an : 12 requêtes ou moins"),
        (Not(AtMost("requests", 12)), "requêtes par an : plus de 12 requêtes"),
        (Before("last_drill", Day(date(2026, 6, 1))), "dernier exercice : avant le 1er juin 2026"),
        (Not(Before("last_drill", Day(date(2026, 6, 1)))), "dernier exercice : le 1er juin 2026 ou après"),
        (After("last_drill", Day()), "dernier exercice : après le jour de l’évaluation"),
        (Not(After("last_drill", Day())), "dernier exercice : le jour de l’évaluation ou avant"),
        (After("last_drill", Day(months=-12)), "dernier exercice : il y a moins de 12 mois"),
        (Not(After("last_drill", Day(months=-12))), "dernier exercice : il y a 12 mois ou plus"),
        (Before("last_drill", Day(months=-12)), "dernier exercice : il y a plus de 12 mois"),
        (Not(Before("last_drill", Day(months=-1))), "dernier exercice : il y a 1 mois au plus"),
        (Before("last_drill", Day(months=6)), "dernier exercice : dans moins de 6 mois"),
        (After("last_drill", Day(months=6)), "dernier exercice : dans plus de 6 mois"),
        (Answered("purpose"), "but poursuivi : une réponse est donnée"),
        (Not(Answered("purpose")), "but poursuivi : aucune réponse n’est donnée"),
        (ScoreAtLeast(SCORE, 2), "score « risque » : 2 points ou plus"),
        (Not(ScoreAtLeast(SCORE, 2)), "score « risque » : moins de 2 points"),
        (ScoreAtMost(SCORE, 1), "score « risque » : 1 point ou moins"),
    ],
)
def test_it_says_every_word_of_the_vocabulary_and_its_contrary(condition, expected):
    assert said(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AllOf((PLAN, DIRECT)), "le plan de sortie existe, et mode d’interaction : « l’outil répond seul »"),
        (AnyOf((PLAN, DIRECT)), "le plan de sortie existe, ou mode d’interaction : « l’outil répond seul »"),
        (
            AllOf((PLAN, AnyOf((DIRECT, RESIDENTS)))),
            (
                "le plan de sortie existe, et "
                "(mode d’interaction : « l’outil répond seul », ou public concerné : comprend « habitants »)"
            ),
        ),
        (
            Not(AllOf((PLAN, DIRECT))),
            "le plan de sortie n’existe pas, ou mode d’interaction : autre que « l’outil répond seul »",
        ),
        (AllOf((PLAN, AllOf((PLAN,)))), "le plan de sortie existe, et le plan de sortie existe"),
    ],
)
def test_it_says_nested_rules_without_a_negation_of_a_whole(condition, expected):
    assert said(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Not(DIRECT), "mode of interaction: other than “the tool answers by itself”"),
        (
            Not(In("interaction_mode", ("none", "direct"))),
            "mode of interaction: neither “no contact” nor “the tool answers by itself”",
        ),
        (After("last_drill", Day(months=-12)), "last drill: less than 12 months ago"),
        (Before("last_drill", Day(date(2026, 6, 1))), "last drill: before 1 June 2026"),
        (AtLeast("requests", 1), "requests per year: 1 request or more"),
    ],
)
def test_it_says_rules_in_english(condition, expected):
    assert said(condition, EN) == expected


def test_it_parts_a_rule_into_what_must_hold_together():
    condition = AllOf((PLAN, Not(AnyOf((DIRECT, RESIDENTS)))))

    parts = [part.replace("\u00a0", " ") for part in requirements_in_words(condition, BANK, FR)]

    assert parts == [
        "Le plan de sortie existe",
        "Mode d’interaction : autre que « l’outil répond seul »",
        "Public concerné : ne comprend pas « habitants »",
    ]


@given(ANY_CONDITION, st.sampled_from(Language))
def test_it_speaks_of_every_question_that_a_rule_reads(condition, language):
    words = condition_in_words(condition, RANDOM_BANK, language)

    scored = any(isinstance(part, (ScoreAtLeast, ScoreAtMost)) for part in _parts(condition))
    assert scored or all(name in words or name in {"flag", "fact"} for name in condition.questions())
    assert words.count("(") == words.count(")")


@given(ANY_CONDITION, st.sampled_from(Language))
def test_it_says_a_double_negation_as_the_rule_itself(condition, language):
    plain = condition_in_words(condition, RANDOM_BANK, language)

    assert condition_in_words(Not(Not(condition)), RANDOM_BANK, language) == plain
    assert condition_in_words(Not(condition), RANDOM_BANK, language) != plain


@given(ANY_CONDITION, ANY_CONDITION)
def test_it_follows_de_morgan(one, other):
    denied = condition_in_words(Not(AllOf((one, other))), RANDOM_BANK, FR)

    assert denied == condition_in_words(AnyOf((Not(one), Not(other))), RANDOM_BANK, FR)


class UnheardComparison(Comparison):
    question = "purpose"

    def accepts(self, answer, on):
        return True


class UnheardCondition(Condition):
    def judge(self, answers, on, trace):
        return True

    def comparisons(self):
        yield from ()


@pytest.mark.parametrize("word", [UnheardComparison, UnheardCondition])
def test_it_refuses_a_word_it_does_not_know(word):
    with pytest.raises(TypeError, match=word.__name__):
        condition_in_words(word(), BANK, FR)


def _parts(condition):
    yield condition
    for part in getattr(condition, "parts", ()) or filter(None, [getattr(condition, "part", None)]):
        yield from _parts(part)
