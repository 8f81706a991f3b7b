# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A charter being written: its files held in memory, changed one commitment at a time, and read as any other.

The files are those of a framework's folder, by path, laid out in one way: ``framework.yaml``, and for each commitment
``commitments/N.yaml`` and ``criteria/N.yaml``. What is changed is changed on the nodes of the file, and all the rest of
it is kept: a first version of the editor must not lose what it has no field for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from yaml import MappingNode, Node, SafeDumper, ScalarNode, SequenceNode, serialize

from balise.core.frameworks import ControlKind, Modality, Scope, Status, Strength, Vote, Wording
from balise.core.messages import Place, Problem, Severity
from balise.loading.errors import InvalidData
from balise.loading.frameworks import MANIFEST, ReadFramework, read_framework
from balise.loading.linter import check_framework
from balise.loading.nodes import DAY, TEXT, compose

Files = Mapping[str, str]
"""The files of a framework's folder, by path."""

COMMITMENTS, CRITERIA = "commitments", "criteria"
_SECTIONS = (COMMITMENTS, CRITERIA, "questions")
"""What a draft keeps beside its manifest. Cases are left behind: they prove another text."""
_ABOUT_CASES = ("BAL-703", "BAL-704")
_WIDTH = 110
_LIST, _MAP = "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"

FIRST_VERSION = "1.0.0"
LOCAL_SOURCE, LOCAL_WORDS = "local-draft", "Projet de charte écrit sur le site"
"""What a commitment written here cites, until a vote gives it the deliberation to cite."""
EMPTY_CHARTER = """\
id: {id}
version: 1.0.0
status: draft
kind: charter
title: {{fr: "{title}"}}
publisher: "{publisher}"
sources:
  - id: {source}
    text: "{words}"
    status: found
    last_reviewed_on: {on}
principles:
  - id: {id}:general-interest
    title: {{fr: "Servir l’intérêt général"}}
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the page of a commitment lets one write."""

    title: str
    statement: str
    in_plain_words: str
    principle: str
    wording: Wording
    scope: Scope
    modality: Modality
    strength: Strength
    controls: tuple[ControlKind, ...] = ()
    """What the gateway enforces; one that was there keeps its parameters."""


def empty_files(identifier: str, title: str, publisher: str, on: date) -> Files:
    """Return the files of a charter of which nothing is written yet."""
    return {
        MANIFEST: EMPTY_CHARTER.format(
            id=identifier,
            title=_quoted(title),
            publisher=_quoted(publisher),
            on=on,
            source=LOCAL_SOURCE,
            words=LOCAL_WORDS,
        ),
    }


def draft_files(files: Files, identifier: str, *, title: str, publisher: str) -> Files:
    """Return the files of a text from which another starts, laid out as a draft under its own identifier.

    Raises:
        InvalidData: one of the files is no YAML.
    """
    manifest = _manifest(files)
    before = _said(manifest, "id")
    sections = _sections(files, manifest)
    for name in ("vote", "consulted", *_SECTIONS, "cases"):
        _take_out(manifest, name)
    if before != identifier:
        for name in ("summary", "published", "retired", "in_force"):
            _take_out(manifest, name)
        _set(manifest, "version", _text(FIRST_VERSION))
        _rename((manifest, *(each for nodes in sections.values() for each in nodes)), before, identifier)
    else:
        _set(manifest, "version", _text(following(_said(manifest, "version"))))
    _set(manifest, "status", _text(Status.DRAFT.value))
    _set(manifest, "title", _in_french(title))
    _set(manifest, "publisher", _text(publisher))
    return {MANIFEST: _written(manifest), **_laid_out(sections)}


def following(version: str) -> str:
    """Return the version that a vote makes of another: it changes the second of its three numbers."""
    major, minor, _correction = version.split(".")
    return f"{major}.{int(minor) + 1}.0"


def renamed(files: Files, identifier: str) -> Files:
    """Return the files under another identifier: what an amendment changes is told by comparing like with like."""
    nodes = {path: compose(text, path) for path, text in files.items()}
    _rename(nodes.values(), _said(_mapping(nodes[MANIFEST]), "id"), identifier)
    return {path: _written(node) for path, node in nodes.items()}


def read_draft(files: Files) -> ReadFramework:
    """Read a draft whole, with every mistake in it, placed by its path within the draft."""
    return _read(files, read_framework)


def check_draft(files: Files) -> ReadFramework:
    """Read a draft and prove its rules; that it has no case yet is no remark to make of it."""
    read = _read(files, check_framework)
    return replace(read, problems=tuple(each for each in read.problems if each.code not in _ABOUT_CASES))


