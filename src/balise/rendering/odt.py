# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tree as a text document (ODT): to be amended by hand, signed, and kept in an open format.

Structure is carried by styles and by OpenDocument's own elements: outlined headings, lists, tables with header rows,
so that a screen reader, a table of contents and the export to a tagged PDF all find it. A state is its shape and its
word, then its colour. The same document gives the same bytes, whatever the day: its digest can be published.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import chain, zip_longest
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from odfdo import Bookmark, Element, Header, List, ListItem, Span
from odfdo import Document as TextDocument
from odfdo import Link as Anchor
from odfdo import Paragraph as Line

from balise.core.language import Language
from balise.rendering.column_shares import column_shares
from balise.rendering.document import (
    BOX,
    SHAPES,
    Align,
    Apart,
    Aside,
    Block,
    Blocks,
    BulletList,
    Code,
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
    Size,
    Strong,
    Table,
    Tag,
    Tone,
    Verdict,
    keeps_with_next,
    legible,
    stays_whole,
)
from balise.rendering.drawing import bare, height_for
from balise.rendering.html import DEEPEST_HEADING, safe_target

_NO_BREAK = "\u00a0"
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_COUNTRIES: Mapping[Language, str] = {Language.FRENCH: "FR", Language.ENGLISH: "GB"}
_STYLE_OF: Mapping[Manner, str] = {Manner.BODY: "Text_20_body", Manner.LEDE: "Lede", Manner.QUIET: "Quiet"}
_BODY = _STYLE_OF[Manner.BODY]
_INTRODUCING = "Introduction"
_INK = "#0b5563"
"""Of drawings: a word processor has no colour of its own to lend them."""
_KEPT_PARTS = ("mimetype", "content.xml", "meta.xml", "settings.xml", "styles.xml", "META-INF/manifest.xml")
_PICTURES = "Pictures/"
_WIDTHS: Mapping[Size, float] = {Size.SMALL: 1.6, Size.LARGE: 4, Size.CHART: 11}
"""In centimetres: a pictogram beside words, a code that a telephone reads at arm's length, a chart."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest day that an archive can write: every part of every document is of that day."""

_PARTS = 100
"""Of a share: LibreOffice widens every column of fewer than 23 parts, which makes them all alike."""
_CELL = (
    ("fo:padding-top", "0.1cm"),
    ("fo:padding-bottom", "0.12cm"),
    ("fo:padding-left", "0cm"),
    ("fo:padding-right", "0.3cm"),
    ("fo:border-top", "none"),
    ("fo:border-left", "none"),
    ("fo:border-right", "none"),
)
_FRAME = (
    ("style:width", "17cm"),
    ("table:align", "margins"),
    ("fo:margin-bottom", "0.5cm"),
    ("table:border-model", "collapsing"),
)
_TABLE_STYLES = (
    ("TableFrame", "table", _FRAME),
    ("TableWhole", "table", (*_FRAME, ("style:may-break-between-rows", "false"))),
    ("TableHead", "table-cell", (*_CELL, ("fo:border-bottom", "0.75pt solid #7b868b"))),
    ("TableCell", "table-cell", (*_CELL, ("fo:border-bottom", "0.5pt solid #d9d6cd"))),
)


def to_odt(document: Document) -> bytes:
    """Return the document as an ODT file, the same bytes each time."""
    text = TextDocument("text")
    text.set_part("styles.xml", _styles(document.language).encode())
    _describe(text, document)
    _Writer(text, document).write()
    return _packed(text)


@cache
def _styles(language: Language) -> str:
    """Return the style sheet of every document, in the language in which this one is spelt."""
    styles = files("balise.rendering").joinpath("text_styles.xml").read_text(encoding="utf-8")
    spelt = f'fo:language="{language}" fo:country="{_COUNTRIES[language]}"'
    return styles.replace('fo:language="fr" fo:country="FR"', spelt)


