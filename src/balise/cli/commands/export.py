# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise export``: entries of the register, or dossiers, as the file that another register takes.

Nothing is lost in silence: what the target has no room or no word for is counted on the screen, and told entry by
entry in the report.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.inputs import READING
from balise.cli.output import check_apart, write_file
from balise.cli.parameters import FilePath, balise_command
from balise.cli.progress import progress
from balise.cli.site import open_site
from balise.core.interchange import ExportReport, Target, Written, write, write_dossier
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.core.suggestions import instead
from balise.loading.dossiers import load_dossiers
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target, shipped_targets
from balise.rendering.export_report import export_report_data, export_report_lines, export_report_page
from balise.rendering.html import to_html
from balise.rendering.register_files import written_file
from balise.rendering.text import to_text

if TYPE_CHECKING:
    from balise.core.register import RegisterEntry

ABOUT = Text(
    "Écrit les fiches publiées de l’installation, ou les DOSSIERS donnés, au format d’un autre registre. Ce qui n’y "
    "entre pas est dit dans le rapport de pertes. D’un dossier, seul part ce qu’une fiche publique pourrait dire.",
    "Writes the published entries of the installation, or the DOSSIERS given, in the format of another register. What "
    "does not fit is told in the loss report. Of a dossier, only what a public entry could say leaves.",
)
EXPORTING = Text("Export", "Exporting")
WRITTEN = Text("Fichier écrit : {path}", "File written: {path}")
REPORTED = Text("Rapport de pertes écrit : {path}", "Loss report written: {path}")
NO_ENTRY = Text(
    "Aucune fiche n’est publiée {where} : il n’y a rien à exporter. Publiez un dossier, ou donnez des dossiers à "
    "exporter (« balise export --help »).",
    "No entry is published {where}: there is nothing to export. Publish a dossier, or give dossiers to export "
    "(“balise export --help”).",
)
EVERYWHERE = Text("sur cette installation", "on this installation")
AT = Text("par « {slug} »", "by “{slug}”")
ONE_SOURCE = Text(
    "« --authority » choisit parmi les fiches de l’installation : retirez-le, ou retirez DOSSIERS.",
    "“--authority” chooses among the entries of the installation: remove it, or remove DOSSIERS.",
)
ON_SCREEN = Path("-")


def command(language: Language) -> click.Command:
    """Return the command."""
    shipped = ", ".join(shipped_targets())

    @balise_command(
        "export",
        language,
        ABOUT,
        "balise export --to etalab-inventaire --authority valbrise --out inventaire.csv --report pertes.html",
        "balise export registre.jsonl --to canada-ai-register --out registre.csv --report -",
    )
    @click.argument("dossiers", type=FilePath(), required=False)
    @click.option(
        "--to",
        "name",
        required=True,
        metavar=Text("REGISTRE", "REGISTER").in_(language),
        help=Text(f"Registre visé : {shipped}.", f"Register to export to: {shipped}.").in_(language),
    )
    @click.option(
        "--out",
        type=FilePath(),
        required=True,
        metavar=Text("FICHIER", "FILE").in_(language),
        help=Text(
            "Où écrire le fichier, d’un coup ou pas du tout.", "Where to write the file, whole or not at all."
        ).in_(language),
    )
    @click.option(
        "--report",
        type=FilePath(),
        metavar=Text("FICHIER|-", "FILE|-").in_(language),
        help=Text(
            "Où écrire le rapport de pertes : .json, .html ou texte ; - l’affiche.",
            "Where to write the loss report: .json, .html or text; - shows it.",
        ).in_(language),
    )
    @click.option(
        "--authority",
        metavar=Text("CODE", "SLUG").in_(language),
        help=Text(
            "Les fiches de cette collectivité seulement (son nom dans les adresses).",
            "The entries of this authority only (its name in addresses).",
        ).in_(language),
    )
    @click.option(
        "--strict",
        is_flag=True,
        help=Text("Code de sortie 1 si quoi que ce soit se perd.", "Exit code 1 when anything is lost.").in_(language),
    )
    def export_command(
        dossiers: Path | None, name: str, out: Path, report: Path | None, authority: str | None, strict: bool
    ) -> int:
        target, bank = load_target(name), shipped_bank()
        if dossiers is not None and authority is not None:
            raise click.UsageError(ONE_SOURCE.in_(language))
        check_apart(out, report, language)
        rows = _of_the_site(target, authority, language) if dossiers is None else _of_files(dossiers, target, language)
        file = written_file(rows, target)
        read = [] if dossiers is None else [dossiers]
        write_file(out, file.content.decode(), language, sparing=read)
        for line in export_report_lines(file.report, bank, language) if report != ON_SCREEN else ():
            click.echo(line)
        click.echo(WRITTEN.in_(language).format(path=out))
        if report is not None:
            _tell(report, file.report, target, bank, language, [*read, out])
        return CHECK_FAILED if strict and file.report.losses else FINE

    return export_command


