# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions whose answers can still change what a dossier will come to."""

from collections.abc import Iterator
from dataclasses import dataclass

from balise.core.answer_space import answer_space
from balise.core.completion import RuleBook
from balise.core.conditions import AnswerValue
from balise.core.evaluation import Result
from balise.core.frameworks import Rule, Strength
from balise.core.soundness import chain_of_questions
from balise.core.standing import Standing, conditions_of


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


def open_questions(standing: Standing) -> tuple[OpenQuestion, ...]:
    """Return the questions on whose answer alone two completions of the dossier can differ, most decisive first."""
    return tuple(sorted(_open(standing), key=lambda found: _decisiveness(found, standing)))


def _open(standing: Standing) -> Iterator[OpenQuestion]:
    """Yield the questions that can turn one of the two facts on which an outcome depends."""
    both = ((standing.none_blocked, Strength.BLOCKING), (standing.all_kept, Strength.CORRECTABLE))
    books = [
        (book.undecided(standing.given), strength)
        for book, strength in both
        if book.completed(standing.given) is not None
    ]
    for question in standing.missing:
        pivots = [
            rule
            for book, strength in books
            for rule in book.readers.get(question, ())
            if rule.strength is strength and _pivotal(question, rule, book, standing)
        ]
        if pivots and _may_be_asked(question, standing):
            blocks_on = tuple(value for value in standing.space[question] if _blocks(question, value, standing))
            criteria = tuple(rule.criterion.id for rule in pivots)
            yield OpenQuestion(question, blocks_on, criteria, pivots[0].strength)


def _pivotal(question: str, rule: Rule, book: RuleBook, standing: Standing) -> bool:
    """Tell whether some completion keeps every rule of the book, but for another answer to ``question``."""
    sorts = answer_space((question,), conditions_of((rule,)), standing.bank, standing.on)[question]
    return book.turns(question, sorts, rule, standing.given)


def _may_be_asked(question: str, standing: Standing) -> bool:
    """Tell whether the form can still come to the question."""
    gate = standing.bank.by_id[question].asked_when
    return gate is None or gate.holds(standing.answers, standing.on) is not False


def _blocks(question: str, value: AnswerValue, standing: Standing) -> bool:
    """Tell whether this one answer would break a blocking rule for certain."""
    book = standing.none_blocked
    answers = {**standing.given, question: value}
    return any(book.result(rule, answers) is Result.NOT_SATISFIED for rule in book.readers.get(question, ()))


def _decisiveness(found: OpenQuestion, standing: Standing) -> tuple[int | bool, ...]:
    """Order questions: those that can stop the project at once, then by the rules they decide."""
    strengths = [standing.evaluation.finding(criterion).rule.strength for criterion in found.criteria]
    depth = len(tuple(chain_of_questions((found.question,), standing.bank)))
    return (
        not found.blocks_on,
        -strengths.count(Strength.BLOCKING),
        -strengths.count(Strength.CORRECTABLE),
        depth,
        standing.bank.rank[found.question],
    )
