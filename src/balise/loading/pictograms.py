# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pictograms read from their folder: ``pictograms.yaml``, and one drawing a subject beside it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from balise.core.language import Text
from balise.core.messages import Problem
from balise.core.pictograms import Pictogram, PictogramSet
from balise.loading.decoding import Invalid, Reading, decode_object
from balise.loading.errors import InvalidData
from balise.loading.identifiers import check_identifiers
from balise.loading.nodes import read_text, read_yaml
from balise.loading.paths import shown
from balise.loading.questions import SHIPPED

FOLDER = "pictograms"
FILE = "pictograms.yaml"


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a drawing is of; its file bears its id."""

    id: str
    alternative: Text
    commitments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    """The whole of ``pictograms.yaml``."""

    generic: _Subject
    pictograms: tuple[_Subject, ...]


@lru_cache(maxsize=1)
def shipped_pictograms() -> PictogramSet:
    """Return the pictograms that Balise ships."""
    return load_pictograms(SHIPPED / FOLDER)


def load_pictograms(folder: Path) -> PictogramSet:
    """Return the pictograms of a folder.

    Raises:
        InvalidData: the index is wrong, a drawing is absent, or a commitment has two; all mistakes are told at once.
    """
    path = folder / FILE
    reading = Reading(shown(path))
    index = decode_object(read_yaml(path, reading.file), _Index, reading)
    problems = [*reading.problems, *check_identifiers(_Subject, [reading])]
    if problems or isinstance(index, Invalid):
        raise InvalidData(problems)
    return _drawn(index, folder, reading)


def _drawn(index: _Index, folder: Path, reading: Reading) -> PictogramSet:
    """Return the set once every drawing is read."""
    problems: list[Problem] = []
    by_commitment: dict[str, Pictogram] = {}
    generic = _pictogram(index.generic, folder, problems)
    for subject in index.pictograms:
        pictogram = _pictogram(subject, folder, problems)
        for commitment in subject.commitments:
            if commitment in by_commitment:
                problems.append(_taken(subject, commitment, by_commitment[commitment], reading))
            by_commitment[commitment] = pictogram
    if problems:
        raise InvalidData(problems)
    return PictogramSet(generic, by_commitment)


def _pictogram(subject: _Subject, folder: Path, problems: list[Problem]) -> Pictogram:
    path = folder / f"{subject.id}.svg"
    svg = ""
    try:
        svg = read_text(path, shown(path))
    except InvalidData as error:
        problems.extend(error.problems)
    return Pictogram(subject.id, svg, subject.alternative)


def _taken(subject: _Subject, commitment: str, drawn: Pictogram, reading: Reading) -> Problem:
    first = reading.place_of_field(_Subject, drawn.id, "commitments")
    place = reading.place_of_field(_Subject, subject.id, "commitments")
    return Problem("BAL-201", place, {"id": commitment, "first": str(first)})
