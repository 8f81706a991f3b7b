# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Nodes turned into the frozen dataclasses of ``core``, guided by their type hints.

One mechanism serves three masters: it decodes, it reports every mistake with its place and a remedy, and the
JSON Schemas of ``loading/schemas.py`` are read from the same hints, so that what an editor completes is what
the loader accepts.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from balise.core.conditions import Score
from balise.core.dates import Dated, Step
from balise.core.language import Text
from balise.core.messages import UNLIKE, Gap, Place, Problem
from balise.core.questions import Question
from balise.core.suggestions import likely, listed, suggestion
from balise.loading.nodes import BOOLEAN, DAY, DECIMAL, INTEGER, NULL, TEXT, place_of

IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*(?::[a-z0-9]+(?:[-_.][a-z0-9]+)*)*")
VERSION = re.compile(r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)")

KIND_OF_TAG: Mapping[str, Text] = {
    NULL: Text("une valeur vide", "an empty value"),
    BOOLEAN: Text("vrai ou faux (true, false)", "true or false"),
    INTEGER: Text("un nombre", "a number"),
    DECIMAL: Text("un nombre", "a number"),
    DAY: Text("une date", "a date"),
    TEXT: Text("un texte", "a text"),
}
LONGEST_NUMBER = 15
"""Digits; beyond, a number is a slip of the keyboard."""
LIKELY_YEARS = range(1900, 3000)
"""« 0205-09-25 » is in the calendar of nobody who writes a charter."""
NEVER_BLANK = frozenset({"applies_when", "asked_when", "in_force", "from", "until"})
"""Optional keys that may be left out but not left empty: blank, they would mean « always », which nobody wrote."""
LIST = Text("une liste, comme « [a, b] »", 'a list, such as "[a, b]"')
MAPPING = Text("des clés et leurs valeurs, comme « {clé: valeur} »", 'keys and their values, such as "{key: value}"')
A_LIST = Text("une liste", "a list")
A_MAPPING = Text("des clés et leurs valeurs", "keys and their values")


class Invalid:
    """The mark of a value that was refused; its problem is already written down."""

    def __bool__(self) -> bool:
        return False


INVALID = Invalid()


