# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""JSON Schemas read from the types of ``core``, so that an editor completes and checks while one types.

They are generated from the very hints that guide the decoder: what an editor accepts is what Balise reads.
What depends on other files (does this question exist?) is left to ``balise check``; the names of the shipped
questions are offered for completion all the same.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from balise.core.cases import Case
from balise.core.conditions import Condition
from balise.core.dates import Dated
from balise.core.dossiers import Dossier
from balise.core.frameworks import Commitment, Criterion, Framework
from balise.core.language import Text
from balise.core.questions import Question, QuestionBank, QuestionType, Theme
from balise.loading.conditions import VOCABULARY
from balise.loading.decoding import IDENTIFIER, VERSION, is_required, key_of
from balise.loading.mapping import RegisterMapping, ValueTable
from balise.loading.questions import shipped_bank
from balise.loading.tables import RawText

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
ANY_TEXT: Schema = {"type": ["string", "number", "boolean"]}
PLAIN: Mapping[type, Schema] = {
    str: {"type": ["string", "number"]},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: DATE,
}
PATTERNS = {"id": IDENTIFIER.pattern, "version": VERSION.pattern}


def schemas() -> dict[str, Schema]:
    """Return the schema of each sort of file, by the name under which it is shipped."""
    bank = shipped_bank()
    return {
        "framework": _framework(bank),
        "commitments": _titled("Engagements", _one_or_many(_of(Commitment)), bank),
        "criteria": _titled("Critères", _one_or_many(_of(Criterion)), bank),
        "cases": _titled("Cas", _one_or_many(_case()), bank),
        "questions": _titled("Questions", _questions(), bank),
        "dossier": _titled("Dossier", _dossier(), bank),
        "mapping": _titled("Correspondance", _of(RegisterMapping), bank),
    }


def _titled(title: str, schema: Schema, bank: QuestionBank) -> Schema:
    """Return a whole schema with the definitions that it may refer to."""
    definitions = {
        "condition": _condition(),
        "question": {"type": "string", "anyOf": [{"enum": [*bank.by_id]}, {"type": "string"}]},
        "answers": _answers(bank),
    }
    return {"$schema": DIALECT, "title": title, **schema, "$defs": definitions}


def _framework(bank: QuestionBank) -> Schema:
    """A framework may hold its parts in one file, or leave them to the folders beside it."""
    schema = _of(Framework)
    schema["properties"]["commitments"] = {"type": "array", "items": _of(Commitment)}
    schema["properties"]["criteria"] = {"type": "array", "items": _of(Criterion)}
    schema["properties"]["cases"] = {"type": "array", "items": _case()}
    schema["properties"]["questions"] = {"type": "array", "items": _of(Question)}
    del schema["properties"]["themes"]
    return _titled("Cadre", schema, bank)


def _case() -> Schema:
    schema = _of(Case)
    schema["properties"]["answers"] = {"$ref": "#/$defs/answers"}
    return schema


def _dossier() -> Schema:
    schema = _of(Dossier)
    schema["properties"]["answers"] = {"$ref": "#/$defs/answers"}
    return _one_or_many(schema)


def _questions() -> Schema:
    properties = {"theme": _of(Theme), "questions": {"type": "array", "items": _of(Question)}}
    return {"type": "object", "properties": properties, "required": ["theme"], "additionalProperties": False}


def _one_or_many(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def _answers(bank: QuestionBank) -> Schema:
    """Return the shape of answers: every shipped question with its choices, and room for a framework's own."""
    return {
        "type": "object",
        "properties": {question.id: _answer(question) for question in bank.questions},
        "additionalProperties": True,
    }


def _answer(question: Question) -> Schema:
    described = {"description": question.label.fr}
    choices = list(question.choice_ids())
    match question.type:
        case QuestionType.YES_NO:
            return {**described, "enum": ["yes", "no", "oui", "non", True, False, None]}
        case QuestionType.CHOICE:
            return {**described, "enum": [*choices, None]}
        case QuestionType.CHOICES:
            one: Schema = {"enum": choices}
            return {**described, "anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}
        case QuestionType.NUMBER:
            return {**described, "type": ["number", "null"]}
        case QuestionType.DATE:
            return {**described, "anyOf": [DATE, {"type": "null"}]}
        case QuestionType.TEXT:
            return {**described, "type": ["string", "number", "null"]}


def _condition() -> Schema:
    """Return the vocabulary: one word and its operands."""
    part: Schema = {"$ref": "#/$defs/condition"}
    parts: Schema = {"type": "array", "items": part, "minItems": 1}
    pair: Schema = {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{"$ref": "#/$defs/question"}]}
    score: Schema = {"type": "array", "minItems": 2, "maxItems": 2}
    operands = {
        "all": parts,
        "any": parts,
        "not": part,
        "answered": {"$ref": "#/$defs/question"},
        "score_at_least": score,
        "score_at_most": score,
    }
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {
            word: {**operands.get(word, pair), "examples": [example.example]} for word, example in VOCABULARY.items()
        },
    }


def _of(kind: Any) -> Schema:
    """Return the schema of what the decoder reads for a type."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *notes = get_args(kind)
        described = next((note for note in notes if isinstance(note, str)), None)
        schema = _of(inner)
        return {"description": described, **schema} if described and "$ref" not in schema else schema
    if origin in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not NoneType]
        return {"type": "number"} if set(options) == {int, float} else _of(options[0])
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(get_args(kind)[1])}
    if origin is Dated:
        return _dated(get_args(kind)[0])
    return _of_class(kind)


def _of_class(kind: Any) -> Schema:
    if kind is Text:
        return _text()
    if kind is Condition:
        return {"$ref": "#/$defs/condition"}
    if kind in (RawText, ValueTable):
        return {"type": "object"} if kind is ValueTable else dict(ANY_TEXT)
    if is_dataclass(kind):
        return _object(kind)
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return dict(PLAIN[kind])


def _object(kind: Any) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    properties = {
        key_of(item): _of(hints[item.name]) | ({"pattern": f"^{PATTERNS[item.name]}$"} if item.name in PATTERNS else {})
        for item in fields(kind)
        if get_origin(hints[item.name]) is Annotated  # what has no description is not a key of the file
    }
    required = [key_of(item) for item in fields(kind) if is_required(item)]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _text() -> Schema:
    french_and_english: Schema = {
        "type": "object",
        "properties": {"fr": {"type": "string"}, "en": {"type": "string"}},
        "required": ["fr"],
        "additionalProperties": False,
    }
    return {"anyOf": [{"type": ["string", "number"]}, french_and_english]}


def _dated(inner: Any) -> Schema:
    step = {
        "type": "object",
        "properties": {"from": DATE, "text": _of(inner)},
        "required": ["text"],
        "additionalProperties": False,
    }
    return {"anyOf": [_of(inner), {"type": "array", "items": step, "minItems": 1}]}
