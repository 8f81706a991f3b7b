# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The little of Markdown that a report needs, as blocks: paragraphs, lists, strong words and links.

What is typed becomes a tree, never HTML: there is nothing to sanitise, since no writer of the tree can be made to write
a tag. Whatever is not one of the four stays as it was typed. Refused: a whole Markdown library, whose HTML would have
to be cleaned by another, and which the PDF and the ODT could not read.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from balise.rendering.document import Block, Blocks, BulletList, Link, NumberedList, Paragraph, Run, Runs, Strong

_BULLET = re.compile(r"\s{0,3}[-*+]\s+(?=\S)")
_NUMBER = re.compile(r"\s{0,3}\d{1,3}[.)]\s+(?=\S)")
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*\n]+)\*\*|\[(?P<words>[^\]\n]+)\]\((?P<target>(?:https?://|mailto:)[^()\s]+)\)"
)


def from_markdown(text: str) -> Blocks:
    """Return the blocks of a text."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    pieces = groupby(lines, key=bool)
    return tuple(block for filled, piece in pieces if filled for block in _blocks(list(piece)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield the blocks of lines that no blank line parts: a list may follow its sentence at once."""
    for kind, piece in groupby(_items(lines), key=lambda item: item[0]):
        texts = [text for _kind, text in piece]
        if kind == "bullet":
            yield BulletList(tuple(map(_runs, texts)))
        elif kind == "number":
            yield NumberedList(tuple(map(_runs, texts)))
        else:
            yield Paragraph(_runs(" ".join(texts)))


def _items(lines: list[str]) -> list[tuple[str, str]]:
    """Return each item of a list whole, and each line outside of one."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if bullet := _BULLET.match(line):
            found.append(("bullet", line[bullet.end() :]))
        elif number := _NUMBER.match(line):
            found.append(("number", line[number.end() :]))
        elif found and found[-1][0] != "words" and line.startswith("  "):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            found.append(("words", line.strip()))
    return found


def _runs(text: str) -> Runs:
    runs: list[Run] = []
    place = 0
    for found in _INLINE.finditer(text):
        if found.start() > place:
            runs.append(text[place : found.start()])
        strong = found["strong"]
        runs.append(Link(found["words"], found["target"]) if strong is None else Strong(strong))
        place = found.end()
    if place < len(text) or not runs:
        runs.append(text[place:])
    return tuple(runs)
