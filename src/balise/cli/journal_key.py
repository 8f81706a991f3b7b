# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The key of the journal, checked before a command that writes: none is begun under a key that cannot end it."""

from pathlib import Path

import click

from balise.cli.exit_codes import CHECK_FAILED


def refuse_another_key() -> None:
    """Refuse to go on with a key that does not seal the journal of the site, which is open already.

    Raises:
        click.exceptions.Exit: it is another key; the sentence is said.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is ready now
    from django.db import connection  # noqa: PLC0415

    from balise.web.journal.keys import OtherKeyError, check_key  # noqa: PLC0415

    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return  # a file that does not exist yet is not made for the asking
    try:
        check_key(settings.JOURNAL_KEY)
    except OtherKeyError as refusal:
        click.echo(refusal.sentence, err=True)
        raise click.exceptions.Exit(CHECK_FAILED) from refusal
