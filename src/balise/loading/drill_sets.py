# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The test set of an exit drill, written by the people of a service: YAML or JSON, or one trial a line of JSON Lines.

Everything that could make a check fail for another reason than the reply is refused here: an expression that cannot be
compiled, a schema that is none, a language that nobody recognises.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from balise.core.drill import Check, CheckKind, TestSet, Trial
from balise.core.language import Text
from balise.core.messages import Problem
from balise.core.suggestions import likely, listed, suggestion
from balise.core.written_language import WORDS
from balise.loading.decoding import KIND_OF_TAG, Invalid, Reading, decode, decode_object, kind_of, register
from balise.loading.errors import InvalidData
from balise.loading.nodes import BOOLEAN, DECIMAL, INTEGER, NULL, TEXT, node_of_json, read_text, read_yaml
from balise.loading.paths import shown

A_CHECK = Text("une vérification comme « {contains: budget} »", 'a check such as "{contains: budget}"')
SOME_CHECKS = Text("une liste de vérifications, au moins une", "a list of checks, at least one")
SOME_TRIALS = Text("une liste d’essais, au moins un", "a list of trials, at least one")
NOTHING = Text("une liste vide", "an empty list")
A_COUNT = Text("un nombre de caractères, positif", "a number of characters, above zero")
A_SCHEMA = Text("un schéma JSON, sous forme de clés et de valeurs", "a JSON Schema, as keys and values")
NO_PATTERNED_NAMES = Text(
    "« patternProperties » n’est pas admis : nommez les clés attendues",
    '"patternProperties" is not allowed: name the keys expected',
)
REFERENCES = frozenset({"$ref", "$dynamicRef"})
LINES = ".jsonl"


def load_test_set(paths: Sequence[Path]) -> TestSet:
    """Return the trials of one or several files, as one set.

    Raises:
        InvalidData: some file is wrong; every mistake of every file is told.
    """
    problems: list[Problem] = []
    titles: list[str] = []
    trials: list[Trial] = []
    met: dict[str, str] = {}
    for path in paths:
        reading = Reading(shown(path))
        try:
            found = _read(path, reading)
        except InvalidData as error:
            problems.extend(error.problems)
            continue
        finally:
            problems.extend(reading.problems)
        titles.append(found.title)
        trials.extend(found.trials)
        for _kind, name, place in reading.named:
            if name in met:
                problems.append(Problem("BAL-201", place, {"id": name, "first": met[name]}))
            met.setdefault(name, str(place))
    if problems:
        raise InvalidData(problems)
    return TestSet(", ".join(dict.fromkeys(titles)), tuple(trials))


def _read(path: Path, reading: Reading) -> TestSet:
    """Return the set of one file.

    Raises:
        InvalidData: it cannot be read at all, or holds no sound trial; mistakes already reported are not in it.
    """
    if path.suffix == LINES:
        decoded = [decode_object(node, Trial, reading) for node in _lines(path, reading)]
        trials = tuple(each for each in decoded if not isinstance(each, Invalid))
        return TestSet(path.stem, trials)
    root = read_yaml(path, reading.file)
    found = decode_object(root, TestSet, reading)
    if isinstance(found, Invalid):
        raise InvalidData(())
    if not found.trials:
        reading.report("BAL-103", root, expected=SOME_TRIALS, found=NOTHING)
    return TestSet(found.title, found.trials)


def _lines(path: Path, reading: Reading) -> Iterator[Node]:
    empty = True
    for number, line in enumerate(read_text(path, reading.file).split("\n"), start=1):
        if not line.strip():
            continue
        empty = False
        try:
            yield node_of_json(line, reading.file, number)
        except InvalidData as error:
            reading.problems.extend(error.problems)
    if empty:
        raise InvalidData([Problem("BAL-004", reading.place(ScalarNode(NULL, "")), {})])


def _check(node: Node, _: Any, reading: Reading) -> Check | Invalid:
    """Return the check that ``{kind: value}`` describes."""
    if not isinstance(node, MappingNode) or len(node.value) != 1:
        return reading.report("BAL-103", node, expected=A_CHECK, found=kind_of(node))
    ((key, value),) = node.value
    names = [kind.value for kind in CheckKind]
    if key.value not in names:
        near = likely(str(key.value), names)
        return reading.report("BAL-101", key, key=str(key.value), nearest=near, allowed=listed(names))
    reading.key = str(key.value)
    kind = CheckKind(key.value)
    read = _VALUES[kind](value, reading)
    return read if isinstance(read, Invalid) else Check(kind, read)


