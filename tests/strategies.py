# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Random question banks, rules and dossiers, small enough for every dossier to be tried.

Each question is compared with few values and answered from a few more: two sorts of answer at least on each
side of every bound, so that what the rules distinguish is met often, and can also be enumerated.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, product

from hypothesis import strategies as st

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
    AnswerValue,
    AnyOf,
    AtLeast,
    AtMost,
    Before,
    Condition,
    Day,
    In,
    Includes,
    Is,
    Not,
    Score,
    ScoreAtLeast,
    ScoreAtMost,
    Term,
)
from balise.core.dates import ALWAYS, Dated, Period
from balise.core.dossiers import Dossier
from balise.core.frameworks import (
    Commitment,
    Criterion,
    Framework,
    Kind,
    Modality,
    Principle,
    Scope,
    Status,
    Strength,
    Wording,
)
from balise.core.language import Text
from balise.core.questions import Choice, Nature, Question, QuestionBank, QuestionType
from balise.core.references import Citation, Source, SourceStatus

ON = date(2026, 3, 31)
"""A day whose month before is shorter: 31 March less one month is 28 February."""

Answers = Mapping[str, AnswerValue]

BOUNDS = (2, 4.5, 6)
DAYS = (Day(), Day(months=-1), Day(fixed=ON + timedelta(days=10)))
RESOLVED = (ON, date(2026, 2, 28), ON + timedelta(days=10))
"""The days above for an evaluation made on ``ON``, written out rather than computed by the code under test."""

NUMBERS = (-1, 2, 3, 4.5, 5, 6, 7.25)
DATES = tuple(sorted({day + timedelta(days=shift) for day in RESOLVED for shift in (-1, 0, 1)}))
CHOICES = (Choice("a", Text("a")), Choice("b", Text("b")), Choice("c", Text("c")))
WITH_NONE = (*CHOICES[:2], Choice("none", Text("aucun"), exclusive=True))


def make_question(
    name: str, kind: QuestionType, *, nature: Nature = Nature.DESIGN, asked_when: Condition | None = None
) -> Question:
    """Return a question with as few words as its type allows."""
    choices = {QuestionType.CHOICE: CHOICES, QuestionType.CHOICES: WITH_NONE}.get(kind, ())
    text = Text(name)
    return Question(name, kind, text, text, text, text, text, (), nature, choices=choices, asked_when=asked_when)


def make_bank(*questions: Question) -> QuestionBank:
    """Return a bank of these questions."""
    return QuestionBank((), questions)


def make_criterion(
    name: str,
    expects: Condition,
    *,
    applies_when: Condition | None = None,
    strength: Strength | None = None,
    in_force: Period | None = None,
) -> Criterion:
    """Return a criterion with as few words as possible; ``essai:1:a`` judges the commitment ``essai:1``."""
    text = Text(name)
    return Criterion(name, name.rpartition(":")[0], text, expects, text, applies_when, strength, in_force)


def make_framework(
    criteria: Sequence[Criterion],
    *,
    version: str = "1.0.0",
    strength: Strength = Strength.BLOCKING,
    in_force: Period = ALWAYS,
) -> Framework:
    """Return a charter that holds these criteria, with the commitments they name."""
    names = dict.fromkeys(criterion.commitment for criterion in criteria) or {"essai:1": None}
    commitments = tuple(
        Commitment(
            name,
            "essai:principe",
            Text(name),
            Dated.constant(Text(name)),
            Wording.VOTED,
            Scope.DOSSIER,
            Modality.REQUIRE,
            strength,
            (Citation("source"),),
            ON,
        )
        for name in names
    )
    return Framework(
        "essai",
        version,
        Status.DRAFT,
        Kind.CHARTER,
        Text("Charte d’essai"),
        "Valbrise",
        (Source("source", "Délibération", SourceStatus.FOUND, ON),),
        (Principle("essai:principe", Text("Principe")),),
        in_force=in_force,
        commitments=commitments,
        criteria=tuple(criteria),
    )


def make_dossier(answers: Answers) -> Dossier:
    """Return a dossier that holds these answers."""
    return Dossier("dossier", "Dossier d’essai", answers=answers)


def all_answers(question: Question) -> tuple[AnswerValue, ...]:
    """Return every answer that the tests ever give to a question: all that its comparisons can tell apart."""
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return question.choice_ids()
        case QuestionType.CHOICES:
            return tuple(_sets(question))
        case QuestionType.NUMBER:
            return NUMBERS
        case QuestionType.DATE:
            return DATES
        case QuestionType.TEXT:
            return ("Trier les demandes",)


def _sets(question: Question) -> Iterator[tuple[str, ...]]:
    free = [choice.id for choice in question.choices if not choice.exclusive]
    yield from ((choice.id,) for choice in question.choices if choice.exclusive)
    yield from chain.from_iterable(combinations(free, size) for size in range(1, len(free) + 1))


def completions(questions: Sequence[Question], answers: Answers) -> Iterator[dict[str, AnswerValue]]:
    """Yield every dossier that keeps these answers and answers the other questions too."""
    open_ = [question for question in questions if question.id not in answers]
    for values in product(*(all_answers(question) for question in open_)):
        yield {**answers, **{question.id: value for question, value in zip(open_, values, strict=True)}}


# Strategies. The questions are always these, so that a thousand examples cost a second and not a minute.

