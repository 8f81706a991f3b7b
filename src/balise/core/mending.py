# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The smallest changes of answers after which the rules can be kept.

Exact: no smaller set of design choices would do, and every combination proposed works. Facts are never proposed
for change, nor are choices that are found to be so rather than decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from balise.core.completion import RuleBook
from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome, evaluate
from balise.core.frameworks import Rule
from balise.core.questions import Nature, QuestionType
from balise.core.standing import Standing

MOST_CHANGES = 4
"""Beyond four changes it is another project."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer to change; any of the alternatives would do."""

    question: str
    current: AnswerValue
    alternatives: tuple[AnswerValue, ...]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Answers to change together."""

    changes: tuple[Change, ...]
    outcome: Outcome
    """What they lead to, once the questions of ``to_answer`` are answered well."""
    to_answer: tuple[str, ...]
    """The questions that still have no answer and that the outcome then waits for."""


def smallest_changes(standing: Standing, book: RuleBook) -> tuple[ChangeSet, ...]:
    """Return the smallest sets of changes after which no rule of ``book`` need be broken.

    Empty when more than four changes are needed. One set of no change when the answers given are good and only
    missing ones are awaited.
    """
    return _Search(standing, book).smallest()


class _Search:
    """Looks for sets of changes, smaller ones first."""

    def __init__(self, standing: Standing, book: RuleBook) -> None:
        self.standing = standing
        self.book = book

    def smallest(self) -> tuple[ChangeSet, ...]:
        """Return the smallest sets of changes, or none when more than four changes are needed."""
        for size in range(MOST_CHANGES + 1):
            found = dict.fromkeys(self._changes_of_size(size, self.standing.given, frozenset()))
            if found:
                return tuple(self._described(found))
        return ()

    def _changes_of_size(
        self, size: int, answers: dict[str, AnswerValue], made: frozenset[tuple[str, AnswerValue]]
    ) -> Iterator[frozenset[tuple[str, AnswerValue]]]:
        """Yield the sets of ``size`` further changes that keep every rule of the book.

        A rule that is broken depends on its own questions only, so every set that works changes one of them:
        branching on one broken rule misses nothing.
        """
        broken = self.book.broken(answers)
        if not broken and self.book.completed(answers) is not None:
            yield from (made,) if size == 0 else ()
            return
        if size == 0:
            return
        changed = {question for question, _ in made}
        for question in self._levers(broken, changed):
            for value in self._proposals(question):
                yield from self._changes_of_size(size - 1, {**answers, question: value}, made | {(question, value)})

    def _proposals(self, question: str) -> Iterator[AnswerValue]:
        """Yield the answers that may be suggested instead of the one given."""
        current = self.standing.given[question]
        withheld = self.standing.bank.by_id[question].never_proposed()
        for value in self.standing.space[question]:
            chosen = value if isinstance(value, tuple) else (value,)
            if value != current and withheld.isdisjoint(chosen):
                yield value

    def _levers(self, broken: Sequence[Rule], changed: set[str]) -> tuple[str, ...]:
        """Return the design choices to branch on: those of the broken rule that has fewest.

        When no single rule is broken but together they cannot be kept, any choice they read may be the one.
        """
        options = [
            tuple(name for name in rule.criterion.questions() if self._changeable(name) and name not in changed)
            for rule in broken
        ]
        if options:
            return min(options, key=len)
        return tuple(name for name in self.book.readers if self._changeable(name) and name not in changed)

    def _changeable(self, question: str) -> bool:
        return question in self.standing.given and self.standing.bank.by_id[question].nature is Nature.DESIGN

    def _described(self, found: Iterable[frozenset[tuple[str, AnswerValue]]]) -> Iterator[ChangeSet]:
        """Yield the sets found; those that change the same questions and lead to the same are told together."""
        alike: dict[tuple[tuple[str, ...], Outcome, tuple[str, ...]], list[dict[str, AnswerValue]]] = {}
        for changes in found:
            ordered = dict(sorted(changes, key=lambda change: self.standing.bank.rank[change[0]]))
            alike.setdefault((tuple(ordered), *self._leads_to(ordered)), []).append(ordered)
        for questions, outcome, to_answer in sorted(alike, key=self._readability):
            for group in _products(questions, alike[questions, outcome, to_answer]):
                told = tuple(
                    Change(question, self.standing.given[question], self._preferred(question, values))
                    for question, values in group.items()
                )
                yield ChangeSet(told, outcome, to_answer)

    def _leads_to(self, changes: Mapping[str, AnswerValue]) -> tuple[Outcome, tuple[str, ...]]:
        """Return the best outcome that these changes allow, and the questions it then waits for.

        They already spare every blocking rule. Whether all the others can be kept too is searched, not summed up
        rule by rule: two rules that wait for the same answer may want it different.
        """
        answers = {**self.standing.answers, **changes}
        changed = evaluate(
            self.standing.evaluation.framework,
            replace(self.standing.evaluation.dossier, answers=answers),
            self.standing.on,
        )
        kept = self.standing.all_kept.completed({**self.standing.given, **changes}) is not None
        outcome = Outcome.FAVOURABLE if kept else Outcome.FAVOURABLE_WITH_RESERVATIONS
        return outcome, self.standing.awaited(changed)

    def _readability(self, alike: tuple[tuple[str, ...], Outcome, tuple[str, ...]]) -> tuple[object, ...]:
        """Order sets of changes as the form does; of the same questions, first what ends best and soonest."""
        questions, outcome, to_answer = alike
        ranks = [self.standing.bank.rank[name] for name in questions]
        return ranks, outcome is not Outcome.FAVOURABLE, [self.standing.bank.rank[name] for name in to_answer]

    def _preferred(self, question: str, values: Sequence[AnswerValue]) -> tuple[AnswerValue, ...]:
        """Return the alternatives in the order of the question; where many would do, the one to propose.

        Of days, that of the evaluation; of numbers and of sets of choices, the closest to the present answer.
        """
        kind = self.standing.bank.by_id[question].type
        ordered = sorted(values, key=self.standing.space[question].index)
        if kind is QuestionType.DATE:
            return (self.standing.on,) if self.standing.on in ordered else (ordered[0],)
        if kind is QuestionType.NUMBER:
            current = self.standing.given[question]
            return (min(ordered, key=lambda value: abs(float(value) - float(current))),)  # type: ignore[arg-type]
        if kind is QuestionType.CHOICES:
            present = frozenset(self.standing.given[question])  # type: ignore[arg-type]
            return (min(ordered, key=lambda value: len(present.symmetric_difference(value))),)  # type: ignore[arg-type]
        return tuple(ordered)


def _products(
    questions: Sequence[str], found: Sequence[Mapping[str, AnswerValue]]
) -> Iterator[dict[str, tuple[AnswerValue, ...]]]:
    """Yield sets of alternatives whose every combination was found.

    When all combinations work they are told at once; otherwise each way of answering all questions but the
    last is told apart, so that no combination is promised that does not work.
    """
    values = {name: tuple(dict.fromkeys(item[name] for item in found)) for name in questions}
    if len(found) == prod(len(options) for options in values.values()):
        yield values
        return
    last = questions[-1]
    heads: dict[tuple[AnswerValue, ...], list[AnswerValue]] = {}
    for item in found:
        heads.setdefault(tuple(item[name] for name in questions[:-1]), []).append(item[last])
    for head, tails in heads.items():
        yield {**{name: (value,) for name, value in zip(questions, head, strict=False)}, last: tuple(tails)}
