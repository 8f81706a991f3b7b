# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading dossiers from a file that somebody sends: by the rules of the command line, with its words."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from balise.core.dossiers import Dossier
from balise.core.messages import Gap, Place, Problem, Severity
from balise.core.questions import QuestionBank
from balise.loading.dossiers import SUFFIXES, read_dossiers
from balise.loading.errors import InvalidData
from balise.web.assessments.file_kinds import safe_name
from balise.web.ui.languages import current_language

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake of a file: where it is, its code, what is wrong and what to do."""

    place: str
    code: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SentDossiers:
    """The dossiers of a file, or the mistakes that keep it from being read."""

    filename: str
    dossiers: tuple[Dossier, ...]
    faults: tuple[Fault, ...]


def read_sent(filename: str, content: bytes, bank: QuestionBank) -> SentDossiers:
    """Return the dossiers that a file holds, all of its mistakes told as the command line tells them."""
    name = safe_name(filename) or "dossiers.yaml"
    suffix = Path(name).suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"dossiers{suffix if suffix in SUFFIXES else '.other'}"
        path.write_bytes(content)
        try:
            read = read_dossiers(path, bank)
        except InvalidData as error:
            return SentDossiers(name, (), faults_told(error.problems, name))
    errors = tuple(problem for problem in read.problems if problem.severity is Severity.ERROR)
    return SentDossiers(name, () if errors else read.dossiers, faults_told(errors, name))


def faults_told(problems: tuple[Problem, ...], name: str) -> tuple[Fault, ...]:
    """Return the mistakes under the name that the person knows the file by, never where it was read."""
    language = current_language()
    named = (
        replace(problem, place=Place(name, problem.place.line, problem.place.column), values=_values(problem, name))
        for problem in problems[:MOST_TOLD]
    )
    return tuple(
        Fault(str(problem.place), problem.code, problem.sentence(language), problem.remedy(language))
        for problem in named
    )


def _values(problem: Problem, name: str) -> dict[str, Gap]:
    """Return the values of a message, with the person's file in the place of ours."""
    ours = problem.place.file
    return {
        key: (value.replace(ours, name) if isinstance(value, str) and ours else value)
        for key, value in problem.values.items()
    }
