# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A register read through a mapping: dossiers, and the account of what did not become one.

The source's own identifier ends the dossier's, as it is written there: a verdict can be taken back to the row
it came from. A row without one, or with that of another, is refused rather than renumbered.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier
from balise.core.language import Text
from balise.core.messages import Gap, Place, Problem
from balise.core.questions import QuestionBank
from balise.core.suggestions import suggestion
from balise.loading.cells import Cell, comparable, is_blank, text_of
from balise.loading.conversion import Converter, Kind, converter
from balise.loading.errors import InvalidData
from balise.loading.loss_report import (
    ColumnReport,
    Fate,
    LossReport,
    QuestionReport,
    RowsRead,
    SourceRead,
    Use,
    ValueCount,
)
from balise.loading.mapping import Feed, RegisterMapping
from balise.loading.recognition import checked_reads, misfit
from balise.loading.table_files import open_table
from balise.loading.tables import Row, Table

SEPARATORS_SHOWN: Mapping[str, Gap] = {"\t": Text("la tabulation", "the tab")}
SHORT_ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Import:
    """What an import gives: the dossiers, in the order of the source, and the loss report."""

    dossiers: list[Dossier]
    report: LossReport


def import_register(
    source: Path,
    mapping: RegisterMapping,
    bank: QuestionBank,
    on_row: Callable[[int], None] | None = None,
) -> Import:
    """Return the dossiers of a register; ``on_row`` is called with 1 after each row read.

    Raises:
        InvalidData: the file cannot be read as a table, is of another format than the mapping reads (BAL-924), lacks a
            column that it reads (BAL-902), or is one that another shipped mapping reads (BAL-926).
    """
    try:
        return import_table(open_table(source, checked_reads(source, mapping)), mapping, bank, on_row)
    except InvalidData as error:
        if (better := misfit(source, mapping, error.problems)) is not None:
            raise InvalidData([better]) from error
        raise


def import_table(
    table: Table, mapping: RegisterMapping, bank: QuestionBank, on_row: Callable[[int], None] | None = None
) -> Import:
    """Return the dossiers of a table that is already open.

    Raises:
        InvalidData: it lacks a column that the mapping reads (BAL-902).
    """
    importer = _Importer(mapping, bank, table)
    dossiers = list(importer.dossiers(on_row))
    return Import(dossiers, importer.report())


class _Column:
    """One column being read: how many of its cells hold something, how many of those were lost."""

    __slots__ = ("filled", "lost", "name", "names_dossiers")

    def __init__(self, name: str) -> None:
        self.name = name
        self.names_dossiers = False
        self.filled = 0
        self.lost = 0


