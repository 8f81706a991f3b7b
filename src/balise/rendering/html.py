# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tree as one web page that needs nothing else: no script, no font, no request.

It can be opened from a memory stick, attached to an e-mail, printed, and read by a screen reader. Its
security policy forbids the browser everything but its own style sheet, so that a dossier typed by a stranger
can do nothing.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from balise.core.language import Text
from balise.rendering.document import (
    BOX,
    Align,
    Apart,
    Aside,
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
    Tone,
    Verdict,
    legible,
)
from balise.rendering.drawing import bare
from balise.rendering.typography import NO_BREAK

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
DEEPEST_HEADING = 6

_ROOT_RELATIVE = re.compile(r"/(?![/\\])[^\s\\]*")

_MAIN = "page-main"
_SKIP = Text("Aller au contenu", "Skip to content")
_LONGEST_HANGING_NUMBER = 4

_DRAWINGS = {
    Tone.OK: '<circle cx="6" cy="6" r="5"/>',
    Tone.FIX: '<path d="M6 1l5.5 10H.5z"/>',
    Tone.STOP: '<path d="M1 1h10v10H1z"/>',
    Tone.ASK: '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.8" '
    'stroke-dasharray="2.4 2.4"/>',
}
_BEACON = (
    '<svg class="beacon" viewBox="0 0 24 24" aria-hidden="true">'
    '<path class="tower" d="M9 22h6l-1.2-12h-3.6z"/>'
    '<circle class="light" cx="12" cy="6" r="2.6"/>'
    '<path class="rays" d="M3 3l5 2M21 3l-5 2M2.5 9l5.5-2M21.5 9L16 7"/></svg>'
)


def to_html(document: Document) -> str:
    """Return the document as a whole page."""
    return _Page(document).written()


def to_fragment(blocks: Blocks, *, level: int = 2, taken: Iterable[str] = (), paths: bool = False) -> str:
    """Return the blocks without a page around them, for a page of the site to hold.

    ``level`` is that of their first heading, ``taken`` the ids that the page has given already. ``paths`` lets a link
    lead to another page of the same site (``/dossiers/12``), which means nothing outside it: a document never does.
    """
    return "\n".join(_Blocks(taken, site_target if paths else safe_target).written(blocks, level))


@cache
def page_style() -> str:
    """Return the style sheet of every page, as it is written in ``page.css``."""
    return files("balise.rendering").joinpath("page.css").read_text(encoding="utf-8")


def safe_target(target: str) -> str | None:
    """Return the address if a page may lead there, or None: web, mail and fragments only.

    ``javascript:`` and ``data:`` addresses run what a stranger typed; a path leads nowhere once the page is
    sent to somebody else.
    """
    address = "".join(legible(target).split())
    if address.startswith("#"):
        return f"#{_anchor(address[1:])}"
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in SAFE_SCHEMES else None


def site_target(target: str) -> str | None:
    """Return the address if a page of the site may lead there: what any page may, and the paths of the site itself.

    A path begins with one slash: after two, or with a backslash, browsers read another site. They also drop control
    characters and spaces, which could turn one into the other, so a path that holds any is refused and not mended.
    """
    if target.startswith("/"):
        return target if legible(target) == target and _ROOT_RELATIVE.fullmatch(target) else None
    return safe_target(target)


