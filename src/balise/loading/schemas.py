# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""JSON Schemas read from the types of ``core``, so that an editor completes and checks while one types.

They are generated from the very hints that guide the decoder: what an editor accepts is what Balise reads.
The shipped questions are known, with their choices; whether a question of another name is one that the framework
adds, and all else that depends on other files, is left to ``balise check``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from balise.core.cases import Case
from balise.core.conditions import Condition, Score
from balise.core.dates import Dated
from balise.core.dossiers import Dossier
from balise.core.frameworks import Commitment, Criterion, Framework, Indicator, Principle
from balise.core.guide import Counsel, WorkSituation
from balise.core.language import Text
from balise.core.questions import NO, YES, Question, QuestionBank, QuestionType, Theme
from balise.core.references import Source
from balise.loading.answers import NO_WORDS, UNCOUNTABLE, YES_WORDS
from balise.loading.conditions import FARTHEST, VOCABULARY, Word
from balise.loading.decoding import IDENTIFIER, VERSION, is_required, key_of
from balise.loading.mapping import RegisterMapping, ValueTable
from balise.loading.policy_schema import policy_schema
from balise.loading.questions import shipped_bank
from balise.loading.tables import RawText
from balise.loading.targets import TargetFile

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE: Schema = {
    "type": "string",
    "format": "date",
    "pattern": r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}
SCALAR: Schema = {"type": ["string", "number", "boolean"]}
TEXT: Schema = {**SCALAR, "pattern": r"\S"}
NUMBER: Schema = {"type": "number", "exclusiveMinimum": -UNCOUNTABLE, "exclusiveMaximum": UNCOUNTABLE}
BLANK: Schema = {
    "anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}, {"type": "array", "maxItems": 0}],
    "description": "Pas de réponse.",
}
PLAIN: Mapping[type, Schema] = {
    str: TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: DATE,
}
IDENTIFIED = (
    Framework,
    Commitment,
    Criterion,
    Principle,
    Source,
    Question,
    Indicator,
    Score,
    RegisterMapping,
    WorkSituation,
)
"""The kinds whose ids the loader checks; a dossier bears the id of whichever register it comes from."""
ID: Schema = {"type": ["string", "number"], "pattern": f"^{IDENTIFIER.pattern}$", "minimum": 0}
PARTICULAR: Mapping[tuple[type, str], Schema] = {
    **{(kind, "id"): ID for kind in IDENTIFIED},
    (Framework, "version"): {"type": "string", "pattern": f"^{VERSION.pattern}$"},
    (Commitment, "sources"): {"minItems": 1},
    (WorkSituation, "counsel"): {"minItems": 1},
    (Counsel, "for_"): {"minItems": 1},
}
"""What the loader requires of a field beyond its type."""
NOT_BLANK = frozenset({(Framework, "scores"), (Question, "asked_when")})
"""Keys that may be left out, but not left empty."""
DEFINED = (Commitment, Criterion, Case, Question)
"""The kinds that a schema describes once and refers to."""


def schemas() -> dict[str, Schema]:
    """Return the schema of each sort of file, by the name under which it is shipped."""
    bank = shipped_bank()
    every = {
        "framework": ("Cadre", _framework()),
        "commitments": ("Engagements", _one_or_many(_of(Commitment))),
        "criteria": ("Critères", _one_or_many(_of(Criterion))),
        "cases": ("Cas", _one_or_many(_of(Case))),
        "questions": ("Questions", _questions()),
        "dossier": ("Dossier", _one_or_many(_object(Dossier))),
        "mapping": ("Correspondance", _object(RegisterMapping)),
        "target": ("Registre visé", _object(TargetFile)),
        "guide": ("Situation du guide", _object(WorkSituation)),
        "policy": ("Règles de la passerelle", policy_schema()),
    }
    definitions = _definitions(bank)
    return {name: _whole(title, schema, definitions) for name, (title, schema) in every.items()}


