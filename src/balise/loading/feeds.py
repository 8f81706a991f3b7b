# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One entry of a mapping read and checked against the question it feeds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from balise.core.language import Text
from balise.core.questions import Question, QuestionType
from balise.core.suggestions import likely, listed, suggestion
from balise.loading.answers import decode_answer
from balise.loading.cells import comparable
from balise.loading.decoding import MAPPING, Invalid, Reading, decode_object, kind_of, register
from balise.loading.mapping import As, Feed, ValueTable
from balise.loading.tables import RawText

AS_OF_TYPE: Mapping[QuestionType, As] = {
    QuestionType.TEXT: As.TEXT,
    QuestionType.NUMBER: As.NUMBER,
    QuestionType.DATE: As.DATE,
    QuestionType.YES_NO: As.YES_NO,
}
TYPES_OF_KEY: Mapping[str, tuple[QuestionType, ...]] = {
    "split": (QuestionType.CHOICES,),
    "also_split": (QuestionType.CHOICES,),
    "sentences": (QuestionType.CHOICE, QuestionType.YES_NO),
    "format": (QuestionType.DATE,),
    "decimal": (QuestionType.NUMBER,),
    "thousands": (QuestionType.NUMBER,),
}
NEED_A_TABLE = frozenset({QuestionType.YES_NO, QuestionType.CHOICE, QuestionType.CHOICES})
DATE_WORDS = ("day", "month", "year")
MARKS: Mapping[str, tuple[str, ...]] = {"decimal": (".", ","), "thousands": (",", ".", "'", "’")}
OR_READ_DIRECTLY = Text(
    " (ou écrivez « as: yes_no » si la source ne dit que oui et non)",
    ' (or write "as: yes_no" if the source only says yes and no)',
)
NOTHING_MORE = Text("", "")
NONE_OF_THEM = Text("aucune", "none")


def children(node: Node) -> dict[str, tuple[Node, Node]]:
    """Return the keys of a mapping with the nodes of the key and of its value; none for another node."""
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, MappingNode) else {}


def check_one_of(node: Node, keys: tuple[str, ...], reading: Reading) -> bool:
    """Report a mapping that has none, or several, of keys that exclude each other."""
    present = [key for key in keys if key in children(node)]
    if len(present) == 1:
        return True
    reading.report("BAL-916", node, keys=" | ".join(keys), found=listed(present) or NONE_OF_THEM)
    return False


def _decode_raw_text(node: Node, _: Any, reading: Reading) -> Any:
    """Accept a text whose blanks count."""
    if isinstance(node, ScalarNode) and node.value:
        return RawText(node.value)
    return reading.report("BAL-103", node, expected=Text("un texte", "a text"), found=kind_of(node))


def _decode_table(node: Node, _: Any, reading: Reading) -> Any:
    """Accept a table; its answers are read by ``_decode_feed``, which knows the question."""
    if isinstance(node, MappingNode):
        return ValueTable()
    return reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))


def _decode_feed(node: Node, _: Any, reading: Reading) -> Any:
    feed = decode_object(node, Feed, reading)
    parts = children(node)
    if "question" not in parts:
        return feed
    question = reading.questions.get(parts["question"][1].value)
    if question is None:
        name = str(parts["question"][1].value)
        return reading.report("BAL-403", parts["question"][1], id=name, nearest=likely(name, reading.questions))
    table = _table(question, parts, reading)
    check_one_of(node, ("column", "columns"), reading)
    _check_repetitions(parts, reading)
    if isinstance(feed, Invalid):
        return feed
    _check_question(question, feed, node, reading)
    _check_marks(feed, parts, reading)
    return replace(feed, values=table)


def _table(question: Question, parts: Mapping[str, tuple[Node, Node]], reading: Reading) -> ValueTable:
    """Return what each value of the source answers, with every mistake reported."""
    table = ValueTable()
    key, node = parts.get("values", (None, None))
    if key is None or not isinstance(node, MappingNode):
        return table
    if question.type is QuestionType.TEXT:
        reading.report("BAL-906", key, question=question.id)
        return table
    for value, answer in node.value:
        decoded = decode_answer(question, answer, reading)
        if decoded is None:
            reading.report("BAL-915", value, value=str(value.value))
        elif not isinstance(decoded, Invalid):
            table[str(value.value)] = decoded
    return table


def _check_repetitions(parts: Mapping[str, tuple[Node, Node]], reading: Reading) -> None:
    """A value of the source has one meaning, whatever its case and its blanks."""
    seen: dict[str, Node] = {}
    for node in _values_named(parts):
        first = seen.setdefault(comparable(str(node.value)), node)
        if first is not node:
            reading.report("BAL-913", node, value=str(node.value), first=str(reading.place(first).line))


def _values_named(parts: Mapping[str, tuple[Node, Node]]) -> Iterator[Node]:
    for name in ("values", "ignored", "unknown"):
        node = parts[name][1] if name in parts else None
        if isinstance(node, MappingNode):
            yield from (key for key, _ in node.value)
        elif isinstance(node, SequenceNode):
            yield from node.value


def _check_question(question: Question, feed: Feed, node: Node, reading: Reading) -> None:
    """Every key must suit the type of the question, and a choice cannot be read without a table."""
    parts = children(node)
    for key, types in TYPES_OF_KEY.items():
        if key in parts and question.type not in types:
            _report_unfit(key, listed(type_.value for type_ in types), question, parts[key][0], reading)
    wanted = AS_OF_TYPE.get(question.type)
    if feed.as_ is not None and feed.as_ is not wanted:
        fit = next(type_ for type_, as_ in AS_OF_TYPE.items() if as_ is feed.as_)
        _report_unfit(f"as: {feed.as_}", fit.value, question, parts["as"][1], reading)
    elif question.type in NEED_A_TABLE and feed.as_ is None and "values" not in parts:
        reading.report(
            "BAL-911",
            node,
            question=question.id,
            type=question.type.value,
            allowed=listed(question.choice_ids(), at_most=20),
            otherwise=OR_READ_DIRECTLY if question.type is QuestionType.YES_NO else NOTHING_MORE,
        )


def _report_unfit(key: str, types: str, question: Question, node: Node, reading: Reading) -> None:
    reading.report("BAL-912", node, key=key, question=question.id, type=question.type.value, types=types)


def _check_marks(feed: Feed, parts: Mapping[str, tuple[Node, Node]], reading: Reading) -> None:
    if feed.format is not None and sorted(re.findall(r"[^\W\d_]+", feed.format)) != sorted(DATE_WORDS):
        reading.report("BAL-914", parts["format"][1], value=feed.format)
    for key, allowed in MARKS.items():
        mark = getattr(feed, key)
        fit = [other for other in allowed if key == "decimal" or other != (feed.decimal or ".")]
        if mark is not None and mark not in fit:
            reading.report("BAL-104", parts[key][1], value=str(mark), key=key, **suggestion(mark, fit))


register(RawText, _decode_raw_text)
register(ValueTable, _decode_table)
register(Feed, _decode_feed)
