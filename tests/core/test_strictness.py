# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.amendment import compare
from balise.core.answer_space import answer_space, assignments
from balise.core.conditions import AllOf, AnyOf, Includes, Is, Not
from balise.core.dates import Dated, Period
from balise.core.dossiers import Dossier
from balise.core.evaluation import Outcome
from balise.core.frameworks import Modality, Strength
from balise.core.language import Text
from balise.core.strictness import Easing, relaxations, reworded
from balise.loading.frameworks import load_with_bank

ON = date(2026, 11, 21)
LYON, BANK = load_with_bank("lyon-2025")
GRAVITY = [Outcome.FAVOURABLE, Outcome.FAVOURABLE_WITH_RESERVATIONS, Outcome.INCOMPLETE, Outcome.UNFAVOURABLE]
APPLIES = Includes("audience", ("residents",))
SECOND = LYON.criteria[next(i for i, each in enumerate(LYON.criteria) if each.id == "lyon-2025:2:a")]


def alone(*criteria, **changed):
    """Return the charter of Lyon with its second commitment alone, judged by these criteria."""
    commitment = replace(LYON.commitments_by_id["lyon-2025:2"], **changed)
    return replace(LYON, commitments=(commitment,), criteria=criteria)


def test_a_charter_is_as_strict_as_itself_and_as_itself_with_a_rule_more():
    assert relaxations(LYON, LYON, BANK, ON) == ()
    more = replace(SECOND, id="lyon-2025:2:b", applies_when=None, expects=Is("non_ai_path", "yes"))
    assert relaxations(alone(SECOND), alone(SECOND, more), BANK, ON) == ()


def test_it_says_which_rule_relaxes_and_in_what_situation():
    way_out = replace(SECOND, expects=AnyOf((SECOND.expects, Is("non_ai_path", "yes"))))
    (found,) = relaxations(alone(SECOND), alone(way_out), BANK, ON)
    assert found.rule is not None
    assert (found.kind, found.rule.criterion.id) == (Easing.RULE_EASED, "lyon-2025:2:a")
    assert found.answers["interaction_mode"] == "direct"
    assert found.answers["non_ai_path"] == "yes"


def test_a_sentence_that_changed_is_to_be_read_since_no_proof_judges_words():
    said = Dated.constant(Text("Laisser l’IA répondre seule."))
    assert [each.number for each in reworded(LYON, alone(SECOND, statement=said))] == ["2"]
    assert reworded(LYON, alone(SECOND)) == ()


def test_the_same_thing_said_otherwise_relaxes_nothing():
    said_otherwise = replace(SECOND, expects=Not(AllOf((APPLIES, Not(SECOND.expects)))), applies_when=None)
    assert relaxations(alone(SECOND), alone(said_otherwise), BANK, ON) == ()


@pytest.mark.parametrize(
    ("extending", "kind"),
    [
        (replace(LYON, commitments=LYON.commitments[1:], criteria=()), Easing.COMMITMENT_GONE),
        (alone(SECOND, strength=Strength.CORRECTABLE), Easing.COMMITMENT_WEAKER),
        (alone(SECOND, controls=()), Easing.CONTROL_GONE),
        (alone(SECOND, binds=()), Easing.FEWER_BOUND),
        (alone(SECOND, modality=Modality.PREFER), Easing.MODALITY_WEAKER),
        (alone(SECOND, modality=Modality.ALLOW_IF), Easing.MODALITY_WEAKER),
        (alone(), Easing.RULE_EASED),
        (alone(replace(SECOND, strength=Strength.ADVISORY)), Easing.RULE_EASED),
        (alone(replace(SECOND, in_force=Period(None, date(2027, 1, 1)))), Easing.RULE_EASED),
    ],
)
def test_it_finds_every_other_way_of_being_gentler(extending, kind):
    assert kind in {found.kind for found in relaxations(LYON, extending, BANK, ON)}


_PARTS = st.sampled_from([Is("interaction_mode", "direct"), Is("interaction_mode", "none"), Is("non_ai_path", "yes")])
_RULES = st.recursive(
    _PARTS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=2).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=2).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=4,
)


@given(_RULES, _RULES, st.sampled_from(Strength), st.sampled_from(Strength))
def test_what_is_declared_as_strict_lets_no_dossier_go_further(expected, expected_now, strength, strength_now):
    before = alone(replace(SECOND, expects=expected, strength=strength))
    after = alone(replace(SECOND, expects=expected_now, strength=strength_now))
    names = [*before.questions_read(), *after.questions_read()]
    dossiers = [
        Dossier("1", "Essai", "Valbrise", before.reference, answers, ())
        for answers in assignments(answer_space(names, [expected, expected_now, APPLIES], BANK, ON))
    ]
    eased = any(found.kind is Easing.RULE_EASED for found in relaxations(before, after, BANK, ON))
    gentler = any(
        GRAVITY.index(second.outcome) < GRAVITY.index(first.outcome)
        for first, second in compare(before, after, dossiers, ON).pairs
    )
    assert eased or not gentler