def numbers(files: Files) -> tuple[str, ...]:
    """Return the numbers of the commitments, as one reads them: 2 before 12."""
    found = [PurePosixPath(path).stem for path in files if path.startswith(f"{COMMITMENTS}/")]
    return tuple(sorted(found, key=lambda name: (0, int(name), "") if name.isdecimal() else (1, 0, name)))


def with_words(files: Files, number: str, words: Words, on: date) -> Files:
    """Return the files with a commitment written in these words, reviewed that day; a new number adds one.

    English words that no longer say what the French ones say are dropped: a missing translation is told as such.
    """
    path = f"{COMMITMENTS}/{number}.yaml"
    identifier = _said(_manifest(files), "id")
    if path in files:
        node = _mapping(compose(files[path], path))
    else:
        files, node = _with_local_source(files, on), _new_commitment(f"{identifier}:{number}")
    for name, said in (
        ("title", words.title),
        ("statement", words.statement),
        ("in_plain_words", words.in_plain_words),
    ):
        _say_in_french(node, name, said)
    for name, value in (
        ("principle", words.principle),
        ("wording", words.wording.value),
        ("scope", words.scope.value),
        ("modality", words.modality.value),
        ("strength", words.strength.value),
    ):
        _set(node, name, _text(value))
    _set_controls(node, words.controls)
    _set(node, "last_reviewed_on", ScalarNode(DAY, on.isoformat()))
    return {**files, path: _written(node)}


def with_criteria(files: Files, number: str, written: str) -> Files:
    """Return the files with the criteria of a commitment as somebody wrote them; none when nothing is written."""
    path = f"{CRITERIA}/{number}.yaml"
    others = {name: text for name, text in files.items() if name != path}
    return {**others, path: written.replace("\r\n", "\n").rstrip() + "\n"} if written.strip() else others


def criteria_of(files: Files, number: str) -> str:
    """Return the criteria of a commitment as they are written; nothing when it has none."""
    return files.get(f"{CRITERIA}/{number}.yaml", "")


def without(files: Files, number: str) -> Files:
    """Return the files without a commitment: its identifiers are retired, so that none is ever given again."""
    gone = {f"{COMMITMENTS}/{number}.yaml", f"{CRITERIA}/{number}.yaml"}
    manifest = _manifest(files)
    retired = [*_identifiers(files, number), *(node.value for node in _items(_get(manifest, "retired")))]
    _set(manifest, "retired", SequenceNode(_LIST, [_text(name) for name in dict.fromkeys(retired)]))
    return {**{path: text for path, text in files.items() if path not in gone}, MANIFEST: _written(manifest)}


def with_principle(files: Files, identifier: str, title: str, summary: str) -> Files:
    """Return the files with a principle in these words; one that the charter has not yet is added after the others."""
    manifest = _manifest(files)
    nodes = [_mapping(node) for node in _items(_get(manifest, "principles"))]
    node = next((each for each in nodes if _said(each, "id") == identifier), None)
    if node is None:
        node = _map({"id": _text(identifier)})
        nodes.append(node)
    _say_in_french(node, "title", title)
    _say_in_french(node, "summary", summary)
    _set(manifest, "principles", SequenceNode(_LIST, [*nodes]))
    return {**files, MANIFEST: _written(manifest)}


def without_principle(files: Files, identifier: str) -> Files:
    """Return the files without a principle, whose identifier is retired."""
    manifest = _manifest(files)
    nodes = [node for node in _items(_get(manifest, "principles")) if _said(_mapping(node), "id") != identifier]
    retired = [identifier, *(node.value for node in _items(_get(manifest, "retired")))]
    _set(manifest, "principles", SequenceNode(_LIST, nodes))
    _set(manifest, "retired", SequenceNode(_LIST, [_text(name) for name in dict.fromkeys(retired)]))
    return {**files, MANIFEST: _written(manifest)}


