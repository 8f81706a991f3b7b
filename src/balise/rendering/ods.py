# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A list as an OpenDocument spreadsheet: numbers are numbers, and no cell is a formula."""

from collections.abc import Sequence
from io import BytesIO

from balise.rendering.document import legible

Cell = str | int | float | None


def to_ods(title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return one sheet under its titles."""
    from odfdo import Document, Row, Table  # noqa: PLC0415 - heavy, and only who downloads a file needs it

    document = Document("spreadsheet")
    body = document.body
    body.clear()
    table = Table(title[:31])
    for cells in (header, *rows):
        row = Row()
        row.set_values([legible(cell) if isinstance(cell, str) else cell for cell in cells])
        table.append_row(row)
    body.append(table)
    written = BytesIO()
    document.save(written)
    return written.getvalue()
