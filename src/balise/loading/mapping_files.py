# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Mapping files found, read whole and checked before a single row is."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from balise.core.messages import Place, Problem
from balise.core.questions import QuestionBank
from balise.core.suggestions import suggestion
from balise.loading.cells import comparable
from balise.loading.decoding import Reading, decode_object
from balise.loading.delimited import is_encoding, is_separator
from balise.loading.errors import InvalidData
from balise.loading.feeds import check_one_of, children
from balise.loading.identifiers import check_identifiers
from balise.loading.mapping import RegisterMapping
from balise.loading.nodes import NULL, read_yaml
from balise.loading.paths import shown, yaml_files
from balise.loading.questions import shipped_bank

SHIPPED = Path(str(files("balise.loading"))) / "mappings"
DEFAULT_WORDS = frozenset(
    [
        "default",
        "defaults",
        "defaut",
        "défaut",
        "par_defaut",
        "par_défaut",
        "fallback",
        "otherwise",
        "else",
        "sinon",
        "*",
    ]
)
TABLES = frozenset({"values", "ignored"})
"""Where a key is a word of the source and not of the format."""


@lru_cache(maxsize=1)
def shipped_mappings() -> tuple[str, ...]:
    """Return the ids of the mappings that Balise ships."""
    return tuple(path.stem for path in yaml_files(SHIPPED))


def find_mapping(name: str) -> Path:
    """Return where a mapping stands, given its id or its path.

    Raises:
        InvalidData: it is neither (BAL-909).
    """
    if name in shipped_mappings():
        return SHIPPED / f"{name}.yaml"
    if Path(name).is_file():
        return Path(name)
    raise InvalidData([Problem("BAL-909", Place(name), {"id": name, **suggestion(name, shipped_mappings())})])


def load_mapping(name: str | Path, bank: QuestionBank | None = None) -> RegisterMapping:
    """Return a mapping given its id or its path.

    Raises:
        InvalidData: there is no such mapping, or its file is wrong; all its mistakes are told at once.
    """
    path = name if isinstance(name, Path) else find_mapping(name)
    mapping, problems = check_mapping(path, bank)
    if mapping is None or problems:
        raise InvalidData(problems)
    return mapping


def check_mapping(path: Path, bank: QuestionBank | None = None) -> tuple[RegisterMapping | None, list[Problem]]:
    """Return what a mapping file says, if it says something whole, and every mistake in it."""
    reading = Reading(shown(path), questions=(bank or shipped_bank()).by_id)
    try:
        node = read_yaml(path, reading.file)
    except InvalidData as error:
        return None, list(error.problems)
    node = _without_defaults(node, reading, words_of_source=False)
    mapping = decode_object(node, RegisterMapping, reading, places=_places(node, reading))
    _check_whole(node, reading)
    problems = [*reading.problems, *check_identifiers(RegisterMapping, [reading])]
    return (mapping if isinstance(mapping, RegisterMapping) else None), problems


def is_mapping(node: Node) -> bool:
    """Tell whether a YAML file means to be a mapping, even half written: nothing else has these keys."""
    return not {"dossier", "reads"}.isdisjoint(children(node))


def _without_defaults(node: Node, reading: Reading, *, words_of_source: bool) -> Node:
    """Report and take out every key by which an empty cell would answer, wherever it hides."""
    if isinstance(node, SequenceNode):
        items = [_without_defaults(item, reading, words_of_source=False) for item in node.value]
        return SequenceNode(node.tag, items, node.start_mark, node.end_mark)
    if not isinstance(node, MappingNode):
        return node
    kept: list[tuple[Node, Node]] = []
    for key, value in node.value:
        if _answers_blanks(key, words_of_source=words_of_source):
            reading.report("BAL-901", key, key=str(key.value))
        else:
            table = key.value in TABLES and not words_of_source
            kept.append((key, _without_defaults(value, reading, words_of_source=table)))
    return MappingNode(node.tag, kept, node.start_mark, node.end_mark)


