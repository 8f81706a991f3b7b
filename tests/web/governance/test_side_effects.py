# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the answers that keep one criterion do to the others, tried on the rules that Balise ships."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balise.core.answer_space import answer_space
from balise.core.conditions import AnswerValue, Condition, Truth, blank_trace
from balise.core.dossiers import Dossier
from balise.core.evaluation import Result, evaluate, judge
from balise.core.frameworks import Framework, Kind, Rule, Strength
from balise.core.questions import QuestionBank
from balise.core.standing import conditions_of
from balise.loading.frameworks import load_with_bank, shipped_frameworks
from balise.loading.questions import shipped_bank
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.queries.corrections import Turn, side_effects

Answers = Mapping[str, AnswerValue]
SCOPING = ("interface", "profiling", "audience", "individual_decisions", "generated_media", "automation_level")
"""Facts that a rule expects and that tell whether another applies, in the texts that are shipped."""
THAT_DAY = date(2030, 1, 1)
"""A day on which every rule that is shipped applies, those of the European regulation on high risks included."""
BY_ACTS = frozenset({"project_status", *GIVEN_BY})
MOST_TRIED = 1000
"""Of each sort of dossier, how many are tried before a pair of rules is left."""


@cache
def shipped(name: str) -> Framework:
    return load_with_bank(name)[0]


@cache
def together(charter: str) -> tuple[Framework, ...]:
    """Return a charter and the laws that bind every authority."""
    laws = [shipped(name) for name in shipped_frameworks() if shipped(name).kind is not Kind.CHARTER]
    return (shipped(charter), *laws)


def judged_by(frameworks: Sequence[Framework], answers: Answers) -> Judged:
    dossier = Dossier("essai", "Essai", "Valbrise", frameworks[0].reference, dict(answers), ())
    lead, *others = (evaluate(framework, dossier, THAT_DAY) for framework in frameworks)
    return Judged(lead, tuple(others))


def holds(condition: Condition | None, answers: Answers) -> Truth:
    return True if condition is None else condition.judge(answers, THAT_DAY, blank_trace())


def result(rule: Rule, answers: Answers) -> Result:
    return judge(rule, answers, THAT_DAY).result


def typed(rule: Rule) -> tuple[str, ...]:
    """Return the questions that whoever lifts a reservation about the rule is asked."""
    return tuple(name for name in rule.criterion.expects.questions() if name not in BY_ACTS)


def pairs(charter: str) -> Iterator[tuple[Rule, Rule]]:
    """Yield each rule that can be reserved, with each rule whose applicability looks at what the first expects."""
    rules = [rule for framework in together(charter) for rule in framework.rules if rule.in_force.covers(THAT_DAY)]
    for kept in rules:
        for scoped in rules:
            condition = scoped.criterion.applies_when
            if kept.strength is not Strength.CORRECTABLE or kept is scoped or condition is None:
                continue
            if not set(typed(kept)).isdisjoint(condition.questions()):
                yield kept, scoped


def lifts_that_drop(kept: Rule, scoped: Rule, bank: QuestionBank) -> Iterator[tuple[Answers, Answers]]:
    """Yield answers before and after: the first rule comes to be kept, and the second ceases to apply."""
    condition = scoped.criterion.applies_when
    assert condition is not None
    names = tuple(dict.fromkeys((*kept.criterion.questions(), *condition.questions())))
    space = answer_space(names, conditions_of((kept, scoped)), bank, THAT_DAY)
    moved = typed(kept)
    still = tuple(name for name in names if name not in moved)
    turns = [dict(zip(moved, values, strict=True)) for values in product(*(space[name] for name in moved))]
    for values in islice(product(*(space[name] for name in still)), MOST_TRIED):
        base = dict(zip(still, values, strict=True))
        dossiers = [base | turn for turn in turns]
        before = next(
            (each for each in dossiers if result(kept, each) is Result.NOT_SATISFIED and holds(condition, each)), None
        )
        after = next(
            (each for each in dossiers if result(kept, each) is Result.SATISFIED and holds(condition, each) is False),
            None,
        )
        if before is not None and after is not None:
            yield before, after