def _describe(text: TextDocument, document: Document) -> None:
    """Say what the document is. No date: the day it speaks of is in its text, the day it was written is nobody's."""
    meta = text.meta
    meta.title = _plain(document.title)
    meta.subject = _plain(document.masthead)
    meta.language = f"{document.language}-{_COUNTRIES[document.language]}"
    for tag in ("meta:creation-date", "meta:editing-duration", "meta:editing-cycles", "meta:document-statistic"):
        for element in meta.get_elements(f"//{tag}"):
            element.delete()


def _packed(text: TextDocument) -> bytes:
    """Return the file, without what a template leaves in it and with every part of the same day."""
    for path in text.get_parts():
        if not _is_kept(path):
            text.del_part(path)
    for entry in text.manifest.get_elements("//manifest:file-entry"):
        path = str(entry.get_attribute("manifest:full-path"))
        if path != "/" and not _is_kept(path):
            entry.delete()
    saved = BytesIO()
    text.save(saved)
    packed = BytesIO()
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()


def _is_kept(path: str) -> bool:
    return path in _KEPT_PARTS or path.startswith(_PICTURES)


def _plain(text: str) -> str:
    """Return text in which a blank is one space, as on a page; no-break spaces are no blanks."""
    return _BLANKS.sub(" ", legible(text))


def _anchor(identifier: str) -> str:
    return "-".join(legible(identifier).split())


