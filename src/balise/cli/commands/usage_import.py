# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise usage import``: what a log of elsewhere shows of AI, added up by unit and month; nothing else is kept."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balise.cli.acting import as_option, named_member, refusals_told
from balise.cli.exit_codes import FINE
from balise.cli.parameters import FilePath, OneOf, balise_command
from balise.cli.progress import progress
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.outside_usage import Tally, told_requests
from balise.loading.usage_logs.directory import shipped_directory
from balise.loading.usage_logs.errors import UnreadFileError
from balise.loading.usage_logs.formats import OPENINGS, LogFormat
from balise.loading.usage_logs.months import NO_DATE
from balise.loading.usage_logs.reading import LogRead, Opening, read_log
from balise.loading.usage_logs.squid import BLOCKED
from balise.loading.usage_logs.tables import NUMBER, PARTS, mapped
from balise.loading.usage_logs.units import Units, read_units
from balise.rendering.typography import Counted, number_in_words

if TYPE_CHECKING:
    from balise.web.organisations.members import Member

ABOUT = Text(
    "Additionne ce qu’un journal d’ailleurs (proxy, pare-feu, autre outil) montre des services d’IA, par service de la "
    "collectivité et par mois. Ni adresse, ni compte, ni personne n’est gardé ; sous cinq personnes, rien n’est "
    "compté. Le même fichier deux fois ne compte qu’une fois.",
    "Adds up what a log from elsewhere (proxy, firewall, another tool) shows of AI services, by unit and by month. No "
    "address, account or person is kept; under five people, nothing is counted. The same file twice counts once.",
)
FILE = Text("JOURNAL…", "LOG…")
AUTHORITY = Text("Collectivité (son nom dans les adresses).", "Authority (its name in addresses).")
CODE = Text("CODE", "CODE")
FORM = Text("Comment le journal est écrit.", "How the log is written.")
UNITS = Text(
    "CSV de deux colonnes : un réseau (10.2.0.0/16) ou un compte, puis le service.",
    "CSV of two columns: a network (10.2.0.0/16) or an account, then the unit.",
)
COLUMN = Text(
    f"Pour --format csv : à quoi sert une colonne, par exemple date=Jour ; à répéter. Possibles : {', '.join(PARTS)}.",
    f"For --format csv: what a column is, for example date=Day; repeat. Possible: {', '.join(PARTS)}.",
)
DRY = Text("Lit et dit ce qui serait gardé, sans rien garder.", "Reads and says what would be kept, keeping nothing.")
READING = Text("Lecture de {name}", "Reading {name}")
NOT_A_COLUMN = Text(
    "« {said} » ne nomme pas une colonne : écrivez par exemple date=Jour. Possibles : {possible}.",
    "“{said}” names no column: write for example date=Day. Possible: {possible}.",
)
LACKING = Text(
    "Avec --format csv, il faut au moins « --column date=… » et « --column host=… » ou « service=… ».",
    "With --format csv, “--column date=…” and “--column host=…” or “service=…” are needed.",
)
LINES = Counted(Text("{n} ligne lue", "{n} line read"), Text("{n} lignes lues", "{n} lines read"))
MATCHED = Counted(
    Text("{n} vers un service d’IA", "{n} to a service of AI"),
    Text("{n} vers un service d’IA", "{n} to a service of AI"),
)
UNCOUNTED = Text("sans ce qu’ont demandé moins de cinq personnes", "without what fewer than five people asked")
REASONS = {
    "blocked": Text("refus du proxy : rien n’a été utilisé", "refused by the proxy: nothing was used"),
    "columns": Text("colonnes manquantes", "missing columns"),
    "date": Text("date illisible", "unreadable date"),
    "fields": Text("avant toute ligne #Fields", "before any #Fields line"),
    "number": Text("nombre illisible", "unreadable number"),
}
OF_A_SERVICE = (NO_DATE, NUMBER)
"""Looked at in lines that name a service, and in no other."""
REFUSED = Counted(
    Text("  {n} ligne écartée, {why} (ligne {lines})", "  {n} line left out, {why} (line {lines})"),
    Text(
        "  {n} lignes écartées, {why} (par exemple lignes {lines})",
        "  {n} lines left out, {why} (for example lines {lines})",
    ),
)
UNREAD = Text(
    "Aucune ligne de {name} n’a pu être lue, et rien n’est gardé. Est-ce bien le format « {form} » ? Possibles : "
    "{possible}.",
    "No line of {name} could be read, and nothing is kept. Is its format really “{form}”? Possible: {possible}.",
)
KEPT = Text("Gardé.", "Kept.")
ALREADY = Text("Ce fichier était déjà importé : rien n’a changé.", "This file was imported already: nothing changed.")
ONLY_READ = Text("Rien n’est gardé (--dry-run).", "Nothing is kept (--dry-run).")
HIDDEN = Text("moins de 5 personnes", "fewer than 5 people")


