# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Answers read from files, each given the type of its question.

What cannot be typed is refused with the nearest valid name; what is empty is left out, hence unknown. Nothing
is guessed: a missing answer never becomes a default.
"""

from collections.abc import Callable, Mapping

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from balise.core.conditions import AnswerValue
from balise.core.language import Text
from balise.core.questions import NO, YES, Question, QuestionType
from balise.core.suggestions import likely, listed
from balise.loading.decoding import INVALID, MAPPING, Invalid, Reading, decode_date, kind_of
from balise.loading.identifiers import met
from balise.loading.nodes import BOOLEAN, DECIMAL, INTEGER, NULL

YES_WORDS = frozenset({"yes", "oui", "true"})
NO_WORDS = frozenset({"no", "non", "false"})
YES_OR_NO = Text("yes » ou « no", 'yes" or "no')
"""Fills the gap between the quotation marks of a sentence."""
TOO_GREAT = Text("un nombre aussi grand", "a number so great")
UNCOUNTABLE = 10**15
"""From there on a number is a slip of the keyboard, and fractions are no longer exact."""

EXPECTED: Mapping[QuestionType, tuple[Text, str]] = {
    QuestionType.YES_NO: (Text("oui ou non", "yes or no"), "yes"),
    QuestionType.CHOICE: (Text("un des choix", "one of the choices"), "…"),
    QuestionType.CHOICES: (Text("une liste de choix", "a list of choices"), "[…]"),
    QuestionType.NUMBER: (Text("un nombre", "a number"), "12"),
    QuestionType.DATE: (Text("une date", "a date"), "2026-03-31"),
    QuestionType.TEXT: (Text("un texte", "a text"), "…"),
}


def decode_answers(node: Node, reading: Reading, *, unknown_code: str = "BAL-801") -> dict[str, AnswerValue] | Invalid:
    """Return the answers of a mapping ``question: answer``; an empty answer is left out."""
    if not isinstance(node, MappingNode):
        return reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))
    answers: dict[str, AnswerValue] = {}
    valid = True
    for key, value in node.value:
        question = reading.questions.get(key.value)
        if question is None:
            if key.value not in met(Question, [reading]):
                reading.report(unknown_code, key, id=key.value, nearest=likely(key.value, reading.questions))
            valid = False
            continue
        answer = decode_answer(question, value, reading)
        if isinstance(answer, Invalid):
            valid = False
        elif answer is not None:
            answers[question.id] = answer
    return answers if valid else INVALID


def decode_answer(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid | None:
    """Return one answer, None when it is blank, or ``INVALID`` once the mistake is reported."""
    if isinstance(node, ScalarNode) and (node.tag == NULL or not node.value.strip()):
        return None
    if isinstance(node, SequenceNode) and not node.value:
        return None
    return _DECODERS[question.type](question, node, reading)


def _refused(question: Question, node: Node, reading: Reading, *, found: Text | None = None) -> Invalid:
    expected, example = EXPECTED[question.type]
    if question.type in (QuestionType.CHOICE, QuestionType.CHOICES):
        example = example.replace("…", next(iter(question.choice_ids()), "…"))
    return reading.report(
        "BAL-803",
        node,
        question=question.id,
        expected=expected,
        found=found or kind_of(node),
        example=example,
    )


def _unknown_choice(question: Question, value: str, node: Node, reading: Reading) -> Invalid:
    choices = question.choice_ids()
    return reading.report(
        "BAL-802",
        node,
        value=value,
        question=question.id,
        nearest=nearest_choice(question, value),
        allowed=listed(choices, at_most=20),
    )


def nearest_choice(question: Question, value: str) -> Text | str:
    """Return the choice to write instead of ``value``.

    A yes or a no is never guessed from the letters, which would turn « oui » into « no ».
    """
    if question.type is not QuestionType.YES_NO:
        return likely(value, question.choice_ids())
    word = value.strip().lower()
    if word in YES_WORDS:
        return YES
    return NO if word in NO_WORDS else YES_OR_NO


def number_of(node: Node) -> int | float | None:
    """Return the number that a node writes, or None when it writes none, or one too great to compare."""
    if not isinstance(node, ScalarNode) or node.tag not in (INTEGER, DECIMAL):
        return None
    try:
        number: int | float = int(node.value) if node.tag == INTEGER else float(node.value)
    except ValueError:
        return None
    return number if abs(number) < UNCOUNTABLE else None


def _yes_no(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid:
    if not isinstance(node, ScalarNode) or node.tag in (INTEGER, DECIMAL):
        return _refused(question, node, reading)
    word = node.value.strip().lower()
    if word in YES_WORDS:
        return YES
    return NO if word in NO_WORDS else _unknown_choice(question, node.value, node, reading)


def _choice(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid:
    if not isinstance(node, ScalarNode) or node.tag == BOOLEAN:
        return _refused(question, node, reading)
    value = str(node.value)
    return value if value in question.choice_ids() else _unknown_choice(question, value, node, reading)


def _choices(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid:
    """Accept a list, or one choice alone; keep the order of the question, so that equal answers are equal."""
    items = node.value if isinstance(node, SequenceNode) else [node]
    found: set[str] = set()
    for item in items:
        choice = _choice(question, item, reading)
        if isinstance(choice, Invalid):
            return choice
        found.add(str(choice))
    for choice in question.exclusive_ids() & found:
        if len(found) > 1:
            return reading.report("BAL-804", node, choice=choice, question=question.id)
    return tuple(choice for choice in question.choice_ids() if choice in found)


def _number(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid:
    number = number_of(node)
    if number is not None:
        return number
    written = isinstance(node, ScalarNode) and node.tag in (INTEGER, DECIMAL)
    return _refused(question, node, reading, found=TOO_GREAT if written else None)


def _date(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid:
    if not isinstance(node, ScalarNode) or node.tag in (BOOLEAN, INTEGER, DECIMAL):
        return _refused(question, node, reading)
    day: AnswerValue | Invalid = decode_date(node, reading)
    return day


def _text(question: Question, node: Node, reading: Reading) -> AnswerValue | Invalid:
    return str(node.value).strip() if isinstance(node, ScalarNode) else _refused(question, node, reading)


_DECODERS: Mapping[QuestionType, Callable[[Question, Node, Reading], AnswerValue | Invalid]] = {
    QuestionType.YES_NO: _yes_no,
    QuestionType.CHOICE: _choice,
    QuestionType.CHOICES: _choices,
    QuestionType.NUMBER: _number,
    QuestionType.DATE: _date,
    QuestionType.TEXT: _text,
}
