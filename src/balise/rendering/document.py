# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One document tree for every writer: what a page says, never how it looks.

The tree is small and closed. It knows sections, not heading levels; tones, not colours; so a web page, a
terminal, and later a PDF or an ODT are four readings of the same tree, and none can say more than another.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from balise.core.language import Language
from balise.rendering.drawing import DrawingError, bare


class Tone(StrEnum):
    """What a state asks of its reader; shown as a shape, a word and a colour, never by colour alone."""

    OK = "ok"
    FIX = "fix"
    STOP = "stop"
    ASK = "ask"


SHAPES: Mapping[Tone, str] = {Tone.OK: "●", Tone.FIX: "▲", Tone.STOP: "■", Tone.ASK: "◌"}


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter more than those around them."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier, to be copied as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an address, or ``#id`` for a place in the same document."""

    text: str
    target: str
    language: Language | None = None
    """That of the words, when it is not that of the document."""
    about: str = ""
    """What tells it from the other links of the same words, for whoever meets it out of its place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state: its shape comes from the tone, its word says it."""

    tone: Tone
    word: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A quiet remark beside a title, such as where a wording comes from."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words that are not in the language of the document: a voice that reads aloud must know it."""

    text: str
    language: Language


def in_french(words: str, language: Language) -> "str | Foreign":
    """Return words that are written in French alone, said to be so where the document is not in French."""
    return words if language is Language.FRENCH else Foreign(words, Language.FRENCH)


Run: TypeAlias = str | Strong | Code | Link | Mark | Tag | Foreign
Runs: TypeAlias = tuple[Run, ...]


class Manner(StrEnum):
    """How loud a paragraph is."""

    BODY = "body"
    LEDE = "lede"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    runs: Runs
    manner: Manner = Manner.BODY

    @classmethod
    def of(cls, *runs: Run, manner: Manner = Manner.BODY) -> "Paragraph":
        """Return the paragraph made of these runs."""
        return cls(runs, manner)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that are somebody else's."""

    text: str
    language: Language | None = None
    """That of the words, when it is not that of the document."""


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items whose order does not matter."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items whose order matters."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what is said of it."""

    term: Run
    descriptions: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms, each with what is said of it."""

    entries: tuple[Definition, ...]


class Align(StrEnum):
    """On which side a column stands; figures stand at the end."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns, for what really has rows and columns. The first cell of a row is its header."""

    caption: str
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    alignments: tuple[Align, ...] = ()
    """One a column; the columns without one stand at the start."""

    def alignment(self, column: int) -> Align:
        """Return the side of a column, counted from 0."""
        return self.alignments[column] if column < len(self.alignments) else Align.START


class Size(StrEnum):
    """How large a figure is shown; its own drawing has no size."""

    SMALL = "small"
    """A pictogram beside words."""
    LARGE = "large"
    """A code to be scanned."""
    CHART = "chart"
    """Bars with their labels, as wide as a column of text."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing made of shapes alone, and the words for whoever does not see it.

    Raises:
        DrawingError: the drawing holds something else than shapes, or there are no words.
    """

    svg: str
    alternative: str
    size: Size = Size.SMALL

    def __post_init__(self) -> None:
        """Refuse what no writer could show safely, or show to everybody."""
        bare(self.svg)
        if not legible(self.alternative).strip():
            raise DrawingError("alternative")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart from the text."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class ForeignBlocks:
    """Blocks that are not in the language of the document."""

    blocks: "Blocks"
    language: Language


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is one click away on a screen, and simply there on paper."""

    summary: str
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, and the reason for it."""

    tone: Tone
    word: str
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class FindingItem:
    """A commitment and what was found of it."""

    number: str
    title: str
    blocks: "Blocks" = ()
    mark: Mark | None = None
    tags: tuple[Tag, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FindingList:
    """Commitments one after the other, each under its own heading."""

    items: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under a heading. Its level is its depth, so no level can be skipped."""

    title: str
    blocks: "Blocks"
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the text: to be read before it, or not at all."""

    title: str
    blocks: "Blocks"


def all_french(blocks: "Blocks", language: Language) -> "Blocks":
    """Return blocks that are written in French alone, said to be so where the document is not in French."""
    return blocks if language is Language.FRENCH or not blocks else (ForeignBlocks(blocks, Language.FRENCH),)


BOX = "☐"


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question to answer by hand: its words, the boxes to tick, the lines to fill in; no page end parts them."""

    words: Runs
    choices: tuple[Runs, ...]
    lines: tuple[Runs, ...]


Listed: TypeAlias = BulletList | NumberedList | DefinitionList | FormQuestion
Apart: TypeAlias = Note | ForeignBlocks | Disclosure | Verdict
Block: TypeAlias = Paragraph | Quotation | Listed | Table | Figure | Apart | FindingList | Section
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A page in reading order: its title, the answer, what stands beside, the body, and how it was made."""

    title: str
    language: Language
    masthead: str
    """What sort of document this is, in a few words."""
    opening: Blocks
    """The answer: whoever reads no further knows it."""
    body: Blocks
    asides: tuple[Aside, ...] = ()
    colophon: Blocks = ()
    """How the document was made, and how to make it again."""


_NEVER_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def legible(text: str) -> str:
    """Return ``text`` without the characters that no reader should meet.

    A title typed by a stranger may hold terminal commands, marks that reverse the order of letters, or halves
    of characters that no file can hold. Every writer removes them before anything else.
    """
    return _NEVER_SHOWN.sub("", text)


MOST_TO_INTRODUCE = 400
"""Letters: a longer paragraph is a text of its own."""
MOST_ROWS_TOGETHER = 10


def keeps_with_next(block: Block, following: Block) -> bool:
    """Tell whether no page may end between two blocks.

    What introduces a table, a drawing, a list or commitments stays with them, and a chart with its table.
    """
    match block, following:
        case Paragraph(runs), Table() | Figure() | FindingList() | BulletList() | NumberedList():
            return len(words_of(runs)) <= MOST_TO_INTRODUCE
        case Figure(size=Size.CHART), Table():
            return True
    return False


def stays_whole(table: Table) -> bool:
    """Tell whether no page may end within a table: it is short enough to be read at a glance."""
    return len(table.rows) <= MOST_ROWS_TOGETHER


def words_of(runs: Runs) -> str:
    """Return what stands within a line, without its looks."""
    return "".join(run if isinstance(run, str) else run.word if isinstance(run, Mark) else run.text for run in runs)
