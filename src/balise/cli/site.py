# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opening the site for a command: Django is loaded only by the commands that need it, for it takes half a second."""

import os

import click

from balise.core.language import Language

SETTINGS = "balise.web.config.settings"


def open_site(language: Language) -> None:
    """Make the site's database and operations usable in this process.

    Raises:
        click.ClickException: a setting cannot be used; the message says which.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - see above
    from django.utils import translation  # noqa: PLC0415

    from balise.web.config.environment import MisconfiguredError  # noqa: PLC0415

    try:
        django.setup()
    except MisconfiguredError as error:
        raise click.ClickException(str(error)) from error
    translation.activate(language.value)