def published_files(files: Files, version: str, vote: Vote, consulted: Sequence[str], on: date) -> Files:
    """Return the files of the version that a vote adopted, published that day with the digest of what they say.

    The council has voted these very words: whatever they were taken from, they are voted ones from then on.

    Raises:
        InvalidData: the draft holds a mistake.
    """
    files = {path: _voted(text, path) if path.startswith(f"{COMMITMENTS}/") else text for path, text in files.items()}
    manifest = _manifest(files)
    _set(manifest, "version", _text(version))
    _set(manifest, "vote", _vote(vote))
    _cite_the_vote(manifest, vote, on)
    _set(manifest, "in_force", _map({"from": ScalarNode(DAY, vote.on.isoformat())}))
    if consulted:
        _set(manifest, "consulted", SequenceNode(_LIST, [_in_french(who) for who in consulted]))
    draft = {**files, MANIFEST: _written(manifest)}
    read = read_draft(draft)
    if read.framework is None or read.errors:
        raise InvalidData(read.errors)
    entry = {"version": _text(version), "on": ScalarNode(DAY, on.isoformat()), "digest": _text(read.framework.digest)}
    _set(manifest, "published", SequenceNode(_LIST, [*_items(_get(manifest, "published")), _map(entry)]))
    _set(manifest, "status", _text(Status.PUBLISHED.value))
    return {**files, MANIFEST: _written(manifest)}


def with_presentation(files: Files, title: str, summary: str) -> Files:
    """Return the files with the title of the charter, and what it says in two sentences."""
    manifest = _manifest(files)
    _say_in_french(manifest, "title", title)
    _say_in_french(manifest, "summary", summary)
    return {**files, MANIFEST: _written(manifest)}


def _voted(text: str, path: str) -> str:
    node = _mapping(compose(text, path))
    _set(node, "wording", _text(Wording.VOTED.value))
    return _written(node)


# Reading


def _read(files: Files, reader: Callable[[Path], ReadFramework]) -> ReadFramework:
    with TemporaryDirectory() as folder:
        keep(files, Path(folder))
        read = reader(Path(folder))
        return replace(read, problems=tuple(_placed(each, Path(folder)) for each in read.problems))