class _Writer:
    """Writes one document; remembers the places already named, the tables and the drawings already written."""

    def __init__(self, text: TextDocument, document: Document) -> None:
        self.text = text
        self.document = document
        self.named: set[str] = set()
        self.tables = 0
        self.drawings: dict[str, str] = {}
        self.last_heading = ""
        """A table that bears its title needs no caption."""

    def write(self) -> None:
        """Write the document from its masthead to its colophon."""
        body = self.text.body
        body.clear()
        for automatic in self.text.content.get_elements("//office:automatic-styles"):
            automatic.clear()
        for element in self._elements():
            body.append(element)

    def _elements(self) -> Iterator[Element]:
        document = self.document
        yield _line(("Balise – ", document.masthead), "Masthead")
        yield _heading(1, (document.title,))
        yield from self._blocks(document.opening, 2)
        for aside in document.asides:
            yield from self._aside(aside)
        yield from self._blocks(document.body, 2)
        yield from self._colophon(document.colophon)

    def _aside(self, aside: Aside) -> Iterator[Element]:
        yield _heading(2, (aside.title,))
        yield from self._blocks(aside.blocks, 3)

    def _colophon(self, blocks: Blocks) -> Iterator[Element]:
        """Write the colophon; its first paragraph carries the rule that parts it from the body."""
        match blocks:
            case (Paragraph(runs), *rest):
                yield _line(runs, "Colophon")
                yield from self._blocks(tuple(rest), 2)
            case _:
                yield from self._blocks(blocks, 2)

    def _blocks(self, blocks: Blocks, level: int, body: str = _BODY) -> Iterator[Element]:
        """Write blocks that stand under a heading of the level above ``level``; ``body`` is the plain paragraph."""
        for block, following in zip_longest(blocks, blocks[1:]):
            kept = following is not None and keeps_with_next(block, following)
            yield from self._block(block, level, body, kept=kept)

    def _block(self, block: Block, level: int, body: str, *, kept: bool) -> Iterator[Element]:
        match block:
            case Paragraph(runs, Manner.BODY):
                yield _line(runs, _INTRODUCING if kept and body == _BODY else body)
            case Paragraph(runs, manner):
                yield _line(runs, _STYLE_OF[manner])
            case Quotation(text):
                yield _line((text,), "Quotations")
            case BulletList() | NumberedList() | DefinitionList() | FormQuestion():
                yield from _listed(block)
            case Table():
                yield from self._table(block)
            case Figure():
                yield self._figure(block, _INTRODUCING if kept else _BODY)
            case Note() | ForeignBlocks() | Disclosure() | Verdict():
                yield from self._apart(block, level, body)
            case FindingList(items):
                for item in items:
                    yield from self._finding(item, level, body)
            case Section(title, blocks, identifier):
                self.last_heading = title
                yield self._named(_heading(level, (title,)), identifier)
                yield from self._blocks(blocks, level + 1, body)

    def _apart(self, apart: Apart, level: int, body: str) -> Iterator[Element]:
        match apart:
            case Note(blocks):
                yield from self._blocks(blocks, level, "Note")
            case ForeignBlocks(blocks):
                yield from self._blocks(blocks, level, body)
            case Disclosure(summary, blocks):
                yield _line((summary,), "Summary")
                yield from self._blocks(blocks, level, body)
            case Verdict(tone, word, blocks):
                yield _heading(level, (f"{SHAPES[tone]}{_NO_BREAK}{word}",), f"Verdict_20_{tone}")
                yield from self._blocks(blocks, level + 1, body)

    def _finding(self, item: FindingItem, level: int, body: str) -> Iterator[Element]:
        tags: Iterable[Run] = chain.from_iterable((" ", tag) for tag in item.tags)
        heading = _heading(level, (item.title, *tags), "Finding", number=item.number)
        yield self._named(heading, item.id)
        if item.mark is not None:
            yield _line((item.mark,), _BODY)
        yield from self._blocks(item.blocks, level + 1, body)

    def _named(self, heading: Element, identifier: str | None) -> Element:
        """Return the heading with its name, to which a link leads; a second one of the same name goes without."""
        anchor = _anchor(identifier) if identifier else ""
        if anchor and anchor not in self.named:
            self.named.add(anchor)
            heading.insert(Bookmark(anchor), position=0)
        return heading

    def _table(self, table: Table) -> Iterator[Element]:
        if not self.tables:
            for style, family, properties in _TABLE_STYLES:
                self._style(style, family, *properties)
        self.tables += 1
        name = f"Table{self.tables}"
        frame = "TableWhole" if stays_whole(table) else "TableFrame"
        written = _element("table:table", ("table:name", name), ("table:style-name", frame))
        for number, share in enumerate(column_shares(table), start=1):
            style = f"{name}.{number}"
            self._style(style, "table-column", ("style:rel-column-width", f"{share * _PARTS}*"))
            written.append(_element("table:table-column", ("table:style-name", style)))
        header = _element("table:table-header-rows")
        header.append(_row(table, table.header, heading=True))
        written.append(header)
        for row in table.rows:
            written.append(_row(table, row, heading=False))
        if table.caption.strip() not in {"", self.last_heading}:
            yield _line((table.caption,), "Caption")
        yield written

    def _figure(self, figure: Figure, style: str) -> Line:
        """Return the line of a figure; a drawing shown twice is kept once, in a file of its own as the format asks."""
        drawing = bare(figure.svg).replace("currentColor", _INK)
        path = self.drawings.setdefault(drawing, f"{_PICTURES}{len(self.drawings) + 1}.svg")
        self.text.set_part(path, drawing.encode())
        if not self.text.manifest.get_media_type(path):
            self.text.manifest.add_full_path(path, "image/svg+xml")
        width = _WIDTHS[figure.size]
        frame = _element(
            "draw:frame",
            ("text:anchor-type", "as-char"),
            ("svg:width", f"{width:g}cm"),
            ("svg:height", f"{height_for(width, drawing):.2f}cm"),
        )
        links = (("xlink:href", path), ("xlink:type", "simple"), ("xlink:show", "embed"), ("xlink:actuate", "onLoad"))
        frame.append(_element("draw:image", *links))
        words = _element("svg:desc")
        words.text = _plain(figure.alternative)
        frame.append(words)
        line = Line(style=style)
        line.append(frame)
        return line

    def _style(self, name: str, family: str, *properties: tuple[str, str]) -> None:
        """Add a style of this document: LibreOffice reads those of tables nowhere else."""
        style = _element("style:style", ("style:name", name), ("style:family", family))
        style.append(_element(f"style:{family}-properties", *properties))
        for automatic in self.text.content.get_elements("//office:automatic-styles"):
            automatic.append(style)


def _element(tag: str, *attributes: tuple[str, str]) -> Element:
    """Return an element as OpenDocument names it, for what the library would only wrap."""
    element = Element.from_tag(tag)
    for name, value in attributes:
        element.set_attribute(name, value)
    return element


