# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise usage``: what went through the gateway, added up. The journal of acts is another thing."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from balise.cli.commands.usage_import import import_command
from balise.cli.documents import show
from balise.cli.output import csv_lines, write_file
from balise.cli.parameters import Decorator, FilePath, Format, OneOf, balise_command, format_option
from balise.cli.progress import Advance, progress
from balise.core.language import Language, Text
from balise.core.small_cells import FEWEST
from balise.core.usage import Selection, UsageRecord
from balise.loading.usage_journal.addresses import default_address
from balise.loading.usage_journal.errors import UsageJournalError
from balise.loading.usage_journal.opening import open_journal
from balise.loading.usage_journal.reading import Journal
from balise.rendering.byte_order_mark import BYTE_ORDER_MARK
from balise.rendering.usage_page import (
    DIMENSIONS,
    PERSONAL_DATA_COLUMNS,
    RECORD_COLUMNS,
    REFUSAL_COLUMNS,
    TOTAL_COLUMNS,
    UsageFigures,
    personal_data_rows,
    record_data,
    record_row,
    refusal_rows,
    total_rows,
    usage_page,
)

ABOUT = Text(
    "Montre le journal d’usage de la passerelle : appels, refus par engagement, données personnelles par type, "
    "empreinte ; ou l’exporte. Il ne contient ni question, ni réponse, ni personne. Mois et jours sont ceux du temps "
    "universel.",
    "Shows the usage journal of the gateway: calls, refusals by commitment, personal data by type, footprint; or "
    "exports it. It holds no question, no answer and no person. Months and days are those of universal time.",
)
READING = Text("Lecture du journal", "Reading the journal")
WRITTEN = Text("Fichier écrit : {path}", "File written: {path}")
BACKWARDS = Text(
    "Le premier mois ({first}) est après le dernier ({last}) : échangez « --from » et « --to ».",
    "The first month ({first}) is after the last ({last}): swap “--from” and “--to”.",
)
NOT_AS_TEXT = Text(
    "Les appels un à un s’exportent en données : ajoutez « --format csv », « jsonl » ou « json ».",
    "Calls one by one are exported as data: add “--format csv”, “jsonl” or “json”.",
)
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


class Part(StrEnum):
    """What can be exported of a journal."""

    CALLS = "calls"
    REFUSALS = "refusals"
    PERSONAL_DATA = "personal-data"
    RECORDS = "records"


