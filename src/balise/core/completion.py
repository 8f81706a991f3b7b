# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Can the answers that are missing still be given so that no rule breaks?

A search that answers one question at a time and gives up a branch as soon as a rule is broken for certain,
which three-valued logic tells early. It is exact: it tries one answer of every sort the rules distinguish.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Result, judge
from balise.core.frameworks import Rule

Space = Mapping[str, Sequence[AnswerValue]]


class RuleBook:
    """The rules to keep, with an index that tells which ones an answer can touch."""

    def __init__(self, rules: Sequence[Rule], space: Space, on: date) -> None:
        self.rules = tuple(rules)
        self.space = space
        self.on = on
        self.readers: dict[str, tuple[Rule, ...]] = {
            question: tuple(rule for rule in self.rules if question in rule.criterion.questions())
            for question in dict.fromkeys(name for rule in self.rules for name in rule.criterion.questions())
        }

    def result(self, rule: Rule, answers: Mapping[str, AnswerValue]) -> Result:
        """Return what is found of one rule."""
        return judge(rule, answers, self.on).result

    def broken(self, answers: Mapping[str, AnswerValue]) -> tuple[Rule, ...]:
        """Return the rules that are not satisfied, whatever is still missing."""
        return tuple(rule for rule in self.rules if self.result(rule, answers) is Result.NOT_SATISFIED)

    def touched_by(self, questions: Sequence[str]) -> tuple[Rule, ...]:
        """Return the rules that read any of the questions."""
        return tuple(dict.fromkeys(rule for name in questions for rule in self.readers.get(name, ())))

    def completed(self, answers: Mapping[str, AnswerValue]) -> dict[str, AnswerValue] | None:
        """Return answers that complete these and break no rule, or None when nothing can.

        Only the questions that some rule still waits for are answered.
        """
        if self.broken(answers):
            return None
        return self._complete(dict(answers), self.rules)

    def _complete(self, answers: dict[str, AnswerValue], waiting: Sequence[Rule]) -> dict[str, AnswerValue] | None:
        for place, rule in enumerate(waiting):
            finding = judge(rule, answers, self.on)
            if finding.result is Result.UNKNOWN:
                return self._answer(finding.missing[0], answers, waiting[place:])
        return answers

    def _answer(
        self, question: str, answers: dict[str, AnswerValue], waiting: Sequence[Rule]
    ) -> dict[str, AnswerValue] | None:
        """Try each sort of answer to one question, keeping only those that break nothing."""
        for value in self.space[question]:
            tried = answers | {question: value}
            if any(self.result(rule, tried) is Result.NOT_SATISFIED for rule in self.readers[question]):
                continue
            done = self._complete(tried, waiting)
            if done is not None:
                return done
        return None

    def repaired(
        self, witness: Mapping[str, AnswerValue], forced: Mapping[str, AnswerValue], given: Mapping[str, AnswerValue]
    ) -> bool:
        """Tell whether ``given`` with ``forced`` can be completed, trying a known completion first.

        The witness completes ``given`` without breaking a rule. Overlaying the forced answers on it touches few
        rules; only when one of them breaks, or starts to wait, is the search made anew.
        """
        overlaid = {**witness, **forced}
        touched = self.touched_by(tuple(forced))
        if all(self.result(rule, overlaid) in _KEPT for rule in touched):
            return True
        return self.completed({**given, **forced}) is not None


_KEPT = (Result.SATISFIED, Result.NOT_APPLICABLE)