def _whole(title: str, schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Return a whole schema with the definitions that it refers to, directly or not."""
    needed: dict[str, Schema] = {}
    waiting = [schema]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in needed:
                needed[name] = definitions[name]
                waiting.append(definitions[name])
    kept = {name: definition for name, definition in definitions.items() if name in needed}
    return {"$schema": DIALECT, "title": title, **schema, "$defs": kept}


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].removeprefix("#/$defs/")
        for part in schema.values():
            yield from _references(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _references(part)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definitions(bank: QuestionBank) -> dict[str, Schema]:
    yes_or_no = {"anyOf": [{"enum": [YES, NO, True, False]}, _any_case((*YES_WORDS, *NO_WORDS)), _ref("blank")]}
    return {
        **{kind.__name__: _object(kind) for kind in DEFINED},
        "condition": _condition(bank),
        "question": {"type": "string", "anyOf": [{"enum": [*bank.by_id]}, _ref("own_question")]},
        "own_question": {"type": "string", "pattern": ID["pattern"], "not": {"enum": [*bank.by_id]}},
        "answers": _answers(bank),
        QuestionType.YES_NO.value: yes_or_no,
        QuestionType.NUMBER.value: {"anyOf": [NUMBER, _ref("blank")]},
        QuestionType.DATE.value: {"anyOf": [DATE, _ref("blank")]},
        QuestionType.TEXT.value: {"anyOf": [SCALAR, _ref("blank")]},
        "blank": BLANK,
        "day": _day(),
        **{
            _choices_of(question): {"enum": [*question.choice_ids()]} for question in bank.questions if question.choices
        },
    }


def _choices_of(question: Question) -> str:
    return f"choices_of_{question.id}"


def _any_case(words: Iterable[str]) -> Schema:
    """Return the schema of a few words, in capitals or not."""
    letters = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in sorted(words))
    return {"type": "string", "pattern": rf"^\s*({'|'.join(letters)})\s*$"}


def _framework() -> Schema:
    """A framework may hold its parts in one file, or leave them to the folders beside it."""
    schema = _object(Framework)
    schema["properties"]["commitments"] = _one_or_many(_of(Commitment))
    schema["properties"]["criteria"] = _one_or_many(_of(Criterion))
    schema["properties"]["cases"] = _one_or_many(_of(Case))
    schema["properties"]["questions"] = _one_or_many(_own_question())
    del schema["properties"]["themes"]
    return schema


def _own_question() -> Schema:
    """A question that a framework adds names its theme; that of the bank has the theme of its file."""
    return {**_of(Question), "required": ["theme"]}


def _questions() -> Schema:
    """Return what a file of the bank holds, or one of a framework."""
    of_bank = {**_of(Question), "properties": {"theme": False}}
    properties = {"theme": _object(Theme), "questions": {"type": "array", "items": of_bank}}
    file = {"type": "object", "properties": properties, "required": ["theme"], "additionalProperties": False}
    return {"anyOf": [file, *_one_or_many(_own_question())["anyOf"]]}


def _one_or_many(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def _answers(bank: QuestionBank) -> Schema:
    """Return the shape of answers: every shipped question with its choices, and room for a framework's own."""
    return {
        "type": "object",
        "properties": {
            question.id: {"description": question.label.fr, **_answer(question)} for question in bank.questions
        },
        "additionalProperties": True,
    }


def _answer(question: Question) -> Schema:
    match question.type:
        case QuestionType.CHOICE:
            return {"anyOf": [_ref(_choices_of(question)), _ref("blank")]}
        case QuestionType.CHOICES:
            return {"anyOf": [_ref(_choices_of(question)), *_lists_of_choices(question), _ref("blank")]}
        case _:
            return _ref(question.type.value)


def _lists_of_choices(question: Question) -> list[Schema]:
    """Return the lists that may be answered: an exclusive choice stands alone."""
    alone = [choice for choice in question.choice_ids() if choice in question.exclusive_ids()]
    item = _ref(_choices_of(question))
    if not alone:
        return [{"type": "array", "items": item}]
    together = {"type": "array", "items": {**item, "not": {"enum": alone}}}
    return [together, *({"type": "array", "items": {"const": choice}} for choice in alone)]


def _condition(bank: QuestionBank) -> Schema:
    """Return the vocabulary: one word and its operands."""
    part = _ref("condition")
    parts: Schema = {"type": "array", "items": part, "minItems": 1}
    score = _pair(TEXT, NUMBER)
    operands = {
        "all": parts,
        "any": parts,
        "not": part,
        "answered": _ref("question"),
        "score_at_least": score,
        "score_at_most": score,
    }
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {
            name: {**(operands.get(name) or _comparison(word, bank)), "examples": [word.example]}
            for name, word in VOCABULARY.items()
        },
    }


