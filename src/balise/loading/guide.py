# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The practical guide read from its folder, one situation a file."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from yaml import MappingNode, Node

from balise.core.conditions import Answers
from balise.core.guide import Counsel, WorkSituation
from balise.core.messages import Problem
from balise.core.questions import QuestionBank
from balise.loading.answers import decode_answers
from balise.loading.decoding import Invalid, Reading, about, decode_object
from balise.loading.errors import InvalidData
from balise.loading.identifiers import check_identifiers
from balise.loading.nodes import read_yaml
from balise.loading.paths import shown, yaml_files
from balise.loading.questions import SHIPPED, shipped_bank

GUIDE = "guide"
_ANSWERS = "answers"


@lru_cache(maxsize=1)
def shipped_guide() -> tuple[WorkSituation, ...]:
    """Return the guide that Balise ships."""
    return load_guide(SHIPPED / GUIDE)


def load_guide(folder: Path, bank: QuestionBank | None = None) -> tuple[WorkSituation, ...]:
    """Return the situations of a folder, in the order of the guide.

    Raises:
        InvalidData: some file is wrong; all its mistakes are told at once.
    """
    situations, problems = read_guide(folder, bank)
    if problems:
        raise InvalidData(problems)
    return situations


def read_guide(folder: Path, bank: QuestionBank | None = None) -> tuple[tuple[WorkSituation, ...], list[Problem]]:
    """Return what can be read of a guide, and every mistake found in it."""
    problems: list[Problem] = []
    readings: list[Reading] = []
    found: list[WorkSituation] = []
    for path in yaml_files(folder):
        reading = Reading(shown(path), questions=(bank or shipped_bank()).by_id)
        readings.append(reading)
        try:
            node = read_yaml(path, reading.file)
        except InvalidData as error:
            problems.extend(error.problems)
            continue
        situation = _decoded(node, reading)
        if situation is not None:
            found.append(situation)
    problems.extend(problem for reading in readings for problem in reading.problems)
    problems.extend(check_identifiers(WorkSituation, readings))
    return tuple(sorted(found, key=lambda situation: (situation.order, situation.id))), problems


def _decoded(node: Node, reading: Reading) -> WorkSituation | None:
    """Return the situation of a file; its answers are read apart, each with the type of its question."""
    answers: Answers | Invalid = {}
    if isinstance(node, MappingNode):
        for value in _values(node, _ANSWERS):
            answers = decode_answers(value, reading)
        kept = [(key, value) for key, value in node.value if key.value != _ANSWERS]
        node = MappingNode(node.tag, kept, node.start_mark, node.end_mark)
    given = {} if isinstance(answers, Invalid) else answers
    situation = decode_object(node, WorkSituation, reading, beside=(_ANSWERS,), answers=given)
    if not isinstance(situation, WorkSituation) or isinstance(answers, Invalid):
        return None
    if not situation.counsel:
        reading.report("BAL-102", node, key="counsel", about=about(WorkSituation, "counsel"))
    elif not all(counsel.for_ for counsel in situation.counsel):
        reading.report("BAL-102", node, key="for", about=about(Counsel, "for_"))
    return situation


def _values(node: MappingNode, name: str) -> Sequence[Node]:
    return [value for key, value in node.value if key.value == name]