@pytest.mark.parametrize("charter", ["lyon-2025", "strasbourg-2025"])
def test_it_sees_every_shipped_rule_that_keeping_another_would_take_away(charter: str) -> None:
    frameworks, bank = together(charter), shipped_bank()
    seen = set()
    for kept, scoped in pairs(charter):
        found = next(lifts_that_drop(kept, scoped, bank), None)
        if found is None:
            continue
        before, after = found
        effects = side_effects(judged_by(frameworks, before), judged_by(frameworks, after), kept.criterion.id)
        dropped = {effect.finding.rule.criterion.id for effect in effects if effect.turn is Turn.DROPPED}
        assert scoped.criterion.id in dropped, (kept.criterion.id, before, after)
        seen.add((kept.criterion.id, scoped.criterion.id))
    assert ("fr-accessibility:47:b", "fr-accessibility:47-statement:a") in seen
    assert any(kept.startswith("eu-ai-act:6:") for kept, _scoped in seen)


@cache
def space_of(charter: str) -> dict[str, tuple[AnswerValue, ...]]:
    rules = [rule for framework in together(charter) for rule in framework.rules]
    names = dict.fromkeys(name for rule in rules for name in rule.criterion.questions())
    return answer_space(names, conditions_of(rules), shipped_bank(), THAT_DAY)


@st.composite
def corrections(draw: st.DrawFn, charter: str) -> tuple[Answers, Answers]:
    """Draw a dossier, complete or not, and the same with a few answers changed or given."""
    space = space_of(charter)
    before = {name: draw(st.sampled_from((*values, None))) for name, values in space.items()}
    moved = draw(st.lists(st.sampled_from(sorted(set(SCOPING) & set(space))), min_size=1, max_size=3, unique=True))
    after = before | {name: draw(st.sampled_from(space[name])) for name in moved}
    return (
        {name: value for name, value in before.items() if value is not None},
        {name: value for name, value in after.items() if value is not None},
    )


def expected(rule: Rule, before: Answers, after: Answers) -> Turn | None:
    """Return what a correction does to a rule, read from its two conditions alone."""
    applied, applies = (holds(rule.criterion.applies_when, each) for each in (before, after))
    kept, keeps = (holds(rule.criterion.expects, each) for each in (before, after))
    if applies is False:
        return Turn.DROPPED if applied is True else None
    if rule.strength is not Strength.BLOCKING:
        return None
    if applies is None or keeps is None:
        return None if applied is None or (applied and kept is None) else Turn.UNKNOWN
    return Turn.BROKEN if not keeps and not (applied and kept is False) else None


@pytest.mark.parametrize("charter", ["lyon-2025", "strasbourg-2025"])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_it_names_exactly_what_is_dropped_broken_or_no_longer_known(charter: str, data: st.DataObject) -> None:
    before, after = data.draw(corrections(charter))
    frameworks = together(charter)
    effects = side_effects(judged_by(frameworks, before), judged_by(frameworks, after), "")
    rules = [rule for framework in frameworks for rule in framework.rules if rule.in_force.covers(THAT_DAY)]
    wanted = {rule.criterion.id: turn for rule in rules if (turn := expected(rule, before, after)) is not None}
    assert {effect.finding.rule.criterion.id: effect.turn for effect in effects} == wanted


def test_it_leaves_out_the_criterion_that_is_being_kept() -> None:
    frameworks = together("lyon-2025")
    before, after = judged_by(frameworks, {"export_format": "open"}), judged_by(frameworks, {"export_format": "none"})
    turned = {effect.finding.rule.criterion.id: effect.turn for effect in side_effects(before, after, "lyon-2025:12:b")}
    assert "lyon-2025:12:b" not in turned
    assert side_effects(before, before, "") == ()
