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
from balise.core.suggestions import suggestion
from balise.loading.dossiers import load_dossiers, pinned_frameworks
from balise.loading.errors import InvalidData
from balise.loading.frameworks import load_with_bank
from balise.loading.paths import shown
from balise.loading.questions import shipped_bank

READING = Text("Lecture des dossiers", "Reading dossiers")


@dataclass(frozen=True)
class Inputs:
    """Frameworks, one bank for all, and the dossiers."""

    frameworks: tuple[Framework, ...]
    bank: QuestionBank
    dossiers: tuple[Dossier, ...]
    as_pinned: bool
    """Nobody asked for a framework: each dossier is judged by the one that it names."""

    def pairs(self) -> list[tuple[Dossier, Framework]]:
        """Return each dossier with each framework that judges it, in the order of the dossiers."""
        return [(dossier, framework) for dossier in self.dossiers for framework in self.judging(dossier)]

    def judging(self, dossier: Dossier) -> tuple[Framework, ...]:
        """Return the frameworks that judge a dossier."""
        if not self.as_pinned:
            return self.frameworks
        pinned = (dossier.framework or "").partition("@")[0]
        return tuple(framework for framework in self.frameworks if framework.id == pinned)


def only_dossier(dossiers: Sequence[Dossier], wanted: str | None, path: Path) -> Dossier:
    """Return the dossier of a command that takes one: the one named, or the only one there is.

    Raises:
        InvalidData: there are several and none is named (BAL-814), or no dossier bears that id (BAL-815).
    """
    place = Place(shown(path))
    if wanted is not None:
        for dossier in dossiers:
            if dossier.id == wanted:
                return dossier
        identifiers = [dossier.id for dossier in dossiers]
        raise InvalidData([Problem("BAL-815", place, {"id": wanted, **suggestion(wanted, identifiers)})])
    if len(dossiers) != 1:
        raise InvalidData([Problem("BAL-814", place, {"count": str(len(dossiers)), "path": shown(path)})])
    return dossiers[0]


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
        bank = bank.united(own_bank)
        frameworks[framework.digest] = framework
    return tuple(frameworks.values()), bank


def load_inputs(
    path: Path, names: Sequence[str], on: date, language: Language, *, one: bool = False, wanted: str | None = None
) -> Inputs:
    """Return what a judging command needs, and warn of what its reader should know.

    Args:
        path: the dossiers.
        names: the frameworks asked for; none, each dossier is judged by the one that it names.
        on: the day of the evaluation.
        language: the language of the warnings.
        one: the command takes one dossier.
        wanted: the id of that dossier, when the path holds several.

    Raises:
        InvalidData: no framework is named anywhere (BAL-806), or something cannot be loaded.
    """
    frameworks, bank = load_frameworks(names or pinned_frameworks(path))
    with progress(READING.in_(language), None) as advance:
        dossiers = load_dossiers(path, bank, advance)
    if one:
        dossiers = (only_dossier(dossiers, wanted, path),)
    unjudged = [dossier for dossier in dossiers if not names and dossier.framework is None]
    if unjudged:
        raise InvalidData([Problem("BAL-806", Place(shown(path)), {"id": dossier.id}) for dossier in unjudged])
    inputs = Inputs(frameworks, bank, dossiers, as_pinned=not names)
    for problem in _remarks(inputs, on, path):
        click.echo(problem.line(language), err=True)
    return inputs


def _remarks(inputs: Inputs, on: date, path: Path) -> list[Problem]:
    """Return what is allowed but must be said: a framework not in force, a dossier pinned to another version."""
    place = Place(shown(path))
    found = [
        Problem("BAL-810", place, {"framework": framework.id, "on": on.isoformat()})
        for framework in inputs.frameworks
        if not framework.in_force.covers(on)
    ]
    versions = {framework.id: framework for framework in inputs.frameworks}
    for dossier in inputs.dossiers:
        identifier, _, version = (dossier.framework or "").partition("@")
        used = versions.get(identifier)
        if used is not None and version and version != used.version:
            values = {"id": dossier.id, "pinned": str(dossier.framework), "used": used.reference}
            found.append(Problem("BAL-809", place, values))
    return found