FLAG = make_question("flag", QuestionType.YES_NO)
CHOICE = make_question("choice", QuestionType.CHOICE)
SET = make_question("set", QuestionType.CHOICES)
NUMBER = make_question("number", QuestionType.NUMBER)
DAY = make_question("day", QuestionType.DATE, nature=Nature.FACT)
TEXT = make_question("text", QuestionType.TEXT)
FACT = make_question("fact", QuestionType.YES_NO, nature=Nature.FACT)
BANK = make_bank(FLAG, CHOICE, SET, NUMBER, DAY, TEXT, FACT)


def _comparisons(question: Question) -> Iterator[Condition]:
    """Yield every comparison that the tests ever make of a question."""
    name, choices = question.id, question.choice_ids()
    some = [found for size in range(1, len(choices) + 1) for found in combinations(choices, size)]
    match question.type:
        case QuestionType.YES_NO:
            yield from (Is(name, choice) for choice in choices)
        case QuestionType.CHOICE:
            yield from (Is(name, choice) for choice in choices)
            yield from (In(name, found) for found in some)
        case QuestionType.CHOICES:
            yield from (Includes(name, found) for found in some)
        case QuestionType.NUMBER:
            yield from (word(name, bound) for word in (AtLeast, AtMost) for bound in BOUNDS)
        case QuestionType.DATE:
            yield from (word(name, day) for word in (Before, After) for day in DAYS)
    yield Answered(name)


def comparisons(*questions: Question) -> st.SearchStrategy[Condition]:
    """Draw a word of the vocabulary that fits one of the questions, each question as often as another."""
    return st.one_of(*(st.sampled_from(tuple(_comparisons(question))) for question in questions))


def _composed(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    terms = st.lists(st.builds(Term, inner, st.sampled_from((-3, -0.5, 0, 1, 2, 2.5))), min_size=1, max_size=3)
    scores = st.builds(Score, st.just("score"), terms.map(tuple))
    thresholds = st.sampled_from((-2, 0, 0.5, 1, 3))
    return st.one_of(
        st.builds(AllOf, parts),
        st.builds(AnyOf, parts),
        st.builds(Not, inner),
        st.builds(ScoreAtLeast, scores, thresholds),
        st.builds(ScoreAtMost, scores, thresholds),
    )


def conditions(*questions: Question, max_leaves: int = 10) -> st.SearchStrategy[Condition]:
    """Draw a tree of conditions, thresholds on scores included."""
    return st.recursive(comparisons(*questions), _composed, max_leaves=max_leaves)


def complete_answers(*questions: Question) -> st.SearchStrategy[dict[str, AnswerValue]]:
    """Draw an answer to every question."""
    return st.fixed_dictionaries({question.id: st.sampled_from(all_answers(question)) for question in questions})


def partial_answers(*questions: Question) -> st.SearchStrategy[dict[str, AnswerValue]]:
    """Draw answers to some of the questions."""
    return st.fixed_dictionaries(
        {}, optional={question.id: st.sampled_from(all_answers(question)) for question in questions}
    )


ANY_CONDITION = conditions(*BANK.questions)
COMPLETE = complete_answers(*BANK.questions)
PARTIAL = partial_answers(*BANK.questions)


def frameworks(
    *questions: Question, most: int = 6, max_leaves: int = 4, version: str = "1.0.0"
) -> st.SearchStrategy[Framework]:
    """Draw a charter of a few criteria of every strength, under one to three commitments."""
    tree = conditions(*questions, max_leaves=max_leaves)
    gates = st.none() | comparisons(*questions)
    strengths = st.sampled_from((None, *Strength))
    periods = st.sampled_from((None, None, None, Period(end=ON), Period(start=ON)))
    parts = st.tuples(st.integers(1, 3), tree, gates, strengths, periods)
    return st.lists(parts, min_size=1, max_size=most).map(
        lambda drawn: make_framework(
            [
                make_criterion(
                    f"essai:{number}:{letter}", expects, applies_when=gate, strength=strength, in_force=period
                )
                for letter, (number, expects, gate, strength, period) in zip("abcdef", drawn, strict=False)
            ],
            version=version,
        )
    )


# Answers as wide as the loader lets them be, to any question

_WIDE_TEXT = st.text(st.characters(codec="utf-8"), min_size=1)


def any_answer_to(question: Question) -> st.SearchStrategy[AnswerValue]:
    """Draw any answer that the loader accepts for a question."""
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return st.sampled_from(question.choice_ids())
        case QuestionType.CHOICES:
            return _any_set(question)
        case QuestionType.NUMBER:
            return st.integers() | st.floats(allow_nan=False, allow_infinity=False)
        case QuestionType.DATE:
            return st.dates()
        case QuestionType.TEXT:
            return _WIDE_TEXT


def _any_set(question: Question) -> st.SearchStrategy[AnswerValue]:
    """Draw an exclusive choice alone, or any of the others together, in the order of the question."""
    free = [choice.id for choice in question.choices if not choice.exclusive]
    alone = st.sampled_from([(choice.id,) for choice in question.choices if choice.exclusive] or [(free[0],)])
    together = st.sets(st.sampled_from(free), min_size=1)
    return alone | together.map(lambda found: tuple(choice for choice in free if choice in found))


def wide_answers(bank: QuestionBank, questions: Sequence[str]) -> st.SearchStrategy[dict[str, AnswerValue]]:
    """Draw answers to some of these questions, as wide as the loader lets them be."""
    return st.fixed_dictionaries({}, optional={name: any_answer_to(bank.by_id[name]) for name in questions})
