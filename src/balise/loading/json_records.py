# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""JSON as a table: one object a row; a nested field is a column named by its dotted path.

Objects need not have the same fields, so all of them are read before the columns are known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from balise.core.language import Text
from balise.core.messages import Gap, Place, Problem
from balise.core.suggestions import suggestion
from balise.loading.cells import Cell, text_of
from balise.loading.delimited import readable_encoding
from balise.loading.errors import InvalidData
from balise.loading.paths import shown
from balise.loading.tables import Format, Reads, Table, name_columns, numbered

OUT_OF_PROPORTION = Text("le JSON est démesuré", "the JSON is out of proportion")
NO_OBJECT = Text("il ne contient aucun objet", "it holds no object")
UNDECODABLE = Text("un octet n’y désigne aucun caractère", "a byte is no character in it")

ROOT = Text("la racine du fichier", "the root of the file")

Record = Mapping[str, Any]


def open_json(path: Path, format_: Format, reads: Reads) -> Table:
    """Return the table of a JSON or JSON Lines file.

    Raises:
        InvalidData: it is not JSON, or holds no list of objects there (BAL-903, BAL-904, BAL-919).
    """
    encoding = readable_encoding(path, reads)
    text = _text(path, encoding)
    found = list(_json_lines(text, path) if format_ is Format.JSONL else _objects(text, path, reads))
    try:
        flat = [(line, dict(_fields(record))) for line, record in found]
    except RecursionError as error:
        raise _refused(path, OUT_OF_PROPORTION) from error
    names = tuple(dict.fromkeys(name for _, record in flat for name in record))
    if not names:
        raise _refused(path, NO_OBJECT)
    lines = ((line, [record.get(name) for name in names]) for line, record in flat)
    columns, renamed = name_columns(names)
    return Table(shown(path), format_, columns, numbered(lines), encoding=encoding, renamed=renamed)


def _refused(path: Path, reason: Text, line: int | None = None) -> InvalidData:
    return InvalidData([Problem("BAL-903", Place(shown(path), line), {"reason": reason})])


def _text(path: Path, encoding: str) -> str:
    try:
        return path.read_text(encoding=encoding)
    except UnicodeError as error:
        values: dict[str, Gap] = {"encoding": encoding, "reason": UNDECODABLE}
        raise InvalidData([Problem("BAL-904", Place(shown(path)), values)]) from error


def _parsed(text: str, path: Path, line: int = 1) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = line + error.lineno - 1
        raise _refused(path, Text("le JSON est mal formé", "the JSON is malformed"), where) from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, OUT_OF_PROPORTION, line) from error


def _json_lines(text: str, path: Path) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            record = _parsed(line, path, number)
            if not isinstance(record, dict):
                raise _refused(path, Text("cette ligne n’est pas un objet", "this line is not an object"), number)
            yield number, record


def _objects(text: str, path: Path, reads: Reads) -> Iterable[tuple[int, Record]]:
    """Return the objects of the list the mapping points at; their rank stands for their line."""
    value = _parsed(text, path)
    for step in (reads.records or "").split("."):
        if step:
            value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return enumerate(value, start=1)
    lists = tuple(_lists_of_objects(_parsed(text, path)))
    values: dict[str, Gap] = {"path": reads.records or ROOT, **suggestion(reads.records or "", lists)}
    if len(lists) == 1:
        values["nearest"] = lists[0]
    raise InvalidData([Problem("BAL-919", Place(shown(path)), values)])


def _lists_of_objects(value: Any, path: str = "") -> Iterator[str]:
    """Yield the paths, through objects, of every list of objects."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _lists_of_objects(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value and path and all(isinstance(item, dict) for item in value):
        yield path


def _fields(record: Record, path: str = "") -> Iterator[tuple[str, Cell]]:
    """Yield every field under its dotted path; the fields of a list of objects become lists."""
    for name, value in record.items():
        where = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from _fields(value, where)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield from _gathered(value, where)
        elif isinstance(value, list):
            yield where, tuple(_item(item) for item in value)
        else:
            yield where, value


def _gathered(items: list[Any], path: str) -> Iterator[tuple[str, Cell]]:
    columns: dict[str, list[str]] = {}
    for item in items:
        for name, cell in _fields(item if isinstance(item, dict) else {"": item}, path):
            columns.setdefault(name.rstrip("."), []).append(text_of(cell))
    for name, texts in columns.items():
        yield name, tuple(texts)


def _item(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else text_of(value)
