# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tree for a terminal, a pipe or an e-mail in plain text.

Shapes and words are always there; colour is only ever added to them, so nothing is lost when the output is
piped. What a stranger typed cannot command the terminal: control characters are gone before anything is laid
out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from balise.rendering.document import (
    BOX,
    SHAPES,
    Block,
    Blocks,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    Figure,
    FindingItem,
    FindingList,
    Foreign,
    ForeignBlocks,
    FormQuestion,
    Link,
    Listed,
    Manner,
    Mark,
    Note,
    NumberedList,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Section,
    Strong,
    Table,
    Tag,
    Verdict,
)
from balise.rendering.terminal import BLANK, Ink, Line, Span, line_width, painted, wrapped
from balise.rendering.terminal_table import table_lines
from balise.rendering.typography import NO_BREAK, colon

USUAL_WIDTH = 80
NARROWEST = 20
"""A narrower screen is written to as if it had this many columns."""

_STEP = "  "
_BAR = "│ "
_SHORTEST_LINE = 12
"""Text stops being indented rather than be squeezed into fewer columns than this."""

Laid = Callable[[int], Iterable[Line]]
"""Text that can be laid out in any number of columns."""


def to_text(document: Document, *, width: int = USUAL_WIDTH, colour: bool = False, unfold: bool = True) -> str:
    """Return the document as lines of at most ``width`` columns.

    ``unfold`` writes what a page keeps one click away; without it nothing of it is left, for a reader who wants
    the answer and not the proof.
    """
    lines = _Writer(document, unfold).lines(max(width, NARROWEST))
    return "".join(f"{painted(line, colour=colour)}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one document as lines of spans."""

    document: Document
    unfold: bool

    def lines(self, width: int) -> Iterator[Line]:
        document = self.document
        yield from wrapped([Span(f"Balise · {document.masthead}", Ink.QUIET)], width)
        yield BLANK
        yield from _underlined(document.title, "═", width)
        asides = tuple(Section(aside.title, aside.blocks) for aside in document.asides)
        for blocks in (document.opening, asides, document.body):
            if blocks:
                yield BLANK
                yield from self._blocks(blocks, width, 2)
        if document.colophon:
            yield from (BLANK, (Span("─" * width, Ink.QUIET),))
            yield from self._blocks(document.colophon, width, 2)

    def _blocks(self, blocks: Blocks, width: int, level: int) -> Iterator[Line]:
        """Write blocks one after the other, a blank line between them."""
        for place, block in enumerate(block for block in blocks if self.unfold or not _folded_away(block)):
            if place:
                yield BLANK
            yield from self._block(block, width, level)

    def _block(self, block: Block, width: int, level: int) -> Iterable[Line]:
        match block:
            case Paragraph(runs, manner):
                return wrapped(_spans(runs, Ink.QUIET if manner is Manner.QUIET else Ink.PLAIN), width)
            case Quotation(text):
                return _hung(_BAR, _BAR, width, partial(wrapped, [Span(text)]))
            case BulletList() | NumberedList() | DefinitionList() | FormQuestion():
                return self._listed(block, width)
            case Table():
                return _table(block, width)
            case Figure(_, alternative):
                return wrapped([Span(f"[{alternative}]", Ink.QUIET)], width)
            case Note(blocks):
                return _hung(_BAR, _BAR, width, lambda inner: self._blocks(blocks, inner, level))
            case ForeignBlocks(blocks):
                return self._blocks(blocks, width, level)
            case Disclosure():
                return self._disclosure(block, width, level)
            case Verdict():
                return _hung(_BAR, _BAR, width, lambda inner: self._verdict(block, inner, level))
            case FindingList(items):
                return self._findings(items, width, level)
            case Section():
                return self._section(block, width, level)

    def _listed(self, block: Listed, width: int) -> Iterable[Line]:
        match block:
            case BulletList(items):
                return _items([(item, "• ") for item in items], width)
            case NumberedList(items):
                return _items([(item, f"{rank}. ") for rank, item in enumerate(items, start=1)], width)
            case DefinitionList(entries):
                return (line for entry in entries for line in self._definition(entry, width))
            case FormQuestion():
                return _form_question(block, width)

    def _section(self, section: Section, width: int, level: int) -> Iterator[Line]:
        if level == 2:  # noqa: PLR2004 (the title of the page is at level 1, its parts at level 2)
            yield from _underlined(section.title, "─", width)
        else:
            yield from wrapped([Span(section.title, Ink.STRONG)], width)
        yield BLANK
        yield from self._blocks(section.blocks, width, level + 1)

    def _verdict(self, verdict: Verdict, width: int, level: int) -> Iterator[Line]:
        yield from wrapped([_shaped(Mark(verdict.tone, verdict.word.upper()))], width)
        for block in verdict.blocks:
            yield from self._block(block, width, level)

    def _findings(self, items: Sequence[FindingItem], width: int, level: int) -> Iterator[Line]:
        for place, item in enumerate(items):
            if place:
                yield BLANK
            yield from _hung("", _STEP, width, partial(self._finding, item, level))

    def _finding(self, item: FindingItem, level: int, width: int) -> Iterator[Line]:
        """Write a commitment: its state first, for a terminal is read down its left edge."""
        state = (_shaped(item.mark), Span(" · ")) if item.mark is not None else ()
        tags = tuple(span for tag in item.tags for span in (Span(" "), *_spans((tag,), Ink.PLAIN)))
        yield from wrapped((*state, Span(f"{item.number}. {item.title}", Ink.STRONG), *tags), width)
        for block in item.blocks:
            if self.unfold or not _folded_away(block):
                yield from self._block(block, width, level + 1)

    def _disclosure(self, disclosure: Disclosure, width: int, level: int) -> Iterator[Line]:
        yield from wrapped([Span(disclosure.summary, Ink.LINK)], width)
        yield from _hung(_STEP, _STEP, width, lambda inner: self._blocks(disclosure.blocks, inner, level))

    def _definition(self, entry: Definition, width: int) -> Iterator[Line]:
        """Write a term, then what is said of it: on the same line when there is one thing to say."""
        term = (*_spans((entry.term,), Ink.QUIET), Span(f"{colon(self.document.language)} ", Ink.QUIET))
        if len(entry.descriptions) == 1:
            spans = (*term, *_spans(entry.descriptions[0], Ink.PLAIN))
            yield from _hung("", _STEP, width, partial(wrapped, spans))
            return
        yield from wrapped(term, width)
        yield from _items([(description, "- ") for description in entry.descriptions], width)


def _folded_away(block: Block) -> bool:
    """Tell whether nothing is left of a block once what is one click away is hidden."""
    match block:
        case Disclosure():
            return True
        case Section(_, blocks):
            return all(_folded_away(inner) for inner in blocks)
        case _:
            return False


def _hung(first: str, rest: str, width: int, laid: Laid) -> Iterator[Line]:
    """Lay text out behind a margin: ``first`` before its first line, ``rest`` before the others."""
    margin = max(len(first), len(rest))
    inner = width - margin
    if inner < _SHORTEST_LINE:
        yield from laid(width)
        return
    for place, line in enumerate(laid(inner)):
        yield (Span(rest if place else first, Ink.QUIET), *line) if line or rest.strip() else BLANK


def _items(items: Sequence[tuple[Runs, str]], width: int) -> Iterator[Line]:
    for runs, bullet in items:
        spans = tuple(_spans(runs, Ink.PLAIN))
        yield from _hung(bullet, " " * len(bullet), width, partial(wrapped, spans))


def _form_question(question: FormQuestion, width: int) -> Iterator[Line]:
    yield from wrapped(_spans(question.words, Ink.PLAIN), width)
    yield from _items([(choice, f"{BOX} ") for choice in question.choices], width)
    for line in question.lines:
        yield from wrapped(_spans(line, Ink.PLAIN), width)


def _table(table: Table, width: int) -> Iterator[Line]:
    yield from wrapped([Span(table.caption, Ink.QUIET)], width)
    header = [tuple(_spans(cell, Ink.PLAIN)) for cell in table.header]
    rows = [[tuple(_spans(cell, Ink.PLAIN)) for cell in row] for row in table.rows]
    sides = [table.alignment(column) for column in range(len(header))]
    yield from table_lines(header, rows, sides, width)


def _underlined(title: str, rule: str, width: int) -> Iterator[Line]:
    lines = wrapped([Span(title, Ink.STRONG)], width)
    yield from lines
    yield (Span(rule * max((line_width(line) for line in lines), default=1), Ink.QUIET),)


def _spans(runs: Runs, ink: Ink) -> Iterator[Span]:
    for run in runs:
        yield from _inked(run, ink)


def _inked(run: Run, ink: Ink) -> Iterator[Span]:
    """Write a run; what a page shows by a style is shown by a sign, colour or not."""
    match run:
        case str():
            yield Span(run, ink)
        case Foreign(text):
            yield Span(text, ink)
        case Strong(text):
            yield Span(text, Ink.STRONG)
        case Code(text):
            yield Span(text, Ink.QUIET)
        case Link(text, target):
            yield Span(text, Ink.LINK)
            if target != text and not target.startswith("#"):
                yield Span(f" <{target}>", Ink.QUIET)
        case Mark():
            yield _shaped(run)
        case Tag(text):
            yield Span(f"[{text.replace(' ', NO_BREAK)}]", Ink.QUIET)


def _shaped(mark: Mark) -> Span:
    """Write a state: its shape is never parted from its word."""
    return Span(f"{SHAPES[mark.tone]}{NO_BREAK}{mark.word}", Ink(mark.tone))
