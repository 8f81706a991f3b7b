# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise manage``: Django's own commands, for whoever runs the site."""

import sys

import click

from balise.cli.parameters import balise_command
from balise.cli.site import open_site
from balise.core.language import Language, Text

ABOUT = Text(
    "Lance une commande de Django sur le site : migrate, check --deploy… « balise manage help » les liste.",
    "Run one of Django’s commands on the site: migrate, check --deploy… “balise manage help” lists them.",
)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command("manage", language, ABOUT, "balise manage check --deploy")
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar=Text("COMMANDE…", "COMMAND…").in_(language))
    def manage_command(arguments: tuple[str, ...]) -> None:
        open_site(language)
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django only when it is asked for

        sys.argv[0] = "balise manage"
        execute_from_command_line(["balise manage", *arguments])

    manage_command.context_settings["ignore_unknown_options"] = True
    manage_command.allow_interspersed_args = False
    return manage_command
