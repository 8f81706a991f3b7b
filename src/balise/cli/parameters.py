# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The parameters that several commands share, and how their values are read."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from balise.cli.localised import BaliseCommand
from balise.core.language import Language, Text
from balise.core.suggestions import instead

DEFAULT_PORT, LAST_PORT = 8000, 65535

Decorator = Callable[[Any], Any]


class Format(StrEnum):
    """The forms in which a command can answer."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class OneOf(click.ParamType[str]):
    """One word of a closed list, refused with the words that are possible."""

    name = "choice"

    def __init__(self, words: Sequence[str], language: Language) -> None:
        self.words = tuple(words)
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or fail with those that are possible."""
        if value in self.words:
            return str(value)
        possible = instead(str(value), self.words)
        refusal = Text(
            f"« {value} » n’est pas possible ici. {possible.fr}",
            f'"{value}" is not possible here. {possible.en}',
        )
        return self.fail(refusal.in_(self.language), param, ctx)


class Day(click.ParamType[date]):
    """A calendar date, year-month-day."""

    name = "date"

    def __init__(self, language: Language) -> None:
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with an example."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            refusal = Text(
                f"« {value} » n’est pas une date. Écrivez année-mois-jour, par exemple 2026-11-21.",
                f'"{value}" is not a date. Write year-month-day, for example 2026-11-21.',
            )
            return self.fail(refusal.in_(self.language), param, ctx)


class Whole(click.ParamType[int]):
    """A whole number between two others."""

    name = "integer"

    def __init__(self, low: int, high: int, language: Language) -> None:
        self.low = low
        self.high = high
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail with those that are possible."""
        written = str(value)
        if written.isascii() and written.isdecimal() and self.low <= int(written) <= self.high:
            return int(written)
        refusal = Text(
            f"« {value} » n’est pas possible ici. Écrivez un nombre entier de {self.low} à {self.high}.",
            f'"{value}" is not possible here. Write a whole number from {self.low} to {self.high}.',
        )
        return self.fail(refusal.in_(self.language), param, ctx)


class FilePath(click.ParamType[Path]):
    """A path; whether it can be read is told by whoever reads it, with a better sentence."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        return Path(value)


def format_option(language: Language) -> Decorator:
    """Return ``--format``: a text for people, or data for programs and spreadsheets."""
    return click.option(
        "--format",
        "form",
        type=OneOf(tuple(Format), language),
        default=Format.TEXT,
        metavar="|".join(Format),
        help=Text("Forme de la réponse (text par défaut).", "Form of the answer (text by default).").in_(language),
    )


def on_option(language: Language) -> Decorator:
    """Return ``--on``, the day of the evaluation; today unless said."""
    return click.option(
        "--on",
        type=Day(language),
        default=date.today,
        metavar=Text("AAAA-MM-JJ", "YYYY-MM-DD").in_(language),
        help=Text(
            "Date d’évaluation (aujourd’hui par défaut) : les règles sont celles de ce jour-là.",
            "Day of the evaluation (today by default): the rules are those of that day.",
        ).in_(language),
    )


def framework_option(language: Language) -> Decorator:
    """Return ``--framework``, as many times as there are frameworks."""
    return click.option(
        "--framework",
        "frameworks",
        multiple=True,
        metavar=Text("CADRE", "FRAMEWORK").in_(language),
        help=Text(
            "Identifiant (lyon-2025) ou chemin d’un cadre ; à répéter pour plusieurs. "
            "Par défaut, celui que nomme le dossier.",
            "Id (lyon-2025) or path of a framework; repeat for several. By default, the one each dossier names.",
        ).in_(language),
    )


def id_option(language: Language) -> Decorator:
    """Return ``--id``, which names one dossier among several."""
    return click.option(
        "--id",
        "wanted",
        metavar=Text("IDENTIFIANT", "ID").in_(language),
        help=Text(
            "Identifiant du dossier, quand le fichier en contient plusieurs.",
            "Id of the dossier, when the file holds several.",
        ).in_(language),
    )


def port_option(language: Language) -> Decorator:
    """Return the option of a command that serves the site."""
    return click.option(
        "--port",
        type=Whole(1, LAST_PORT, language),
        default=DEFAULT_PORT,
        show_default=True,
        help=Text("Port sur lequel répondre.", "Port to answer on.").in_(language),
    )


def language_parameter(language: Language) -> click.Option:
    """Return ``--lang``; its value is read before parsing, here it is checked and documented."""
    return click.Option(
        ["--lang"],
        type=OneOf(tuple(Language), language),
        metavar="fr|en",
        expose_value=False,
        help=Text("Langue des réponses (fr par défaut).", "Language of the answers (fr by default).").in_(language),
    )


def balise_command(
    name: str, language: Language, about: Text, *examples: str
) -> Callable[[Callable[..., Any]], BaliseCommand]:
    """Return a decorator that makes a command of a function, with ``--lang`` and examples to copy."""

    def make(function: Any) -> BaliseCommand:
        command = click.command(
            name, cls=BaliseCommand, language=language, help=about.in_(language), examples=examples
        )(function)
        command.params.append(language_parameter(language))
        return command

    return make
