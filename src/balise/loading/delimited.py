# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""CSV in whatever dialect: the encoding and the separator are found out, then every line is read strictly.

Rows are read as they come: a file of any size costs the memory of one row. The apostrophe by which an export keeps a
text from being run as a formula is taken away: it is no part of what was written.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from balise.core.language import Text
from balise.core.messages import Gap, Place, Problem
from balise.core.spreadsheet_cells import original
from balise.core.suggestions import listed
from balise.loading.encodings import USUAL, UTF_8, encoding_of
from balise.loading.errors import InvalidData
from balise.loading.paths import shown
from balise.loading.tables import Format, Reads, Table, is_header, name_columns, numbered

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 1 << 16
SAMPLE_ROWS = 200
ANNOUNCED = re.compile(r'\A"?sep=(.)"?\r?\n')
"""The line by which a spreadsheet program announces its separator."""

NO_TITLE = Text("il ne contient aucune ligne de titres", "it holds no line of titles")
UNREADABLE = Text("aucun encodage usuel ne lui donne un sens", "no usual encoding makes sense of it")
FAULTS = (
    (
        "unexpected end",
        Text("un guillemet ouvert n’est jamais refermé", "a quotation mark is opened and never closed"),
    ),
    (
        "expected after",
        Text("un guillemet se ferme au milieu d’une case", "a quotation mark closes in the middle of a cell"),
    ),
    (
        "field larger",
        Text(
            "une case dépasse 131 072 caractères, sans doute un guillemet resté ouvert",
            "a cell exceeds 131,072 characters, probably a quotation mark left open",
        ),
    ),
)


def open_delimited(path: Path, reads: Reads) -> Table:
    """Return the table of a CSV file.

    Raises:
        InvalidData: no encoding fits, or there are no titles (BAL-903, BAL-904, BAL-920, BAL-921).
    """
    encoding = readable_encoding(path, reads)
    separator = _separator(path, encoding, reads)
    lines = _lines(path, encoding, separator)
    for line, cells in lines:
        if is_header(cells, line, reads):
            columns, renamed = name_columns(cells)
            rows = numbered((number, [*map(original, row)]) for number, row in lines)
            return Table(shown(path), Format.CSV, columns, rows, line, encoding, separator, renamed=renamed)
    raise InvalidData([Problem("BAL-903", Place(shown(path)), {"reason": NO_TITLE})])


def readable_encoding(path: Path, reads: Reads) -> str:
    """Return the encoding that the mapping gives, else the one that is found.

    Raises:
        InvalidData: it is not an encoding, or none was found (BAL-920, BAL-904).
    """
    if reads.encoding is None:
        found = encoding_of(path)
        if found is None:
            values: dict[str, Gap] = {"encoding": listed((UTF_8, *USUAL)), "reason": UNREADABLE}
            raise InvalidData([Problem("BAL-904", Place(shown(path)), values)])
        return found
    if not is_encoding(reads.encoding):
        raise InvalidData([Problem("BAL-920", Place(shown(path)), {"value": reads.encoding})])
    name = codecs.lookup(reads.encoding).name
    return "utf-8-sig" if name == UTF_8 else name


def is_encoding(name: str) -> bool:
    """Tell whether a name is that of an encoding of text."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def is_separator(text: str) -> bool:
    """Tell whether a text can separate cells."""
    return len(text) == 1 and text not in '\r\n" '


def _separator(path: Path, encoding: str, reads: Reads) -> str:
    if reads.separator is not None:
        if not is_separator(reads.separator):
            raise InvalidData([Problem("BAL-921", Place(shown(path)), {"value": str(reads.separator)})])
        return str(reads.separator)
    return separator_of(_first_text(path, encoding), reads)


def _first_text(path: Path, encoding: str) -> str:
    """Return the beginning of a file, cut at the end of a line."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        text = file.read(SAMPLE)
    return text if len(text) < SAMPLE else text[: text.rfind("\n") + 1] or text


def separator_of(text: str, reads: Reads) -> str:
    """Return the separator under which the most rows have the most cells, as many as there are titles."""
    announced = ANNOUNCED.match(text)
    if announced:
        return announced[1]
    return max(SEPARATORS, key=lambda separator: _regularity(text, separator, reads))


def _regularity(text: str, separator: str, reads: Reads) -> float:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[Sequence[str]] = []
    with suppress(csv.Error):
        for cells in islice(reader, SAMPLE_ROWS):
            if (rows and any(cells)) or is_header(cells, reader.line_num, reads):
                rows.append(cells)
    if not rows or len(rows[0]) == 1:
        return 0
    width = len(rows[0])
    return width * sum(len(cells) == width for cells in rows) / len(rows)


def _lines(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line where it starts."""
    reader = None
    try:
        with path.open(encoding=encoding, newline="") as file:
            announced = ANNOUNCED.match(file.readline(16))
            offset = 1 if announced else 0
            if not announced:
                file.seek(0)
            reader = csv.reader(file, delimiter=separator, strict=True)
            start = offset + 1
            for cells in reader:
                yield start, cells
                start = offset + reader.line_num + 1
    except UnicodeError as error:
        line = _first_line_undecodable(path, encoding)
        values: dict[str, Gap] = {"encoding": encoding, "reason": _undecodable(error)}
        raise InvalidData([Problem("BAL-904", Place(shown(path), line), values)]) from error
    except csv.Error as error:
        line = reader.line_num if reader is not None else 1
        raise InvalidData([Problem("BAL-903", Place(shown(path), line), {"reason": _fault(error)})]) from error


def _first_line_undecodable(path: Path, encoding: str) -> int | None:
    """Return the line at fault; the decoder reads ahead and cannot tell."""
    if "\n".encode(encoding)[-1:] != b"\n" or encoding.startswith("utf-16"):
        return None
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode(encoding)
            except UnicodeError:
                return number
    return None


def _undecodable(error: UnicodeError) -> Text:
    if not isinstance(error, UnicodeDecodeError):
        return Text(str(error))
    byte = f"0x{error.object[error.start]:02X}"
    return Text(f"l’octet {byte} n’y désigne aucun caractère", f"the byte {byte} is no character in it")


def _fault(error: csv.Error) -> Text:
    words = str(error)
    return next((fault for start, fault in FAULTS if start in words), Text(words))
