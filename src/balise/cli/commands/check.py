# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise check``: refuse what is wrong in frameworks, questions, dossiers and mappings, before it matters."""

from collections.abc import Sequence
from pathlib import Path

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.output import write_data
from balise.cli.parameters import FilePath, Format, balise_command, format_option
from balise.cli.progress import progress
from balise.core.language import Language, Text
from balise.core.messages import Problem, Severity
from balise.loading.checking import Checked, tasks

ABOUT = Text(
    "Vérifie ce qui se trouve aux CHEMINS : cadres (leurs cas sont joués), questions, correspondances, dossiers. Sans "
    "chemin, tout ce que Balise livre. Chaque faute donne le fichier, la ligne, la colonne, un code et le remède.",
    "Checks what stands at PATHS: frameworks (their cases are run), questions, mappings, dossiers. Without a path, "
    "all that Balise ships. Each mistake gives the file, line, column, a code and the remedy.",
)
CSV_COLUMNS = ("code", "severity", "file", "line", "column", "message", "remedy")
CHECKING = Text("Vérification", "Checking")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("check", language, ABOUT, "balise check", "balise check ma-charte/ mes-dossiers/")
    @click.argument("paths", nargs=-1, type=FilePath(), metavar=Text("[CHEMIN…]", "[PATH…]").in_(language))
    @format_option(language)
    def check_command(paths: Sequence[Path], form: str) -> int:
        checked = _checked(paths, language)
        if form != Format.TEXT:
            records = [_record(problem, language) for problem in checked.problems]
            write_data(form, records, records, CSV_COLUMNS, records)
        else:
            for problem in checked.problems:
                click.echo(problem.line(language))
            click.echo(summary(checked, language))
        return CHECK_FAILED if checked.count(Severity.ERROR) else FINE

    return check_command


def _checked(paths: Sequence[Path], language: Language) -> Checked:
    found = Checked()
    todo = tasks(paths)
    with progress(CHECKING.in_(language), len(todo)) as advance:
        for task in todo:
            found.add(task.run(task.path))
            advance(1)
    return found


COUNTED = (
    ("frameworks", Text("cadre", "framework")),
    ("criteria", Text("critère", "criterion")),
    ("cases", Text("cas", "case")),
    ("questions", Text("question", "question")),
    ("mappings", Text("correspondance", "mapping")),
    ("dossiers", Text("dossier", "dossier")),
    ("situations", Text("situation", "situation")),
)
MANY = {"criterion": "criteria", "cas": "cas"}
NOTHING = Text("Rien n’a pu être lu", "Nothing could be read")
ERRORS = Text("erreur", "error")
REMARKS = Text("remarque", "remark")


def summary(checked: Checked, language: Language) -> str:
    """Return how much was checked and what was found, on one line."""
    counted = [_counted(checked.counts[sort], noun, language) for sort, noun in COUNTED if checked.counts[sort]]
    parts = ", ".join(counted) or NOTHING.in_(language)
    found = [
        _counted(checked.count(severity), noun, language)
        for severity, noun in ((Severity.ERROR, ERRORS), (Severity.WARNING, REMARKS))
    ]
    verdict = ", ".join(found)
    return f"{parts} : {verdict}." if language is Language.FRENCH else f"{parts}: {verdict}."


def _counted(count: int, noun: Text, language: Language) -> str:
    """Return a number and its noun; zero is singular in French and plural in English."""
    word = noun.in_(language)
    plural = count > 1 if language is Language.FRENCH else count != 1
    return f"{count} {MANY.get(word, word + 's') if plural else word}"


def _record(problem: Problem, language: Language) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.sentence(language),
        "remedy": problem.remedy(language),
    }
