# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What changes between two frameworks: all of it, nothing else, and the same from both sides."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.rendering.small_charter import CHARTER
from tests.strategies import BANK, frameworks

from balise.core.conditions import Is, Score
from balise.core.dates import Dated, Period, Step
from balise.core.framework_difference import Aspect, Change, framework_difference
from balise.core.frameworks import (
    Bound,
    Commitment,
    Control,
    ControlKind,
    Criterion,
    Framework,
    Indicator,
    Kind,
    Modality,
    Principle,
    Scope,
    Strength,
    Wording,
)
from balise.core.language import Text
from balise.core.questions import Theme
from balise.core.references import Citation
from balise.loading.frameworks import load_framework

OTHER = Text("Autre chose", "Something else")
DAY = date(2027, 1, 1)
QUESTIONS = BANK.questions[:3]

FRAMEWORK_CHANGES: Mapping[str, Any] = {
    "version": "2.0.0",
    "kind": Kind.STANDARD,
    "title": OTHER,
    "publisher": "Métropole de Valbrise",
    "sources": (replace(CHARTER.sources[0], last_reviewed_on=DAY),),
    "principles": (Principle("valbrise:people", OTHER),),
    "summary": None,
    "in_force": Period(DAY),
    "vote": None,
    "consulted": (),
    "exception_procedure": OTHER,
    "retired": ("valbrise:9",),
    "scores": (Score("impact", ()),),
    "commitments": (*CHARTER.commitments[:3], *CHARTER.commitments[4:]),
    "criteria": CHARTER.criteria[:-1],
    "themes": (Theme("autre", OTHER, 9),),
    "questions": BANK.questions[:1],
}
COMMITMENT_CHANGES = {
    "principle": "valbrise:other",
    "title": OTHER,
    "statement": Dated((Step(None, CHARTER.commitments[0].statement.latest()), Step(DAY, OTHER))),
    "wording": Wording.SUMMARISED,
    "scope": Scope.ORGANISATION,
    "modality": Modality.LIMIT,
    "strength": Strength.ADVISORY,
    "sources": (Citation("deliberation", "art. 99"),),
    "last_reviewed_on": DAY,
    "in_plain_words": None,
    "binds": (Bound.COUNCILLORS,),
    "controls": (Control(ControlKind.QUOTA),),
    "indicators": (Indicator("valbrise:1:other", OTHER, "usages"),),
}
CRITERION_CHANGES = {
    "title": OTHER,
    "expects": Is("exit_plan", "no"),
    "otherwise": OTHER,
    "applies_when": None,
    "strength": Strength.ADVISORY,
    "in_force": Period(DAY),
    "sources": (Citation("deliberation", "art. 99"),),
    "last_reviewed_on": DAY,
}
NOT_WORDS = {"id", "status", "published", "commitment"}
"""What names a thing, or says how far along its publication is: the text does not change with it."""


def with_commitment(**changes) -> Framework:
    """Return the charter whose first commitment is changed so."""
    return replace(CHARTER, commitments=(replace(CHARTER.commitments[0], **changes), *CHARTER.commitments[1:]))


def with_criterion(**changes) -> Framework:
    """Return the charter whose first criterion is changed so."""
    return replace(CHARTER, criteria=(replace(CHARTER.criteria[0], **changes), *CHARTER.criteria[1:]))


# All of it


@pytest.mark.parametrize(
    ("kind", "changes"),
    [(Framework, FRAMEWORK_CHANGES), (Commitment, COMMITMENT_CHANGES), (Criterion, CRITERION_CHANGES)],
)
def test_it_looks_at_every_field_that_holds_words_or_rules(kind, changes):
    assert {field.name for field in fields(kind)} == {*changes, *NOT_WORDS} & {field.name for field in fields(kind)}


@pytest.mark.parametrize("name", FRAMEWORK_CHANGES)
def test_it_tells_whatever_changes_of_the_text_itself(name):
    assert not framework_difference(CHARTER, replace(CHARTER, **{name: FRAMEWORK_CHANGES[name]})).is_empty


@pytest.mark.parametrize("name", COMMITMENT_CHANGES)
def test_it_tells_whatever_changes_of_a_commitment_and_nothing_more(name):
    difference = framework_difference(CHARTER, with_commitment(**{name: COMMITMENT_CHANGES[name]}))

    assert difference.changes == ()
    relabelled = name in {"wording", "last_reviewed_on"}
    (changed,) = difference.relabelled if relabelled else difference.changed
    assert difference.changed == (() if relabelled else (changed,)), "a label is no change of what is said"
    assert changed.latest.id == "valbrise:1"
    assert len(changed.changes) == 1


