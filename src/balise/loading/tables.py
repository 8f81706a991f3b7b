# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A source table: named columns, numbered rows, and what was found out while opening it.

CSV, spreadsheets and JSON all become this one shape; whatever had to be detected (encoding, separator, sheet)
is kept, because the loss report says it aloud.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, NamedTuple

from balise.loading.cells import Cell, comparable, is_blank, text_of


class Format(StrEnum):
    """The kinds of file a register comes in."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    JSON = "json"
    JSONL = "jsonl"


class RawText(str):
    """A text whose blanks count: a separator may be a tab or a line break."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reads:
    """What a mapping says of the file itself; everything left out is detected, and told in the report."""

    format: Annotated[Format | None, "Format du fichier, quand son nom ne le dit pas."] = None
    encoding: Annotated[str | None, "Encodage du CSV ou du JSON."] = None
    separator: Annotated[RawText | None, "Séparateur du CSV : un seul caractère."] = None
    header: Annotated[int | None, "Numéro de la ligne des titres de colonnes, à partir de 1."] = None
    sheet: Annotated[str | None, "Feuille du classeur ; sinon la première visible."] = None
    short_rows: Annotated[bool, "« true » si la source omet les cases vides de fin de ligne."] = False
    records: Annotated[str | None, "Chemin de la liste d’objets dans le JSON : a.b.c."] = None


class Row(NamedTuple):
    """One row of data: its rank from 1, the line of the file where it starts, its cells."""

    rank: int
    line: int
    cells: Sequence[Cell]


class Renamed(NamedTuple):
    """A column that had to be given a name of its own: its position from 1, what the file says, its name."""

    position: int
    written: str
    name: str


@dataclass(frozen=True)
class Table:
    """An open table; its rows can be read once, in order."""

    file: str
    format: Format
    columns: tuple[str, ...]
    rows: Iterator[Row]
    header_line: int | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    renamed: tuple[Renamed, ...] = ()


def name_columns(header: Iterable[Cell]) -> tuple[tuple[str, ...], tuple[Renamed, ...]]:
    """Return a distinct name for every column, and those that the file does not write so.

    A column without a title is named by its position; the second column of a same title gets « (2) ».
    """
    names: list[str] = []
    renamed: list[Renamed] = []
    taken: set[str] = set()
    for position, cell in enumerate(header, start=1):
        written = " ".join(text_of(cell).split())
        name = _free_name(written or f"(colonne {position})", taken)
        taken.add(comparable(name))
        names.append(name)
        if name != written:
            renamed.append(Renamed(position, written, name))
    return tuple(names), tuple(renamed)


def _free_name(wanted: str, taken: set[str]) -> str:
    name, times = wanted, 1
    while comparable(name) in taken:
        times += 1
        name = f"{wanted} ({times})"
    return name


def is_header(cells: Sequence[Cell], line: int, reads: Reads) -> bool:
    """Tell whether a line holds the titles: the one the mapping names, else the first that says something."""
    if reads.header is not None and line < reads.header:
        return False
    return any(any(map(str.isalnum, text_of(cell))) for cell in cells)


def numbered(lines: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[Row]:
    """Yield the rows that hold something, ranked from 1."""
    rank = 0
    for line, cells in lines:
        if any(cells) and not all(is_blank(cell) for cell in cells):
            rank += 1
            yield Row(rank, line, cells)
