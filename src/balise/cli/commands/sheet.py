# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise sheet``: one readable, accessible, self-contained page a dossier."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from balise.cli.inputs import load_inputs
from balise.cli.output import write_file
from balise.cli.parameters import FilePath, balise_command, framework_option, id_option, on_option
from balise.core.advice import advise
from balise.core.evaluation import evaluate
from balise.core.language import Language, Text
from balise.rendering.document import Document
from balise.rendering.html import to_html
from balise.rendering.sheet import sheet
from balise.rendering.sheets import sheets

ABOUT = Text(
    "Écrit la fiche d’un ou plusieurs DOSSIERS : une page HTML qui se suffit à elle-même, accessible, imprimable, "
    "sans script ni ressource extérieure.",
    "Writes the sheet of one or several DOSSIERS: one HTML page that stands alone, accessible, printable, without "
    "script or outside resource.",
)
WRITTEN = Text("Fiche écrite : {path}", "Sheet written: {path}")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("sheet", language, ABOUT, "balise sheet mon-projet.yaml --framework lyon-2025 --out fiche.html")
    @click.argument("dossiers", nargs=-1, required=True, type=FilePath(), metavar="DOSSIER…")
    @click.option(
        "--out",
        type=FilePath(),
        required=True,
        metavar=Text("FICHIER.html", "FILE.html").in_(language),
        help=Text("Où écrire la page.", "Where to write the page.").in_(language),
    )
    @id_option(language)
    @framework_option(language)
    @on_option(language)
    def sheet_command(
        dossiers: Sequence[Path], out: Path, wanted: str | None, frameworks: Sequence[str], on: date
    ) -> None:
        pages = [page for path in dossiers for page in _pages(path, frameworks, on, language, wanted)]
        page = to_html(pages[0] if len(pages) == 1 else sheets(pages, language))
        write_file(out, page, language, sparing=dossiers)
        click.echo(WRITTEN.in_(language).format(path=out))

    return sheet_command


def _pages(
    path: Path, frameworks: Sequence[str], on: date, language: Language, wanted: str | None
) -> Iterator[Document]:
    """Yield the sheet of each dossier of a path, or of the one that is wanted."""
    inputs = load_inputs(path, frameworks, on, language, one=wanted is not None, wanted=wanted)
    for dossier in inputs.dossiers:
        judging = inputs.judging(dossier)
        evaluations = [evaluate(framework, dossier, on) for framework in judging]
        advices = {framework.digest: advise(framework, inputs.bank, dossier, on) for framework in judging}
        yield sheet(evaluations, advices, inputs.bank, language)
