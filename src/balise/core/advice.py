# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What to ask next, and what to change: the fewest questions and the fewest answers.

Two exact computations on the rules themselves. A question matters when two completions of the dossier that
differ only by its answer lead to different outcomes. A set of changes is proposed when no smaller set of
design choices makes the project acceptable; facts are never proposed for change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod

from balise.core.answer_space import answer_space
from balise.core.completion import RuleBook, Space
from balise.core.conditions import Answers, AnswerValue, Condition
from balise.core.dossiers import Dossier
from balise.core.evaluation import Evaluation, Outcome, Result, evaluate
from balise.core.frameworks import Framework, Rule, Strength
from balise.core.questions import Nature, QuestionBank, QuestionType
from balise.core.soundness import chain_of_questions

MOST_CHANGES = 4
"""Beyond four changes it is another project."""

GRAVEST_FIRST = (Strength.BLOCKING, Strength.CORRECTABLE)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer, whose answer can still change the outcome."""

    question: str
    blocks_on: tuple[AnswerValue, ...]
    """The answers that would by themselves make the outcome unfavourable at once."""
    criteria: tuple[str, ...]
    """The criteria through which it decides, blocking ones first."""
    strength: Strength
    """The strength of the gravest of them."""


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


@dataclass(frozen=True, slots=True)
class Advice:
    """An evaluation, and the shortest ways on from it."""

    evaluation: Evaluation
    settled: bool
    """No missing answer can change what the dossier will come to."""
    foregone: Outcome | None
    """What it will come to, once settled. It may be known while the evaluation is still incomplete: when a
    reservation is certain, answers that could only bring others are awaited and decide nothing."""
    to_answer: tuple[str, ...]
    """The questions for which a blocking or correctable criterion waits, in the order of the form."""
    questions: tuple[OpenQuestion, ...]
    """The questions that can, the most decisive first."""
    acceptable: tuple[ChangeSet, ...]
    """The smallest sets of changes after which the outcome is favourable, with or without reservations."""
    favourable: tuple[ChangeSet, ...]
    """The smallest sets after which it is favourable without reservation."""
    out_of_reach: bool
    """No set of at most four design choices makes the project acceptable."""


def advise(framework: Framework, bank: QuestionBank, dossier: Dossier, on: date) -> Advice:
    """Return what can still settle the outcome, and the smallest changes that would mend it."""
    return _Adviser(framework, bank, dossier, on).advice()


class _Adviser:
    """One dossier under one framework: the rules that count on that day and the answers worth trying."""

    def __init__(self, framework: Framework, bank: QuestionBank, dossier: Dossier, on: date) -> None:
        self.bank = bank
        self.on = on
        self.evaluation = evaluate(framework, dossier, on)
        rules = [rule for rule in framework.rules if rule.strength in GRAVEST_FIRST and rule.in_force.covers(on)]
        blocking = [rule for rule in rules if rule.strength is Strength.BLOCKING]
        read = tuple(dict.fromkeys(name for rule in rules for name in rule.criterion.questions()))
        self.given: dict[str, AnswerValue] = {name: dossier.answers[name] for name in read if name in dossier.answers}
        self.space: Space = answer_space(read, _conditions(rules), bank, on)
        self.missing = tuple(name for name in read if name not in self.given)
        self.all_kept = RuleBook(rules, self.space, on)
        self.none_blocked = RuleBook(blocking, self.space, on)

    def advice(self) -> Advice:
        """Return the advice."""
        questions = tuple(sorted(self._open_questions(), key=self._decisiveness))
        outcome = self.evaluation.outcome
        acceptable = () if outcome in _ACCEPTABLE else self._mended(self.none_blocked)
        return Advice(
            self.evaluation,
            settled=not questions,
            foregone=None if questions else self._foregone(),
            to_answer=self._awaited(self.evaluation),
            questions=questions,
            acceptable=acceptable,
            favourable=() if outcome is Outcome.FAVOURABLE else self._mended(self.all_kept),
            out_of_reach=outcome not in _ACCEPTABLE and not acceptable,
        )

    def _foregone(self) -> Outcome:
        """Return the outcome of every completion, when they all have the same: that of any one of them."""
        if self.all_kept.completed(self.given) is not None:
            return Outcome.FAVOURABLE
        if self.none_blocked.completed(self.given) is not None:
            return Outcome.FAVOURABLE_WITH_RESERVATIONS
        return Outcome.UNFAVOURABLE

    # Which questions can still change the outcome

    def _open_questions(self) -> Iterator[OpenQuestion]:
        """Yield the questions on whose answer alone two completions of the dossier can differ.

        On a complete dossier the outcome depends on two facts only: is a blocking rule broken, and is any rule
        broken. A question matters when it can turn one of them.
        """
        books = [
            (book.undecided(self.given), strength)
            for book, strength in ((self.none_blocked, Strength.BLOCKING), (self.all_kept, Strength.CORRECTABLE))
            if book.completed(self.given) is not None
        ]
        for question in self.missing:
            pivots = [
                rule
                for book, strength in books
                for rule in book.readers.get(question, ())
                if rule.strength is strength and self._pivotal(question, rule, book)
            ]
            if pivots and self._may_be_asked(question):
                yield OpenQuestion(
                    question,
                    tuple(value for value in self.space[question] if self._blocks(question, value)),
                    tuple(rule.criterion.id for rule in pivots),
                    pivots[0].strength,
                )

    def _pivotal(self, question: str, rule: Rule, book: RuleBook) -> bool:
        """Tell whether some completion keeps every rule of the book, but for another answer to ``question``."""
        sorts = answer_space((question,), _conditions((rule,)), self.bank, self.on)[question]
        return book.turns(question, sorts, rule, self.given)

    def _may_be_asked(self, question: str) -> bool:
        """Tell whether the form can still come to the question."""
        gate = self.bank.by_id[question].asked_when
        return gate is None or gate.holds(self.given_all, self.on) is not False

    @property
    def given_all(self) -> Answers:
        """Return every answer of the dossier, those that no rule reads included."""
        return self.evaluation.dossier.answers

    def _blocks(self, question: str, value: AnswerValue) -> bool:
        """Tell whether this one answer would break a blocking rule for certain."""
        answers = {**self.given, question: value}
        return any(
            self.none_blocked.result(rule, answers) is Result.NOT_SATISFIED
            for rule in self.none_blocked.readers.get(question, ())
        )

    def _decisiveness(self, found: OpenQuestion) -> tuple[int | bool, ...]:
        """Order questions: those that can stop the project at once, then by the rules they decide."""
        strengths = [self._strength_of(criterion) for criterion in found.criteria]
        depth = len(tuple(chain_of_questions((found.question,), self.bank)))
        return (
            not found.blocks_on,
            -strengths.count(Strength.BLOCKING),
            -strengths.count(Strength.CORRECTABLE),
            depth,
            self.bank.rank[found.question],
        )

    def _strength_of(self, criterion: str) -> Strength:
        return self.evaluation.finding(criterion).rule.strength

    # Which answers to change

    def _mended(self, book: RuleBook) -> tuple[ChangeSet, ...]:
        """Return the smallest sets of changes after which no rule of the book need be broken."""
        for size in range(MOST_CHANGES + 1):
            found = dict.fromkeys(self._changes_of_size(size, book, self.given, frozenset()))
            if found:
                return tuple(self._described(found))
        return ()

    def _changes_of_size(
        self, size: int, book: RuleBook, answers: dict[str, AnswerValue], made: frozenset[tuple[str, AnswerValue]]
    ) -> Iterator[frozenset[tuple[str, AnswerValue]]]:
        """Yield the sets of ``size`` further changes that keep every rule of the book.

        A rule that is broken depends on its own questions only, so every set that works changes one of them:
        branching on one broken rule misses nothing.
        """
        broken = book.broken(answers)
        if not broken and book.completed(answers) is not None:
            yield from (made,) if size == 0 else ()
            return
        if size == 0:
            return
        changed = {question for question, _ in made}
        for question in self._levers(broken, book, changed):
            for value in self._proposals(question):
                yield from self._changes_of_size(
                    size - 1, book, {**answers, question: value}, made | {(question, value)}
                )

    def _proposals(self, question: str) -> Iterator[AnswerValue]:
        """Yield the answers that may be suggested instead of the one given."""
        current = self.given[question]
        withheld = self.bank.by_id[question].never_proposed()
        for value in self.space[question]:
            chosen = value if isinstance(value, tuple) else (value,)
            if value != current and withheld.isdisjoint(chosen):
                yield value

    def _levers(self, broken: Sequence[Rule], book: RuleBook, changed: set[str]) -> tuple[str, ...]:
        """Return the design choices to branch on: those of the broken rule that has fewest.

        When no single rule is broken but together they cannot be kept, any choice they read may be the one.
        """
        options = [
            tuple(name for name in rule.criterion.questions() if self._changeable(name) and name not in changed)
            for rule in broken
        ]
        if options:
            return min(options, key=len)
        return tuple(name for name in book.readers if self._changeable(name) and name not in changed)

    def _changeable(self, question: str) -> bool:
        return question in self.given and self.bank.by_id[question].nature is Nature.DESIGN

    def _described(self, found: Iterable[frozenset[tuple[str, AnswerValue]]]) -> Iterator[ChangeSet]:
        """Yield the sets found; those that change the same questions and lead to the same are told together."""
        alike: dict[tuple[tuple[str, ...], Outcome, tuple[str, ...]], list[dict[str, AnswerValue]]] = {}
        for changes in found:
            ordered = dict(sorted(changes, key=lambda change: self.bank.rank[change[0]]))
            alike.setdefault((tuple(ordered), *self._leads_to(ordered)), []).append(ordered)
        for questions, outcome, to_answer in sorted(alike, key=self._readability):
            for group in _products(questions, alike[questions, outcome, to_answer]):
                told = tuple(
                    Change(question, self.given[question], self._preferred(question, values))
                    for question, values in group.items()
                )
                yield ChangeSet(told, outcome, to_answer)

    def _leads_to(self, changes: Mapping[str, AnswerValue]) -> tuple[Outcome, tuple[str, ...]]:
        """Return the best outcome that these changes allow, and the questions it then waits for.

        They already spare every blocking rule. Whether all the others can be kept too is searched, not summed up
        rule by rule: two rules that wait for the same answer may want it different.
        """
        answers = {**self.given_all, **changes}
        changed = evaluate(self.evaluation.framework, replace(self.evaluation.dossier, answers=answers), self.on)
        kept = self.all_kept.completed({**self.given, **changes}) is not None
        outcome = Outcome.FAVOURABLE if kept else Outcome.FAVOURABLE_WITH_RESERVATIONS
        return outcome, self._awaited(changed)

    def _readability(self, alike: tuple[tuple[str, ...], Outcome, tuple[str, ...]]) -> tuple[object, ...]:
        """Order sets of changes as the form does; of the same questions, first what ends best and soonest."""
        questions, outcome, to_answer = alike
        ranks = [self.bank.rank[name] for name in questions]
        return ranks, outcome is not Outcome.FAVOURABLE, [self.bank.rank[name] for name in to_answer]

    def _awaited(self, evaluation: Evaluation) -> tuple[str, ...]:
        """Return the questions for which some rule that counts waits, in the order of the form."""
        names = {
            name
            for finding in evaluation.findings
            if finding.rule.strength in GRAVEST_FIRST and finding.result is Result.UNKNOWN
            for name in finding.missing
        }
        return tuple(sorted(names, key=self.bank.rank.__getitem__))

    def _preferred(self, question: str, values: Sequence[AnswerValue]) -> tuple[AnswerValue, ...]:
        """Return the alternatives in the order of the question; of dates and numbers, the one to propose.

        Any later day would do: the day of the evaluation is proposed. Of numbers, the closest to the present.
        """
        kind = self.bank.by_id[question].type
        ordered = sorted(values, key=self.space[question].index)
        if kind is QuestionType.DATE:
            return (self.on,) if self.on in ordered else (ordered[0],)
        if kind is QuestionType.NUMBER:
            current = self.given[question]
            return (min(ordered, key=lambda value: abs(float(value) - float(current))),)  # type: ignore[arg-type]
        if kind is QuestionType.CHOICES:
            return tuple(ordered[:1])
        return tuple(ordered)


_ACCEPTABLE = (Outcome.FAVOURABLE, Outcome.FAVOURABLE_WITH_RESERVATIONS)


def _conditions(rules: Sequence[Rule]) -> Iterator[Condition]:
    for rule in rules:
        yield rule.criterion.expects
        if rule.criterion.applies_when is not None:
            yield rule.criterion.applies_when


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
