# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A document as the plain data that ``pdf.typ`` lays out: texts stay texts, and are never written as markup.

What the layout cannot decide is decided here: the level of a heading, whether a link leads somewhere, which place has
a name, where a word longer than a line may end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, TypeGuard

from balise.core.language import Language, Text
from balise.rendering.column_shares import column_shares
from balise.rendering.document import (
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
    Mark,
    Note,
    NumberedList,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Section,
    Size,
    Strong,
    Table,
    Tag,
    Verdict,
    keeps_with_next,
    legible,
    stays_whole,
)
from balise.rendering.drawing import bare, height_for
from balise.rendering.html import DEEPEST_HEADING, page_style, safe_target
from balise.rendering.pdf_fonts import shown

Data = dict[str, Any]

_BLANKS = re.compile(r"[\s\u0085\u2028\u2029]+")
_NO_BREAKS = re.compile("([\u00a0\u202f\u2007]+)")
_UNSEEN = re.compile("[\u00ad\ufeff]")
"""The soft hyphen, on which typst 0.15 fails at the end of a link, and the byte order mark, which PDF/UA-1 forbids."""
_LONG_WORD = re.compile(r"\S{25,}")
_LONG_CODE = re.compile(r"\S{17,}")
_BITS = re.compile(r"[^-_.:/?&=,;]{1,12}[-_.:/?&=,;]*|[-_.:/?&=,;]{1,12}")
_LONGEST_RUNNING_TITLE = 90
_REGIONS: Mapping[Language, str] = {Language.FRENCH: "fr", Language.ENGLISH: "gb"}
_PAGE_WORDS = (Text("Page ", "Page "), Text(" sur ", " of "))
_WIDTHS: Mapping[Size, int] = {Size.SMALL: 12, Size.LARGE: 42, Size.CHART: 110}
"""In millimetres: a pictogram beside words, a code that a telephone reads at arm's length, a chart."""
_INKS: Mapping[Size, str] = {Size.SMALL: "sea", Size.LARGE: "ink", Size.CHART: "sea"}
_MANY_COLUMNS = 5
"""From there on columns share the width of the page; fewer take what they need."""
_LINKS = Text("Adresses des liens", "Addresses of the links")


class NotAccessibleError(ValueError):
    """The document would leave some readers out: a figure without words, a heading that says nothing."""


def page_data(document: Document, author: str, footer: str, on: date | None) -> Data:
    """Return all that the layout of a document needs.

    Raises:
        NotAccessibleError: a figure has no words, or a heading.
    """
    writer = _Writer(document)
    title = writer.heading(document.title)
    masthead = _collapsed(document.masthead)
    return {
        "title": _collapsed(document.title).strip(),
        "title_pieces": title,
        "masthead": masthead,
        "masthead_pieces": _pieces(document.masthead),
        "running": _shortened(f"{masthead} – {document.title}"),
        "author": _collapsed(author),
        "footer": _shortened(footer),
        "on": None if on is None else {"year": on.year, "month": on.month, "day": on.day},
        "language": str(document.language),
        "region": _REGIONS[document.language],
        "page_words": [text.in_(document.language) for text in _PAGE_WORDS],
        "colours": colours(),
        "blocks": [*writer.whole()],
    }


def _collapsed(text: str) -> str:
    """Return text in which a blank is one space; no-break spaces are no blanks."""
    kept = _NO_BREAKS.split(_UNSEEN.sub("", legible(text)))
    return "".join(part if place % 2 else _BLANKS.sub(" ", part) for place, part in enumerate(kept))


def _plain(text: str) -> str:
    """Return text ready to be put on the page: every character of it can be shown."""
    return shown(_collapsed(text))


def _says_something(text: str) -> bool:
    """Tell whether a text has anything to read: neither blanks nor signs that only change how others are shown."""
    return any(character.isprintable() and not character.isspace() for character in text)


def _shortened(text: str) -> str:
    """Return a text that keeps to one line of a margin."""
    said = _collapsed(text)
    return _plain(said if len(said) <= _LONGEST_RUNNING_TITLE else f"{said[: _LONGEST_RUNNING_TITLE - 1].rstrip()}…")


def placed(text: str, long: re.Pattern[str] = _LONG_WORD) -> list[str]:
    """Return a text as a layout puts it on the page: in pieces between which a line may end.

    Only the words that ``long`` finds are cut.

    Raises:
        NotAccessibleError: it says nothing, and somebody who listens would hear a silence.
    """
    pieces = _pieces(text, long)
    if not _says_something("".join(pieces)):
        raise NotAccessibleError("a text of the page has no words")
    return pieces


def colours() -> dict[str, str]:
    """Return the colours of the light page: those of its first rule."""
    light = page_style().partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light))


