# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What to check at a path: a framework, a bank of questions, a guide, a mapping, dossiers, or a folder of these."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from yaml import MappingNode, Node, SequenceNode

from balise.core.messages import Place, Problem, Severity
from balise.core.questions import QuestionBank
from balise.loading.dossiers import pinned_frameworks, read_dossiers
from balise.loading.errors import InvalidData
from balise.loading.frameworks import MANIFEST, load_with_bank
from balise.loading.guide import read_guide
from balise.loading.linter import check_bank, check_framework
from balise.loading.mapping_files import check_mapping, is_mapping
from balise.loading.nodes import read_yaml, reason_of
from balise.loading.paths import YAML_SUFFIXES, shown
from balise.loading.questions import QUESTIONS, SHIPPED, shipped_bank

MAPPINGS = Path(__file__).parent / "mappings"


@dataclass
class Checked:
    """How many things of each sort were checked, and every problem found."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: "Checked") -> None:
        """Add the counts and the problems of another check."""
        self.counts.update(other.counts)
        self.problems.extend(other.problems)

    def count(self, severity: Severity) -> int:
        """Return how many problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True)
class Task:
    """One thing to check, so that a progress bar can count them."""

    path: Path
    run: Callable[[Path], Checked]


def tasks(paths: Iterable[Path]) -> list[Task]:
    """Return what to check at these paths; all that Balise ships when there is none.

    Raises:
        InvalidData: a path does not exist or holds nothing that can be checked (BAL-001, BAL-007).
    """
    given = list(paths)
    if not given:
        given = [SHIPPED, MAPPINGS]
    return [task for path in given for task in _tasks_at(path)]


def _tasks_at(path: Path) -> list[Task]:
    if not path.exists():
        raise InvalidData([Problem("BAL-001", Place(shown(path)), {"reason": reason_of(FileNotFoundError())})])
    found = list(_in_folder(path)) if path.is_dir() else list(_of_file(path))
    if not found:
        raise InvalidData([Problem("BAL-007", Place(shown(path)), {"path": shown(path)})])
    return found


def _in_folder(folder: Path) -> Iterator[Task]:
    """Yield what a folder holds: it is itself a framework or a bank, or it contains some."""
    if (folder / MANIFEST).is_file():
        yield Task(folder, _framework)
        return
    files = sorted(path for path in folder.iterdir() if path.is_file())
    sorts = [_sort_of(path) for path in files]
    for whole in _WHOLE_FOLDERS:
        if whole in sorts:
            yield Task(folder, whole)
    children = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
    if not children and set(sorts) - {None} == {_dossiers}:
        yield Task(folder, _dossiers)  # together, so that two of the same name are found
        return
    for path, sort in zip(files, sorts, strict=True):
        if sort is not None and sort not in _WHOLE_FOLDERS:
            yield Task(path, sort)
    for child in children:
        yield from _in_folder(child)


def _of_file(path: Path) -> Iterator[Task]:
    sort = _sort_of(path)
    if path.name == MANIFEST:
        yield Task(path.parent, _framework)
    elif sort in _WHOLE_FOLDERS:
        yield Task(path.parent, sort)
    elif sort is not None:
        yield Task(path, sort)


def _sort_of(path: Path) -> Callable[[Path], Checked] | None:
    """Return how to check a file, told by its suffix and its first keys; None when it is not ours."""
    if path.suffix == ".jsonl":
        return _dossiers
    if path.suffix not in (*YAML_SUFFIXES, ".json"):
        return None
    try:
        node = read_yaml(path, shown(path))
    except InvalidData:
        return _unreadable
    keys = _keys(node)
    if "theme" in keys and QUESTIONS in keys:
        return _bank
    if {"principles", "publisher"} & keys or {"commitments", "criteria"} & keys:
        return _framework
    if "counsel" in keys:
        return _guide
    if is_mapping(node):
        return _mapping
    return _dossiers if "answers" in keys or {"id", "title"} <= keys else None


def _keys(node: Node) -> set[str]:
    """Return the keys of a mapping, or of the first item of a list."""
    if isinstance(node, SequenceNode) and node.value:
        node = node.value[0]
    return {str(key.value) for key, _ in node.value} if isinstance(node, MappingNode) else set()


def _framework(path: Path) -> Checked:
    read = check_framework(path)
    criteria = len(read.framework.criteria) if read.framework is not None else 0
    return Checked(Counter(frameworks=1, criteria=criteria, cases=len(read.cases)), list(read.problems))


def _bank(folder: Path) -> Checked:
    bank, problems = check_bank(folder)
    return Checked(Counter(questions=len(bank.questions)), problems)


def _guide(folder: Path) -> Checked:
    situations, problems = read_guide(folder, shipped_bank())
    return Checked(Counter(situations=len(situations)), problems)


def _mapping(path: Path) -> Checked:
    return Checked(Counter(mappings=1), list(check_mapping(path, shipped_bank())[1]))


def _dossiers(path: Path) -> Checked:
    read = read_dossiers(path, _bank_for(path))
    return Checked(Counter(dossiers=len(read.dossiers)), list(read.problems))


def _bank_for(path: Path) -> QuestionBank:
    """Return the shipped bank with the questions of the frameworks that the dossiers name, where they load."""
    bank = shipped_bank()
    for name in pinned_frameworks(path):
        with suppress(InvalidData):
            bank = bank.united(load_with_bank(name)[1])
    return bank


def _unreadable(path: Path) -> Checked:
    try:
        read_yaml(path, shown(path))
    except InvalidData as error:
        return Checked(problems=list(error.problems))
    return Checked()


_WHOLE_FOLDERS: tuple[Callable[[Path], Checked], ...] = (_bank, _guide)
"""What is checked a folder at a time, so that two of the same name are found."""
