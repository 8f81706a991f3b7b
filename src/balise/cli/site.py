# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opening the site for a command: Django is loaded only by the commands that need it, for it takes half a second."""

import os
from pathlib import Path

import click

from balise.core.language import Language, Text

SETTINGS = "balise.web.config.settings"


ANSWERING = Text("Balise répond sur {address} (Ctrl+C pour arrêter).", "Balise answers on {address} (Ctrl+C to stop).")
"""What a command that serves the site says once the address is held."""
NOTHING_HERE = Text(
    "Il n’y a pas d’installation de Balise ici : vérifiez BALISE_DATA_DIR et BALISE_DATABASE_URL, ou créez-en une "
    "(« balise install --help »).",
    "There is no installation of Balise here: check BALISE_DATA_DIR and BALISE_DATABASE_URL, or create one (“balise "
    "install --help”).",
)

NO_DATABASE = Text(
    "La base de données ne répond pas : vérifiez BALISE_DATABASE_URL, et que son serveur est démarré.",
    "The database does not answer: check BALISE_DATABASE_URL, and that its server is running.",
)


def open_site(language: Language, *, existing: bool = False) -> None:
    """Make the site's database and operations usable in this process.

    ``existing``: the command is about an installation already made; a mistyped setting must not begin a new one.

    Raises:
        click.ClickException: a setting cannot be used, or there is no installation; the message says which.
    """
    if existing and not _place_exists():
        raise click.ClickException(NOTHING_HERE.in_(language))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - see above
    from django.utils import translation  # noqa: PLC0415

    from balise.web.config.environment import MisconfiguredError  # noqa: PLC0415

    try:
        django.setup()
    except MisconfiguredError as error:
        raise click.ClickException(str(error)) from error
    translation.activate(language.value)
    if not _answers():
        raise click.ClickException(NO_DATABASE.in_(language))
    if existing and not _has_tables():
        raise click.ClickException(NOTHING_HERE.in_(language))


def _place_exists() -> bool:
    """Tell whether there is somewhere to look, without making it."""
    return "BALISE_DATABASE_URL" in os.environ or Path(os.environ.get("BALISE_DATA_DIR") or "balise-data").is_dir()


def _answers() -> bool:
    """Tell whether the database can be reached; a file that does not exist yet is not made for the asking."""
    from django.db import OperationalError, connection  # noqa: PLC0415 - Django is ready now

    if connection.vendor == "sqlite":
        return True
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def _has_tables() -> bool:
    from django.db import connection  # noqa: PLC0415 - Django is ready now

    return "organisations_localauthority" in connection.introspection.table_names()
