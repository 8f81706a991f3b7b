# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What click found wrong with a command line, said in the reader's language, with what to write instead."""

import click

from balise.cli.group import COMMANDS
from balise.core.language import Language, Text
from balise.core.suggestions import instead

SEE_HELP = Text("Voir « {help} ».", 'See "{help}".')


def sentence(error: click.UsageError, language: Language) -> str:
    """Return the mistake, then the command that shows how to write it."""
    path = error.ctx.command_path if error.ctx is not None else "balise"
    help_line = SEE_HELP.in_(language).format(help=f"{path} --help")
    return f"{_mistake(error).in_(language)}\n{help_line}"


def _mistake(error: click.UsageError) -> Text:
    match error:
        case click.exceptions.NoSuchCommand():
            possible = instead(error.command_name, _commands_there(error))
            return Text(
                f"La commande « {error.command_name} » n’existe pas. {possible.fr}",
                f'The command "{error.command_name}" does not exist. {possible.en}',
            )
        case click.NoSuchOption():
            return _no_such_option(error)
        case click.MissingParameter():
            name = _name(error.param)
            return Text(f"Il manque {name}.", f"{name} is missing.")
        case click.BadOptionUsage():
            return Text(
                f"L’option « {error.option_name} » attend une valeur.",
                f'The option "{error.option_name}" expects a value.',
            )
        case click.BadParameter():
            return Text(f"{_name(error.param)} : {error.message}", f"{_name(error.param)}: {error.message}")
        case _ if "extra argument" in error.message:
            extra = error.message.partition("(")[2].rstrip(")")
            return Text(f"Il y a un mot de trop : « {extra} ».", f'There is a word too many: "{extra}".')
        case _:
            return Text(f"Commande mal formée : {error.message}", f"Badly formed command: {error.message}")


def _commands_there(error: click.exceptions.NoSuchCommand) -> list[str]:
    """Return the commands that could stand there: those of the family that was named, not all of Balise's."""
    if error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return error.ctx.command.list_commands(error.ctx)
    return list(COMMANDS)


def _no_such_option(error: click.NoSuchOption) -> Text:
    known = error.possibilities or [
        name for param in (error.ctx.command.params if error.ctx else ()) for name in param.opts if name.startswith("-")
    ]
    possible = instead(error.option_name, known)
    return Text(
        f"L’option « {error.option_name} » n’existe pas. {possible.fr}",
        f'The option "{error.option_name}" does not exist. {possible.en}',
    )


def _name(param: click.Parameter | None) -> str:
    """Return a parameter as one types it: ``--on``, or ``DOSSIER``."""
    if param is None:
        return "?"
    return param.opts[0] if isinstance(param, click.Option) else str(param.human_readable_name).upper()
