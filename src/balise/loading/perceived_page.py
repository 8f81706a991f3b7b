# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The text of a saved web page that a person can perceive, apart from what the page hides.

Looked at: the attribute ``hidden``, ``aria-hidden``, styles written on the element, the classes by which the usual
style sheets speak to screen readers alone, comments, scripts and templates. Not looked at: style sheets, which only a
browser can apply. Pages are read as browsers do: what is badly closed is closed, and nothing is refused.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from balise.core.notice_check import PerceivedPage, Unseen
from balise.loading.encodings import encoding_of
from balise.loading.errors import LoadingError

LARGEST = 20_000_000
"""In bytes: more than any page that a person reads."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SEEN_FIRST = 4096
_FALLBACK = "cp1252"


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_CODE = _tags("script style template noscript title iframe object datalist noembed noframes")
_PARTS_OF_TEXT = _tags(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time "
    "tt u var wbr"
)
"""What stands inside a line: their ends part no words."""
_ENDS_A_PARAGRAPH = _tags(
    "address article aside blockquote body details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul"
)
_ENDED_BY_NEXT = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_CLOSED_IN = _tags("ul ol dl table body html div section article main")
"""Beyond these, an element that its neighbour ends is another list's or another table's."""
_SCREEN_READERS_ONLY = frozenset({"visually-hidden", "visuallyhidden", "sr-only", "fr-sr-only", "screen-reader-text"})
_NEVER_SHOWN = frozenset({"d-none", "hidden", "fr-hidden"})
_STYLED_AWAY = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:\.0*)?(?:[a-z%]*)\s*(?:;|!|$))",
    re.IGNORECASE,
)


class PageTooLargeError(LoadingError):
    """It is no page that a person reads."""


def read_page(path: Path) -> PerceivedPage:
    """Return what a saved page gives to perceive.

    Raises:
        OSError: the file cannot be read.
        PageTooLargeError: it is too large to be a page.
    """
    if path.stat().st_size > LARGEST:
        raise PageTooLargeError(str(path))
    return perceived(_decoded(path))


def _decoded(path: Path) -> str:
    """Return the text of a page: by the encoding that its bytes show, else that which it declares, else the usual."""
    content = path.read_bytes()
    declared = _DECLARED.search(content[:_SEEN_FIRST])
    named = encoding_of(path) or (_FALLBACK if declared is None else declared[1].decode("ascii"))
    try:
        return content.decode(named, errors="replace")
    except LookupError:
        return content.decode(_FALLBACK, errors="replace")


def perceived(markup: str) -> PerceivedPage:
    """Return what a page gives to perceive, however badly it is written."""
    reader = _Reader()
    reader.feed(markup.replace("\x00", ""))
    reader.close()
    return PerceivedPage(
        "".join(reader.said),
        tuple(reader.links),
        {why: "".join(texts) for why, texts in reader.unseen.items() if texts},
    )


class _Reader(HTMLParser):
    """Reads one page; each open element remembers why what it holds is not perceived, if it is not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.links: list[str] = []
        self.unseen: dict[Unseen, list[str]] = {why: [] for why in Unseen}
        self.open: list[tuple[str, Unseen | None]] = []

    @property
    def why(self) -> Unseen | None:
        return self.open[-1][1] if self.open else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_neighbours(tag)
        given = {name: value or "" for name, value in reversed(attrs)}
        why = self.why or _why(tag, given)
        if tag not in _PARTS_OF_TEXT:
            self._write(" ")
        if why is None:
            self._perceive(tag, given)
        if tag not in _VOID:
            self.open.append((tag, why))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read « <br/> »; browsers take « <div/> » for an element that is open."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _why in self.open):
            while self.open.pop()[0] != tag:
                pass
        if tag not in _PARTS_OF_TEXT:
            self._write(" ")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_comment(self, data: str) -> None:
        self.unseen[Unseen.COMMENT].append(f" {data} ")

    def parse_html_declaration(self, i: int) -> int:
        """Read « <![if IE]> » as browsers do, where the library would stop."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def _write(self, text: str) -> None:
        (self.said if self.why is None else self.unseen[self.why]).append(text)

    def _perceive(self, tag: str, given: dict[str, str]) -> None:
        """Keep where an element leads, and the words of its attributes, some said to screen readers alone."""
        where = given.get("href") if tag in {"a", "area"} else given.get("src") if tag == "img" else None
        if where:
            self.links.append(where.strip())
        if given.get("alt"):
            self._write(f" {given['alt']} ")
        if given.get("aria-label"):
            self.unseen[Unseen.SCREEN_READER].append(f" {given['aria-label']} ")
        if tag == "input" and given.get("type", "text").lower() != "hidden" and given.get("value"):
            self._write(f" {given['value']} ")

    def _end_neighbours(self, tag: str) -> None:
        """Close what the page left open and a browser closes: a paragraph before a block, an item before the next."""
        ended = _ENDED_BY_NEXT.get(tag, frozenset({"p"}) if tag in _ENDS_A_PARAGRAPH else frozenset())
        for place, name in _from_the_last(self.open):
            if name in ended:
                del self.open[place:]
                return
            if name in _CLOSED_IN:
                return


def _from_the_last(opened: list[tuple[str, Unseen | None]]) -> Iterator[tuple[int, str]]:
    return ((place, opened[place][0]) for place in range(len(opened) - 1, -1, -1))


def _why(tag: str, given: dict[str, str]) -> Unseen | None:
    """Return why people do not perceive what an element holds; None when they do."""
    classes = set(given.get("class", "").split())
    if tag in _CODE:
        return Unseen.CODE
    if "hidden" in given or classes & _NEVER_SHOWN or (tag == "dialog" and "open" not in given):
        return Unseen.HIDDEN
    if _STYLED_AWAY.search(given.get("style", "")):
        return Unseen.STYLE
    if given.get("aria-hidden", "").strip().lower() == "true":
        return Unseen.ARIA_HIDDEN
    return Unseen.SCREEN_READER if classes & _SCREEN_READERS_ONLY else None
