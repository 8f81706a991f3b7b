# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise sheet``: one readable, accessible, self-contained page a dossier."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from balise.cli.inputs import load_inputs
from balise.cli.output import write_file
from balise.cli.parameters import FilePath, balise_command, framework_option, id_option, on_option
from balise.core.advice import advise
from balise.core.evaluation import evaluate
from balise.core.language import Language, Text
from balise.rendering.html import to_html
from balise.rendering.sheet import sheet

ABOUT = Text(
    "Écrit la fiche d’un DOSSIER : une page HTML qui se suffit à elle-même, accessible, imprimable, sans script ni "
    "ressource extérieure.",
    "Writes the sheet of a DOSSIER: one HTML page that stands alone, accessible, printable, without script or "
    "outside resource.",
)
WRITTEN = Text("Fiche écrite : {path}", "Sheet written: {path}")


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("sheet", language, ABOUT, "balise sheet mon-projet.yaml --framework lyon-2025 --out fiche.html")
    @click.argument("dossier", type=FilePath())
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
    def sheet_command(dossier: Path, out: Path, wanted: str | None, frameworks: Sequence[str], on: date) -> None:
        inputs = load_inputs(dossier, frameworks, on, language, one=True, wanted=wanted)
        pairs = inputs.pairs()
        evaluations = [evaluate(framework, only, on) for only, framework in pairs]
        advices = {framework.digest: advise(framework, inputs.bank, only, on) for only, framework in pairs}
        page = to_html(sheet(evaluations, advices, inputs.bank, language))
        write_file(out, page, language, sparing=[dossier])
        click.echo(WRITTEN.in_(language).format(path=out))

    return sheet_command
