# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Answers written on standard output, in the form that was asked for."""

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from balise.cli.parameters import Format
from balise.core.language import Language, Text
from balise.core.spreadsheet_cells import neutralised
from balise.loading.nodes import reason_of

WIDEST = 110
"""Beyond this many columns a line is tiring to read."""


def width() -> int:
    """Return the width to write for: that of the terminal, within reason."""
    return min(WIDEST, max(40, shutil.get_terminal_size((100, 24)).columns))


def in_colour() -> bool:
    """Tell whether colours make sense: on a terminal only."""
    return sys.stdout.isatty()


def write_json(value: Any) -> None:
    """Write one indented JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_jsonl(values: Iterable[Any]) -> None:
    """Write one JSON value a line, as they come."""
    for value in values:
        click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def write_data(
    form: str, whole: Any, items: Iterable[Any], columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    """Write an answer as data: ``whole`` as JSON, ``items`` one a line, or ``rows`` as CSV."""
    if form == Format.JSON:
        write_json(whole)
    elif form == Format.JSONL:
        write_jsonl(items)
    else:
        write_csv(columns, rows)


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a CSV that LibreOffice opens as it is: comma, quotes where needed, cells that cannot run."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(row.get(name, "")) for name in columns})
    click.echo(buffer.getvalue(), nl=False)


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the same CSV line by line, for tables too long to be held at once."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_safe(row.get(name, "")) for name in columns])
    yield buffer.getvalue()


def _safe(cell: Any) -> Any:
    """Return a cell that a spreadsheet will show rather than run (CWE-1236)."""
    if isinstance(cell, str):
        return neutralised(cell)
    return "" if cell is None else cell


def check_apart(out: Path, report: Path | None, language: Language) -> None:
    """Refuse two options that name one file, before either is written: the second would replace the first.

    Raises:
        click.ClickException: they name one file.
    """
    if report is not None and out.resolve() == report.resolve():
        raise _would_be_lost(report, language)


def _would_be_lost(path: Path, language: Language) -> click.ClickException:
    refusal = Text(
        f"«\u00a0{path}\u00a0» est déjà lu ou écrit par cette commande et serait perdu. Donnez un autre chemin.",
        f'"{path}" is already read or written by this command, and would be lost. Choose another path.',
    )
    return click.ClickException(refusal.in_(language))


def write_file(path: Path, content: str | Iterable[str], language: Language, *, sparing: Iterable[Path] = ()) -> None:
    """Write a file whole, making its folder; say in words why it cannot be.

    A content too long to be held at once comes in pieces.
    ``sparing`` names what must not be overwritten: what was just read, or written under another option.

    Raises:
        click.ClickException: the file cannot be written, or is one to spare.
    """
    if path.exists() and any(other.exists() and path.samefile(other) for other in sparing):
        raise _would_be_lost(path, language)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, (content,) if isinstance(content, str) else content)
    except OSError as error:
        reason = reason_of(error)
        refusal = Text(
            f"Impossible d’écrire «\u00a0{path}\u00a0»\u00a0: {reason.fr}. Choisissez un autre chemin avec --out.",
            f'Cannot write "{path}": {reason.en}. Choose another path with --out.',
        )
        raise click.ClickException(refusal.in_(language)) from error


def _write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write beside, then take the place of what was there: nobody ever reads half a file.

    What is not an ordinary file (``/dev/stdout``, a pipe) is written to as it is.
    """
    if path.exists() and not path.is_file():
        _write(path, pieces)
        return
    place = path.resolve()
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _write(beside, pieces)
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
