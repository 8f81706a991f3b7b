# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a file is, whatever it is called, and which mappings read it.

Whoever gives the CSV of a register to the mapping of its JSON is told so, and which mapping to take: « the JSON is
malformed » would send them to look for a comma.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from balise.core.language import Language, Text
from balise.core.messages import Gap, Place, Problem
from balise.core.suggestions import listed
from balise.loading.cells import comparable
from balise.loading.errors import InvalidData
from balise.loading.mapping import RegisterMapping
from balise.loading.mapping_files import load_mapping, shipped_mappings
from balise.loading.paths import shown
from balise.loading.table_files import OLD_WORKBOOK, WORKBOOKS, ZIP, format_of, open_table
from balise.loading.tables import Format, Reads

START = 4096
"""In bytes: what is enough of a file to tell what it is."""
JSON = frozenset({Format.JSON, Format.JSONL})
WORDS = {
    Format.CSV: Text("du CSV", "CSV"),
    Format.JSON: Text("du JSON", "JSON"),
    Format.XLSX: Text("un classeur de tableur", "a spreadsheet workbook"),
}
NO_LIST = Text("une liste de fiches à l’endroit attendu ({path})", "a list of records where it is expected ({path})")
_NO_COLUMN = "BAL-902"
_UNFIT = {_NO_COLUMN: "column", "BAL-919": "path"}
"""What tells that a file is not the one that a mapping was written for, and the gap that says what it lacks."""
SHOWN = 5
"""How many of the columns that it lacks are named: the others say no more."""
NO_READER = Text("aucune", "none")

PUBLISHED_REGISTER = "balise-registre"
"""What ``--mapping`` calls the register of another installation: it follows the question bank and not a file."""
_PUBLISHED = b'"schema": "balise-register-entry/'
_OPENS_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"{\[\]}]")
_FIRST_LINE_OF_CSV = re.compile(rb"\A(?:\xef\xbb\xbf)?[^\x00\r\n]+[,;\t|][^\x00\r\n]*[\r\n]")


def likely_format(start: bytes) -> Format | None:
    """Return what the first bytes of a file are like: a workbook, JSON, CSV; None when they betray nothing."""
    if start.startswith((ZIP, OLD_WORKBOOK)):
        return Format.XLSX
    if _OPENS_JSON.match(start):
        return Format.JSON
    return Format.CSV if _FIRST_LINE_OF_CSV.match(start) else None


def checked_reads(path: Path, mapping: RegisterMapping) -> Reads:
    """Return how a mapping reads a file, which is refused when it is plainly not of the format that it declares.

    A mapping that declares none reads the format that the file shows, whatever the file is called.

    Raises:
        InvalidData: it is of another format (BAL-924).
    """
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError:
        return mapping.reads
    found, expected = likely_format(start), _family(mapping.reads.format or format_of(path, start))
    if found is None or found is expected:
        return mapping.reads
    if mapping.reads.format is None:
        return replace(mapping.reads, format=found)
    published = (PUBLISHED_REGISTER,) if found is Format.JSON and _PUBLISHED in start else ()
    readers = ", ".join((*published, *mappings_reading(path, found)))
    values: dict[str, Gap] = {
        "found": WORDS[found],
        "expected": WORDS[expected],
        "mapping": mapping.id,
        "readers": readers or NO_READER,
    }
    raise InvalidData([Problem("BAL-924", Place(shown(path)), values)])


def misfit(path: Path, mapping: RegisterMapping, problems: Sequence[Problem]) -> Problem | None:
    """Return the one thing to say of a file that a shipped mapping does not fit and that another one reads.

    « Write rather this column » would have its user mend a mapping that ships, column after column, when theirs is
    beside it. None for somebody's own mapping, whose mistakes are told one by one, and where no shipped mapping fits.
    """
    unfit = all(problem.code in _UNFIT for problem in problems)
    if not unfit or mapping.id not in shipped_mappings() or load_mapping(mapping.id) != mapping:
        return None
    with path.open("rb") as file:
        start = file.read(START)
    readers = tuple(mappings_reading(path, likely_format(start) or _family(format_of(path, start))))
    if not readers:
        return None
    values: dict[str, Gap] = {
        "mapping": mapping.id,
        "readers": ", ".join(readers),
        "first": readers[0],
        "absent": Text(
            *(listed((_lacked(each, language) for each in problems), at_most=SHOWN) for language in Language)
        ),
    }
    return Problem("BAL-926", Place(shown(path)), values)


def _lacked(problem: Problem, language: Language) -> str:
    """Return what a file lacks: a column by its name, a list of records by its place."""
    gap = problem.values[_UNFIT[problem.code]]
    name = gap.in_(language) if isinstance(gap, Text) else gap
    return name if problem.code == _NO_COLUMN else NO_LIST.in_(language).format(path=name)


def _family(format_: Format) -> Format:
    return Format.XLSX if format_ in WORKBOOKS else Format.JSON if format_ in JSON else format_


def mappings_reading(path: Path, found: Format) -> Iterator[str]:
    """Yield the shipped mappings of which the file, of the format found, has every column."""
    for name in shipped_mappings():
        mapping = load_mapping(name)
        if mapping.reads.format is not None and _family(mapping.reads.format) is not found:
            continue
        read = replace(mapping.reads, format=None if found is Format.XLSX else found)
        try:
            columns = mapping.positions(open_table(path, read).columns)
        except InvalidData:
            continue
        if all(comparable(column) in columns for column in mapping.columns_needed()):
            yield name