def import_command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "import",
        language,
        ABOUT,
        "balise usage import access.log.gz --format squid --authority valbrise --units unites.csv --as …",
        "balise usage import export.csv --format csv --column date=Jour --column host=Site --authority valbrise --as …",
    )
    @click.argument("paths", nargs=-1, required=True, type=FilePath(), metavar=FILE.in_(language))
    @click.option(
        "--format",
        "form",
        required=True,
        type=OneOf(tuple(LogFormat), language),
        metavar="|".join(LogFormat),
        help=FORM.in_(language),
    )
    @click.option("--authority", "slug", required=True, metavar=CODE.in_(language), help=AUTHORITY.in_(language))
    @click.option("--units", type=FilePath(), metavar="CSV", help=UNITS.in_(language))
    @click.option(
        "--column",
        "columns",
        multiple=True,
        metavar=Text("RÔLE=TITRE", "PART=TITLE").in_(language),
        help=COLUMN.in_(language),
    )
    @click.option("--dry-run", "dry", is_flag=True, help=DRY.in_(language))
    @as_option(language)
    def import_logs(
        paths: tuple[Path, ...],
        form: str,
        slug: str,
        units: Path | None,
        columns: tuple[str, ...],
        dry: bool,
        email: str,
    ) -> int:
        opening = _opening(LogFormat(form), columns, language)
        open_site(language, existing=True)
        member = named_member(email, slug, language)
        for path in paths:
            _import(path, form, opening, _units(units, language), member, language, dry=dry)
        return FINE

    return import_logs


def _import(
    path: Path, form: str, opening: Opening, units: Units, member: "Member", language: Language, *, dry: bool
) -> None:
    from balise.web.measures.operations.importing import keep_log  # noqa: PLC0415 - Django is ready now
    from balise.web.measures.permissions import check_imports  # noqa: PLC0415

    tally = Tally(secrets.token_bytes(32))
    with refusals_told():
        check_imports(member)
    reading = progress(READING.in_(language).format(name=path.name), path.stat().st_size)
    with unread_told(path, language), reading as advance:
        read = read_log(path, opening(shipped_directory(), units), tally, advance)
    _tell(path, read, tally, language)
    if _useless(read):
        possible = ", ".join(LogFormat)
        raise click.ClickException(UNREAD.in_(language).format(name=path.name, form=form, possible=possible))
    if dry:
        click.echo(ONLY_READ.in_(language))
        return
    with refusals_told():
        kept = keep_log(member, form, read, tally.lines(), at=datetime.now(UTC))
    click.echo((KEPT if kept else ALREADY).in_(language))


def _useless(read: LogRead) -> bool:
    """Tell whether a format explains what was read: no line is of it, or none of those that name a service."""
    refused = read.refused.total() - read.refused[BLOCKED]
    named = sum(read.refused[reason] for reason in OF_A_SERVICE)
    return read.lines == refused or (read.matched == 0 and named > 0)


def _tell(path: Path, read: LogRead, tally: Tally, language: Language) -> None:
    colon = "\u00a0: " if language is Language.FRENCH else ": "
    click.echo(f"{path.name}{colon}{LINES.of(read.lines, language)}, {_matched(tally, language)}.")
    for reason, count in sorted(read.refused.items()):
        examples = ", ".join(map(str, read.examples[reason]))
        why = REASONS[reason].in_(language)
        click.echo(REFUSED.of(count, language, why=why, lines=examples))
    names = shipped_directory().services
    for line in tally.lines():
        told = HIDDEN.in_(language) if line.few else number_in_words(line.requests, language)
        click.echo(f"  {line.month}  {line.unit or '–'}  {names[line.service].name}{colon}{told}")


def _matched(tally: Tally, language: Language) -> str:
    lines = tally.lines()
    told = MATCHED.of(told_requests(lines), language)
    return f"{told} ({UNCOUNTED.in_(language)})" if any(line.few for line in lines) else told


def _opening(form: LogFormat, columns: tuple[str, ...], language: Language) -> Opening:
    if form is not LogFormat.CSV:
        return OPENINGS[form]
    named: dict[str, str] = {}
    for said in columns:
        part, equals, title = said.partition("=")
        if part not in PARTS or not equals or not title:
            raise click.UsageError(NOT_A_COLUMN.in_(language).format(said=said, possible=", ".join(PARTS)))
        named[part] = title
    if "date" not in named or not {"host", "service"} & set(named):
        raise click.UsageError(LACKING.in_(language))
    return mapped(named)


def _units(path: Path | None, language: Language) -> Units:
    if path is None:
        return Units()
    with unread_told(path, language):
        return read_units(path)


@contextmanager
def unread_told(path: Path, language: Language) -> Iterator[None]:
    """Say why a whole file cannot be used.

    Raises:
        click.ClickException: it cannot.
    """
    try:
        yield
    except UnreadFileError as error:
        colon = "\u00a0: " if language is Language.FRENCH else ": "
        raise click.ClickException(f"{path}{colon}{error.text.in_(language)}") from error
