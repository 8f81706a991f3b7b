# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A list as a file for a spreadsheet, that no cell can turn into a programme."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

from balise.core.spreadsheet_cells import neutralised
from balise.rendering.byte_order_mark import BYTE_ORDER_MARK
from balise.web.ui.attached import attached

DELIMITER = ";"
"""What that spreadsheet expects where the comma is the decimal sign."""


def csv_page(filename: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return rows as a CSV file to download."""
    written = StringIO()
    written.write(BYTE_ORDER_MARK)
    writer = csv.writer(written, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([_safe(cell) for cell in header])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return attached(written.getvalue(), "text/csv; charset=utf-8", filename)


def _safe(cell: object) -> object:
    return neutralised(cell) if isinstance(cell, str) else cell
