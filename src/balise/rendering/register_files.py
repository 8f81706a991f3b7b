# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Entries as the file that another register takes, with the account of what did not fit.

The conversion is the core's; here only bytes are made. CSV begins with a byte order mark, as the files of these
registers do, and is separated by commas whatever the language of the machine.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from balise.core.interchange import ExportReport, Target, TargetCell, TargetFormat, Written, report, shown, write
from balise.core.language import Language
from balise.core.register import RegisterEntry
from balise.rendering.byte_order_mark import BYTE_ORDER_MARK


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file for another register, and its loss report."""

    content: bytes
    report: ExportReport


def register_file(
    entries: Iterable[RegisterEntry],
    target: Target,
    address_of: Callable[[RegisterEntry], str] | None = None,
    language: Language = Language.FRENCH,
) -> RegisterFile:
    """Return the entries as a file of the target; ``address_of`` gives the permanent address of an entry.

    ``language`` is the one that the texts of the entries are written in.
    """
    return written_file(
        (write(entry, target, address_of(entry) if address_of is not None else "", language) for entry in entries),
        target,
    )


def written_file(written: Iterable[Written], target: Target) -> RegisterFile:
    """Return rows of the target as its file, with the account of what they lost."""
    rows = list(written)
    text = _csv(rows, target) if target.format is TargetFormat.CSV else _json(rows, target)
    return RegisterFile(text.encode(), report(target, rows))


def _csv(rows: Iterable[Written], target: Target) -> str:
    file = io.StringIO(newline="")
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(column.name for column in target.columns)
    writer.writerows([shown(cell) for cell in row.cells] for row in rows)
    return file.getvalue()


def _json(rows: Iterable[Written], target: Target) -> str:
    """Write every field of every record, empty or not: a field that comes and goes is a field one forgets."""
    names = [column.name for column in target.columns]
    records = [dict(zip(names, map(_field, row.cells), strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _field(cell: TargetCell) -> str | list[str] | None:
    return list(cell) if isinstance(cell, tuple) else cell or None