class _Use:
    """One column being read for one question, and what became of its cells."""

    def __init__(self, feed: Feed, position: int) -> None:
        self.feed = feed
        self.position = position
        self.kinds: Counter[Kind] = Counter()
        self.not_needed = 0
        self.values: dict[Kind, Counter[str]] = {Kind.UNRECOGNISED: Counter(), Kind.SET_ASIDE: Counter()}

    def account(self) -> Use:
        reasons = {comparable(value): reason for value, reason in self.feed.ignored.items()}
        return Use(
            question=self.feed.question,
            answered=self.kinds[Kind.ANSWERED],
            no_answer=self.kinds[Kind.NO_ANSWER],
            not_needed=self.not_needed,
            unrecognised=self.kinds[Kind.UNRECOGNISED],
            set_aside=self.kinds[Kind.SET_ASIDE],
            values_unrecognised=tuple(
                ValueCount(value, times) for value, times in _sorted(self.values[Kind.UNRECOGNISED])
            ),
            values_set_aside=tuple(
                ValueCount(value, times, reasons.get(comparable(value)))
                for value, times in _sorted(self.values[Kind.SET_ASIDE])
            ),
        )


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    """Sort values from the most to the least frequent, then by name, so that equal inputs report equally."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


class _Feeding:
    """One question being answered: its columns in order, and what reads their cells."""

    def __init__(self, feed: Feed, convert: Converter, positions: Iterable[int]) -> None:
        self.question = feed.question
        self.convert = convert
        self.uses = [_Use(feed, position) for position in positions]

    def answer(self, cells: Sequence[Cell], filled: set[int], kept: set[int]) -> AnswerValue | None:
        """Return the answer of the first column that says something; note which cell was kept."""
        answer: AnswerValue | None = None
        settled = False
        for use in self.uses:
            if use.position not in filled:
                continue
            if settled:
                use.not_needed += 1
                continue
            outcome = self.convert(cells[use.position])
            use.kinds[outcome.kind] += 1
            settled = outcome.kind is not Kind.NO_ANSWER
            if outcome.kind is Kind.ANSWERED:
                answer = outcome.answer
                kept.add(use.position)
            for value in outcome.culprits:
                use.values[outcome.kind][value] += 1
        return answer


class _Importer:
    """Reads the rows of one table and keeps the account of what is lost."""

    def __init__(self, mapping: RegisterMapping, bank: QuestionBank, table: Table) -> None:
        self.mapping = mapping
        self.table = table
        self.columns = [_Column(name) for name in table.columns]
        self.positions = mapping.positions(table.columns)
        self._check_columns()
        self.feedings = [
            _Feeding(feed, converter(feed, bank.by_id[feed.question], mapping), self._at(feed.read))
            for feed in mapping.answers
        ]
        self.identifier = mapping.dossier.id.column
        self.title = self._at(mapping.title_columns())
        self.authority = self._at(mapping.authority_columns())
        for position in (
            *self._at(() if self.identifier is None else (self.identifier,)),
            *self.title,
            *self.authority,
        ):
            self.columns[position].names_dossiers = True
        self.lines: dict[str, int] = {}
        self.refused: list[Problem] = []
        self.short: list[int] = []
        self.read = self.imported = self.untitled = 0

    def _check_columns(self) -> None:
        """Refuse a mapping that reads a column the source has not: its questions would all be unknown."""
        places = self.mapping.places
        absent = [name for name in self.mapping.columns_needed() if comparable(name) not in self.positions]
        if absent:
            raise InvalidData(
                Problem(
                    "BAL-902",
                    places.get(name, Place(self.table.file)),
                    {
                        "column": name,
                        "file": self.table.file,
                        **suggestion(name, self.table.columns),
                    },
                )
                for name in absent
            )

    def _at(self, names: Iterable[str]) -> list[int]:
        """Return where columns stand; one that the source may lack, and does, stands nowhere."""
        return [self.positions[comparable(name)] for name in names if comparable(name) in self.positions]

    def dossiers(self, on_row: Callable[[int], None] | None) -> Iterator[Dossier]:
        for row in self.table.rows:
            self.read = row.rank
            dossier = self._dossier(row)
            if dossier is not None:
                self.imported += 1
                yield dossier
            if on_row is not None:
                on_row(1)

    def _dossier(self, row: Row) -> Dossier | None:
        cells = self._aligned(row)
        identifier = self._identifier(row, cells) if cells is not None else None
        if cells is None or identifier is None:
            return None
        filled = {position for position, cell in enumerate(cells) if not is_blank(cell)}
        kept: set[int] = set()
        answers: dict[str, AnswerValue] = {}
        for feeding in self.feedings:
            answer = feeding.answer(cells, filled, kept)
            if answer is not None:
                answers[feeding.question] = answer
        self._count(filled, kept)
        title = self._first(cells, self.title)
        self.untitled += title is None
        return Dossier(
            id=f"{self.mapping.id}:{identifier}",
            title=title or identifier,
            authority=self._authority(cells),
            answers=answers,
        )

    def _aligned(self, row: Row) -> Sequence[Cell] | None:
        """Return one cell a column, or refuse the row: its values may have left their titles.

        Even empty, a cell too many betrays a separator that was not quoted.
        """
        cells, width = row.cells, len(self.columns)
        if len(cells) == width:
            return cells
        if len(cells) < width and self.mapping.reads.short_rows:
            self.short.append(row.line)
            return [*cells, *([None] * (width - len(cells)))]
        values: dict[str, Gap] = {"found": str(len(cells)), "expected": str(width)}
        separator = self.table.separator or ""
        values["separator"] = SEPARATORS_SHOWN.get(separator, separator)
        self._refuse(Problem("BAL-910" if len(cells) > width else "BAL-922", self._place(row), values))
        return None

    def _place(self, row: Row) -> Place:
        return Place(self.table.file, row.line)

    def _refuse(self, problem: Problem) -> None:
        self.refused.append(problem)

    def _identifier(self, row: Row, cells: Sequence[Cell]) -> str | None:
        """Return the identifier of the source, or refuse a row that has none or that of another row."""
        if self.identifier is None:
            return str(row.rank)
        identifier = text_of(cells[self.positions[comparable(self.identifier)]])
        if not identifier:
            self._refuse(Problem("BAL-908", self._place(row), {"column": self.identifier}))
            return None
        first = self.lines.setdefault(identifier, row.line)
        if first != row.line:
            self._refuse(Problem("BAL-907", self._place(row), {"id": identifier, "first": str(first)}))
            return None
        return identifier

    def _count(self, filled: set[int], kept: set[int]) -> None:
        for position in filled:
            column = self.columns[position]
            column.filled += 1
            column.lost += not (position in kept or column.names_dossiers)

    def _first(self, cells: Sequence[Cell], positions: Iterable[int]) -> str | None:
        for position in positions:
            if not is_blank(cells[position]):
                return text_of(cells[position])
        return None

    def _authority(self, cells: Sequence[Cell]) -> str | None:
        named = self.mapping.dossier.authority
        if named is not None and named.text is not None:
            return named.text
        return self._first(cells, self.authority)

    def report(self) -> LossReport:
        """Return the account, once every row has been read."""
        table = self.table
        known = self.positions
        return LossReport(
            mapping=self.mapping.id,
            source=SourceRead(
                table.file, table.format, table.encoding, table.separator, table.sheet, table.header_line
            ),
            rows=RowsRead(
                self.read, self.imported, self.untitled, len(self.short), tuple(self.short[:SHORT_ROWS_SHOWN])
            ),
            refused=tuple(self.refused),
            columns=tuple(self._column_reports()),
            questions=tuple(self._question_reports()),
            renamed=table.renamed,
            absent=tuple(name for name in self.mapping.ignored if comparable(name) not in known),
            optional_absent=tuple(name for name in self.mapping.columns_read() if comparable(name) not in known),
        )

    def _column_reports(self) -> Iterator[ColumnReport]:
        uses: dict[int, list[Use]] = {}
        for feeding in self.feedings:
            for use in feeding.uses:
                uses.setdefault(use.position, []).append(use.account())
        unwritten = {item.name for item in self.table.renamed if not item.written}
        ignored = {self.positions.get(comparable(name)): reason for name, reason in self.mapping.ignored.items()}
        for position, column in enumerate(self.columns):
            fed = tuple(uses.get(position, ()))
            reason = ignored.get(position)
            if not fed and column.name in unwritten and not column.filled:
                continue
            used = bool(fed) or column.names_dossiers
            fate = Fate.USED if used else Fate.UNUSED if reason is None else Fate.IGNORED
            yield ColumnReport(column.name, fate, column.names_dossiers, reason, column.filled, column.lost, fed)

    def _question_reports(self) -> Iterator[QuestionReport]:
        for feeding in self.feedings:
            answered = sum(use.kinds[Kind.ANSWERED] for use in feeding.uses)
            yield QuestionReport(feeding.question, answered, self.imported - answered)