def keep(files: Files, folder: Path) -> None:
    """Write the files in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _placed(problem: Problem, folder: Path) -> Problem:
    """Return the problem placed by its path within the draft, which is all that its writer knows of."""
    path = Path(problem.place.file)
    roots = (folder, folder.resolve())
    root = next((root for root in roots if path.is_relative_to(root)), None)
    return problem if root is None else replace(problem, place=replace(problem.place, file=str(path.relative_to(root))))


def blocking(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems that refuse the publication of a draft."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def within(problems: Sequence[Problem], number: str) -> tuple[Problem, ...]:
    """Return the problems of the files of one commitment."""
    paths = {f"{section}/{number}.yaml" for section in (COMMITMENTS, CRITERIA)}
    return tuple(problem for problem in problems if _file(problem.place) in paths)


def _file(place: Place) -> str:
    return PurePosixPath(place.file).as_posix()


def _sections(files: Files, manifest: MappingNode) -> dict[str, list[Node]]:
    """Return the items of each section, wherever the text writes them."""
    found: dict[str, list[Node]] = {name: list(_items(_get(manifest, name))) for name in _SECTIONS}
    for path, text in sorted(files.items()):
        section = PurePosixPath(path).parts[0]
        if section in found:
            found[section].extend(_items(compose(text, path)))
    return found


def _items(node: Node | None) -> Iterator[Node]:
    if isinstance(node, SequenceNode):
        yield from node.value
    elif isinstance(node, MappingNode):
        yield node


def _laid_out(sections: Mapping[str, Sequence[Node]]) -> dict[str, str]:
    files: dict[str, str] = {}
    for node in sections[COMMITMENTS]:
        files[f"{COMMITMENTS}/{_number(_said(_mapping(node), 'id'))}.yaml"] = _written(node)
    by_commitment: dict[str, list[Node]] = {}
    for node in sections[CRITERIA]:
        by_commitment.setdefault(_number(_said(_mapping(node), "commitment")), []).append(node)
    for number, nodes in by_commitment.items():
        files[f"{CRITERIA}/{number}.yaml"] = _written(SequenceNode(_LIST, nodes, flow_style=False))
    if sections["questions"]:
        files["questions/own.yaml"] = _written(SequenceNode(_LIST, list(sections["questions"]), flow_style=False))
    return files


def _number(identifier: str) -> str:
    """Return what names the files of a commitment: its number, in the letters that a path admits."""
    return re.sub(r"[^\w-]", "-", identifier.partition(":")[2])


def _identifiers(files: Files, number: str) -> Iterator[str]:
    for section in (COMMITMENTS, CRITERIA):
        path = f"{section}/{number}.yaml"
        for node in _items(compose(files[path], path)) if path in files else ():
            yield _said(_mapping(node), "id")


# Nodes


def _manifest(files: Files) -> MappingNode:
    return _mapping(compose(files[MANIFEST], MANIFEST))


def _mapping(node: Node) -> MappingNode:
    if not isinstance(node, MappingNode):
        raise InvalidData([Problem("BAL-004", Place(MANIFEST), {})])
    return node


def _get(node: MappingNode, name: str) -> Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _said(node: MappingNode, name: str) -> str:
    value = _get(node, name)
    return value.value if isinstance(value, ScalarNode) else ""


def _set(node: MappingNode, name: str, value: Node) -> None:
    for rank, (key, _before) in enumerate(node.value):
        if key.value == name:
            node.value[rank] = (key, value)
            return
    node.value.append((_text(name), value))


def _take_out(node: MappingNode, name: str) -> None:
    node.value = [pair for pair in node.value if pair[0].value != name]


def _text(said: str) -> ScalarNode:
    return ScalarNode(TEXT, said)


def _map(values: Mapping[str, Node]) -> MappingNode:
    return MappingNode(_MAP, [(_text(name), value) for name, value in values.items()])


def _in_french(said: str) -> MappingNode:
    return _map({"fr": _text(said)})


def _say_in_french(node: MappingNode, name: str, said: str) -> None:
    """Change a text if it is not what it said already; one that is emptied goes."""
    before = _get(node, name)
    french = _said(before, "fr") if isinstance(before, MappingNode) else _said(node, name)
    if said == french:
        return
    if said:
        _set(node, name, _in_french(said))
    else:
        _take_out(node, name)


def _set_controls(node: MappingNode, controls: Sequence[ControlKind]) -> None:
    before = {_said(_mapping(each), "kind"): each for each in _items(_get(node, "controls"))}
    kept = [before.get(kind.value) or _map({"kind": _text(kind.value)}) for kind in controls]
    if kept:
        _set(node, "controls", SequenceNode(_LIST, kept))
    else:
        _take_out(node, "controls")


def _new_commitment(identifier: str) -> MappingNode:
    """Return a commitment of which nothing is said yet: it was written here, and cites nobody else."""
    cited = SequenceNode(_LIST, [_map({"source": _text(LOCAL_SOURCE)})])
    return _map({"id": _text(identifier), "sources": cited})


def _with_local_source(files: Files, on: date) -> Files:
    """Return the files with the draft itself among the sources of the charter."""
    manifest = _manifest(files)
    sources = [_mapping(node) for node in _items(_get(manifest, "sources"))]
    if any(_said(each, "id") == LOCAL_SOURCE for each in sources):
        return files
    sources.append(_map({"id": _text(LOCAL_SOURCE), **_reviewed(LOCAL_WORDS, on)}))
    _set(manifest, "sources", SequenceNode(_LIST, [*sources]))
    return {**files, MANIFEST: _written(manifest)}


def _cite_the_vote(manifest: MappingNode, vote: Vote, on: date) -> None:
    """Have what was written here cite the deliberation that adopted it."""
    adopted = f"délibération {vote.reference}" if vote.reference else f"vote du {vote.on:%d/%m/%Y}"
    for node in map(_mapping, _items(_get(manifest, "sources"))):
        if _said(node, "id") == LOCAL_SOURCE:
            for name, value in _reviewed(f"{vote.body}, {adopted}", on).items():
                _set(node, name, value)


def _reviewed(words: str, on: date) -> dict[str, Node]:
    """Return what is said of a source that was at hand that day."""
    return {"text": _text(words), "status": _text("found"), "last_reviewed_on": ScalarNode(DAY, on.isoformat())}


def _vote(vote: Vote) -> MappingNode:
    said: dict[str, Node] = {"body": _text(vote.body), "on": ScalarNode(DAY, vote.on.isoformat())}
    if vote.result:
        said["result"] = _text(vote.result)
    if vote.reference:
        said["reference"] = _text(vote.reference)
    return _map(said)


def _rename(nodes: Iterable[Node], before: str, after: str) -> None:
    """Give every identifier of a text the name of another: they all begin with that of the text."""
    for node in nodes:
        if isinstance(node, ScalarNode):
            if node.value == before or node.value.startswith(f"{before}:"):
                node.value = after + node.value[len(before) :]
        elif isinstance(node, SequenceNode):
            _rename(node.value, before, after)
        else:
            _rename([part for pair in node.value for part in pair], before, after)


def _written(node: Node) -> str:
    """Return a node as a file; words that an older YAML would read as something else come out between quotes."""
    return str(serialize(node, Dumper=SafeDumper, allow_unicode=True, width=_WIDTH))


def _quoted(said: str) -> str:
    return said.replace("\\", "\\\\").replace('"', '\\"')