@dataclass
class Reading:
    """What is known while files are read: where we are, the questions, and the mistakes so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    questions: Mapping[str, Question] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    places: dict[tuple[str, str, str], Place] = field(default_factory=dict)
    """Where each field of each named thing stands: (class, id, field) -> place; field ``""`` is the thing."""
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    """The node of each named thing: (class, id) -> node."""
    key: str = "…"
    """The key whose value is being read."""
    named: list[tuple[str, str, Place]] = field(default_factory=list)
    """Every named thing met, in order and with its repetitions: (class, id, place of the id)."""

    def report(self, code: str, node: Node, **values: Gap) -> Invalid:
        """Write a problem down and return the mark of a refused value."""
        self.problems.append(Problem(code, self.place(node), values))
        return INVALID

    def place(self, node: Node) -> Place:
        """Return where a node stands."""
        return place_of(node, self.file)

    def place_of_field(self, thing: type, identifier: str, name: str = "") -> Place:
        """Return where a field of a thing was written, or the thing itself, or the file."""
        known = self.places
        key = (thing.__name__, identifier, name)
        return known.get(key) or known.get((thing.__name__, identifier, "")) or Place(self.file)


def kind_of(node: Node) -> Text:
    """Return what a node is, in words."""
    if isinstance(node, ScalarNode):
        return KIND_OF_TAG.get(node.tag, KIND_OF_TAG[TEXT])
    return A_LIST if isinstance(node, SequenceNode) else A_MAPPING


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """Return the type of every field of a dataclass, without its annotations."""
    return get_type_hints(kind)


def key_of(item: "Field[Any]") -> str:
    """Return the key that a field bears in files."""
    return str(item.metadata.get("key", item.name))


def is_required(item: "Field[Any]") -> bool:
    """Tell whether a field has no default."""
    return item.default is MISSING and item.default_factory is MISSING


def decode(node: Node, kind: Any, reading: Reading) -> Any:
    """Return the value of type ``kind`` that ``node`` describes, or ``INVALID`` once the mistake is reported."""
    special = _SPECIAL.get(get_origin(kind) or kind)
    if special is not None:
        return special(node, kind, reading)
    origin = get_origin(kind)
    if origin is Annotated:
        return decode(node, get_args(kind)[0], reading)
    if origin in (Union, UnionType):
        return _decode_union(node, kind, reading)
    if origin is tuple:
        return _decode_list(node, get_args(kind)[0], reading)
    if origin is Mapping:
        return _decode_mapping(node, get_args(kind)[1], reading)
    if is_dataclass(kind):
        return decode_object(node, kind, reading)
    if issubclass(kind, StrEnum):
        return _decode_closed_list(node, kind, reading)
    return _decode_scalar(node, kind, reading)


def decode_object(node: Node, kind: Any, reading: Reading, *, beside: Iterable[str] = (), **given: Any) -> Any:
    """Return the dataclass ``kind`` that a mapping describes.

    ``given`` holds fields that the place of the file decides (the theme of a question); they may not be
    written again. ``beside`` names the keys read elsewhere, which one may still be told to write.
    """
    if not isinstance(node, MappingNode):
        return reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))
    known = {key_of(item): item for item in fields(kind) if item.name not in given}
    absent = [name for name in (*known, *beside) if all(key.value != name for key, _ in node.value)]
    required = [name for name in absent if name in known and is_required(known[name])]
    meant: set[str] = set()
    values: dict[str, Any] = dict(given)
    spots: list[tuple[str, Node]] = []
    valid = True
    for key, value in node.value:
        item = known.get(key.value)
        if item is None:
            name = _meant(str(key.value), absent, required)
            meant.add(name)
            reading.report("BAL-101", key, key=str(key.value), nearest=name, allowed=listed((*known, *beside)))
            valid = False
            continue
        reading.key = str(key.value)
        spots.append((item.name, value))
        if isinstance(value, ScalarNode) and value.tag == NULL and not is_required(item):
            if key.value in NEVER_BLANK:
                reading.report("BAL-106", value, key=str(key.value))
                valid = False
            continue
        decoded = decode(value, hints_of(kind)[item.name], reading)
        values[item.name] = decoded
        valid = valid and not isinstance(decoded, Invalid)
    identifier = str(values.get("id") or values.get("name") or "")
    _remember(reading, kind, identifier, node, spots)
    for item in fields(kind):
        if is_required(item) and item.name not in values and key_of(item) not in meant:
            _report_missing(reading, node, kind, item, identifier)
            valid = False
    return kind(**values) if valid else INVALID


def _meant(key: str, absent: Sequence[str], required: Sequence[str]) -> str:
    """Return the key that was meant: one that is not there yet and looks alike, or the only one lacking."""
    alike = likely(key, absent)
    return required[0] if alike == UNLIKE and len(required) == 1 else alike


def _remember(reading: Reading, kind: type, identifier: str, node: Node, spots: list[tuple[str, Node]]) -> None:
    """Keep where a named thing and its fields stand, for the checks that look at the whole."""
    if not identifier:
        return
    reading.places.setdefault((kind.__name__, identifier, ""), reading.place(node))
    reading.nodes.setdefault((kind.__name__, identifier), node)
    for name, value in spots:
        if name == "id":
            reading.named.append((kind.__name__, identifier, reading.place(value)))
        reading.places.setdefault((kind.__name__, identifier, name), reading.place(value))


def _report_missing(reading: Reading, node: Node, kind: type, item: "Field[Any]", identifier: str) -> None:
    """Report a required key that is absent; the two that make a rule trustworthy have words of their own."""
    if item.name == "sources" and identifier:
        reading.report("BAL-301", node, id=identifier)
    elif item.name == "last_reviewed_on" and identifier:
        reading.report("BAL-302", node, id=identifier)
    else:
        reading.report("BAL-102", node, key=key_of(item), about=about(kind, item.name))


def about(kind: type, name: str) -> str:
    """Return the sentence that documents a field."""
    hint = get_type_hints(kind, include_extras=True)[name]
    notes = [note for note in getattr(hint, "__metadata__", ()) if isinstance(note, str)]
    return notes[0].rstrip(".") if notes else name


def _decode_union(node: Node, kind: Any, reading: Reading) -> Any:
    """Decode ``X | None``, or ``int | float``."""
    options = [option for option in get_args(kind) if option is not type(None)]
    if set(options) == {int, float}:
        return _decode_scalar(node, float, reading)
    return decode(node, options[0], reading)


def _decode_list(node: Node, kind: Any, reading: Reading) -> Any:
    if not isinstance(node, SequenceNode):
        return reading.report("BAL-103", node, expected=LIST, found=kind_of(node))
    items = [decode(item, kind, reading) for item in node.value]
    return INVALID if any(isinstance(item, Invalid) for item in items) else tuple(items)


def _decode_mapping(node: Node, kind: Any, reading: Reading) -> Any:
    if not isinstance(node, MappingNode):
        return reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))
    items = {str(key.value): decode(value, kind, reading) for key, value in node.value}
    return INVALID if any(isinstance(item, Invalid) for item in items.values()) else items


def _decode_closed_list(node: Node, kind: type[StrEnum], reading: Reading) -> Any:
    names = [member.value for member in kind]
    if isinstance(node, ScalarNode) and node.value in names:
        return kind(node.value)
    if not isinstance(node, ScalarNode):
        return reading.report("BAL-103", node, expected=KIND_OF_TAG[TEXT], found=kind_of(node))
    return reading.report("BAL-104", node, value=node.value, key=reading.key, **suggestion(node.value, names))


def _decode_scalar(node: Node, kind: type, reading: Reading) -> Any:
    expected, decoder = _SCALARS[kind]
    if not isinstance(node, ScalarNode):
        return reading.report("BAL-103", node, expected=expected, found=kind_of(node))
    return decoder(node, reading)


def _decode_text(node: ScalarNode, reading: Reading) -> Any:
    """Accept any scalar but an empty one: « 2024 » or « 1.0 » may be a title."""
    if not node.value.strip() or node.tag == NULL:
        return reading.report("BAL-106", node, key=reading.key)
    return node.value.strip()


def _decode_boolean(node: ScalarNode, reading: Reading) -> Any:
    if node.tag != BOOLEAN:
        return reading.report("BAL-103", node, expected=KIND_OF_TAG[BOOLEAN], found=kind_of(node))
    return node.value.lower() == "true"


def _decode_integer(node: ScalarNode, reading: Reading) -> Any:
    if node.tag != INTEGER or len(node.value) > LONGEST_NUMBER:
        return reading.report("BAL-103", node, expected=KIND_OF_TAG[INTEGER], found=kind_of(node))
    return int(node.value)


def _decode_number(node: ScalarNode, reading: Reading) -> Any:
    if node.tag not in (INTEGER, DECIMAL) or len(node.value) > LONGEST_NUMBER:
        return reading.report("BAL-103", node, expected=KIND_OF_TAG[DECIMAL], found=kind_of(node))
    return int(node.value) if node.tag == INTEGER else float(node.value)


def decode_date(node: Node, reading: Reading) -> Any:
    """Return the date written ``2025-09-25``, quoted or not."""
    if not isinstance(node, ScalarNode):
        return reading.report("BAL-103", node, expected=KIND_OF_TAG[DAY], found=kind_of(node))
    try:
        day = date.fromisoformat(node.value)
    except ValueError:
        return reading.report("BAL-105", node, value=node.value)
    if str(day) != node.value or day.year not in LIKELY_YEARS:
        return reading.report("BAL-105", node, value=node.value)
    return day


_SCALARS: Mapping[type, tuple[Text, Callable[[Any, Reading], Any]]] = {
    str: (KIND_OF_TAG[TEXT], _decode_text),
    bool: (KIND_OF_TAG[BOOLEAN], _decode_boolean),
    int: (KIND_OF_TAG[INTEGER], _decode_integer),
    float: (KIND_OF_TAG[DECIMAL], _decode_number),
    date: (KIND_OF_TAG[DAY], decode_date),
}


def _decode_localised(node: Node, _: Any, reading: Reading) -> Any:
    """Accept a French sentence, or ``{fr: …, en: …}``."""
    if isinstance(node, ScalarNode):
        text = _decode_scalar(node, str, reading)
        return text if isinstance(text, Invalid) else Text(text)
    if isinstance(node, MappingNode) and all(key.value != "fr" for key, _value in node.value):
        return reading.report("BAL-109", node)
    return decode_object(node, Text, reading)


def _decode_dated(node: Node, kind: Any, reading: Reading) -> Any:
    """Accept one value, or a list of ``{from: date, text: value}`` from the oldest to the newest."""
    (inner,) = get_args(kind)
    if not isinstance(node, SequenceNode):
        value = decode(node, inner, reading)
        return value if isinstance(value, Invalid) else Dated.constant(value)
    steps = [_decode_step(item, inner, reading, first=rank == 0) for rank, item in enumerate(node.value)]
    if not steps or any(isinstance(step, Invalid) for step in steps):
        return INVALID if steps else reading.report("BAL-103", node, expected=KIND_OF_TAG[TEXT], found=A_LIST)
    for item, earlier, later in zip(node.value[1:], steps, steps[1:], strict=False):
        if earlier.since is not None and later.since <= earlier.since:
            return reading.report("BAL-305", item, earlier=str(earlier.since), later=str(later.since))
    return Dated(tuple(steps))


def _decode_step(node: Node, inner: Any, reading: Reading, *, first: bool) -> Any:
    if not isinstance(node, MappingNode):
        return reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))
    since: Any = None
    value: Any = None
    for key, item in node.value:
        if key.value == "from":
            since = decode_date(item, reading)
        elif key.value == "text":
            value = decode(item, inner, reading)
        else:
            return reading.report("BAL-101", key, key=key.value, **suggestion(key.value, ("from", "text")))
    if value is None:
        return reading.report("BAL-102", node, key="text", about="la rédaction à cette date")
    if since is None and not first:
        return reading.report("BAL-102", node, key="from", about="le jour où cette rédaction commence")
    return INVALID if isinstance(since, Invalid) or isinstance(value, Invalid) else Step(since, value)


Decoder = Callable[[Node, Any, Reading], Any]

_SPECIAL: dict[Any, Decoder] = {Text: _decode_localised, Dated: _decode_dated}


def register(kind: Any, decoder: Decoder) -> None:
    """Teach the decoder a type whose files do not look like its fields (conditions, scores)."""
    _SPECIAL[kind] = decoder
