# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The parts of HTML that can be checked without a browser, checked on every page."""

from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"meta", "link", "br", "img", "hr", "circle", "path"})
SECTIONING = frozenset(
    {"html", "head", "body", "main", "section", "aside", "div", "table", "dl", "ul", "ol", "details"}
)
BLOCKS = SECTIONING | {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote"}
ONLY_PHRASES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "span", "strong", "code", "a", "title"})


class HTMLPage(HTMLParser):
    """A page taken apart: its tags in order, its text, and every fault met on the way."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self._check()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in BLOCKS and any(outer in ONLY_PHRASES for outer in self._open):
            self.faults.append(f"<{tag}> inside {self._open[-1]}")
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def headings(self) -> list[int]:
        """Return the levels of the headings, in order."""
        return [int(tag[1]) for tag, _ in self.tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]

    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]

    def _check(self) -> None:
        if self._open:
            self.faults.append(f"never closed: {self._open}")
        if self.headings().count(1) != 1:
            self.faults.append("not exactly one h1")
        levels = self.headings()
        self.faults.extend(
            f"h{upper} is followed by h{lower}" for upper, lower in pairwise(levels) if lower > upper + 1
        )
        repeated = {name for name in self.ids() if self.ids().count(name) > 1}
        self.faults.extend(f"id {name} twice" for name in repeated)
        self.faults.extend(f"id {name!r} holds a space" for name in self.ids() if " " in name)
        self.faults.extend(
            f"label by missing id {name}"
            for _, attributes in self.tags
            if (name := attributes.get("aria-labelledby")) and name not in self.ids()
        )
