# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a dossier stands under a framework: what is given, what is missing, and the rules that count."""

from collections.abc import Iterator, Sequence
from datetime import date

from balise.core.answer_space import answer_space
from balise.core.completion import RuleBook, Space
from balise.core.conditions import Answers, AnswerValue, Condition
from balise.core.dossiers import Dossier
from balise.core.evaluation import Evaluation, Result, evaluate
from balise.core.frameworks import Framework, Rule, Strength
from balise.core.questions import QuestionBank

COUNTING = (Strength.BLOCKING, Strength.CORRECTABLE)
"""The strengths that make an outcome, the graver first; advisory rules only advise."""


class Standing:
    """One dossier under one framework on a day, ready to be asked what could still come of it.

    On a complete dossier the outcome depends on two facts only: is a blocking rule broken, and is any rule that
    counts broken. Hence the two books of rules kept here.
    """

    def __init__(self, framework: Framework, bank: QuestionBank, dossier: Dossier, on: date) -> None:
        self.bank = bank
        self.on = on
        self.evaluation = evaluate(framework, dossier, on)
        rules = [rule for rule in framework.rules if rule.strength in COUNTING and rule.in_force.covers(on)]
        blocking = [rule for rule in rules if rule.strength is Strength.BLOCKING]
        read = tuple(dict.fromkeys(name for rule in rules for name in rule.criterion.questions()))
        self.given: dict[str, AnswerValue] = {name: dossier.answers[name] for name in read if name in dossier.answers}
        self.missing = tuple(name for name in read if name not in self.given)
        self.space: Space = answer_space(read, conditions_of(rules), bank, on)
        self.all_kept = RuleBook(rules, self.space, on)
        self.none_blocked = RuleBook(blocking, self.space, on)

    @property
    def answers(self) -> Answers:
        """Return every answer of the dossier, those that no rule reads included."""
        return self.evaluation.dossier.answers

    def awaited(self, evaluation: Evaluation) -> tuple[str, ...]:
        """Return the questions for which some rule that counts waits, in the order of the form."""
        return tuple(sorted(awaited(evaluation), key=self.bank.rank.__getitem__))


def awaited(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the questions for which a finding that counts waits, each once."""
    return tuple(
        dict.fromkeys(
            name
            for finding in evaluation.findings
            if finding.result is Result.UNKNOWN and finding.rule.strength in COUNTING
            for name in finding.missing
        )
    )


def conditions_of(rules: Sequence[Rule]) -> Iterator[Condition]:
    """Yield every condition of the rules."""
    for rule in rules:
        yield rule.criterion.expects
        if rule.criterion.applies_when is not None:
            yield rule.criterion.applies_when
