# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A page of the site taken apart without a browser: what refers to what, and whether it is there."""

import re
from html.parser import HTMLParser

Attributes = dict[str, str | None]

POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
CONTROLS = ("input", "select", "textarea")


class Markup(HTMLParser):
    """The tags of a page in order, with the text that follows each."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str, **wanted: str) -> list[Attributes]:
        """Return the attributes of every element of this name that has these."""
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]

    @property
    def text(self) -> str:
        """Return all the words of the page, spaces brought to one."""
        return re.sub(r"[ \n]+", " ", "".join(self.words))

    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]

    def missing(self) -> list[str]:
        """Return every id that an attribute points to and that no element bears."""
        known = set(self.ids())
        return [
            f"{tag} {pointer}={one}"
            for tag, attributes in self.tags
            for pointer in POINTERS
            for one in (attributes.get(pointer) or "").split()
            if one not in known
        ]

    def unnamed(self) -> list[str]:
        """Return every control that no label names."""
        named = {attributes.get("for") for attributes in self.all("label")}
        return [
            str(attributes.get("name"))
            for tag, attributes in self.tags
            if tag in CONTROLS and attributes.get("type") != "hidden" and attributes.get("id") not in named
        ]