@pytest.mark.parametrize("name", CRITERION_CHANGES)
def test_it_tells_whatever_changes_of_a_criterion_and_nothing_more(name):
    difference = framework_difference(CHARTER, with_criterion(**{name: CRITERION_CHANGES[name]}))

    (changed,) = difference.changed
    assert changed.changes == ()
    (criterion,) = changed.criteria
    assert len(criterion.changes) == 1


def test_it_tells_commitments_that_come_and_go():
    difference = framework_difference(
        replace(CHARTER, commitments=CHARTER.commitments[1:], criteria=CHARTER.criteria[1:]),
        replace(CHARTER, commitments=CHARTER.commitments[:-1], criteria=CHARTER.criteria[:-1]),
    )

    assert [commitment.id for commitment in difference.added] == ["valbrise:1"]
    assert [commitment.id for commitment in difference.removed] == ["valbrise:5"]
    assert difference.changed == ()


def test_it_tells_criteria_that_come_and_go():
    difference = framework_difference(CHARTER, replace(CHARTER, criteria=CHARTER.criteria[1:]))

    (criterion,) = difference.changed[0].criteria
    assert (criterion.before is not None, criterion.after) == (True, None)


# Nothing else


@given(frameworks(*QUESTIONS, most=4))
def test_it_finds_nothing_between_a_framework_and_itself(framework):
    assert framework_difference(framework, framework).is_empty


@pytest.mark.parametrize("name", ["lyon-2025", "strasbourg-2025", "eu-ai-act"])
def test_it_finds_nothing_between_a_shipped_framework_and_the_same_read_again(name):
    assert framework_difference(load_framework(name), load_framework(name)).is_empty


def test_it_does_not_repeat_at_each_criterion_the_strength_that_its_commitment_changes():
    difference = framework_difference(CHARTER, with_commitment(strength=Strength.ADVISORY))

    assert difference.changed[0].criteria == ()


def test_it_says_nothing_of_a_criterion_that_now_writes_the_strength_it_had_already():
    assert framework_difference(CHARTER, with_criterion(strength=Strength.BLOCKING)).is_empty


# From both sides


@given(frameworks(*QUESTIONS, most=4), frameworks(*QUESTIONS, most=4))
def test_it_reads_backwards_as_the_two_frameworks_swapped(before, after):
    assert framework_difference(before, after).mirrored() == framework_difference(after, before)


def test_it_reads_two_charters_backwards_too():
    lyon, strasbourg = load_framework("lyon-2025"), load_framework("strasbourg-2025")

    assert framework_difference(lyon, strasbourg).mirrored() == framework_difference(strasbourg, lyon)


# Two charters


def fork(framework: Framework, name: str) -> Framework:
    """Return the framework under another name, as a city that starts from another's charter."""
    renamed = {commitment.id: f"{name}:{commitment.number}" for commitment in framework.commitments}
    return replace(
        framework,
        id=name,
        principles=tuple(replace(each, id=f"{name}:{each.id.partition(':')[2]}") for each in framework.principles),
        commitments=tuple(
            replace(each, id=renamed[each.id], principle=f"{name}:{each.principle.partition(':')[2]}")
            for each in framework.commitments
        ),
        criteria=tuple(
            replace(
                each,
                id=renamed[each.commitment] + each.id.removeprefix(each.commitment),
                commitment=renamed[each.commitment],
            )
            for each in framework.criteria
        ),
    )


def test_it_finds_nothing_between_a_charter_and_its_copy_under_another_name():
    lyon = load_framework("lyon-2025")
    difference = framework_difference(lyon, fork(lyon, "valbrise"))

    assert difference.is_empty


def test_it_pairs_the_commitments_of_a_fork_with_those_they_reword():
    lyon = load_framework("lyon-2025")
    copy = fork(lyon, "valbrise")
    first = copy.commitments[0]
    reworded = replace(
        first,
        statement=Dated.constant(Text(first.statement.latest().fr.replace("démontré", "prouvé"))),
        title=first.title,
    )
    difference = framework_difference(lyon, replace(copy, commitments=(reworded, *copy.commitments[1:])))

    (changed,) = difference.changed
    assert [change.aspect for change in changed.changes] == [Aspect.STATEMENT]
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.id, changed.after.id) == ("lyon-2025:1", "valbrise:1")


def test_it_does_not_take_two_commitments_of_the_same_number_for_one():
    difference = framework_difference(load_framework("lyon-2025"), load_framework("strasbourg-2025"))

    assert len(difference.removed) == 14
    assert len(difference.added) == 13


def test_it_keeps_both_sides_of_a_change():
    difference = framework_difference(CHARTER, replace(CHARTER, version="1.1.0"))

    assert difference.changes == (Change(Aspect.VERSION, "1.0.0", "1.1.0"),)