def _comparison(word: Word, bank: QuestionBank) -> Schema:
    """Return the pairs that a word compares: a question of a type that fits, and what it may be compared with.

    The choices of a question are its own; numbers, days, a yes or a no are the same for all. A question that the
    bank does not hold may be one that the framework adds.
    """
    fitting = [question for question in bank.questions if question.type in word.types]
    offering = [question for question in fitting if question.choices]
    others = [question.id for question in fitting if not question.choices]
    several = word.name in ("in", "includes")
    pairs = [
        _pair({"const": question.id}, _some(_ref(_choices_of(question)), several=several)) for question in offering
    ]
    own: Schema = {"type": ["string", "number"]}
    if QuestionType.NUMBER in word.types:
        own = NUMBER
    elif QuestionType.DATE in word.types:
        own = _ref("day")
    if others:
        pairs.append(_pair({"enum": others}, _some({"enum": [YES, NO]}, several=several) if offering else own))
    return {"anyOf": [*pairs, _pair(_ref("own_question"), _some(own, several=several))]}


def _some(choice: Schema, *, several: bool) -> Schema:
    """Return one choice, or a list of them where the word reads several."""
    return {"anyOf": [choice, {"type": "array", "items": choice, "minItems": 1}]} if several else choice


def _pair(first: Schema, second: Schema) -> Schema:
    return {"type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2}


def _day() -> Schema:
    months = {"type": "integer", "minimum": -FARTHEST, "maximum": FARTHEST}
    around = {
        "type": "object",
        "properties": {"months": months},
        "required": ["months"],
        "additionalProperties": False,
    }
    return {"anyOf": [DATE, {"const": "on"}, around]}


def _of(kind: Any) -> Schema:
    """Return the schema of what the decoder reads for a type."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *notes = get_args(kind)
        described = next((note for note in notes if isinstance(note, str)), None)
        return {"description": described, **_of(inner)} if described else _of(inner)
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
        return _ref("condition")
    if kind in DEFINED:
        return _ref(kind.__name__)
    if kind in (RawText, ValueTable):
        return {"type": "object"} if kind is ValueTable else {**SCALAR, "minLength": 1}
    if is_dataclass(kind):
        return _object(kind)
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return dict(PLAIN[kind])


def _object(kind: Any) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    keys = [item for item in fields(kind) if get_origin(hints[item.name]) is Annotated or is_required(item)]
    return {
        "type": "object",
        "properties": {key_of(item): _field(kind, item, hints[item.name]) for item in keys},
        "required": [key_of(item) for item in keys if is_required(item)],
        "additionalProperties": False,
    }


def _field(kind: type, item: "Field[Any]", hint: Any) -> Schema:
    """Return the schema of the value of a key; what may be left out may be left empty."""
    if kind in (Case, Dossier, WorkSituation) and item.name == "answers":
        return _ref("answers")
    schema = _of(hint) | PARTICULAR.get((kind, item.name), {})
    return schema if is_required(item) or (kind, item.name) in NOT_BLANK else _or_null(schema)


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*kinds, "null"]}
    described = {"description": schema["description"]} if "description" in schema else {}
    bare = {name: part for name, part in schema.items() if name != "description"}
    options = bare["anyOf"] if [*bare] == ["anyOf"] else [bare]
    return {**described, "anyOf": [*options, {"type": "null"}]}


def _text() -> Schema:
    french_and_english: Schema = {
        "type": "object",
        "properties": {"fr": TEXT, "en": _or_null(TEXT)},
        "required": ["fr"],
        "additionalProperties": False,
    }
    return {"anyOf": [TEXT, french_and_english]}


def _dated(inner: Any) -> Schema:
    """Return one value, or steps from the oldest to the newest, of which only the first may have no date."""
    first: Schema = {
        "type": "object",
        "properties": {"from": DATE, "text": _of(inner)},
        "required": ["text"],
        "additionalProperties": False,
    }
    later = {**first, "required": ["from", "text"]}
    return {"anyOf": [_of(inner), {"type": "array", "prefixItems": [first], "items": later, "minItems": 1}]}
