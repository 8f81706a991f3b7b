# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rules that cannot work, found before a dossier meets them.

A criterion that no answer can fail catches nothing; one that no answer can satisfy refuses everything; one
that needs a question nobody is asked stays unknown for ever. Each is found by trying every sort of answer, so
a rule declared sound has been proved so.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from balise.core.answer_space import answer_space, assignments
from balise.core.conditions import AnswerValue, Condition
from balise.core.evaluation import Result, judge
from balise.core.frameworks import Rule
from balise.core.questions import QuestionBank


class Flaw(StrEnum):
    """What is wrong with a rule."""

    NEVER_FAILS = "never_fails"
    NEVER_SATISFIED = "never_satisfied"
    NEVER_APPLIES = "never_applies"


class UnaskedNeed(NamedTuple):
    """A question that a criterion needs in a situation where it is not asked."""

    question: str
    situation: Mapping[str, AnswerValue]
    """The answers that lead there."""


def flaw_of(rule: Rule, bank: QuestionBank, on: date) -> Flaw | None:
    """Return what makes a rule useless on that day, or None when it can both pass and fail."""
    criterion = rule.criterion
    conditions = [criterion.expects] + ([criterion.applies_when] if criterion.applies_when is not None else [])
    space = answer_space(criterion.questions(), conditions, bank, on)
    results: set[Result] = set()
    for answers in assignments(space):
        results.add(judge(rule, answers, on).result)
        if {Result.SATISFIED, Result.NOT_SATISFIED} <= results:
            return None
    if Result.SATISFIED not in results and Result.NOT_SATISFIED not in results:
        return Flaw.NEVER_APPLIES
    return Flaw.NEVER_SATISFIED if Result.SATISFIED not in results else Flaw.NEVER_FAILS


def unasked_need(rule: Rule, bank: QuestionBank, on: date) -> UnaskedNeed | None:
    """Return a question that the rule needs where it is not asked, with the situation; None when there is none.

    A question is asked when its own condition holds, whatever the answers to questions that are themselves
    not asked: those are taken as missing.
    """
    criterion = rule.criterion
    conditional = {name: bank.by_id[name].asked_when for name in criterion.questions()}
    gates = {name: gate for name, gate in conditional.items() if gate is not None}
    if not gates:
        return None
    names = dict.fromkeys(chain_of_questions(criterion.questions(), bank))
    conditions = [criterion.expects, *gates.values()]
    if criterion.applies_when is not None:
        conditions.append(criterion.applies_when)
    for answers in assignments(answer_space(names, conditions, bank, on)):
        given = asked_only(answers, bank, on)
        finding = judge(rule, given, on)
        if finding.result is Result.UNKNOWN:
            lacking = next((name for name in finding.missing if name in answers and name not in given), None)
            if lacking is not None:
                gate = conditional[lacking]
                situation = {name: given[name] for name in gate.questions() if name in given} if gate else {}
                return UnaskedNeed(lacking, situation)
    return None


def chain_of_questions(questions: Sequence[str], bank: QuestionBank) -> Iterator[str]:
    """Yield the questions and, after them, those on which their being asked depends."""
    waiting = list(questions)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        yield name
        gate = bank.by_id[name].asked_when
        if gate is not None:
            waiting.extend(gate.questions())


def asked_only(answers: Mapping[str, AnswerValue], bank: QuestionBank, on: date) -> dict[str, AnswerValue]:
    """Return the answers to questions that are asked, given the others; the rest is taken out."""
    given = dict(answers)
    while True:
        unasked = [name for name in given if not is_asked(bank.by_id[name].asked_when, given, on)]
        if not unasked:
            return given
        for name in unasked:
            del given[name]


def is_asked(gate: Condition | None, answers: Mapping[str, AnswerValue], on: date) -> bool:
    """Tell whether a question is asked: its condition holds for certain."""
    return gate is None or gate.holds(answers, on) is True


def cycles(bank: QuestionBank) -> Iterator[tuple[str, ...]]:
    """Yield the loops of questions that are asked on condition of one another, each once."""
    done: set[str] = set()
    for start in bank.by_id:
        path: list[str] = []
        loop = _loop_from(start, bank, path, done)
        if loop:
            yield loop


def _loop_from(name: str, bank: QuestionBank, path: list[str], done: set[str]) -> tuple[str, ...] | None:
    if name in path:
        return (*path[path.index(name) :], name)
    if name in done:
        return None
    done.add(name)
    gate = bank.by_id[name].asked_when
    for other in gate.questions() if gate is not None else ():
        loop = _loop_from(other, bank, [*path, name], done)
        if loop:
            return loop
    return None


def never_asked(bank: QuestionBank, on: date) -> Iterator[str]:
    """Yield the questions whose condition no combination of answers can meet."""
    for question in bank.questions:
        gate = question.asked_when
        if gate is None:
            continue
        names = tuple(chain_of_questions(gate.questions(), bank))
        gates = [bank.by_id[name].asked_when for name in names]
        space = answer_space(names, [gate, *(item for item in gates if item is not None)], bank, on)
        if not any(gate.holds(asked_only(answers, bank, on), on) for answers in assignments(space)):
            yield question.id
