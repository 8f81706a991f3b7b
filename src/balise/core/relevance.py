# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions that can matter to a dossier, given the answers so far: what the form shows.

A question matters when the form can still come to it and some rule may still turn on its answer; when the asking of
another that matters depends on it; or when it describes the use for whoever reads the register. All comes from one
reading of the rules in three values: the answers that a judgement rests on, and those that it lacks. What is in
neither list can take any value, whatever is answered next, without moving a finding.

The test is that of three-valued logic, not a search among completions: it may keep a question that a clever reader
would see to be idle (« yes or no »), and never hides one that decides. An exact search costs a hundred times more
and would be made at every page.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from balise.core.conditions import Answers, AnswerValue, Trace, Truth, blank_trace
from balise.core.frameworks import Framework, Rule
from balise.core.questions import QuestionBank, QuestionType

DESCRIBING = frozenset({QuestionType.TEXT, QuestionType.DATE, QuestionType.NUMBER})
"""The types of answers that describe a use by themselves, when no rule reads them."""


def relevant_questions(
    frameworks: Sequence[Framework],
    bank: QuestionBank,
    answers: Answers,
    on: date,
    *,
    always: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the questions that can matter given the answers so far, in the order of the form.

    ``always`` names questions to show wherever they may be asked, though no rule reads them: what a register
    publishes of every use.

    An answer on which a finding rests is never hidden, even when its question would no longer be asked.
    """
    form = _Form(bank, answers, on)
    read = _read(frameworks, answers, on)
    found = form.with_gates(name for name in bank.by_id if _wanted(name, read, form, always))
    return tuple(
        name for name in bank.by_id if (name in found and form.may_ask(name)) or (name in answers and name in read.live)
    )


def asked_questions(
    frameworks: Sequence[Framework],
    bank: QuestionBank,
    answers: Answers,
    on: date,
    *,
    always: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the relevant questions that the form asks already; see ``asked_among``."""
    return asked_among(relevant_questions(frameworks, bank, answers, on, always=always), bank, answers, on)


def asked_among(relevant: Iterable[str], bank: QuestionBank, answers: Answers, on: date) -> tuple[str, ...]:
    """Return those of the relevant questions that the form asks already: their condition holds, or they are answered.

    The others wait for the answer to a question that comes before them.
    """
    form = _Form(bank, answers, on)
    return tuple(name for name in relevant if name in answers or form.is_asked(name))


def live_questions(rule: Rule, answers: Answers, on: date) -> frozenset[str]:
    """Return the questions on which the finding of a rule rests, or may come to rest.

    Whatever is answered next, the answer to any other cannot move this finding.
    """
    if not rule.in_force.covers(on):
        return frozenset()
    _, trace = _traced(rule, answers, on)
    return frozenset(_named(trace))


def _traced(rule: Rule, answers: Answers, on: date) -> tuple[Truth, Trace]:
    """Judge a rule in force, reading what it expects as soon as it may apply.

    A finding stops at a rule that may not apply; the form has to look further ahead.
    """
    trace = blank_trace()
    criterion = rule.criterion
    applies = True if criterion.applies_when is None else criterion.applies_when.judge(answers, on, trace)
    if applies is not False:
        criterion.expects.judge(answers, on, trace)
    return applies, trace


def _named(trace: Trace) -> Iterator[str]:
    """Yield the questions of a trace: those whose answers count, then those that have none."""
    yield from (ground.condition.question for ground in trace.grounds)
    yield from trace.missing


@lru_cache(maxsize=4096)
def _questions_of(rule: Rule) -> tuple[str, ...]:
    """Return the questions that a rule reads; rules never change, and walking them is most of the cost."""
    return rule.criterion.questions()


@dataclass(frozen=True, slots=True)
class _Read:
    """What the rules in force make of the questions."""

    at_all: set[str] = field(default_factory=set)
    where_it_may_apply: set[str] = field(default_factory=set)
    live: set[str] = field(default_factory=set)


def _read(frameworks: Iterable[Framework], answers: Answers, on: date) -> _Read:
    read = _Read()
    for framework in frameworks:
        for rule in framework.rules:
            if rule.in_force.covers(on):
                applies, trace = _traced(rule, answers, on)
                read.at_all.update(_questions_of(rule))
                read.live.update(_named(trace))
                if applies is not False:
                    read.where_it_may_apply.update(_questions_of(rule))
    return read


def _wanted(name: str, read: _Read, form: "_Form", always: Collection[str]) -> bool:
    """Tell whether a question matters by itself, and not only as the gate of another; were it asked."""
    if name in read.live or name in always:
        return True
    if name in read.at_all:
        return name in form.answers and name in read.where_it_may_apply
    return form.bank.by_id[name].type in DESCRIBING


class _Form:
    """Which questions may be asked, given the answers: the conditions of the bank, followed from one to the next."""

    def __init__(self, bank: QuestionBank, answers: Answers, on: date) -> None:
        self.bank = bank
        self.answers = answers
        self.on = on
        self._judged: dict[str, tuple[Truth, tuple[str, ...]]] = {}
        self._may_ask: dict[str, bool] = {}

    def may_ask(self, name: str) -> bool:
        """Tell whether the form asks the question, or can still come to it.

        A condition that waits only for questions that are themselves out of reach will never hold.
        """
        if name not in self._may_ask:
            self._may_ask[name] = False  # a loop of conditions, which `balise check` refuses, is never entered
            truth, read = self._gate(name)
            waited = (other for other in read if other not in self.answers and self.may_ask(other))
            self._may_ask[name] = truth is True or (truth is None and any(waited))
        return self._may_ask[name]

    def is_asked(self, name: str) -> bool:
        """Tell whether the condition of a question holds for certain."""
        return self._gate(name)[0] is True

    def with_gates(self, names: Iterable[str]) -> set[str]:
        """Return the questions with those on which their being asked rests, or may come to rest.

        The answer that closes a gate is among them: it hides the question behind, and must not hide itself.
        """
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self._gate(name)[1])
        return found

    def _gate(self, name: str) -> tuple[Truth, tuple[str, ...]]:
        """Return whether the condition of a question holds, and the questions on which that rests.

        The answer to a question that is not asked counts for nothing, as in ``asked_only``.
        """
        if name not in self._judged:
            gate = self.bank.by_id[name].asked_when
            if gate is None:
                self._judged[name] = (True, ())
            else:
                given = self._reachable(gate.questions())
                trace = blank_trace()
                truth = gate.judge(given, self.on, trace)
                self._judged[name] = (truth, tuple(dict.fromkeys(_named(trace))))
        return self._judged[name]

    def _reachable(self, names: Iterable[str]) -> Mapping[str, AnswerValue]:
        return {name: self.answers[name] for name in names if name in self.answers and self.may_ask(name)}
