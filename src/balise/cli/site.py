# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opening the site for a command: Django is loaded only by the commands that need it, for it takes half a second."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from balise.cli.site_errors import NO_DATABASE, told
from balise.core.language import Language, Text

SETTINGS = "balise.web.config.settings"

NOTHING_HERE = Text(
    "Il n’y a pas d’installation de Balise ici : vérifiez BALISE_DATA_DIR et BALISE_DATABASE_URL, ou créez-en une "
    "(« balise install --help »).",
    "There is no installation of Balise here: check BALISE_DATA_DIR and BALISE_DATABASE_URL, or create one (“balise "
    "install --help”).",
)

NO_FOLDER = Text(
    "Le dossier « {folder} », où BALISE_DATABASE_URL met la base de données, n’existe pas : créez-le, ou corrigez ce "
    "réglage.",
    "The folder “{folder}”, where BALISE_DATABASE_URL puts the database, does not exist: create it, or mend this "
    "setting.",
)


def open_site(language: Language, *, existing: bool = False, any_version: bool = False) -> None:
    """Make the site's database and operations usable in this process.

    ``existing``: the command is about an installation already made; a mistyped setting must not begin a new one.
    ``any_version``: it does not mind that the database is older than this version.

    Raises:
        click.ClickException: a setting cannot be used, or there is no installation, or it is to be upgraded first;
            the message says which.
    """
    if existing and not _place_exists():
        raise click.ClickException(NOTHING_HERE.in_(language))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - see above
    from django.apps import apps  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    from balise.web.config.environment import MisconfiguredError  # noqa: PLC0415

    try:
        if not apps.ready:  # twice in a process, and its log would go on to whatever the terminal was meanwhile
            django.setup()
    except MisconfiguredError as error:
        raise click.ClickException(str(error)) from error
    translation.activate(language.value)
    _reach_the_database(language)
    if existing and not _has_tables():
        raise click.ClickException(NOTHING_HERE.in_(language))
    if existing and not any_version:
        _refuse_an_older_database(language)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Say that a refusal of the system which names no file is about this one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def _place_exists() -> bool:
    """Tell whether there is somewhere to look, without making it."""
    return "BALISE_DATABASE_URL" in os.environ or Path(os.environ.get("BALISE_DATA_DIR") or "balise-data").is_dir()


def _reach_the_database(language: Language) -> None:
    """Open the database; a file that does not exist yet is not made for the asking.

    Raises:
        click.ClickException: its folder does not exist, or it does not answer.
    """
    from django.db import DatabaseError, connection  # noqa: PLC0415 - Django is ready now

    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        if not file.parent.is_dir():
            raise click.ClickException(NO_FOLDER.in_(language).format(folder=file.parent))
        if not file.exists():
            return
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise click.ClickException((told(error) or NO_DATABASE).in_(language)) from error


def _refuse_an_older_database(language: Language) -> None:
    from balise.web.config.schema import NotReadyError, refuse_an_older_version  # noqa: PLC0415 - Django is ready now

    try:
        refuse_an_older_version()
    except NotReadyError as error:
        raise click.ClickException(error.sentence.in_(language)) from error


def _has_tables() -> bool:
    from django.db import connection  # noqa: PLC0415 - Django is ready now

    return "organisations_localauthority" in connection.introspection.table_names()
