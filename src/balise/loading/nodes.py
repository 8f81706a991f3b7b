# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""YAML and JSON read as nodes that remember their line and column.

The resolver is that of YAML 1.2's core schema. PyYAML's own follows YAML 1.1, where ``on``, ``yes`` and
``no`` are booleans: a charter that writes ``on: 2025-10-01`` or ``is: [personal_data, no]`` must not meet
that surprise. Anchors are refused: a rule must be readable where it stands.
"""

import errno
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.resolver import BaseResolver

from balise.core.language import Text
from balise.core.messages import Place, Problem
from balise.loading.errors import InvalidData
from balise.loading.syntax_faults import json_fault, yaml_fault

TEXT = "tag:yaml.org,2002:str"
NULL = "tag:yaml.org,2002:null"
BOOLEAN = "tag:yaml.org,2002:bool"
INTEGER = "tag:yaml.org,2002:int"
DECIMAL = "tag:yaml.org,2002:float"
DAY = "tag:yaml.org,2002:timestamp"


_MEANING: dict[str, re.Pattern[str]] = {}
"""What a scalar of each tag looks like; one that does not was tagged by hand."""


class _CoreSchema(BaseResolver):
    """What an unquoted scalar means in YAML 1.2, and a date."""


for _tag, _pattern, _first in (
    (NULL, r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (BOOLEAN, r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    (INTEGER, r"[-+]?[0-9]+", list("-+0123456789")),
    (DECIMAL, r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    (DAY, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
):
    _MEANING[_tag] = re.compile(rf"^(?:{_pattern})$")
    _CoreSchema.add_implicit_resolver(_tag, _MEANING[_tag], _first)


_MEANING[TEXT] = re.compile(r".*", re.DOTALL)
_NOTHING = re.compile(r"(?!)")


class _Reader(CParser, _CoreSchema):
    """libyaml's parser (ten times PyYAML's own) under our resolver."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        _CoreSchema.__init__(self)


_DEEPEST = 64
"""Levels of nesting; the deepest rule of the shipped charters has a dozen."""
_STACK = 10_000
"""Levels that the stack of any machine holds."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INVISIBLE = Text("un caractère invisible s’y est glissé", "an invisible character slipped in")
_TOO_DEEP = Text("il est imbriqué trop profondément", "it is too deeply nested")
_A_TAG = Text("Balise n’admet pas les étiquettes commençant par « ! »", 'Balise does not allow tags beginning with "!"')
_A_KEY = Text("une clé d’un seul mot", "a key of one word")
_A_LIST = Text("une liste", "a list")
_A_MAPPING = Text("des clés et leurs valeurs", "keys and their values")


def place_of(node: Node, file: str) -> Place:
    """Return where a node starts, counted from 1."""
    mark = node.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file, 1, 1)


def reason_of(error: OSError) -> Text:
    """Return why a file cannot be read, in words rather than in the system's."""
    match error:
        case FileNotFoundError():
            return Text("il n’existe pas", "it does not exist")
        case PermissionError():
            return Text("sa lecture n’est pas permise", "reading it is not permitted")
        case IsADirectoryError():
            return Text("c’est un répertoire", "it is a folder")
        case OSError(errno=errno.ENOSPC):
            return Text("il n’y a plus de place", "there is no space left")
        case _:
            return Text(f"le système répond « {error.strerror} »", f'the system answers "{error.strerror}"')


