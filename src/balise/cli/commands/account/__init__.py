# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account``: the accounts of the site, from the server: invite, close, open again, list."""

import click

from balise.cli.commands.account.closing import close_command, reopen_command
from balise.cli.commands.account.invitation import invite_command
from balise.cli.commands.account.listing import list_command
from balise.cli.families import family
from balise.core.language import Language, Text

ABOUT = Text("Invite quelqu’un, ferme ou liste les comptes.", "Invite somebody, close or list the accounts.")


def command(language: Language) -> click.Command:
    """Return the command."""
    return family(
        "account",
        language,
        ABOUT,
        invite_command(language),
        close_command(language),
        reopen_command(language),
        list_command(language),
    )