class Month(click.ParamType[str]):
    """A month, year-month."""

    name = "month"

    def __init__(self, language: Language) -> None:
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the month, or fail with an example."""
        if MONTH.fullmatch(str(value)) and str(value) >= "0001":
            return str(value)
        refusal = Text(
            f"« {value} » n’est pas un mois. Écrivez année-mois, par exemple 2026-11.",
            f'"{value}" is not a month. Write year-month, for example 2026-11.',
        )
        return self.fail(refusal.in_(self.language), param, ctx)


def command(language: Language) -> click.Command:
    """Return the command."""

    @balise_command(
        "usage",
        language,
        ABOUT,
        "balise usage",
        "balise usage --by unit --by deployment --from 2026-01 --to 2026-03",
        "balise usage sqlite:///usage.sqlite3 --what records --format csv --out appels.csv",
    )
    @click.argument("journal", required=False, metavar=Text("[JOURNAL]", "[JOURNAL]").in_(language))
    @click.option(
        "--by",
        multiple=True,
        type=OneOf(tuple(DIMENSIONS), language),
        metavar="|".join(DIMENSIONS),
        help=Text(
            "Ce qui fait une ligne ; à répéter. Par défaut, month.", "What makes a row; repeat. month by default."
        ).in_(language),
    )
    @_month("--from", "first", Text("Premier mois.", "First month."), language)
    @_month("--to", "last", Text("Dernier mois.", "Last month."), language)
    @_only("authority", Text("Une seule collectivité.", "One authority alone."), language)
    @_only("unit", Text("Un seul service.", "One unit alone."), language)
    @_only("deployment", Text("Un seul déploiement.", "One deployment alone."), language)
    @_only("model", Text("Un seul modèle.", "One model alone."), language)
    @click.option(
        "--what",
        type=OneOf(tuple(Part), language),
        default=Part.CALLS,
        metavar="|".join(Part),
        help=Text(
            "Ce qui est exporté (calls par défaut) ; records : les appels, un à un.",
            "What is exported (calls by default); records: the calls, one by one.",
        ).in_(language),
    )
    @click.option(
        "--exact",
        is_flag=True,
        help=Text(
            f"Montre aussi les lignes de moins de {FEWEST} appels.", f"Show rows of fewer than {FEWEST} calls too."
        ).in_(language),
    )
    @format_option(language)
    @click.option(
        "--out",
        type=FilePath(),
        metavar=Text("FICHIER", "FILE").in_(language),
        help=Text(
            "Où écrire les données, d’un coup ou pas du tout.", "Where to write the data, whole or not at all."
        ).in_(language),
    )
    def usage_command(
        journal: str | None,
        by: tuple[str, ...],
        what: str,
        exact: bool,
        form: str,
        out: Path | None,
        **chosen: str | None,
    ) -> None:
        selection = _selection(chosen, language)
        if form == Format.TEXT and (what == Part.RECORDS or out is not None):
            raise click.UsageError(NOT_AS_TEXT.in_(language))
        try:
            with open_journal(journal or default_address(os.environ)) as opened:
                if form == Format.TEXT:
                    show(usage_page(_figures(opened, selection), by or ("month",), language, exact=exact))
                else:
                    pieces = _exported(opened, selection, what, form, by or ("month",), language, exact=exact)
                    _write(pieces, form, out, language)
        except UsageJournalError as error:
            raise click.ClickException(error.sentence.in_(language)) from error

    usage_command.members["import"] = import_command(language)
    return usage_command


def _month(option: str, name: str, about: Text, language: Language) -> Decorator:
    metavar = Text("AAAA-MM", "YYYY-MM").in_(language)
    return click.option(option, name, type=Month(language), metavar=metavar, help=about.in_(language))


def _only(name: str, about: Text, language: Language) -> Decorator:
    return click.option(f"--{name}", metavar=Text("NOM", "NAME").in_(language), help=about.in_(language))


def _selection(chosen: dict[str, str | None], language: Language) -> Selection:
    first, last = chosen.pop("first") or "", chosen.pop("last") or ""
    if first and last and first > last:
        raise click.UsageError(BACKWARDS.in_(language).format(first=first, last=last))
    return Selection(first, last, **{name: wanted for name, wanted in chosen.items() if wanted})


def _figures(journal: Journal, selection: Selection) -> UsageFigures:
    return UsageFigures(journal.totals(selection), journal.refusals(selection), journal.personal_data(selection))


def _exported(
    journal: Journal, selection: Selection, what: str, form: str, by: Sequence[str], language: Language, *, exact: bool
) -> Iterator[str]:
    """Yield what is exported, in pieces."""
    if what == Part.RECORDS:
        with progress(READING.in_(language), journal.count(selection)) as advance:
            records = _advancing(journal.records(selection), advance)
            shown = (record_row(each) if form == Format.CSV else record_data(each) for each in records)
            yield from _pieces(form, RECORD_COLUMNS, shown)
        return
    figures = _figures(journal, selection)
    calls = total_rows(figures, by, exact=exact)
    few = figures.whole.calls < FEWEST and not exact
    refusals = [] if few else refusal_rows(figures, exact=exact)
    found = [] if few else personal_data_rows(figures, exact=exact)
    if form == Format.JSON:
        yield json.dumps({"calls": calls, "refusals": refusals, "personal_data": found}, ensure_ascii=False, indent=2)
        yield "\n"
    elif what == Part.REFUSALS:
        yield from _pieces(form, REFUSAL_COLUMNS, refusals)
    elif what == Part.PERSONAL_DATA:
        yield from _pieces(form, PERSONAL_DATA_COLUMNS, found)
    else:
        yield from _pieces(form, (*by, *TOTAL_COLUMNS), calls)


def _pieces(form: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    match form:
        case Format.CSV:
            yield from csv_lines(columns, rows)
        case Format.JSONL:
            yield from (f"{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}\n" for row in rows)
        case _:
            before = "[\n"
            for row in rows:
                yield f"{before}  {json.dumps(row, ensure_ascii=False)}"
                before = ",\n"
            yield "[]\n" if before == "[\n" else "\n]\n"


def _advancing(records: Iterable[UsageRecord], advance: Advance) -> Iterator[UsageRecord]:
    for record in records:
        yield record
        advance(1)


def _write(pieces: Iterator[str], form: str, out: Path | None, language: Language) -> None:
    if out is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    write_file(out, _marked(pieces) if form == Format.CSV else pieces, language)
    click.echo(WRITTEN.in_(language).format(path=out))


def _marked(pieces: Iterator[str]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield from pieces
