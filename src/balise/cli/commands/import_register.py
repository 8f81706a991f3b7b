# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise import``: a register of somebody else's, turned into dossiers, with an account of what was lost."""

import json
from pathlib import Path

import click

from balise.cli.output import check_apart, write_file
from balise.cli.parameters import FilePath, balise_command
from balise.cli.progress import progress
from balise.core.language import Language, Text
from balise.loading.dossier_json import dossier_to_json
from balise.loading.importing import Import, import_register
from balise.loading.mapping_files import load_mapping, shipped_mappings
from balise.loading.published_register import PublishedImport, import_published
from balise.loading.questions import shipped_bank
from balise.loading.recognition import PUBLISHED_REGISTER

ABOUT = Text(
    "Importe SOURCE (CSV, XLSX, JSON) en dossiers, un par ligne de FICHIER.jsonl, selon un fichier de correspondance. "
    "Rien n’est deviné : une cellule vide ou non reconnue reste inconnue, et le rapport dit tout ce qui se perd.",
    "Imports SOURCE (CSV, XLSX, JSON) as dossiers, one a line of FILE.jsonl, following a mapping file. Nothing is "
    "guessed: an empty or unrecognised cell stays unknown, and the report says all that is lost.",
)
READING = Text("Import", "Importing")
WRITTEN = Text("Dossiers écrits : {path}", "Dossiers written: {path}")
REPORTED = Text("Rapport de pertes écrit : {path}", "Loss report written: {path}")


def command(language: Language) -> click.Command:
    """Return the command."""
    shipped = ", ".join((PUBLISHED_REGISTER, *shipped_mappings()))

    @balise_command(
        "import",
        language,
        ABOUT,
        "balise import registre.csv --mapping canada-ai-register --out registre.jsonl --report pertes.json",
        "balise import registre.json --mapping balise-registre --out reprises.jsonl",
    )
    @click.argument("source", type=FilePath())
    @click.option(
        "--mapping",
        required=True,
        metavar=Text("CORRESPONDANCE", "MAPPING").in_(language),
        help=Text(
            f"Identifiant ({shipped}) ou chemin d’une correspondance.",
            f"Id ({shipped}) or path of a mapping.",
        ).in_(language),
    )
    @click.option(
        "--out",
        type=FilePath(),
        required=True,
        metavar=Text("FICHIER.jsonl", "FILE.jsonl").in_(language),
        help=Text("Où écrire les dossiers.", "Where to write the dossiers.").in_(language),
    )
    @click.option(
        "--report",
        type=FilePath(),
        metavar=Text("FICHIER.json", "FILE.json").in_(language),
        help=Text("Où écrire le rapport de pertes.", "Where to write the loss report.").in_(language),
    )
    def import_command(source: Path, mapping: str, out: Path, report: Path | None) -> None:
        check_apart(out, report, language)
        imported = _imported(source, mapping, language)
        lines = [json.dumps(dossier_to_json(dossier), ensure_ascii=False) for dossier in imported.dossiers]
        write_file(out, "".join(f"{line}\n" for line in lines), language, sparing=[source, Path(mapping)])
        for line in imported.report.summary_lines(language):
            click.echo(line)
        click.echo(WRITTEN.in_(language).format(path=out))
        if report is not None:
            told = json.dumps(imported.report.to_data(language), ensure_ascii=False, indent=2) + "\n"
            write_file(report, told, language, sparing=[source, Path(mapping), out])
            click.echo(REPORTED.in_(language).format(path=report))

    return import_command


def _imported(source: Path, mapping: str, language: Language) -> Import | PublishedImport:
    """Return what a file holds; the register of another installation follows the question bank and no mapping."""
    if mapping == PUBLISHED_REGISTER:
        with progress(READING.in_(language), None) as advance:
            return import_published(source, shipped_bank(), advance)
    loaded = load_mapping(mapping)
    with progress(READING.in_(language), None) as advance:
        return import_register(source, loaded, shipped_bank(), advance)
