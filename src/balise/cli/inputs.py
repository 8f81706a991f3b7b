# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the judging commands are given: frameworks, the questions they read, and dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from balise.cli.progress import progress
from balise.core.dossiers import Dossier
from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.core.messages import Place, Problem
from balise.core.questions import QuestionBank
from balise.loading.dossiers import load_dossiers, pinned_frameworks
from balise.loading.errors import InvalidData
from balise.loading.frameworks import load_with_bank
from balise.loading.paths import shown
from balise.loading.questions import shipped_bank

READING = Text("Lecture des dossiers", "Reading dossiers")


@dataclass(frozen=True)
class Inputs:
    """Frameworks by the name under which they were asked for, one bank for all, and the dossiers."""

    frameworks: tuple[Framework, ...]
    bank: QuestionBank
    dossiers: tuple[Dossier, ...]
    path: Path

    def pairs(self) -> list[tuple[Dossier, Framework]]:
        """Return each dossier with each framework, in the order of the dossiers."""
        return [(dossier, framework) for dossier in self.dossiers for framework in self.frameworks]

    def only_dossier(self) -> Dossier:
        """Return the dossier of a command that takes one.

        Raises:
            InvalidData: the path holds several (BAL-814).
        """
        if len(self.dossiers) != 1:
            values = {"count": str(len(self.dossiers)), "path": shown(self.path)}
            raise InvalidData([Problem("BAL-814", Place(shown(self.path)), values)])
        return self.dossiers[0]


def load_frameworks(names: Sequence[str]) -> tuple[tuple[Framework, ...], QuestionBank]:
    """Return the frameworks, each once, and the bank with all the questions they add.

    Raises:
        InvalidData: one of them does not exist or is wrong, or is not of the version asked for.
    """
    bank = shipped_bank()
    frameworks: dict[str, Framework] = {}
    for name in names:
        framework, own_bank = load_with_bank(name)
        asked = name.rpartition("@")[2] if "@" in name else framework.version
        if asked != framework.version and not Path(name).exists():
            values = {"framework": framework.id, "found": framework.version, "asked": asked}
            raise InvalidData([Problem("BAL-813", Place(name), values)])
        if framework.reference not in frameworks:
            added = [question for question in own_bank.questions if question.id not in bank.by_id]
            themes = [theme for theme in own_bank.themes if theme not in bank.themes]
            bank = bank.extended(themes, added)
        frameworks[framework.reference] = framework
    return tuple(frameworks.values()), bank


def load_inputs(path: Path, names: Sequence[str], on: date, language: Language) -> Inputs:
    """Return what a judging command needs, and warn of what its reader should know.

    Raises:
        InvalidData: no framework is named anywhere (BAL-806), or something cannot be loaded.
    """
    names = names or pinned_frameworks(path)
    if not names:
        raise InvalidData([Problem("BAL-806", Place(shown(path)), {"id": shown(path)})])
    frameworks, bank = load_frameworks(names)
    with progress(READING.in_(language), None) as advance:
        dossiers = load_dossiers(path, bank, advance)
    for problem in _remarks(frameworks, dossiers, on, path):
        click.echo(problem.line(language), err=True)
    return Inputs(frameworks, bank, dossiers, path)


def _remarks(frameworks: Sequence[Framework], dossiers: Sequence[Dossier], on: date, path: Path) -> list[Problem]:
    """Return what is allowed but must be said: a framework not in force, a dossier pinned to another version."""
    place = Place(shown(path))
    found = [
        Problem("BAL-810", place, {"framework": framework.id, "on": on.isoformat()})
        for framework in frameworks
        if not framework.in_force.covers(on)
    ]
    versions = {framework.id: framework for framework in frameworks}
    for dossier in dossiers:
        identifier, _, version = (dossier.framework or "").partition("@")
        used = versions.get(identifier)
        if used is not None and version and version != used.version:
            values = {"id": dossier.id, "pinned": str(dossier.framework), "used": used.reference}
            found.append(Problem("BAL-809", place, values))
    return found
