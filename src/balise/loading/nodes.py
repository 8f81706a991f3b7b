# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""YAML and JSON read as nodes that remember their line and column.

The resolver is that of YAML 1.2's core schema. PyYAML's own follows YAML 1.1, where ``on``, ``yes`` and
``no`` are booleans: a charter that writes ``on: 2025-10-01`` or ``is: [personal_data, no]`` must not meet
that surprise. Anchors are refused: a rule must be readable where it stands.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError
from yaml._yaml import CParser
from yaml.resolver import BaseResolver

from balise.core.language import Text
from balise.core.messages import Place, Problem
from balise.loading.errors import InvalidData

TEXT = "tag:yaml.org,2002:str"
NULL = "tag:yaml.org,2002:null"
BOOLEAN = "tag:yaml.org,2002:bool"
INTEGER = "tag:yaml.org,2002:int"
DECIMAL = "tag:yaml.org,2002:float"
DAY = "tag:yaml.org,2002:timestamp"


class _CoreSchema(BaseResolver):
    """What an unquoted scalar means in YAML 1.2, and a date."""


for _tag, _pattern, _first in (
    (NULL, r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (BOOLEAN, r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    (INTEGER, r"[-+]?[0-9]+", list("-+0123456789")),
    (DECIMAL, r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    (DAY, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
):
    _CoreSchema.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), _first)


class _Reader(CParser, _CoreSchema):
    """libyaml's parser (ten times PyYAML's own) under our resolver."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        _CoreSchema.__init__(self)


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
        line = error.object[: error.start].count(b"\n") + 1
        raise InvalidData([Problem("BAL-002", Place(shown, line), {})]) from error


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
    try:
        node = _Reader(text).get_single_node()
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        raise InvalidData(
            [Problem("BAL-003", place, {"reason": getattr(error, "problem", None) or str(error)})]
        ) from error
    if node is None or (isinstance(node, ScalarNode) and node.tag == NULL):
        raise InvalidData([Problem("BAL-004", Place(shown), {})])
    return node


def _structural_problems(root: Node, shown: str) -> Iterator[Problem]:
    """Yield repeated keys and nodes met twice (anchors)."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            yield Problem("BAL-006", place_of(node, shown), {})
            continue
        if isinstance(node, SequenceNode):
            seen.add(id(node))
            waiting.extend(node.value)
        elif isinstance(node, MappingNode):
            seen.add(id(node))
            keys: set[str] = set()
            for key, value in node.value:
                if key.value in keys:
                    yield Problem("BAL-005", place_of(key, shown), {"key": str(key.value)})
                keys.add(str(key.value))
                waiting.append(value)


def node_of_json(line: str, shown: str, number: int) -> Node:
    """Return the node of one JSON text, every part of it placed on line ``number``.

    Raises:
        InvalidData: the line is not JSON (BAL-807).
    """
    try:
        value = json.loads(line)
    except ValueError as error:
        raise InvalidData([Problem("BAL-807", Place(shown, number), {"reason": str(error)})]) from error
    return _node_of(value, _Line(number - 1))


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
