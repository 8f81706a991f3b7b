# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dossiers read from YAML or JSON files, a folder of them, or JSONL in bulk; and written back as JSON."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml import MappingNode, Node, SequenceNode

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier, Evidence
from balise.core.messages import Place, Problem, Severity
from balise.core.questions import QuestionBank
from balise.core.suggestions import likely
from balise.loading.answers import decode_answers
from balise.loading.decoding import MAPPING, Invalid, Reading, decode_object, kind_of
from balise.loading.errors import InvalidData
from balise.loading.nodes import node_of_json, read_text, read_yaml
from balise.loading.paths import shown

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
OnDossier = Callable[[int], None]


@dataclass(frozen=True)
class ReadDossiers:
    """The dossiers that could be read, and every mistake met."""

    dossiers: tuple[Dossier, ...]
    problems: tuple[Problem, ...]


def load_dossiers(path: Path, bank: QuestionBank, on_dossier: OnDossier | None = None) -> tuple[Dossier, ...]:
    """Return the dossiers of a file or of a folder.

    Args:
        path: a dossier in YAML or JSON, a JSONL file of one dossier a line, or a folder of these.
        bank: the questions that the answers are typed by.
        on_dossier: called with 1 after each dossier, for a progress bar.

    Raises:
        InvalidData: some dossier is wrong; every mistake of every file is told.
    """
    read = read_dossiers(path, bank, on_dossier)
    errors = [problem for problem in read.problems if problem.severity is Severity.ERROR]
    if errors:
        raise InvalidData(errors)
    return read.dossiers


def read_dossiers(path: Path, bank: QuestionBank, on_dossier: OnDossier | None = None) -> ReadDossiers:
    """Return the dossiers that can be read of a path, and every mistake."""
    dossiers: list[Dossier] = []
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    for file in dossier_files(path):
        reading = Reading(shown(file), questions=bank.by_id)
        try:
            for node in _nodes(file, reading):
                dossier = read_dossier(node, reading)
                if dossier is None:
                    continue
                place = reading.place(node)
                if dossier.id in seen:
                    values = {"id": dossier.id, "first": str(seen[dossier.id])}
                    problems.append(Problem("BAL-805", place, values))
                    continue
                seen[dossier.id] = place
                dossiers.append(dossier)
                if on_dossier is not None:
                    on_dossier(1)
        except InvalidData as error:
            problems.extend(error.problems)
        problems.extend(reading.problems)
    if not dossiers and not problems:
        problems.append(Problem("BAL-812", Place(shown(path)), {"path": shown(path)}))
    return ReadDossiers(tuple(dossiers), tuple(problems))


def dossier_files(path: Path) -> list[Path]:
    """Return the files of a folder that may hold dossiers, or the file itself.

    Raises:
        InvalidData: the folder holds none, or the file is of another sort (BAL-812).
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
        if not files:
            raise InvalidData([Problem("BAL-812", Place(shown(path)), {"path": shown(path)})])
        return files
    if path.exists() and path.suffix not in SUFFIXES:
        raise InvalidData([Problem("BAL-812", Place(shown(path)), {"path": shown(path)})])
    return [path]


def pinned_frameworks(path: Path) -> tuple[str, ...]:
    """Return the frameworks that the dossiers of a path name, each once, in order."""
    names: dict[str, None] = {}
    for file in dossier_files(path):
        for node in _nodes(file, Reading(shown(file))):
            if isinstance(node, MappingNode):
                names.update((value.value, None) for key, value in node.value if key.value == "framework")
    return tuple(name for name in names if name)


def _nodes(file: Path, reading: Reading) -> Iterator[Node]:
    """Yield the node of each dossier of a file; a line that is not JSON is reported and does not hide the next."""
    if file.suffix != ".jsonl":
        root = read_yaml(file, reading.file)
        yield from root.value if isinstance(root, SequenceNode) else (root,)
        return
    for number, line in enumerate(read_text(file, reading.file).split("\n"), start=1):
        if line.strip():
            try:
                yield node_of_json(line, reading.file, number)
            except InvalidData as error:
                reading.problems.extend(error.problems)


def read_dossier(node: Node, reading: Reading) -> Dossier | None:
    """Return the dossier that a node describes, or None once its mistakes are reported."""
    if not isinstance(node, MappingNode):
        reading.report("BAL-103", node, expected=MAPPING, found=kind_of(node))
        return None
    answers: dict[str, AnswerValue] | Invalid = {}
    rest = []
    for key, value in node.value:
        if key.value == "answers":
            answers = decode_answers(value, reading)
        else:
            rest.append((key, value))
    kept = MappingNode(node.tag, rest, node.start_mark, node.end_mark)
    given = {} if isinstance(answers, Invalid) else answers
    dossier = decode_object(kept, Dossier, reading, beside=("answers",), answers=given)
    if isinstance(dossier, Invalid) or isinstance(answers, Invalid):
        return None
    return dossier if _supports_something(dossier, reading) else None


def _supports_something(dossier: Dossier, reading: Reading) -> bool:
    """Report the documents that support what does not exist; a colon tells a criterion, whatever the framework."""
    unknown = [
        (item.id, name)
        for item in dossier.evidence
        for name in item.supports
        if ":" not in name and name not in reading.questions
    ]
    for evidence, name in unknown:
        place = reading.place_of_field(Evidence, evidence, "supports")
        close = likely(name, reading.questions)
        reading.problems.append(Problem("BAL-816", place, {"evidence": evidence, "id": name, "nearest": close}))
    return not unknown