def _answers_blanks(key: Node, *, words_of_source: bool) -> bool:
    """Tell whether a key stands for the cells nobody foresaw; in a table, a quoted word is the source's."""
    if not isinstance(key, ScalarNode):
        return False
    word = comparable(key.value)
    if words_of_source and (not word or key.tag == NULL):
        return True
    quoted = words_of_source and key.style in ("'", '"')
    return word in DEFAULT_WORDS and not quoted


def _places(node: Node, reading: Reading) -> dict[str, Place]:
    """Return where each column is named first."""
    places: dict[str, Place] = {}
    for column in _column_nodes(node):
        places.setdefault(column.value.strip(), reading.place(column))
    return places


def _column_nodes(node: Node) -> Iterator[ScalarNode]:
    """Yield every scalar that names a column: under ``column``, ``columns``, or as a key of ``ignored``."""
    parts = children(node)
    holders = [value for _, value in children(parts["dossier"][1]).values()] if "dossier" in parts else []
    answers = parts["answers"][1] if "answers" in parts else None
    holders += answers.value if isinstance(answers, SequenceNode) else []
    for holder in holders:
        yield from _columns_of(holder)
    if "ignored" in parts:
        yield from (key for key, _ in children(parts["ignored"][1]).values() if isinstance(key, ScalarNode))


def _columns_of(holder: Node) -> Iterator[ScalarNode]:
    named = children(holder)
    candidates = [named["column"][1]] if "column" in named else []
    if "columns" in named and isinstance(named["columns"][1], SequenceNode):
        candidates += named["columns"][1].value
    yield from (item for item in candidates if isinstance(item, ScalarNode))


def _check_whole(node: Node, reading: Reading) -> None:
    """Check what no entry can see alone."""
    parts = {name: value for name, (_, value) in children(node).items()}
    _check_identity(parts.get("dossier"), reading)
    _check_reads(parts.get("reads"), reading)
    answers = parts.get("answers")
    if isinstance(answers, SequenceNode):
        _check_questions_once(answers, reading)
        _check_columns_once(parts.get("ignored"), answers, reading)
    _check_titles(parts.get("titles"), _column_nodes(node), reading)


def _check_identity(node: Node | None, reading: Reading) -> None:
    parts = children(node) if node is not None else {}
    exclusive = {
        "id": ("column", "row"),
        "title": ("column", "columns"),
        "authority": ("column", "columns", "text"),
    }
    for name, keys in exclusive.items():
        if name in parts and isinstance(parts[name][1], MappingNode):
            check_one_of(parts[name][1], keys, reading)


def _check_reads(node: Node | None, reading: Reading) -> None:
    parts = {name: value for name, (_, value) in children(node).items()} if node is not None else {}
    encoding, separator = parts.get("encoding"), parts.get("separator")
    if isinstance(encoding, ScalarNode) and not is_encoding(encoding.value.strip()):
        reading.report("BAL-920", encoding, value=encoding.value)
    if isinstance(separator, ScalarNode) and not is_separator(separator.value):
        reading.report("BAL-921", separator, value=separator.value)


def _check_questions_once(answers: SequenceNode, reading: Reading) -> None:
    first: dict[str, Node] = {}
    for entry in answers.value:
        question = children(entry).get("question")
        if question is not None and isinstance(question[1], ScalarNode):
            known = first.setdefault(question[1].value, question[1])
            if known is not question[1]:
                line = str(reading.place(known).line)
                reading.report("BAL-905", question[1], question=question[1].value, first=line)


def _check_columns_once(ignored: Node | None, answers: SequenceNode, reading: Reading) -> None:
    """A column is read or ignored; one that is both says two things of what was lost."""
    read = {comparable(column.value) for entry in answers.value for column in _columns_of(entry)}
    for key, _ in children(ignored).values() if ignored is not None else ():
        if comparable(str(key.value)) in read:
            reading.report("BAL-917", key, column=str(key.value))


def _check_titles(node: Node | None, columns: Iterable[ScalarNode], reading: Reading) -> None:
    """Other titles of a column that the mapping neither reads nor ignores would never be of use."""
    known = [str(column.value).strip() for column in columns]
    named = {comparable(name) for name in known}
    for key, _ in children(node).values() if node is not None else ():
        if comparable(str(key.value)) not in named:
            value = str(key.value)
            reading.report("BAL-104", key, value=value, key="titles", **suggestion(value, known))
