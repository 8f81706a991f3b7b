# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise catalogue``: what the catalogue of tools takes from public lists."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balise.cli.families import family
from balise.cli.journal_key import refuse_another_key
from balise.cli.parameters import Day, FilePath, balise_command
from balise.cli.progress import progress
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.rendering.typography import Counted, date_in_words, labelled

if TYPE_CHECKING:
    from balise.web.catalogue.ai_model_records import ModelList
    from balise.web.catalogue.operations.ai_models import ImportedModels

ABOUT = Text("Met à jour le catalogue des outils.", "Bring the catalogue of tools up to date.")
IMPORT_ABOUT = Text(
    "Importe les modèles d’IA d’un fichier JSON de compar:IA : organisation, licence, ouverture, paramètres, énergie. "
    "Chaque modèle garde la source et sa date. Recommencer ne change rien de plus.",
    "Imports the AI models of a compar:IA JSON file: organisation, licence, openness, parameters, energy. Each model "
    "keeps its source and its date. Doing it again changes nothing more.",
)
IMPORTING = Text("Modèles", "Models")
ADDED = Counted(Text("{n} modèle ajouté", "{n} model added"), Text("{n} modèles ajoutés", "{n} models added"))
UPDATED = Counted(Text("{n} mis à jour", "{n} updated"), Text("{n} mis à jour", "{n} updated"))
UNCHANGED = Counted(Text("{n} inchangé", "{n} unchanged"), Text("{n} inchangés", "{n} unchanged"))
LEFT_OLDER = Counted(
    Text("{n} laissé tel quel\u00a0: on en sait déjà de plus récent.", "{n} left as it is: what is known is newer."),
    Text(
        "{n} laissés tels quels\u00a0: on en sait déjà de plus récent.", "{n} left as they are: what is known is newer."
    ),
)
TAKEN_OVER = Text("Repris d’une autre source", "Taken over from another source")
LONGEST_SHOWN = 60
LEFT_OUT = Counted(Text("{n} écarté", "{n} left out"), Text("{n} écartés", "{n} left out"))
MOST_NAMED = 10
"""The identifiers that the terminal shows at most: a list that went wrong names hundreds."""
OTHERS = Counted(Text("et {n} autre", "and {n} other"), Text("et {n} autres", "and {n} others"))
GONE = Text("Gardés, mais absents de ce fichier", "Kept, but not in this file")
SOURCE = Text("Source\u00a0: {source}, {day}.", "Source: {source}, {day}.")


def command(language: Language) -> click.Command:
    """Return the command."""
    return family("catalogue", language, ABOUT, _import_models(language))


