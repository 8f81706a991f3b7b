# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A source file opened as a table, whatever its format."""

from pathlib import Path

from balise.core.language import Text
from balise.core.messages import Place, Problem
from balise.loading.delimited import open_delimited
from balise.loading.errors import InvalidData
from balise.loading.json_records import open_json
from balise.loading.nodes import reason_of
from balise.loading.paths import shown
from balise.loading.spreadsheets import open_spreadsheet
from balise.loading.tables import Format, Reads, Table

SUFFIXES = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".txt": Format.CSV,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".ods": Format.ODS,
    ".xls": Format.XLS,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}
ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
ODS_MARK = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
WORKBOOKS = frozenset({Format.XLSX, Format.ODS, Format.XLS})
EMPTY = Text("il est vide", "it is empty")


def open_table(path: Path, reads: Reads) -> Table:
    """Return the table of a file; its rows are read as they are asked for.

    Raises:
        InvalidData: the file cannot be read (BAL-001), or not as a table (BAL-903, BAL-904, BAL-918 to 921).
    """
    try:
        with path.open("rb") as file:
            start = file.read(128)
    except OSError as error:
        raise InvalidData([Problem("BAL-001", Place(shown(path)), {"reason": reason_of(error)})]) from error
    if not start:
        raise InvalidData([Problem("BAL-903", Place(shown(path)), {"reason": EMPTY})])
    format_ = reads.format or format_of(path, start)
    if format_ in WORKBOOKS:
        return open_spreadsheet(path, format_, reads)
    if format_ is Format.CSV:
        return open_delimited(path, reads)
    return open_json(path, format_, reads)


def format_of(path: Path, start: bytes) -> Format:
    """Return the format that the first bytes betray, else that of the name, else CSV."""
    if start.startswith(ZIP):
        return Format.ODS if ODS_MARK in start else Format.XLSX
    if start.startswith(OLD_WORKBOOK):
        return Format.XLS
    named = SUFFIXES.get(path.suffix.lower(), Format.CSV)
    return Format.CSV if named in WORKBOOKS else named
