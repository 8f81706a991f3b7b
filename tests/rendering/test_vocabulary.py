# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from enum import StrEnum

import pytest

from balise.core import frameworks, questions, references
from balise.core.evaluation import Outcome, Result
from balise.core.frameworks import Wording
from balise.core.language import Language
from balise.core.questions import QuestionType
from balise.core.references import SourceStatus
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT, WORDINGS_EXPLAINED, word

FR, EN = Language.FRENCH, Language.ENGLISH
SHOWN = [
    member
    for module in (frameworks, questions, references)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == module.__name__
    if kind is not QuestionType  # a form shows it by its fields, not by a word
    for member in kind
]


@pytest.mark.parametrize("member", [*SHOWN, *Result, *Outcome], ids=lambda member: f"{type(member).__name__}.{member}")
def test_it_has_a_word_for_every_state_in_both_languages(member):
    assert word(member, FR)
    assert word(member, EN)
    assert "_" not in word(member, FR) + word(member, EN)


@pytest.mark.parametrize(
    "kind", dict.fromkeys(type(member) for member in [*SHOWN, *Result, *Outcome]), ids=lambda kind: kind.__name__
)
@pytest.mark.parametrize("language", Language)
def test_it_never_gives_two_states_of_one_kind_the_same_word(kind, language):
    said = [word(member, language) for member in kind]

    assert len(said) == len(set(said))


def test_it_tells_apart_two_enumerations_that_share_a_value():
    assert word(Wording.RECONSTRUCTED, FR) == "formulation reconstituée"
    assert word(SourceStatus.RECONSTRUCTED, FR) == "source reconstituée"


def test_it_says_the_outcomes_as_the_product_does():
    assert [word(outcome, FR) for outcome in Outcome] == [
        "Favorable",
        "Favorable sous réserves",
        "Défavorable",
        "Incomplet\u00a0: il manque des réponses",
    ]


def test_it_explains_every_wording_and_shortens_every_outcome():
    assert set(WORDINGS_EXPLAINED) == set(Wording)
    assert set(OUTCOMES_IN_SHORT) == set(Outcome)


def test_it_refuses_what_is_never_shown():
    with pytest.raises(KeyError):
        word(QuestionType.TEXT, FR)
