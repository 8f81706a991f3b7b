# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A framework read from its folder: ``framework.yaml``, and beside it commitments, criteria, cases, questions.

A small charter may hold everything in ``framework.yaml`` under those same names; a large one gives each
commitment its file. Both are read alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from yaml import MappingNode, Node, SequenceNode

from balise.core.cases import Case
from balise.core.conditions import Answers, Score
from balise.core.frameworks import Commitment, Criterion, Framework
from balise.core.language import Text
from balise.core.messages import Place, Problem, Severity
from balise.core.questions import Question, QuestionBank, Theme
from balise.core.suggestions import suggestion
from balise.loading.answers import decode_answers
from balise.loading.decoding import INVALID, LIST, Invalid, Reading, about, decode, decode_object, kind_of
from balise.loading.errors import InvalidData
from balise.loading.nodes import read_yaml
from balise.loading.paths import shown, yaml_files
from balise.loading.questions import QUESTIONS, SHIPPED, Draft, read_questions, shipped_bank, with_conditions
from balise.loading.structure import check_structure

MANIFEST = "framework.yaml"
SECTIONS = ("commitments", "criteria", "cases", QUESTIONS)


@dataclass(frozen=True)
class ReadCase:
    """A case and where it is written, so that a failing one can be found."""

    case: Case
    place: Place


