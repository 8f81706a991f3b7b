# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an import read, what it lost, and why: nothing disappears in silence.

Counts of cells are over the rows that became dossiers, and for each use of a column they add up:
``filled = answered + no_answer + not_needed + unrecognised + set_aside``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balise.core.language import Language, Text
from balise.core.messages import Problem
from balise.loading.tables import Format, Renamed

VERSION = 1
VALUES_SHOWN = 5
LONGEST_SHOWN = 60
LINES_SHOWN = 10

COLON = Text(" : ", ": ")
QUOTED = Text("« {} »", '"{}"')
TAB = Text("tabulation", "tab")
ENCODING = Text("encodage {}", "encoding {}")
SEPARATOR = Text("séparateur {}", "separator {}")
SHEET = Text("feuille {}", "sheet {}")
HEADER = Text("titres à la ligne {}", "titles on line {}")
RENAMED = Text(
    "  colonne {} nommée {} : son titre, {}, est vide ou déjà pris",
    "  column {} named {}: its title, {}, is empty or already taken",
)
ROWS = Text("Lignes lues : {} ; dossiers : {} ; lignes refusées : {}", "Rows read: {}; dossiers: {}; rows refused: {}")
MORE = Text("  … et encore {}", "  … and {} more")
SHORT = Text(
    "  lignes plus courtes que les titres : {} (lignes {}) ; leurs cases absentes restent inconnues",
    "  rows shorter than the titles: {} (lines {}); their missing cells stay unknown",
)
UNTITLED = Text(
    "  lignes sans titre de dossier : {} ; l’identifiant en tient lieu",
    "  rows without a dossier title: {}; the identifier stands for it",
)
COLUMNS = Text(
    "Colonnes lues : {} ; ignorées avec leur raison : {} ; jamais citées : {}",
    "Columns read: {}; ignored with their reason: {}; never mentioned: {}",
)
UNUSED = Text("  jamais citée : {} ; cases perdues : {}", "  never mentioned: {}; cells lost: {}")
ABSENT = Text("  ignorée mais absente de la source : {}", "  ignored but absent from the source: {}")
OPTIONAL = Text("  facultative et absente de la source : {}", "  optional and absent from the source: {}")
VALUES = Text(
    "Cases laissées inconnues, non reconnues : {} ; sans équivalent : {}",
    "Cells left unknown, not recognised: {}; without a counterpart: {}",
)
ANSWERS = Text("Réponses connues, sur {} dossiers :", "Known answers, of {} dossiers:")
ANSWER = Text("  {} {:>6}   inconnues : {}", "  {} {:>6}   unknown: {}")


class Fate(StrEnum):
    """What a mapping does of a column; ``unused`` is said aloud, for nobody decided it."""

    USED = "used"
    IGNORED = "ignored"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class SourceRead:
    """The file as it was read; what had to be detected is told."""

    file: str
    format: Format
    encoding: str | None
    separator: str | None
    sheet: str | None
    header_line: int | None


@dataclass(frozen=True, slots=True)
class RowsRead:
    """How many rows were read, imported, imported without a title or with fewer cells than titles."""

    read: int
    imported: int
    untitled: int
    short: int
    short_lines: tuple[int, ...]
    """The first of the lines that have fewer cells than there are titles."""


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value of the source and how many cells hold it; the reason when the mapping gives one."""

    value: str
    count: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What became of the filled cells of one column for one question."""

    question: str
    answered: int
    no_answer: int
    not_needed: int
    """An earlier column had already settled the question."""
    unrecognised: int
    set_aside: int
    values_unrecognised: tuple[ValueCount, ...]
    values_set_aside: tuple[ValueCount, ...]


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """What became of one column."""

    name: str
    fate: Fate
    names_dossiers: bool
    """It gives the identifier, the title or the authority."""
    reason: str | None
    """Why the mapping ignores it."""
    filled: int
    lost: int
    """Filled cells from which nothing reached a dossier."""
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """How many dossiers answer a question, and how many leave it unknown."""

    id: str
    answered: int
    unknown: int


@dataclass(frozen=True, slots=True)
class LossReport:
    """The whole account of one import."""

    mapping: str
    source: SourceRead
    rows: RowsRead
    refused: tuple[Problem, ...]
    columns: tuple[ColumnReport, ...]
    questions: tuple[QuestionReport, ...]
    renamed: tuple[Renamed, ...]
    absent: tuple[str, ...]
    """Columns that the mapping ignores and that the source does not have."""
    optional_absent: tuple[str, ...] = ()
    """Columns that the mapping reads where there are any, and that the source does not have."""

    def of_fate(self, fate: Fate) -> tuple[ColumnReport, ...]:
        """Return the columns of one fate, in the order of the source."""
        return tuple(column for column in self.columns if column.fate is fate)

    def to_data(self, language: Language = Language.FRENCH) -> dict[str, Any]:
        """Return the report as JSON; only the reasons of refusal are in a language."""
        source, rows = self.source, self.rows
        return {
            "loss_report": VERSION,
            "mapping": self.mapping,
            "source": {
                "file": source.file,
                "format": source.format.value,
                "encoding": source.encoding,
                "separator": source.separator,
                "sheet": source.sheet,
                "header_line": source.header_line,
            },
            "rows": {
                "read": rows.read,
                "imported": rows.imported,
                "refused": len(self.refused),
                "untitled": rows.untitled,
                "short": rows.short,
                "short_lines": list(rows.short_lines),
            },
            "refused": [
                {"line": problem.place.line, "code": problem.code, "reason": problem.sentence(language)}
                for problem in self.refused
            ],
            "columns": [_column_data(column) for column in self.columns],
            "questions": [
                {"id": item.id, "answered": item.answered, "unknown": item.unknown} for item in self.questions
            ],
            "renamed_columns": [
                {"position": item.position, "written": item.written, "name": item.name} for item in self.renamed
            ],
            "ignored_but_absent": list(self.absent),
            "optional_and_absent": list(self.optional_absent),
        }

    def summary_lines(self, language: Language) -> list[str]:
        """Return the report in a few lines for a terminal; the data hold all of it."""
        return [
            *_source_lines(self, language),
            *_row_lines(self, language),
            *_column_lines(self, language),
            *_value_lines(self, language),
            *_question_lines(self, language),
        ]


