# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A command that gathers others, as ``balise journal`` gathers ``verify`` and ``heads``."""

import click

from balise.cli.localised import BaliseCommand
from balise.cli.parameters import language_parameter
from balise.core.language import Language, Text

MEMBERS = Text("Commandes", "Commands")


class Family(BaliseCommand, click.Group):
    """Commands about one thing, listed with what each is for."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        BaliseCommand.format_options(self, ctx, formatter)
        with formatter.section(self._heading(MEMBERS)):
            formatter.write_dl([(name, member.get_short_help_str(200)) for name, member in self.commands.items()])


def family(name: str, language: Language, about: Text, *members: click.Command) -> Family:
    """Return a command that gathers ``members``."""
    gathered = Family(
        name,
        language=language,
        help=about.in_(language),
        subcommand_metavar=Text("COMMANDE …", "COMMAND …").in_(language),
        params=[language_parameter(language)],
        no_args_is_help=True,
    )
    for member in members:
        gathered.add_command(member)
    return gathered
