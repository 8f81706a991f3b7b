# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The missing answers, given so that no rule breaks, when there is a way.

A search that answers one question at a time and gives up a branch as soon as a rule is broken for certain,
which three-valued logic tells early. It is exact: it tries one answer of every sort the rules distinguish.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from balise.core.conditions import AllOf, Answers, AnswerValue, AnyOf, Comparison, Condition, Not, Trace, Truth
from balise.core.evaluation import Result, judge, result_of
from balise.core.frameworks import Rule

Space = Mapping[str, Sequence[AnswerValue]]


@dataclass(frozen=True, slots=True)
class Supposing(Condition):
    """A condition read as if a question had this answer, whatever it has or lacks."""

    part: Condition
    question: str
    answer: AnswerValue

    def judge(self, answers: Answers, on: date, trace: Trace) -> Truth:
        """Judge the part with the supposed answer."""
        return self.part.judge({**answers, self.question: self.answer}, on, trace)

    def holds(self, answers: Answers, on: date) -> Truth:
        """Judge the part with the supposed answer."""
        return self.part.holds({**answers, self.question: self.answer}, on)

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons of the part, but for those of the question supposed answered."""
        return (comparison for comparison in self.part.comparisons() if comparison.question != self.question)


class RuleBook:
    """The rules to keep, with an index that tells which ones an answer can touch."""

    def __init__(self, rules: Sequence[Rule], space: Space, on: date) -> None:
        self.rules = tuple(rules)
        self.space = space
        self.on = on
        self.readers: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for question in rule.criterion.questions():
                self.readers.setdefault(question, []).append(rule)

    def result(self, rule: Rule, answers: Mapping[str, AnswerValue]) -> Result:
        """Return what is found of one rule."""
        return result_of(rule, answers, self.on)

    def undecided(self, given: Answers) -> "RuleBook":
        """Return the rules that these answers leave open; the others are kept or broken whatever comes next."""
        open_ = [rule for rule in self.rules if self.result(rule, given) is Result.UNKNOWN]
        return RuleBook(open_, self.space, self.on)

    def broken(self, answers: Mapping[str, AnswerValue]) -> tuple[Rule, ...]:
        """Return the rules that are not satisfied, whatever is still missing."""
        return tuple(rule for rule in self.rules if self.result(rule, answers) is Result.NOT_SATISFIED)

    def completed(self, answers: Mapping[str, AnswerValue]) -> dict[str, AnswerValue] | None:
        """Return answers that complete these and break no rule, or None when nothing can.

        Only the questions that some rule still waits for are answered.
        """
        if self.broken(answers):
            return None
        return self._complete(dict(answers), self.rules)

    def turns(self, question: str, values: Sequence[AnswerValue], rule: Rule, given: Answers) -> bool:
        """Tell whether some completion keeps every rule, though another answer to ``question`` breaks this one.

        ``values`` are the answers to the question that the rule tells apart.
        """
        gate = rule.criterion.applies_when
        fails = AllOf(tuple(part for part in (gate, Not(rule.criterion.expects)) if part is not None))
        may_fail = AnyOf(tuple(Supposing(fails, question, value) for value in values))
        demand = replace(rule, criterion=replace(rule.criterion, applies_when=None, expects=may_fail))
        return RuleBook((demand, *self.rules), self.space, self.on).completed(given) is not None

    def _complete(self, answers: dict[str, AnswerValue], waiting: Sequence[Rule]) -> dict[str, AnswerValue] | None:
        for place, rule in enumerate(waiting):
            finding = judge(rule, answers, self.on)
            if finding.result is Result.UNKNOWN:
                fewest = min(finding.missing, key=lambda question: len(self.space[question]))
                return self._answer(fewest, answers, waiting[place:])
        return answers

    def _answer(
        self, question: str, answers: dict[str, AnswerValue], waiting: Sequence[Rule]
    ) -> dict[str, AnswerValue] | None:
        """Try each sort of answer to one question, keeping only those that break nothing.

        The rule that broke last is looked at first: it is the likeliest to break again.
        """
        readers = list(self.readers[question])
        for value in self.space[question]:
            tried = answers | {question: value}
            broken = next(
                (place for place, rule in enumerate(readers) if self.result(rule, tried) is Result.NOT_SATISFIED), None
            )
            if broken is not None:
                readers.insert(0, readers.pop(broken))
                continue
            done = self._complete(tried, waiting)
            if done is not None:
                return done
        return None