def _import_models(language: Language) -> click.Command:
    @balise_command("import-models", language, IMPORT_ABOUT, "balise catalogue import-models generated-models.json")
    @click.argument("file", type=FilePath(), metavar=Text("FICHIER", "FILE").in_(language))
    @click.option(
        "--source",
        default="compar:IA",
        metavar=Text("NOM", "NAME").in_(language),
        help=Text("Nom de la source (compar:IA par défaut).", "Name of the source (compar:IA by default).").in_(
            language
        ),
    )
    @click.option(
        "--dated",
        type=Day(language),
        metavar=Text("AAAA-MM-JJ", "YYYY-MM-DD").in_(language),
        help=Text(
            "Date de la liste, si le fichier ne la donne pas.", "Date of the list, when the file does not give it."
        ).in_(language),
    )
    @click.option(
        "--retire-missing",
        is_flag=True,
        help=Text(
            "Accepte qu’une liste fasse disparaître plus de la moitié des modèles proposés par sa source.",
            "Accepts that a list makes more than half of the models offered by its source disappear.",
        ).in_(language),
    )
    def import_command(file: Path, source: str, dated: date | None, *, retire_missing: bool) -> None:
        open_site(language, existing=True)
        refuse_another_key()
        data = _decoded(file, language)
        from django.utils import timezone  # noqa: PLC0415 - Django is ready

        from balise.web.catalogue.ai_model_records import UnreadableListError, read_models  # noqa: PLC0415
        from balise.web.catalogue.operations.ai_models import RefusedListError, import_models  # noqa: PLC0415

        try:
            read = read_models(data)
        except UnreadableListError as error:
            raise click.ClickException(f"{file}\u00a0: {error.text.in_(language)}") from error
        day = dated or read.dated
        if day is None or not source.strip():
            raise click.UsageError(
                Text(
                    "Ce fichier ne dit pas sa date, ou la source n’a pas de nom. Donnez-les avec --dated et --source : "
                    "le catalogue n’affirme rien sans elles.",
                    "This file does not say its date, or the source has no name. Give them with --dated and --source: "
                    "the catalogue claims nothing without them.",
                ).in_(language)
            )
        try:
            with progress(IMPORTING.in_(language), len(read.records)) as advance:
                done = import_models(
                    read.records,
                    source=source,
                    dated=day,
                    on=timezone.localdate(),
                    left_out=[left.identifier for left in read.left_out],
                    retire_missing=retire_missing,
                    advance=advance,
                )
        except RefusedListError as error:
            for line in _left_out(read, language):
                click.echo(line, err=True)
            raise click.ClickException(error.text.in_(language)) from error
        _tell(done, read, language)
        click.echo(SOURCE.in_(language).format(source=_shown(source), day=date_in_words(day, language)))

    return import_command


def _decoded(path: Path, language: Language) -> Any:
    """Read a JSON file.

    Raises:
        click.ClickException: it cannot be read, or is no JSON; the message says which.
    """
    from balise.web.catalogue.ai_model_records import decoded  # noqa: PLC0415 - Django is ready

    try:
        return decoded(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        told = Text(
            f"« {path} » ne se lit pas : vérifiez le chemin et vos droits.",
            f"“{path}” cannot be read: check the path and your permissions.",
        )
        raise click.ClickException(told.in_(language)) from error
    except (ValueError, RecursionError) as error:
        told = Text(
            f"« {path} » n’est pas du JSON en UTF-8 : donnez le fichier de modèles tel que compar:IA le publie.",
            f"“{path}” is not JSON in UTF-8: give the file of models as compar:IA publishes it.",
        )
        raise click.ClickException(told.in_(language)) from error


def _tell(done: "ImportedModels", read: "ModelList", language: Language) -> None:
    """Say what the import did."""
    counts = (
        ADDED.of(len(done.added), language),
        UPDATED.of(len(done.updated), language),
        UNCHANGED.of(len(done.unchanged), language),
        LEFT_OUT.of(len(read.left_out), language),
    )
    click.echo(f"{', '.join(counts)}.")
    for line in _left_out(read, language):
        click.echo(line)
    if done.left_older:
        click.echo(LEFT_OLDER.of(len(done.left_older), language))
    for label, named in ((TAKEN_OVER, done.taken_over), (GONE, done.no_longer_listed)):
        if named:
            shown = ", ".join(_shown(one) for one in named[:MOST_NAMED])
            click.echo(f"{labelled(label.in_(language), ' '.join((shown, *_others(named, language))), language)}.")


def _left_out(read: "ModelList", language: Language) -> Iterator[str]:
    """Return the models that could not be kept, a line each, the first ones only when they are many."""
    for left in read.left_out[:MOST_NAMED]:
        yield f"- {labelled(_shown(left.identifier), left.reason.in_(language), language)}"
    yield from _others(read.left_out, language)


def _others(named: Sequence[object], language: Language) -> Iterator[str]:
    """Return how many are not named, when some are not."""
    if len(named) > MOST_NAMED:
        yield OTHERS.of(len(named) - MOST_NAMED, language)


def _shown(identifier: str) -> str:
    """Return an identifier as a terminal can show it: a list that went wrong may name anything."""
    from balise.web.ui.names import readable_line  # noqa: PLC0415 - Django is ready

    line = readable_line(identifier) or "(?)"
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