def _column_data(column: ColumnReport) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "name": column.name,
        "fate": column.fate.value,
        "names_dossiers": column.names_dossiers,
        "filled": column.filled,
        "lost": column.lost,
    }
    if column.reason is not None:
        shape["reason"] = column.reason
    if column.uses:
        shape["uses"] = [_use_data(use) for use in column.uses]
    return shape


def _use_data(use: Use) -> dict[str, Any]:
    return {
        "question": use.question,
        "answered": use.answered,
        "no_answer": use.no_answer,
        "not_needed": use.not_needed,
        "unrecognised": use.unrecognised,
        "set_aside": use.set_aside,
        "values_unrecognised": [{"value": item.value, "count": item.count} for item in use.values_unrecognised],
        "values_set_aside": [
            {"value": item.value, "count": item.count, "reason": item.reason} for item in use.values_set_aside
        ],
    }


def _source_lines(report: LossReport, language: Language) -> Iterator[str]:
    source = report.source
    facts = [source.format.upper()]
    for value, text in (
        (source.encoding, ENCODING),
        (_separator(source.separator, language), SEPARATOR),
        (_quoted(source.sheet, language), SHEET),
        (source.header_line, HEADER),
    ):
        if value is not None:
            facts.append(text.in_(language).format(value))
    yield COLON.in_(language).join((source.file, ", ".join(facts)))
    shown = {column.name for column in report.columns}
    for item in report.renamed:
        if item.name in shown:
            written, name = _quoted(item.written, language), _quoted(item.name, language)
            yield RENAMED.in_(language).format(item.position, name, written)


def _separator(separator: str | None, language: Language) -> str | None:
    return TAB.in_(language) if separator == "\t" else _quoted(separator, language)


def _quoted(text: str | None, language: Language) -> str | None:
    return None if text is None else QUOTED.in_(language).format(_cut(text))


def _row_lines(report: LossReport, language: Language) -> Iterator[str]:
    rows = report.rows
    yield ROWS.in_(language).format(rows.read, rows.imported, len(report.refused))
    for problem in report.refused[:LINES_SHOWN]:
        yield f"  {problem.line(language)}"
    if len(report.refused) > LINES_SHOWN:
        yield MORE.in_(language).format(len(report.refused) - LINES_SHOWN)
    if rows.short:
        yield SHORT.in_(language).format(rows.short, ", ".join(map(str, rows.short_lines[:LINES_SHOWN])))
    if rows.untitled:
        yield UNTITLED.in_(language).format(rows.untitled)


def _column_lines(report: LossReport, language: Language) -> Iterator[str]:
    yield COLUMNS.in_(language).format(*(len(report.of_fate(fate)) for fate in Fate))
    for column in report.of_fate(Fate.UNUSED):
        yield UNUSED.in_(language).format(_quoted(column.name, language), column.lost)
    for name in report.absent:
        yield ABSENT.in_(language).format(_quoted(name, language))
    for name in report.optional_absent:
        yield OPTIONAL.in_(language).format(_quoted(name, language))


def _value_lines(report: LossReport, language: Language) -> Iterator[str]:
    uses = [(column, use) for column in report.columns for use in column.uses]
    unrecognised = sum(use.unrecognised for _, use in uses)
    aside = sum(use.set_aside for _, use in uses)
    yield VALUES.in_(language).format(unrecognised, aside)
    for column, use in uses:
        if use.values_unrecognised:
            source = f"  {_quoted(column.name, language)} → {use.question}"
            yield COLON.in_(language).join((source, _counts(use.values_unrecognised, language)))


def _counts(values: tuple[ValueCount, ...], language: Language) -> str:
    shown = [f"{_quoted(item.value, language)} × {item.count}" for item in values[:VALUES_SHOWN]]
    return ", ".join((*shown, "…") if len(values) > VALUES_SHOWN else shown)


def _question_lines(report: LossReport, language: Language) -> Iterator[str]:
    yield ANSWERS.in_(language).format(report.rows.imported)
    width = max((len(item.id) for item in report.questions), default=0)
    for item in report.questions:
        yield ANSWER.in_(language).format(item.id.ljust(width), item.answered, item.unknown)


def _cut(text: str) -> str:
    """Keep a value to one short line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