def _text(node: Node, reading: Reading) -> Any:
    return decode(node, str, reading)


def _pattern(node: Node, reading: Reading) -> Any:
    written = decode(node, str, reading)
    if isinstance(written, Invalid):
        return written
    reason = _uncompiled(written)
    return written if reason is None else reading.report("BAL-817", node, key=reading.key, reason=reason)


def _uncompiled(pattern: str) -> Text | None:
    """Return why an expression cannot be compiled; None when it can."""
    import re2  # noqa: PLC0415 - of drills alone

    try:
        re2.compile(pattern, _quiet(re2))
    except re2.error as error:
        return _said(error)
    return None


def _quiet(re2: Any) -> Any:
    """Return the options of an engine that keeps its complaints out of the error stream."""
    options = re2.Options()
    options.log_errors = False
    return options


def _schema(node: Node, reading: Reading) -> Any:
    if not isinstance(node, MappingNode):
        return reading.report("BAL-103", node, expected=A_SCHEMA, found=kind_of(node))
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - it is heavy, and of drills alone
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415

    schema = _plain(node)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return reading.report("BAL-817", node, key=reading.key, reason=_said(error.message))
    reason = next(_out_of_reach(schema, schema), None)
    return schema if reason is None else reading.report("BAL-817", node, key=reading.key, reason=reason)


def _out_of_reach(part: Any, whole: Any) -> Iterator[Text]:
    """Yield what a schema asks for that no reply could be judged by: another file, an engine that backtracks."""
    for name, value in part.items() if isinstance(part, dict) else ():
        if name in REFERENCES and isinstance(value, str) and not _leads_somewhere(value, whole):
            yield Text(f"la référence « {value} » ne mène à rien ici", f'the reference "{value}" leads nowhere here')
        elif name == "patternProperties":
            yield NO_PATTERNED_NAMES
        elif name == "pattern" and isinstance(value, str) and (reason := _uncompiled(value)) is not None:
            yield reason
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for each in inside:
        yield from _out_of_reach(each, whole)


def _leads_somewhere(reference: str, schema: Any) -> bool:
    """Tell whether a reference names a part of the same schema, by its path."""
    if reference == "#":
        return True
    if not reference.startswith("#/"):
        return False
    found: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        if not isinstance(found, dict) or step not in found:
            return False
        found = found[step]
    return True


def _language(node: Node, reading: Reading) -> Any:
    written = decode(node, str, reading)
    if isinstance(written, Invalid) or written in WORDS:
        return written
    return reading.report("BAL-104", node, value=written, key=reading.key, **suggestion(written, tuple(WORDS)))


def _count(node: Node, reading: Reading) -> Any:
    written = decode(node, int, reading)
    if isinstance(written, Invalid) or written > 0:
        return written
    return reading.report("BAL-103", node, expected=A_COUNT, found=KIND_OF_TAG[INTEGER])


def _said(reason: object) -> Text:
    """Return what an engine says of what was written, in its own words."""
    words = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
    if isinstance(reason, Exception) and reason.args and isinstance(reason.args[0], bytes):
        words = reason.args[0].decode(errors="replace")
    return Text(f"«\u00a0{words}\u00a0»", f'"{words}"')


def _plain(node: Node) -> Any:
    """Return a node as the JSON that it stands for."""
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(each) for each in node.value]
    return _SCALARS.get(node.tag, str)(node.value)


_SCALARS: Mapping[str, Callable[[str], Any]] = {
    NULL: lambda _: None,
    BOOLEAN: lambda written: written.lower() == "true",
    INTEGER: int,
    DECIMAL: float,
    TEXT: str,
}
_VALUES: Mapping[CheckKind, Callable[[Node, Reading], Any]] = {
    CheckKind.CONTAINS: _text,
    CheckKind.MATCHES: _pattern,
    CheckKind.JSON_SCHEMA: _schema,
    CheckKind.LANGUAGE: _language,
    CheckKind.AT_LEAST: _count,
    CheckKind.AT_MOST: _count,
}
register(Check, _check)


def _some_checks(node: Node, kind: Any, reading: Reading) -> Any:
    """Return a trial that asks for something: one without a check would always be passed."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "checks" and isinstance(value, SequenceNode) and not value.value:
                return reading.report("BAL-103", value, expected=SOME_CHECKS, found=NOTHING)
    return decode_object(node, kind, reading)


register(Trial, _some_checks)
