# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register as one CSV table: a row an entry.

Comma, not semicolon: it is what RFC 4180, Table Schema and pandas take unless told otherwise, and LibreOffice finds it
out; a semicolon would only please one spreadsheet under one locale. A byte order mark, so that the same spreadsheets
read UTF-8; pandas and LibreOffice step over it. Days are ISO, numbers have a point, lists are codes between bars, an
empty cell is an unknown answer. A text that a spreadsheet would run begins with an apostrophe, which ``read_rows``
takes away.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from balise.core.conditions import AnswerValue
from balise.core.interchange import Target, cells, shown
from balise.core.questions import QuestionBank, QuestionType
from balise.core.register import RegisterEntry
from balise.core.spreadsheet_cells import neutralised, original
from balise.rendering.byte_order_mark import BYTE_ORDER_MARK
from balise.rendering.open_data.addresses import Addresses
from balise.rendering.open_data.chunks import gathered
from balise.rendering.open_data.columns import inventory_columns, own_columns

ADDRESS = "address"
"""The column of the permanent address of the entry; the last of all, since it belongs to the site and not to it."""
FREE = frozenset({QuestionType.TEXT})
"""What somebody typed; codes, numbers and days are ours and cannot be run."""


def column_names(bank: QuestionBank, inventory: Target) -> tuple[str, ...]:
    """Return the titles of the table: the national inventory's, ours, then the address."""
    columns = (*inventory_columns(inventory, bank), *own_columns(bank))
    return (*(column.name for column in columns), ADDRESS)


def csv_chunks(
    entries: Iterable[RegisterEntry], bank: QuestionBank, inventory: Target, addresses: Addresses
) -> Iterator[bytes]:
    """Yield the table of the entries; ``inventory`` gives the columns of the national inventory."""
    return gathered(_lines(entries, bank, inventory, addresses))


def _lines(
    entries: Iterable[RegisterEntry], bank: QuestionBank, inventory: Target, addresses: Addresses
) -> Iterator[str]:
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(column_names(bank, inventory))
    yield BYTE_ORDER_MARK + _taken(line)
    own = [(column.value, column.type in FREE) for column in own_columns(bank)]
    typed = [column.type in FREE for column in inventory_columns(inventory, bank)]
    for entry in entries:
        address = addresses.entry(entry)
        listed = cells(entry, inventory, address)
        headed = (neutralised(shown(cell)) if free else shown(cell) for cell, free in zip(listed, typed, strict=True))
        writer.writerow([*headed, *(_cell(value(entry), free) for value, free in own), address])
        yield _taken(line)


def _taken(line: io.StringIO) -> str:
    """Return what was written, and make room for the next line."""
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def _cell(value: AnswerValue | None, free: bool) -> str:
    """Return one cell: a table has over a hundred a row, and what is known of their columns is asked once."""
    if value is None or value == "":
        return ""
    return neutralised(shown(value)) if free else shown(value)


def read_rows(lines: Iterable[str]) -> Iterator[Mapping[str, str]]:
    """Yield the rows of such a table as they were before they were made safe, by title of column."""
    for row in csv.DictReader(_without_mark(lines)):
        yield {name: original(cell) for name, cell in row.items()}


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """Take the byte order mark away, where the reader of the file has not."""
    for number, line in enumerate(lines):
        yield line.removeprefix(BYTE_ORDER_MARK) if not number else line