def _line(runs: Runs, style: str) -> Line:
    line = Line(style=style)
    _fill(line, runs)
    return line


def _heading(level: int, runs: Runs, style: str | None = None, *, number: str = "") -> Header:
    """Return a heading of that level in the outline, whatever style it is shown in."""
    depth = min(level, DEEPEST_HEADING)
    heading = Header(depth)
    heading.set_attribute("text:style-name", style or f"Heading_20_{depth}")  # the library drops a heading's style
    if number:
        heading.append(_span(number, "Number"))
        heading.append(f"{_NO_BREAK} ")
    _fill(heading, runs)
    return heading


def _fill(line: Element, runs: Runs) -> None:
    for run in runs:
        written = _run(run)
        if written != "":
            line.append(written)


def _run(run: Run) -> Element | str:
    match run:
        case str():
            return _plain(run)
        case Foreign(text):
            return _plain(text)
        case Strong(text):
            return _span(text, "Strong")
        case Code(text):
            return _span(text, "Code")
        case Tag(text):
            return _span(f"[{text}]", "Tag")
        case Mark(tone, word):
            return _mark(tone, word)
        case Link(text, target):
            return _link(text, target)


def _span(text: str, style: str) -> Span:
    span = Span(style=style)
    span.append(_plain(text))
    return span


def _mark(tone: Tone, word: str) -> Span:
    return _span(f"{SHAPES[tone]}{_NO_BREAK}{word}", f"Mark_20_{tone}")


def _link(text: str, target: str) -> Element | str:
    """Return the link, or its words alone when it leads nowhere that a document may lead."""
    address = safe_target(target)
    if address is None:
        return _plain(text)
    anchor = Anchor(address, style="Internet_20_link", visited_style="Internet_20_link")
    anchor.append(_plain(text))
    return anchor


def _listed(block: Listed) -> Iterator[Element]:
    match block:
        case DefinitionList():
            yield from _definitions(block)
        case FormQuestion():
            yield from _form_question(block)
        case _:
            yield from _list(block)


def _list(block: BulletList | NumberedList) -> Iterator[Element]:
    """Yield the list; nothing when it is empty, which says nothing."""
    if block.items:
        written = List(style="Numbers" if isinstance(block, NumberedList) else "Bullets")
        for item in block.items:
            written.append(ListItem(_line(item, "List_20_Contents")))
        yield written


def _form_question(question: FormQuestion) -> Iterator[Element]:
    """Yield the question, its choices, each led by its box alone, and its lines, kept together on one page.

    A box is text: whoever answers puts a cross in its place, which a bullet would not let them do.
    """
    yield _line(question.words, "Question")
    if question.choices:
        written = List(style="Boxes")
        for choice in question.choices:
            written.append(ListItem(_line((f"{BOX}{_NO_BREAK}", *choice), "Choice")))
        yield written
    for place, line in enumerate(question.lines, start=1):
        yield _line(line, "Answer" if place < len(question.lines) else "Last_20_answer")


def _definitions(block: DefinitionList) -> Iterator[Element]:
    """Yield terms and descriptions, which OpenDocument has no list for."""
    for entry in block.entries:
        yield _line((entry.term,), "Term")
        for description in entry.descriptions:
            yield _line(description, "Description")


def _row(table: Table, cells: Sequence[Runs], *, heading: bool) -> Element:
    row = _element("table:table-row")
    style = "TableHead" if heading else "TableCell"
    for column, runs in enumerate(cells):
        cell = _element("table:table-cell", ("office:value-type", "string"), ("table:style-name", style))
        cell.append(_line(runs, _words_style(table.alignment(column), column, heading=heading)))
        row.append(cell)
    return row


def _words_style(align: Align, column: int, *, heading: bool) -> str:
    if heading:
        return "Table_20_Figures_20_Heading" if align is Align.END else "Table_20_Heading"
    if column == 0:
        return "Table_20_Row_20_Heading"
    return "Table_20_Figures" if align is Align.END else "Table_20_Contents"
