# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise backup``: the whole installation in one file, while the site goes on answering."""

from pathlib import Path

import click

from balise.cli.parameters import FilePath, balise_command
from balise.cli.progress import progress
from balise.cli.site import naming, open_site
from balise.core.language import Language, Text
from balise.rendering.typography import Counted

ABOUT = Text(
    "Écrit dans FICHIER une sauvegarde de toute l’installation (données et pièces), lisible par « balise restore » sur "
    "SQLite comme sur PostgreSQL. Les secrets du dossier « secrets » n’y sont pas : gardez-les à part, le journal ne "
    "se vérifie qu’avec sa clé.",
    "Writes to FILE a backup of the whole installation (data and evidence), which “balise restore” reads on SQLite and "
    "PostgreSQL alike. The secrets of the “secrets” folder are not in it: keep them apart, for the journal can only be "
    "verified with its key.",
)
DOING = Text("Sauvegarde", "Backup")
ROWS = Counted(Text("{n} ligne", "{n} row"), Text("{n} lignes", "{n} rows"))


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("backup", language, ABOUT, "balise backup sauvegarde-2026-11-21.zip")
    @click.argument("file", type=FilePath(), metavar=Text("FICHIER", "FILE").in_(language))
    def backup_command(file: Path) -> None:
        open_site(language, existing=True, any_version=True)
        from django.utils import timezone  # noqa: PLC0415 - Django is ready now

        from balise.web.safekeeping.archive import ArchiveError  # noqa: PLC0415
        from balise.web.safekeeping.backup import backup, rows_to_keep  # noqa: PLC0415

        try:
            with naming(file), progress(DOING.in_(language), rows_to_keep()) as advance:
                manifest = backup(file, at=timezone.now(), advance=advance)
        except ArchiveError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"{file}\u00a0: {ROWS.of(sum(manifest.rows.values()), language)}.")

    return backup_command
