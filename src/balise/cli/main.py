# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entry of the command line: the language, the exit code, and errors said in words.

Exit codes: 0 fine; 1 unfavourable, or a check failed; 2 usage or bad input; 130 interrupted.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

import click

from balise.cli.group import BaliseGroup
from balise.cli.usage_errors import sentence
from balise.core.language import Language, Text
from balise.loading.errors import InvalidData

FINE = 0
UNFAVOURABLE = 1
BAD_INPUT = 2
INTERRUPTED = 130

LANGUAGE_VARIABLE = "BALISE_LANG"


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for, before anything is parsed: help and errors must speak it too.

    ``--lang en`` wins over the variable ``BALISE_LANG``; French otherwise. A value that is neither is left
    for the parser to refuse.
    """
    asked = environment.get(LANGUAGE_VARIABLE, Language.FRENCH)
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return Language.ENGLISH if asked == Language.ENGLISH else Language.FRENCH


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command and return its exit code."""
    language = language_of(arguments, environment)
    try:
        code = BaliseGroup(language).main(list(arguments), prog_name="balise", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return BAD_INPUT
    except click.UsageError as error:
        click.echo(sentence(error, language), err=True)
        return BAD_INPUT
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return BAD_INPUT
    except InvalidData as error:
        for problem in error.problems:
            click.echo(problem.line(language), err=True)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo(Text("Interrompu.", "Interrupted.").in_(language), err=True)
        return INTERRUPTED
    return code if isinstance(code, int) else FINE


def main() -> NoReturn:
    """Run the command of this process and leave with its exit code."""
    try:
        code = run(sys.argv[1:], os.environ)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has left: say nothing, and spare Python its own complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    sys.exit(code)
