# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The sentences that an English page must not show: those that the site says in French, and otherwise in English.

A sentence is recognised whole, in a text of the page or in an attribute that is read aloud: what people wrote in
their dossiers, in French, is not the site's.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

import balise.web

CATALOGUE = Path(balise.web.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|\n")
LETTERS_ENOUGH = 9
"""Shorter pieces of a sentence (« le », « par ») also stand in French names."""

SAID = """() => {
    const said = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const french = (element) => element.closest("[lang=fr], textarea, script, code");
    while (walker.nextNode()) {
        if (!french(walker.currentNode.parentElement)) said.push(walker.currentNode.data);
    }
    for (const each of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(each.getAttribute(name) || "");
    }
    said.push(document.title);
    return said;
}"""


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence with places, of which what stands in its places is the lesser part."""

    pattern: re.Pattern[str]
    longest: str
    """The longest of its pieces: a text that does not hold it is another, which is found much sooner."""
    letters: int

    def is_of(self, text: str, letters: int) -> bool:
        """Tell whether a text, of so many letters, is a sentence of this shape."""
        return self.letters * 2 > letters and self.longest in text and self.pattern.fullmatch(text) is not None


def french_in(page: Page) -> list[str]:
    """Return the French sentences of the site that an English page shows."""
    whole, with_places = _sentences()
    said = {" ".join(text.split()) for text in page.evaluate(SAID)} - {""}
    return sorted(text for text in said if text in whole or _is_one(text, with_places))


def _is_one(text: str, shapes: tuple[Shape, ...]) -> bool:
    letters = _letters(text)
    return any(shape.is_of(text, letters) for shape in shapes)


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


@cache
def _sentences() -> tuple[frozenset[str], tuple[Shape, ...]]:
    whole, with_places = set(), []
    for french in _french():
        pieces = [" ".join(piece.split()) for piece in PLACE.split(french)]
        if len(pieces) == 1:
            whole |= {french for french in pieces if _letters(french)}
        elif max(map(_letters, pieces)) >= LETTERS_ENOUGH:
            pattern = re.compile(".*".join(re.escape(piece) for piece in pieces))
            with_places.append(Shape(pattern, max(pieces, key=len), sum(map(_letters, pieces))))
    return frozenset(whole), tuple(with_places)


def _french() -> list[str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    found: list[str] = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        found += [str(french) for french in ids if french and french not in strings]
    return found