def _policy() -> str:
    """Return what the page allows the browser to do: apply this very style sheet, and nothing more."""
    style = b64encode(sha256(page_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'"


@lru_cache(maxsize=8192)
def _text(text: str) -> str:
    """Return a text as a page writes it; a page of findings writes the same rules as the one before."""
    return escape(legible(text))


def _aside_id(place: int) -> str:
    return f"page-aside-{place + 1}"


def _anchor(identifier: str) -> str:
    return "-".join(legible(identifier).split())


WIDE = 5
"""Columns: from there on, a table does not fit the screen of a telephone."""


class _Page:
    """Writes one document: what stands around its blocks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        asides = (_aside_id(place) for place in range(len(document.asides)))
        self.blocks = _Blocks((_MAIN, *asides), safe_target)

    def written(self) -> str:
        return "\n".join((*self._head(), *self._body(), "</html>", ""))

    def _head(self) -> Iterator[str]:
        title, language = self.document.title, self.document.language
        yield "<!doctype html>"
        yield f'<html lang="{language}">'
        yield '<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy())}">'
        yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">'
        yield f"<title>{_text(title)} – {_text(self.document.masthead)} – Balise</title>"
        yield '<link rel="icon" href="data:,">'
        yield f"<style>{page_style()}</style>\n</head>"

    def _body(self) -> Iterator[str]:
        document = self.document
        yield "<body>"
        yield f'<a class="skip" href="#{_MAIN}">{_text(_SKIP.in_(document.language))}</a>'
        yield f'<header class="masthead"><p>{_BEACON}<strong>Balise</strong> '
        yield f"{_text(document.masthead)}</p></header>"
        yield f'<main id="{_MAIN}" tabindex="-1">'
        yield f'<div class="opening"><h1>{_text(document.title)}</h1>'
        yield from self.blocks.written(document.opening, 2)
        yield "</div>"
        yield f'<div class="{"columns" if document.asides else "column"}">'
        if document.asides:
            yield from self._asides(document.asides)
        yield '<div class="body">'
        yield from self.blocks.written(document.body, 2)
        yield "</div></div>\n</main>"
        if document.colophon:
            yield '<footer class="colophon">'
            yield from self.blocks.written(document.colophon, 2)
            yield "</footer>"
        yield "</body>"

    def _asides(self, asides: Sequence[Aside]) -> Iterator[str]:
        yield '<div class="asides">'
        for place, aside in enumerate(asides):
            name = _aside_id(place)
            yield f'<aside aria-labelledby="{name}"><h2 id="{name}">{_text(aside.title)}</h2>'
            yield from self.blocks.written(aside.blocks, 3)
            yield "</aside>"
        yield "</div>"


class _Blocks:
    """Writes blocks; remembers the anchors already given, for an id must be unique, and knows where a link may lead."""

    def __init__(self, taken: Iterable[str], leads: Callable[[str], str | None]) -> None:
        self.given = {*taken}
        self.leads = leads
        self.heading = ""
        """The last title written: a table that bears the same need not show it again."""

    def written(self, blocks: Blocks, level: int) -> Iterator[str]:
        """Write blocks that stand under a heading of the level above ``level``."""
        for block in blocks:
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph(runs, manner):
                kind = "" if manner is Manner.BODY else f' class="{manner}"'
                yield f"<p{kind}>{self.runs(runs)}</p>"
            case Quotation(text, language):
                said = "" if language is None else f' lang="{language}"'
                yield f"<blockquote{said}><p>{_text(text)}</p></blockquote>"
            case BulletList() | NumberedList() | DefinitionList() | FormQuestion():
                yield self._listed(block)
            case Table():
                yield self._table(block)
            case Figure():
                yield _figure(block)
            case Note() | ForeignBlocks() | Disclosure() | Verdict():
                yield from self._apart(block, level)
            case FindingList(items):
                yield '<ul class="findings" role="list">'
                for item in items:
                    yield from self._finding(item, level)
                yield "</ul>"
            case Section(title, blocks, identifier):
                self.heading = title
                yield f"<section{self._id(identifier)}>{_heading(level, _text(title))}"
                yield from self.written(blocks, level + 1)
                yield "</section>"

    def _apart(self, apart: Apart, level: int) -> Iterator[str]:
        match apart:
            case Note(blocks):
                yield '<div class="note">'
                yield from self.written(blocks, level)
                yield "</div>"
            case ForeignBlocks(blocks, language):
                yield f'<div lang="{language}">'
                yield from self.written(blocks, level)
                yield "</div>"
            case Disclosure(summary, blocks):
                yield f'<details><summary>{_text(summary)}</summary><div class="trace">'
                yield from self.written(blocks, level)
                yield "</div></details>"
            case Verdict():
                yield from self._verdict(apart, level)

    def _verdict(self, verdict: Verdict, level: int) -> Iterator[str]:
        yield f'<div class="verdict {verdict.tone}">'
        yield _heading(level, f"{_shape(verdict.tone)}{_text(verdict.word)}")
        yield from self.written(verdict.blocks, level + 1)
        yield "</div>"

    def _finding(self, item: FindingItem, level: int) -> Iterator[str]:
        yield f"<li{self._id(item.id)}>"
        tags = "".join(f" {self.run(tag)}" for tag in item.tags)
        mark = self.run(item.mark) if item.mark is not None else ""
        heading = _heading(level, f"{_number(item.number)}{_text(item.title)}{tags}")
        yield f'<div class="finding">{heading}{mark}</div>'
        yield from self.written(item.blocks, level + 1)
        yield "</li>"

    def _id(self, identifier: str | None) -> str:
        """Return the id attribute, once: the second block of the same name goes without."""
        anchor = _anchor(identifier) if identifier else ""
        if not anchor or anchor in self.given:
            return ""
        self.given.add(anchor)
        return f' id="{escape(anchor)}"'

    def runs(self, runs: Runs) -> str:
        """Write what stands within a line."""
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        """Write one piece of it."""
        match run:
            case str():
                return _text(run)
            case Strong(text):
                return f"<strong>{_text(text)}</strong>"
            case Code(text):
                return f"<code>{_text(text)}</code>"
            case Link(text, target, language, about):
                address = self.leads(target)
                said = "" if language is None else f' lang="{language}"'
                named = f' aria-label="{_text(f"{text} – {about}")}"' if about else ""
                if address is None:
                    return _text(text) if language is None else f"<span{said}>{_text(text)}</span>"
                return f'<a href="{escape(address)}"{said}{named}>{_text(text)}</a>'
            case Mark(tone, said):
                return f'<span class="mark {tone}">{_shape(tone)}{_text(said)}</span>'
            case Tag(text):
                return f'<span class="tag">{_text(text)}</span>'
            case Foreign(text, language):
                return f'<span lang="{language}">{_text(text)}</span>'

    def _listed(self, block: Listed) -> str:
        match block:
            case DefinitionList(entries):
                return f"<dl>{''.join(_definition(entry, self.leads) for entry in entries)}</dl>"
            case FormQuestion():
                return self._form_question(block)
            case _:
                return self._list(block)

    def _list(self, block: BulletList | NumberedList) -> str:
        name = "ol" if isinstance(block, NumberedList) else "ul"
        items = "".join(f"<li>{self.runs(item)}</li>" for item in block.items)
        return f"<{name}>{items}</{name}>"

    def _form_question(self, question: FormQuestion) -> str:
        boxes = "".join(f"<li>{BOX}{NO_BREAK}{self.runs(choice)}</li>" for choice in question.choices)
        ticked = f'<ul class="boxes" role="list">{boxes}</ul>' if boxes else ""
        lines = "".join(f"<p>{self.runs(line)}</p>" for line in question.lines)
        return f"<p>{self.runs(question.words)}</p>{ticked}{lines}"

    def _table(self, table: Table) -> str:
        """Return the table in a frame that scrolls on a narrow screen; a wide one is a stop of the keyboard.

        A report has sixty tables: a stop at each, where few could ever scroll, would bar the way to what follows.
        """
        header = "".join(
            f'<th scope="col"{_align(table.alignment(column))}>{self.runs(cell)}</th>'
            for column, cell in enumerate(table.header)
        )
        rows = "".join(f"<tr>{''.join(self._cells(table, row))}</tr>" for row in table.rows)
        caption = _text(table.caption)
        said = ' class="repeated"' if table.caption == self.heading else ""
        reached = f' role="region" aria-label="{caption}" tabindex="0"' if len(table.header) >= WIDE else ""
        return (
            f'<div class="table"{reached}>'
            f"<table><caption{said}><span>{caption}</span></caption>"
            f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _cells(self, table: Table, row: Sequence[Runs]) -> Iterator[str]:
        for column, cell in enumerate(row):
            if column == 0:
                yield f'<th scope="row">{self.runs(cell)}</th>'
            else:
                yield f"<td{_align(table.alignment(column))}>{self.runs(cell)}</td>"


@lru_cache(maxsize=8192)
def _definition(entry: Definition, leads: Callable[[str], str | None]) -> str:
    """Return a term and what is said of it; the trace of a finding says the same of many, on every page."""
    blocks = _Blocks((), leads)
    described = "".join(f"<dd>{blocks.runs(description)}</dd>" for description in entry.descriptions)
    return f"<div><dt>{blocks.run(entry.term)}</dt>{described}</div>"


def _figure(figure: Figure) -> str:
    """Return the drawing itself: the policy of a page lets it fetch nothing, and its lines take the ink of the page."""
    alternative = _text(figure.alternative)
    return f'<div class="figure {figure.size}" role="img" aria-label="{alternative}">{bare(figure.svg)}</div>'


def _heading(level: int, content: str) -> str:
    depth = min(level, DEEPEST_HEADING)
    return f"<h{depth}>{content}</h{depth}>"


def _number(number: str) -> str:
    """Return a number that hangs in the margin when it is short enough to."""
    kind = "number" if len(number) <= _LONGEST_HANGING_NUMBER else "number long"
    return f'<span class="{kind}">{_text(number)}</span> '


def _shape(tone: Tone) -> str:
    return f'<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">{_DRAWINGS[tone]}</svg>'


def _align(align: Align) -> str:
    return ' class="end"' if align is Align.END else ""
