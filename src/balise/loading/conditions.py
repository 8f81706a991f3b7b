# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Conditions read from files and checked against the questions they speak of.

Written ``{word: operands}``. A condition is refused here, with what to write instead, rather than being
discovered false in every dossier later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
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
)
from balise.core.language import Text
from balise.core.messages import Gap
from balise.core.questions import Question, QuestionType
from balise.core.suggestions import likely, listed, suggestion
from balise.loading.answers import nearest_choice, number_of
from balise.loading.decoding import (
    INVALID,
    KIND_OF_TAG,
    Invalid,
    Reading,
    decode_date,
    decode_object,
    kind_of,
    register,
)
from balise.loading.identifiers import met

PAIR = Text("une liste de deux éléments : [question, valeur]", "a list of two items: [question, value]")
CONDITIONS = Text("une liste de conditions, au moins une", "a list of conditions, at least one")
A_CONDITION = Text(
    "une condition comme « {is: [personal_data, yes]} »", 'a condition such as "{is: [personal_data, yes]}"'
)
EMPTY_CONDITION = Text("une condition vide", "an empty condition")
SOME_CHOICE = Text("au moins un choix", "at least one choice")
SCORE_PAIR = Text("une liste de deux éléments : [score, nombre]", "a list of two items: [score, number]")
A_SCORE = Text("Le score", "The score")
FARTHEST = 1200
"""Months around the day of the evaluation: a century."""
A_DAY = Text("une date", "a date")
A_NUMBER = Text("un nombre", "a number")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary: how its operands are read, the questions it fits, an example to show."""

    decode: Callable[["Word", Node, Reading], Any]
    example: str
    types: tuple[QuestionType, ...] = ()
    name: str = ""


def decode_condition(node: Node, _: Any, reading: Reading) -> Any:
    """Return the condition that a node describes, or ``INVALID`` once the mistake is reported."""
    if not isinstance(node, MappingNode) or not node.value:
        found = EMPTY_CONDITION if isinstance(node, MappingNode) else kind_of(node)
        return reading.report("BAL-103", node, expected=A_CONDITION, found=found)
    if len(node.value) > 1:
        return _several_words(node, reading)
    ((key, operands),) = node.value
    word = VOCABULARY.get(key.value)
    if word is None:
        return reading.report("BAL-401", key, word=key.value, **suggestion(key.value, VOCABULARY))
    return word.decode(word, operands, reading)


def _several_words(node: MappingNode, reading: Reading) -> Invalid:
    """Report a condition of several words at the second, which is the one too many."""
    words = [str(key.value) for key, _ in node.value]
    parts = ", ".join(f"{{{word}: …}}" for word in words)
    return reading.report(
        "BAL-407",
        node.value[1][0],
        words=listed(words),
        example_all=f"{{all: [{parts}]}}",
        example_any=f"{{any: [{parts}]}}",
    )


def _malformed(word: Word, node: Node, expected: Text, reading: Reading) -> Invalid:
    return reading.report("BAL-402", node, word=word.name, expected=expected, example=word.example)


def _parts(word: Word, node: Node, reading: Reading) -> Any:
    if not isinstance(node, SequenceNode) or not node.value:
        return _malformed(word, node, CONDITIONS, reading)
    parts = [decode_condition(item, Condition, reading) for item in node.value]
    return INVALID if any(isinstance(part, Invalid) for part in parts) else tuple(parts)


def _decode_all(word: Word, node: Node, reading: Reading) -> Any:
    parts = _parts(word, node, reading)
    return parts if isinstance(parts, Invalid) else AllOf(parts)


def _decode_any(word: Word, node: Node, reading: Reading) -> Any:
    parts = _parts(word, node, reading)
    return parts if isinstance(parts, Invalid) else AnyOf(parts)


def _decode_not(word: Word, node: Node, reading: Reading) -> Any:
    del word
    part = decode_condition(node, Condition, reading)
    return part if isinstance(part, Invalid) else Not(part)


def _question(word: Word, node: Node, reading: Reading) -> Question | Invalid:
    """Return the question named, checked to be of a type the word can read."""
    if not isinstance(node, ScalarNode):
        return _malformed(word, node, PAIR, reading)
    question = reading.questions.get(node.value)
    if question is None and node.value in met(Question, [reading]):
        return INVALID
    if question is None:
        return reading.report("BAL-403", node, id=node.value, nearest=likely(node.value, reading.questions))
    if word.types and question.type not in word.types:
        return reading.report(
            "BAL-405",
            node,
            word=word.name,
            question=question.id,
            type=question.type.value,
            example=_example_for(question),
        )
    return question


def _example_for(question: Question) -> str:
    """Return a condition that fits a question."""
    choice = next(iter(question.choice_ids()), "…")
    return {
        QuestionType.YES_NO: f"{{is: [{question.id}, yes]}}",
        QuestionType.CHOICE: f"{{is: [{question.id}, {choice}]}}",
        QuestionType.CHOICES: f"{{includes: [{question.id}, {choice}]}}",
        QuestionType.NUMBER: f"{{at_least: [{question.id}, 12]}}",
        QuestionType.DATE: f"{{after: [{question.id}, on]}}",
        QuestionType.TEXT: f"{{answered: {question.id}}}",
    }[question.type]


def _pair(word: Word, node: Node, reading: Reading) -> tuple[Question, Node] | Invalid:
    """Return the question and the operand of ``[question, operand]``."""
    if not isinstance(node, SequenceNode) or len(node.value) != 2:  # noqa: PLR2004 - a pair
        return _malformed(_with_inner_list(word, node), node, PAIR, reading)
    question = _question(word, node.value[0], reading)
    return question if isinstance(question, Invalid) else (question, node.value[1])


def _with_inner_list(word: Word, node: Node) -> Word:
    """Return the word with the very example to write, when several choices were listed after the question."""
    if word.name not in ("in", "includes") or not isinstance(node, SequenceNode):
        return word
    if len(node.value) < 2 or not all(isinstance(item, ScalarNode) for item in node.value):  # noqa: PLR2004 - a pair
        return word
    question, *choices = (str(item.value) for item in node.value)
    return replace(word, example=f"{{{word.name}: [{question}, [{', '.join(choices)}]]}}")


def _choice(question: Question, node: Node, reading: Reading) -> str | Invalid:
    if isinstance(node, ScalarNode) and node.value in question.choice_ids():
        return str(node.value)
    if not isinstance(node, ScalarNode):
        return reading.report("BAL-103", node, expected=KIND_OF_TAG["tag:yaml.org,2002:str"], found=kind_of(node))
    return reading.report(
        "BAL-404",
        node,
        value=node.value,
        question=question.id,
        nearest=nearest_choice(question, node.value),
        allowed=listed(question.choice_ids()),
    )


def _choices(question: Question, node: Node, reading: Reading) -> tuple[str, ...] | Invalid:
    """Return the choices listed; one alone may be written without brackets."""
    items = node.value if isinstance(node, SequenceNode) else [node]
    found: list[str] = []
    for item in items:
        choice = _choice(question, item, reading)
        if isinstance(choice, Invalid):
            return choice
        found.append(choice)
    return tuple(found)


def _decode_is(word: Word, node: Node, reading: Reading) -> Any:
    pair = _pair(word, node, reading)
    if isinstance(pair, Invalid):
        return pair
    choice = _choice(*pair, reading)
    return choice if isinstance(choice, Invalid) else Is(pair[0].id, choice)


def _membership(kind: type[In] | type[Includes]) -> Callable[[Word, Node, Reading], Any]:
    def decode_membership(word: Word, node: Node, reading: Reading) -> Any:
        pair = _pair(word, node, reading)
        if isinstance(pair, Invalid):
            return pair
        choices = _choices(*pair, reading)
        if isinstance(choices, Invalid):
            return choices
        return kind(pair[0].id, choices) if choices else _malformed(word, pair[1], SOME_CHOICE, reading)

    return decode_membership


def _number(word: Word, node: Node, reading: Reading) -> int | float | Invalid:
    number = number_of(node)
    if number is not None:
        return number
    value = node.value if isinstance(node, ScalarNode) else "…"
    return reading.report("BAL-406", node, value=value, expected=A_NUMBER, example=word.example)


def _bound(kind: type[AtLeast] | type[AtMost]) -> Callable[[Word, Node, Reading], Any]:
    def decode_bound(word: Word, node: Node, reading: Reading) -> Any:
        pair = _pair(word, node, reading)
        if isinstance(pair, Invalid):
            return pair
        bound = _number(word, pair[1], reading)
        return bound if isinstance(bound, Invalid) else kind(pair[0].id, bound)

    return decode_bound


def _day(word: Word, node: Node, reading: Reading) -> Day | Invalid:
    """Read a calendar date, ``on``, or ``{months: n}`` around it."""
    if isinstance(node, MappingNode) and [key.value for key, _ in node.value] == ["months"]:
        node = node.value[0][1]
        months = number_of(node)
        if isinstance(months, int) and abs(months) <= FARTHEST:
            return Day(months=months)
    elif isinstance(node, ScalarNode) and node.value == "on":
        return Day()
    elif isinstance(node, ScalarNode) and node.value[:1].isdigit():
        fixed = decode_date(node, reading)
        return fixed if isinstance(fixed, Invalid) else Day(fixed)
    value = node.value if isinstance(node, ScalarNode) else "…"
    return reading.report("BAL-406", node, value=value, expected=A_DAY, example=word.example)


def _moment(kind: type[Before] | type[After]) -> Callable[[Word, Node, Reading], Any]:
    def decode_moment(word: Word, node: Node, reading: Reading) -> Any:
        pair = _pair(word, node, reading)
        if isinstance(pair, Invalid):
            return pair
        day = _day(word, pair[1], reading)
        return day if isinstance(day, Invalid) else kind(pair[0].id, day)

    return decode_moment


def _decode_answered(word: Word, node: Node, reading: Reading) -> Any:
    question = _question(word, node, reading)
    return question if isinstance(question, Invalid) else Answered(question.id)


def _threshold(kind: type[ScoreAtLeast] | type[ScoreAtMost]) -> Callable[[Word, Node, Reading], Any]:
    def decode_threshold(word: Word, node: Node, reading: Reading) -> Any:
        if not isinstance(node, SequenceNode) or len(node.value) != 2:  # noqa: PLR2004 - a pair
            return _malformed(word, node, SCORE_PAIR, reading)
        name, bound = node.value
        if not isinstance(name, ScalarNode):
            return _malformed(word, name, SCORE_PAIR, reading)
        score = reading.scores.get(name.value)
        if score is None:
            values: dict[str, Gap] = {"what": A_SCORE, "id": name.value}
            if not reading.scores:
                return reading.report("BAL-208", name, section="scores", **values)
            return reading.report("BAL-203", name, **values, **suggestion(name.value, reading.scores))
        threshold = _number(word, bound, reading)
        return threshold if isinstance(threshold, Invalid) else kind(score, threshold)

    return decode_threshold


def _decode_score(node: Node, kind: Any, reading: Reading) -> Any:
    score = decode_object(node, kind, reading)
    if isinstance(score, Score):
        reading.scores[score.id] = score
    return score


_ONE_CHOICE = (QuestionType.YES_NO, QuestionType.CHOICE)

VOCABULARY: Mapping[str, Word] = {
    name: Word(decoder, example, types, name)
    for name, decoder, example, types in (
        ("all", _decode_all, "{all: [{is: [personal_data, yes]}, {is: [dpia, done]}]}", ()),
        ("any", _decode_any, "{any: [{is: [exit_plan, yes]}, {is: [exit_clause, yes]}]}", ()),
        ("not", _decode_not, "{not: {is: [interaction_mode, direct]}}", ()),
        ("is", _decode_is, "{is: [interaction_mode, direct]}", _ONE_CHOICE),
        ("in", _membership(In), "{in: [hosting, [france, european_union]]}", _ONE_CHOICE),
        ("includes", _membership(Includes), "{includes: [audience, residents]}", (QuestionType.CHOICES,)),
        ("at_least", _bound(AtLeast), "{at_least: [logs_kept_months, 6]}", (QuestionType.NUMBER,)),
        ("at_most", _bound(AtMost), "{at_most: [annual_cost, 40000]}", (QuestionType.NUMBER,)),
        ("before", _moment(Before), "{before: [review_date, on]}", (QuestionType.DATE,)),
        ("after", _moment(After), "{after: [exit_drill_on, {months: -12}]}", (QuestionType.DATE,)),
        ("answered", _decode_answered, "{answered: purpose}", ()),
        ("score_at_least", _threshold(ScoreAtLeast), "{score_at_least: [risque, 10]}", ()),
        ("score_at_most", _threshold(ScoreAtMost), "{score_at_most: [risque, 10]}", ()),
    )
}

register(Condition, decode_condition)
register(Score, _decode_score)