def _pieces(text: str, long: re.Pattern[str] = _LONG_WORD) -> list[str]:
    """Return a text in pieces between which a line may end: one, unless a word is longer than a line may be."""
    said = _plain(text)
    pieces: list[str] = []
    end = 0
    for word in long.finditer(said):
        bits = _BITS.findall(word.group())
        pieces += [said[end : word.start()] + bits[0], *bits[1:]]
        end = word.end()
    return [*pieces, said[end:]] if end < len(said) or not pieces else pieces


def _anchor(identifier: str | None) -> str:
    return "-".join(legible(identifier or "").split())


class _Writer:
    """Writes one document; knows the places that a link may lead to, and those already named."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = {place for blocks in _every(document) for place in _places(blocks)}
        self.named: set[str] = set()
        self.addresses: dict[str, str] = {}
        """Each address led to, and the first words that do."""
        self.last_heading = ""
        """A table that bears its title needs no caption."""

    def whole(self) -> Iterator[Data]:
        """Yield the document from its answer to its colophon, then the addresses that paper would lose."""
        document = self.document
        yield from self.blocks(document.opening, 2)
        for aside in document.asides:
            title = self.heading(aside.title)
            yield {"kind": "aside", "title": title, "blocks": [*self.blocks(aside.blocks, 3)]}
        yield from self.blocks(document.body, 2)
        colophon = [*self.blocks(document.colophon, 2)]
        if colophon:
            yield {"kind": "colophon", "blocks": colophon}
        yield from self._written_addresses()

    def _written_addresses(self) -> Iterator[Data]:
        entries = [
            [{"kind": "text", "said": _pieces(f"{words} – ")}, {"kind": "address", "said": _pieces(to), "target": to}]
            for to, words in self.addresses.items()
            if _plain(words).strip() != _plain(to)
        ]
        if entries:
            title = _pieces(_LINKS.in_(self.document.language))
            listed = {"kind": "addresses", "items": entries}
            yield {"kind": "section", "level": 2, "title": title, "id": None, "blocks": [listed]}

    def heading(self, title: str) -> list[str]:
        """Return the words of a heading.

        Raises:
            NotAccessibleError: there are none, and a list of headings would have an empty line.
        """
        pieces = _pieces(title)
        if not _says_something("".join(pieces)):
            raise NotAccessibleError("a heading of the document has no words")
        return pieces

    def blocks(self, blocks: Blocks, level: int) -> Iterator[Data]:
        """Yield blocks that stand under a heading of the level above ``level``."""
        for block, following in zip_longest(blocks, blocks[1:]):
            for data in self._block(block, level):
                yield data | {"sticky": following is not None and keeps_with_next(block, following)}

    def _block(self, block: Block, level: int) -> Iterator[Data]:
        match block:
            case Paragraph(runs, manner):
                yield {"kind": "paragraph", "manner": str(manner), "runs": self.runs(runs)}
            case Quotation(text):
                yield {"kind": "quotation", "said": _pieces(text)}
            case BulletList() | NumberedList() | DefinitionList() | FormQuestion():
                yield from self._listed(block)
            case Table():
                yield from self._table(block)
            case Figure():
                yield _figure(block)
            case Note(blocks):
                yield {"kind": "note", "blocks": [*self.blocks(blocks, level)]}
            case ForeignBlocks(blocks, language):
                yield {"kind": "foreign-blocks", "language": str(language), "blocks": [*self.blocks(blocks, level)]}
            case Disclosure(summary, blocks):
                yield {"kind": "disclosure", "summary": _pieces(summary), "blocks": [*self.blocks(blocks, level)]}
            case Verdict():
                yield self._verdict(block, level)
            case FindingList(items):
                yield from (self._finding(item, level) for item in items)
            case Section():
                yield self._section(block, level)

    def _verdict(self, verdict: Verdict, level: int) -> Data:
        return {
            "kind": "verdict",
            "tone": str(verdict.tone),
            "level": _depth(level),
            "word": self.heading(verdict.word),
            "blocks": [*self.blocks(verdict.blocks, level + 1)],
        }

    def _finding(self, item: FindingItem, level: int) -> Data:
        pictogram = next(filter(_is_pictogram, item.blocks), None)
        blocks = tuple(block for block in item.blocks if block is not pictogram)
        return {
            "kind": "finding",
            "level": _depth(level),
            "number": _pieces(item.number),
            "title": self.heading(item.title),
            "remarks": self.runs((*(() if item.mark is None else (item.mark,)), *item.tags)),
            "pictogram": _figure(pictogram) if pictogram is not None else None,
            "id": self._name(item.id),
            "blocks": [*self.blocks(blocks, level + 1)],
        }

    def _section(self, section: Section, level: int) -> Data:
        self.last_heading = section.title
        return {
            "kind": "section",
            "level": _depth(level),
            "title": self.heading(section.title),
            "id": self._name(section.id),
            "blocks": [*self.blocks(section.blocks, level + 1)],
        }

    def _name(self, identifier: str | None) -> str | None:
        """Return the name of a place, once: the second of the same name goes without."""
        anchor = _anchor(identifier)
        if not anchor or anchor in self.named:
            return None
        self.named.add(anchor)
        return anchor

    def runs(self, runs: Runs) -> list[Data]:
        """Return what stands within a line."""
        return [self.run(run) for run in runs]

    def run(self, run: Run) -> Data:
        """Return one piece of it."""
        match run:
            case str():
                return {"kind": "text", "said": _pieces(run)}
            case Foreign(text, language):
                return {"kind": "foreign", "said": _pieces(text), "language": str(language)}
            case Strong(text):
                return {"kind": "strong", "said": _pieces(text)}
            case Code(text):
                return {"kind": "code", "said": _pieces(text, _LONG_CODE)}
            case Tag(text):
                return {"kind": "tag", "said": _pieces(text)}
            case Mark(tone, word):
                return {"kind": "mark", "tone": str(tone), "said": _pieces(word)}
            case Link(text, target, _, about):
                return self._link(text, target, f"{text}, {about}" if about else text)

    def _link(self, text: str, target: str, in_full: str) -> Data:
        """Return the link, or its words alone when it leads nowhere that a document may lead."""
        address = safe_target(target)
        said = _pieces(text)
        if address is None or not _says_something(_plain(text)):
            return {"kind": "text", "said": said}
        if not address.startswith("#"):
            self.addresses.setdefault(address, in_full)
            return {"kind": "address", "said": said, "target": address}
        if address[1:] in self.places:
            return {"kind": "place", "said": said, "target": address[1:]}
        return {"kind": "text", "said": said}

    def _listed(self, block: Listed) -> Iterator[Data]:
        match block:
            case DefinitionList(entries):
                if entries:
                    yield {"kind": "definitions", "entries": [self._definition(entry) for entry in entries]}
            case FormQuestion(words, choices, lines):
                yield {
                    "kind": "form-question",
                    "runs": self.runs(words),
                    "choices": [self.runs(choice) for choice in choices],
                    "lines": [self.runs(line) for line in lines],
                }
            case _:
                if block.items:
                    kind = "numbers" if isinstance(block, NumberedList) else "bullets"
                    yield {"kind": kind, "items": [self.runs(item) for item in block.items]}

    def _definition(self, entry: Definition) -> Data:
        return {
            "term": self.run(entry.term),
            "descriptions": [self.runs(description) for description in entry.descriptions],
        }

    def _table(self, table: Table) -> Iterator[Data]:
        """Yield the table; nothing when it has no column, which says nothing."""
        columns = max(map(len, (table.header, *table.rows)))
        if columns:
            yield {
                "kind": "table",
                "caption": None if table.caption.strip() in {"", self.last_heading} else _pieces(table.caption),
                "whole": stays_whole(table),
                "shares": [*column_shares(table)] if columns >= _MANY_COLUMNS else None,
                "header": self._row(table.header, columns),
                # on the next pages the header is an ornament, in which PDF/UA-1 admits no link
                "repeated": not any(isinstance(run, Link) for cell in table.header for run in cell),
                "rows": [self._row(row, columns) for row in table.rows],
                "alignments": [str(table.alignment(column)) for column in range(columns)],
            }

    def _row(self, cells: Sequence[Runs], columns: int) -> list[list[Data]]:
        return [self.runs(cell) for cell in (*cells, *((),) * (columns - len(cells)))]


def _figure(figure: Figure) -> Data:
    """Return a figure, its lines in the ink that a page gives them.

    Raises:
        NotAccessibleError: it has no words.
    """
    alternative = _collapsed(figure.alternative).strip()
    if not _says_something(alternative):
        raise NotAccessibleError("a figure of the document has no words")
    drawing = bare(figure.svg)
    width = _WIDTHS[figure.size]
    return {
        "kind": "figure",
        "svg": drawing.replace("currentColor", colours()[_INKS[figure.size]]),
        "alternative": alternative,
        "width": width,
        "height": height_for(width, drawing),
    }


def _is_pictogram(block: Block) -> TypeGuard[Figure]:
    """Tell whether a block is a small figure: the first one of a commitment hangs beside it."""
    return isinstance(block, Figure) and block.size is Size.SMALL


def _depth(level: int) -> int:
    return min(level, DEEPEST_HEADING)


def _every(document: Document) -> Iterator[Blocks]:
    yield document.opening
    yield from (aside.blocks for aside in document.asides)
    yield document.body
    yield document.colophon


def _places(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the name of every place."""
    for block in blocks:
        match block:
            case Section(_, inner, identifier):
                yield from filter(None, (_anchor(identifier),))
                yield from _places(inner)
            case FindingList(items):
                for item in items:
                    yield from filter(None, (_anchor(item.id),))
                    yield from _places(item.blocks)
            case Note(inner) | ForeignBlocks(inner) | Disclosure(_, inner) | Verdict(_, _, inner):
                yield from _places(inner)
