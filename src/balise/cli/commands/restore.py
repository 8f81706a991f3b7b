# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise restore``: put a backup back into an empty installation, on either engine."""

from pathlib import Path

import click

from balise.cli.parameters import FilePath, balise_command
from balise.cli.progress import progress
from balise.cli.site import naming, open_site
from balise.core.language import Language, Text
from balise.rendering.typography import Counted
from balise.web.config.environment import MisconfiguredError, known_journal_key
from balise.web.safekeeping.archive import ArchiveError, Manifest
from balise.web.safekeeping.reading import check_key, read_manifest

ABOUT = Text(
    "Remet la sauvegarde FICHIER dans une installation vide, sur SQLite ou PostgreSQL, même si elle vient d’une "
    "version antérieure. Rien n’est jamais écrasé. Remettez aussi le dossier « secrets », puis lancez "
    "« balise journal verify ».",
    "Puts the backup FILE back into an empty installation, on SQLite or PostgreSQL, even when it comes from an earlier "
    "version. Nothing is ever overwritten. Put the “secrets” folder back too, then run “balise journal verify”.",
)
DOING = Text("Restauration", "Restoring")
ROWS = Counted(Text("{n} ligne", "{n} row"), Text("{n} lignes", "{n} rows"))


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("restore", language, ABOUT, "balise restore sauvegarde-2026-11-21.zip")
    @click.argument("file", type=FilePath(), metavar=Text("FICHIER", "FILE").in_(language))
    @click.option(
        "--key-lost",
        is_flag=True,
        help=Text(
            "La clé du journal est perdue pour de bon : restaurer quand même.",
            "The key of the journal is gone for good: restore all the same.",
        ).in_(language),
    )
    def restore_command(file: Path, *, key_lost: bool) -> None:
        manifest = _manifest_of(file, key_lost=key_lost)
        rows = sum(manifest.rows.values())
        open_site(language)
        from django.conf import settings  # noqa: PLC0415 - Django is ready now

        from balise.web.safekeeping.restore import restore  # noqa: PLC0415

        try:
            with naming(settings.ENVIRONMENT.data_dir), progress(DOING.in_(language), rows) as advance:
                restore(file, manifest, key_lost=key_lost, advance=advance)
        except ArchiveError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"{file}\u00a0: {ROWS.of(rows, language)}.")

    return restore_command


def _manifest_of(file: Path, *, key_lost: bool) -> Manifest:
    """Return what a backup says of itself, read whole before the settings draw a key or make a folder.

    Raises:
        click.ClickException: it cannot be used, or not with the key that is here.
    """
    try:
        manifest = read_manifest(file)
        check_key(manifest, known_journal_key(), key_lost=key_lost)
    except (ArchiveError, MisconfiguredError) as error:
        raise click.ClickException(str(error)) from error
    return manifest