def _tell(
    path: Path, report: ExportReport, target: Target, bank: QuestionBank, language: Language, sparing: list[Path]
) -> None:
    """Write the loss report in the form that its name asks for."""
    page = export_report_page(report, target.title, bank, language)
    if path == ON_SCREEN:
        click.echo(to_text(page))
        return
    match path.suffix.lower():
        case ".json":
            told = json.dumps(export_report_data(report), ensure_ascii=False, indent=2) + "\n"
        case ".html" | ".htm":
            told = to_html(page)
        case _:
            told = to_text(page)
    write_file(path, told, language, sparing=sparing)
    click.echo(REPORTED.in_(language).format(path=path))


def _of_files(path: Path, target: Target, language: Language) -> Iterator[Written]:
    """Yield the dossiers of a file, of a folder or of a register, which are in French, as rows of the target."""
    with progress(READING.in_(language), None) as advance:
        dossiers = load_dossiers(path, shipped_bank(), advance)
    with progress(EXPORTING.in_(language), len(dossiers)) as advance:
        for dossier in dossiers:
            yield write_dossier(dossier, target)
            advance(1)


def _of_the_site(target: Target, authority: str | None, language: Language) -> Iterator[Written]:
    """Yield the published entries of the installation, or of one authority of it, as rows of the target.

    Raises:
        click.ClickException: there is no such authority, or nothing is published.
    """
    open_site(language, existing=True)
    entries, address_of = _published(authority, language)
    if not entries:
        where = EVERYWHERE.in_(language) if authority is None else AT.in_(language).format(slug=authority)
        raise click.ClickException(NO_ENTRY.in_(language).format(where=where))
    with progress(EXPORTING.in_(language), len(entries)) as advance:
        for entry in entries:
            yield write(entry, target, address_of(entry))
            advance(1)


def _published(
    authority: str | None, language: Language
) -> tuple[tuple["RegisterEntry", ...], Callable[["RegisterEntry"], str]]:
    """Return the entries that are in the lists, and what gives the permanent address of each."""
    from balise.web.transparency.addresses import addresses_of_the_site  # noqa: PLC0415 - Django is ready now
    from balise.web.transparency.queries.open_data import entries_in  # noqa: PLC0415
    from balise.web.transparency.queries.portals import open_places, shown_by  # noqa: PLC0415

    found = open_places()
    shown = shown_by(place.id for place in found)
    places = {place.slug: place.id for place in found if shown[place.id].entries}
    if authority is not None and authority not in places:
        raise click.ClickException(_no_such(authority, tuple(places)).in_(language))
    ids = places.values() if authority is None else [places[authority]]
    return tuple(entries_in(ids)), addresses_of_the_site().entry


def _no_such(authority: str, known: tuple[str, ...]) -> Text:
    possible = instead(authority, known) if known else Text("Aucune ne publie encore.", "None publishes yet.")
    return Text(
        f"La collectivité « {authority} » ne publie aucune fiche sur cette installation. {possible.fr}",
        f'The authority "{authority}" publishes no entry on this installation. {possible.en}',
    )