def read_text(path: Path, shown: str) -> str:
    """Return the text of a file.

    Raises:
        InvalidData: the file is absent, unreadable, or not in UTF-8 (BAL-001, BAL-002).
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidData([Problem("BAL-001", Place(shown), {"reason": reason_of(error)})]) from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", errors="replace")
        place = Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise InvalidData([Problem("BAL-002", place, {})]) from error


def read_yaml(path: Path, shown: str) -> Node:
    """Return the root node of a YAML or JSON file.

    Raises:
        InvalidData: the file cannot be read as YAML 1.2 (BAL-001 to BAL-006).
    """
    node = compose(read_text(path, shown), shown)
    problems = list(_structural_problems(node, shown))
    if problems:
        raise InvalidData(problems)
    return node


def compose(text: str, shown: str) -> Node:
    """Return the root node of a YAML text.

    Raises:
        InvalidData: the text is not YAML, or is empty (BAL-003, BAL-004).
    """
    invisible = _CONTROL.search(text)
    if invisible is not None:
        line = text.count("\n", 0, invisible.start()) + 1
        place = Place(shown, line, invisible.start() - text.rfind("\n", 0, invisible.start()))
        raise InvalidData([Problem("BAL-003", place, {"reason": _INVISIBLE})])
    try:
        _refuse_depth(text, shown)
        node = _Reader(text).get_single_node()
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        problem = getattr(error, "problem", None) or str(error)
        reason = yaml_fault(problem)
        raise InvalidData([Problem("BAL-003", place, {"reason": reason})]) from error
    if node is None or (isinstance(node, ScalarNode) and node.tag == NULL):
        raise InvalidData([Problem("BAL-004", Place(shown), {})])
    return node


def _refuse_depth(text: str, shown: str) -> None:
    """Refuse a file so deeply nested that composing it would overflow the stack and end Python without a word.

    Looked at only when the file has enough signs for that: shallower excess is found afterwards, at less cost.
    """
    if sum(map(text.count, "[{-:?")) < _STACK:
        return
    depth = 0
    for event in _events(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            mark = event.start_mark
            raise InvalidData([Problem("BAL-003", Place(shown, mark.line + 1, mark.column + 1), {"reason": _TOO_DEEP})])


def _events(text: str) -> Iterator[Any]:
    reader = _Reader(text)
    while reader.check_event():
        yield reader.get_event()


def _structural_problems(root: Node, shown: str) -> Iterator[Problem]:
    """Yield repeated keys, keys that are not words, explicit tags and nodes met twice (anchors)."""
    seen: set[int] = set()
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if id(node) in seen:
            yield Problem("BAL-006", place_of(node, shown), {})
            continue
        seen.add(id(node))
        if depth > _DEEPEST:
            yield Problem("BAL-003", place_of(node, shown), {"reason": _TOO_DEEP})
        elif isinstance(node, SequenceNode):
            waiting.extend((item, depth + 1) for item in node.value)
        elif isinstance(node, MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, ScalarNode):
                    found = _A_LIST if isinstance(key, SequenceNode) else _A_MAPPING
                    yield Problem("BAL-103", place_of(key, shown), {"expected": _A_KEY, "found": found})
                elif key.value in keys:
                    yield Problem("BAL-005", place_of(key, shown), {"key": str(key.value)})
                keys.add(str(key.value))
                waiting.append((value, depth + 1))
        elif not _MEANING.get(node.tag, _NOTHING).fullmatch(node.value):
            yield Problem("BAL-003", place_of(node, shown), {"reason": _A_TAG})


def node_of_json(line: str, shown: str, number: int) -> Node:
    """Return the node of one JSON text, every part of it placed on line ``number``.

    Raises:
        InvalidData: the line is not JSON (BAL-807).
    """
    try:
        value = json.loads(line, object_pairs_hook=_without_repetition)
        return _node_of(value, _Line(number - 1))
    except _RepeatedKeyError as error:
        raise InvalidData([Problem("BAL-005", Place(shown, number), {"key": error.key})]) from error
    except json.JSONDecodeError as error:
        reason = json_fault(error.msg)
        raise InvalidData([Problem("BAL-807", Place(shown, number, error.colno), {"reason": reason})]) from error
    except (ValueError, RecursionError) as error:
        raise InvalidData([Problem("BAL-807", Place(shown, number), {"reason": _TOO_DEEP})]) from error


class _RepeatedKeyError(Exception):
    """A key written twice in one JSON object, of which Python's parser would keep the second in silence."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    kept = dict(pairs)
    if len(kept) < len(pairs):
        raise _RepeatedKeyError(next(key for rank, (key, _) in enumerate(pairs) if key in dict(pairs[:rank])))
    return kept


class _Line:
    """A mark for data that has a line and nothing finer."""

    __slots__ = ("column", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.column = 0


def _node_of(value: Any, mark: Any) -> Node:
    if isinstance(value, dict):
        pairs = [(_node_of(key, mark), _node_of(item, mark)) for key, item in value.items()]
        return MappingNode("tag:yaml.org,2002:map", pairs, mark, mark)
    if isinstance(value, list):
        return SequenceNode("tag:yaml.org,2002:seq", [_node_of(item, mark) for item in value], mark, mark)
    if isinstance(value, bool):
        return ScalarNode(BOOLEAN, "true" if value else "false", mark, mark)
    if value is None:
        return ScalarNode(NULL, "", mark, mark)
    if isinstance(value, (int, float)):
        return ScalarNode(INTEGER if isinstance(value, int) else DECIMAL, repr(value), mark, mark)
    return ScalarNode(TEXT, str(value), mark, mark)
