# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entry of the command line: the language, the exit code, and errors said in words."""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

import click

from balise.cli.exit_codes import BAD_INPUT, FINE, INTERRUPTED
from balise.cli.group import BaliseGroup
from balise.cli.site_errors import told
from balise.cli.usage_errors import sentence
from balise.core.language import Language, Text
from balise.loading.errors import InvalidData
from balise.loading.nodes import reason_of

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
    """Run one command and return its exit code.

    Raises:
        BrokenPipeError: whoever reads the answer has left.
    """
    language = language_of(arguments, environment)
    try:
        with BaliseGroup(language).make_context("balise", list(arguments)) as ctx:
            code = ctx.command.invoke(ctx)
    except click.exceptions.Exit as left:
        return left.exit_code
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
    except BrokenPipeError:
        raise
    except OSError as error:
        click.echo(_refused(error).in_(language), err=True)
        return BAD_INPUT
    except Exception as error:
        said = told(error)
        if said is None:
            raise
        click.echo(said.in_(language), err=True)
        return BAD_INPUT
    return code if isinstance(code, int) else FINE


def _refused(error: OSError) -> Text:
    """Return what the system would not do, in words."""
    reason = reason_of(error)
    where = f"«\u00a0{error.filename}\u00a0»" if error.filename else "la réponse"
    named = f'"{error.filename}"' if error.filename else "the answer"
    return Text(
        f"Impossible de lire ou d’écrire {where}\u00a0: {reason.fr}. Vérifiez le chemin, les droits et la place.",
        f"Cannot read or write {named}: {reason.en}. Check the path, the permissions and the space left.",
    )


def main() -> NoReturn:
    """Run the command of this process and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks « ■ » shows « ? » rather than stop a verdict in its middle.
            stream.reconfigure(errors="replace")
    try:
        code = run(sys.argv[1:], os.environ)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has left: say nothing, and spare Python its own complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    except OSError as error:
        click.echo(_refused(error).in_(language_of(sys.argv[1:], os.environ)), err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BAD_INPUT
    sys.exit(code)
