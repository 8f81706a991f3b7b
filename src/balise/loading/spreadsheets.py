# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""XLSX, ODS and XLS workbooks: the values as they were last saved; no formula, no macro is ever run."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from balise.core.language import Text
from balise.core.messages import Place, Problem
from balise.core.suggestions import suggestion
from balise.loading.cells import Cell
from balise.loading.errors import InvalidData
from balise.loading.paths import shown
from balise.loading.tables import Format, Reads, Table, is_header, name_columns, numbered

NOT_A_WORKBOOK = Text("ce n’est pas un classeur entier", "it is not a whole workbook")
LOCKED = Text("il est protégé par un mot de passe", "it is protected by a password")
NO_SHEET = Text("il ne contient aucune feuille", "it holds no sheet")
NO_TITLE = Text("la feuille ne contient aucune ligne de titres", "the sheet holds no line of titles")


def open_spreadsheet(path: Path, format_: Format, reads: Reads) -> Table:
    """Return the table of one sheet of a workbook.

    Raises:
        InvalidData: it cannot be opened, or lacks the sheet or its titles (BAL-903, BAL-918).
    """
    sheet = _sheet(path, reads)
    lines = _lines(sheet)
    for line, cells in lines:
        if is_header(cells, line, reads):
            columns, renamed = name_columns(cells)
            return Table(shown(path), format_, columns, numbered(lines), line, sheet=sheet.name, renamed=renamed)
    raise _refused(path, NO_TITLE)


def _refused(path: Path, reason: Text) -> InvalidData:
    return InvalidData([Problem("BAL-903", Place(shown(path)), {"reason": reason})])


def _sheet(path: Path, reads: Reads) -> CalamineSheet:
    """Return the sheet the mapping names, else the first that its author left visible."""
    try:
        workbook = CalamineWorkbook.from_path(path)
        name = reads.sheet or _first_visible(workbook)
        if name is None:
            raise _refused(path, NO_SHEET)
        if name not in workbook.sheet_names:
            values = {"sheet": name, **suggestion(name, workbook.sheet_names)}
            raise InvalidData([Problem("BAL-918", Place(shown(path)), values)])
        return workbook.get_sheet_by_name(name)
    except PasswordError as error:
        raise _refused(path, LOCKED) from error
    except (CalamineError, OSError) as error:
        raise _refused(path, NOT_A_WORKBOOK) from error


def _first_visible(workbook: CalamineWorkbook) -> str | None:
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]
    return next(iter(visible or workbook.sheet_names), None)


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows under the numbers that the spreadsheet program shows."""
    for line, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        yield line, [_cell(cell) for cell in cells]


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (time, timedelta)):
        return str(value)
    return value if isinstance(value, (str, int, float, date)) else str(value)