@dataclass(frozen=True)
class ReadFramework:
    """All that was read of a framework, mistakes included."""

    path: Path
    framework: Framework | None
    """None when a mistake leaves no framework to speak of."""
    bank: QuestionBank
    """The shipped bank with the questions that the framework adds."""
    cases: tuple[ReadCase, ...] = ()
    problems: tuple[Problem, ...] = ()
    readings: tuple[Reading, ...] = field(default=(), repr=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that refuse the framework."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


@lru_cache(maxsize=1)
def shipped_frameworks() -> tuple[str, ...]:
    """Return the ids of the frameworks that Balise ships."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob(f"*/{MANIFEST}")))


def find_framework(name: str) -> Path:
    """Return where a framework stands, given its id, ``id@version`` or its path.

    Raises:
        InvalidData: it is none of these (BAL-808).
    """
    identifier, _, _version = name.partition("@")
    if identifier in shipped_frameworks():
        return SHIPPED / identifier
    path = Path(name)
    if path.name == MANIFEST and path.is_file():
        return path.parent
    if path.is_file() or (path / MANIFEST).is_file():
        return path
    raise InvalidData([Problem("BAL-808", Place(name), {"id": name, **suggestion(name, shipped_frameworks())})])


def load_framework(name: str | Path) -> Framework:
    """Return a framework given its id or its path.

    Raises:
        InvalidData: there is no such framework, or its files are wrong.
    """
    return load_with_bank(name)[0]


def load_with_bank(name: str | Path) -> tuple[Framework, QuestionBank]:
    """Return a framework and the bank that its dossiers are answered with.

    Raises:
        InvalidData: there is no such framework, or its files are wrong.
    """
    path = name if isinstance(name, Path) else find_framework(name)
    read = read_framework(path)
    if read.framework is None or read.errors:
        raise InvalidData(read.errors)
    return read.framework, read.bank


def read_framework(path: Path) -> ReadFramework:
    """Read a framework whole and tell every mistake in it, rather than the first."""
    return _FrameworkReader(path).read()


class _FrameworkReader:
    """Reads one framework; keeps one ``Reading`` a file and the nodes of each section."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest_path = path / MANIFEST if path.is_dir() else path
        self.folder = self.manifest_path.parent if path.is_dir() else None
        self.problems: list[Problem] = []
        self.readings: list[Reading] = []
        self.sections: dict[str, list[tuple[Node, Reading]]] = {name: [] for name in SECTIONS}
        self.manifest: Node | None = None

    def read(self) -> ReadFramework:
        manifest_reading = self._open_manifest()
        self._open_sections()
        bank = self._bank()
        scores = self._share(bank, manifest_reading)
        commitments = self._decoded("commitments", Commitment)
        criteria = self._decoded("criteria", Criterion)
        cases = tuple(self._cases())
        framework = None
        if self.manifest is not None:
            framework = decode_object(
                self.manifest,
                Framework,
                manifest_reading,
                beside=(*SECTIONS, "scores"),
                scores=scores,
                commitments=tuple(sorted(commitments, key=_in_order)),
                criteria=tuple(sorted(criteria, key=_in_order)),
                themes=bank.themes[len(shipped_bank().themes) :],
                questions=bank.questions[len(shipped_bank().questions) :],
            )
        problems = [*self.problems, *(problem for reading in self.readings for problem in reading.problems)]
        complete = framework if isinstance(framework, Framework) else None
        problems.extend(check_structure(complete, commitments, criteria, [c.case for c in cases], self.readings))
        return ReadFramework(self.path, complete, bank, cases, tuple(problems), tuple(self.readings))

    def _open(self, path: Path) -> tuple[Node | None, Reading]:
        reading = Reading(shown(path))
        self.readings.append(reading)
        try:
            return read_yaml(path, reading.file), reading
        except InvalidData as error:
            self.problems.extend(error.problems)
            return None, reading

    def _open_manifest(self) -> Reading:
        """Read framework.yaml and set aside the sections written inside it."""
        node, reading = self._open(self.manifest_path)
        if isinstance(node, MappingNode):
            kept = []
            for key, value in node.value:
                if key.value in SECTIONS:
                    self._add(key.value, value, reading)
                elif key.value != "scores":
                    kept.append((key, value))
                else:
                    self.sections["scores"] = [(value, reading)]
            node = MappingNode(node.tag, kept, node.start_mark, node.end_mark)
        self.manifest = node
        return reading

    def _open_sections(self) -> None:
        if self.folder is None:
            return
        for name in SECTIONS:
            for path in yaml_files(self.folder / name):
                node, reading = self._open(path)
                if node is not None:
                    self._add(name, node, reading)

    def _add(self, name: str, node: Node, reading: Reading) -> None:
        """Add the items of a section: a list of them, or one alone as a commitment in its own file."""
        if isinstance(node, SequenceNode):
            self.sections[name].extend((item, reading) for item in node.value)
        elif isinstance(node, MappingNode):
            self.sections[name].append((node, reading))
        else:
            reading.report("BAL-103", node, expected=LIST, found=kind_of(node))

    def _bank(self) -> QuestionBank:
        """Return the shipped bank with the questions that the framework adds, each under its theme."""
        shipped = shipped_bank()
        drafts: list[Draft] = []
        for node, reading in self.sections[QUESTIONS]:
            wrapper = SequenceNode("tag:yaml.org,2002:seq", [node], node.start_mark, node.end_mark)
            drafts.extend(read_questions(wrapper, reading))
        for draft in drafts:
            if not draft.question.theme:
                values = {"key": "theme", "about": about(Question, "theme")}
                self.problems.append(Problem("BAL-102", _place_of(draft), values))
        own = with_conditions(drafts, shipped.by_id)
        for draft in drafts:
            if draft.question.id in shipped.by_id:
                place = draft.reading.place_of_field(Question, draft.question.id, "id")
                first = f"banque de questions, thème {shipped.by_id[draft.question.id].theme}"
                self.problems.append(Problem("BAL-201", place, {"id": draft.question.id, "first": first}))
        names = dict.fromkeys(question.theme for question in own)
        known = {theme.id for theme in shipped.themes}
        themes = [Theme(name, _theme_title(name), 100 + rank) for rank, name in enumerate(names) if name not in known]
        return shipped.extended(themes, [question for question in own if question.id not in shipped.by_id])

    def _share(self, bank: QuestionBank, manifest_reading: Reading) -> tuple[Score, ...]:
        """Let every file know the questions and the scores."""
        for reading in self.readings:
            reading.questions = bank.by_id
        scores: Any = ()
        for node, reading in self.sections.get("scores", []):
            scores = decode(node, tuple[Score, ...], reading)
        for reading in self.readings:
            reading.scores = manifest_reading.scores
        return () if isinstance(scores, Invalid) else scores

    def _decoded(self, section: str, kind: type) -> list[Any]:
        decoded = [decode(node, kind, reading) for node, reading in self.sections[section]]
        return [item for item in decoded if not isinstance(item, Invalid)]

    def _cases(self) -> Iterator[ReadCase]:
        for node, reading in self.sections["cases"]:
            answers: Answers | Invalid = {}
            rest = node
            if isinstance(node, MappingNode):
                rest = MappingNode(
                    node.tag,
                    [(key, value) for key, value in node.value if key.value != "answers"],
                    node.start_mark,
                    node.end_mark,
                )
                for key, value in node.value:
                    if key.value == "answers":
                        answers = decode_answers(value, reading)
            case = decode_object(rest, Case, reading, answers={} if answers is INVALID else answers)
            if isinstance(case, Case) and not isinstance(answers, Invalid):
                yield ReadCase(case, reading.place(node))


def _place_of(draft: Draft) -> Place:
    return draft.reading.place_of_field(Question, draft.question.id)


def _theme_title(name: str) -> Text:
    return Text(name.replace("_", " ").replace("-", " ").capitalize())


def _in_order(item: Commitment | Criterion) -> tuple[tuple[int, str], ...]:
    """Order ids as one reads them: 2 before 12, and 50-1 before 50-4."""
    parts = item.id.replace("-", ":").split(":")
    return tuple((int(part), "") if part.isdecimal() and len(part) < 10 else (0, part) for part in parts)  # noqa: PLR2004
