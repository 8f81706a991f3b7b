# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a page bears its notice, in words that a person can perceive, and a way to the register.

The words are compared as people read them: blanks, line ends, kinds of apostrophes, quotes and dashes, capitals and
the spaces of French punctuation are those of the page, and change nothing. What differs by a word is another notice,
and so is what is found within longer words.
The address of the register is looked for apart, for a page may make a link or a code of it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from balise.core.language import Language
from balise.core.notices import Channel

SHORTEST = 12
"""In letters and digits: under it, words would be found in almost any page."""

ANY_WORDS = "\ue000"
"""Stands in words expected for a few that nobody outside the house knows: whatever a page says there will do."""
_LONGEST_UNKNOWN = 1000


class Unseen(StrEnum):
    """Why people do not perceive some words of a page."""

    COMMENT = "comment"
    CODE = "code"
    HIDDEN = "hidden"
    STYLE = "style"
    ARIA_HIDDEN = "aria_hidden"
    SCREEN_READER = "screen_reader"


@dataclass(frozen=True, slots=True)
class PerceivedPage:
    """What a page gives to perceive, and what it holds that people do not."""

    said: str
    links: tuple[str, ...] = ()
    """Where its links and its images lead, as they are written."""
    unseen: Mapping[Unseen, str] = field(default_factory=dict)


class Form(StrEnum):
    """Which of its forms a notice was found in."""

    SHORT = "short"
    FULL = "full"
    PLAIN = "plain"
    GIVEN = "given"
    """The words that whoever checks gave."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Words that would do."""

    text: str
    form: Form = Form.GIVEN
    channel: Channel | None = None
    language: Language | None = None
    """That of the words; None when whoever gave them did not say it."""
    rebuilt: bool = False
    """Worked out of what an entry publishes: looked for, and never handed out."""


class TooShortError(ValueError):
    """Words so short would be found anywhere."""


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What was found of a notice on a page."""

    found: Expected | None
    unseen: Unseen | None = None
    """Why people do not perceive it, when it is there all the same."""
    leads: bool | None = None
    """Whether the page gives the address of the register; None when none was asked for."""

    @property
    def fine(self) -> bool:
        """Tell whether the page bears its notice, and its way to the register when one was asked for."""
        return self.found is not None and self.unseen is None and self.leads is not False


def check_page(page: PerceivedPage, expected: Sequence[Expected], address: str = "") -> CheckedPage:
    """Return what a page bears of the notices expected, any of which is enough.

    Raises:
        TooShortError: the words of a notice are too few to be looked for.
    """
    wanted = [(each, _whole_words(_words_of(each, address))) for each in expected]
    leads = _leads(page, address) if address else None
    said = as_compared(page.said)
    for each, words in wanted:
        if words.search(said):
            return CheckedPage(each, None, leads)
    for why, text in page.unseen.items():
        hidden = as_compared(text)
        for each, words in wanted:
            if words.search(hidden):
                return CheckedPage(each, why, leads)
    return CheckedPage(None, None, leads)


def _words_of(expected: Expected, address: str) -> str:
    """Return the words to look for: those that come before the address, which is looked for apart."""
    words = as_compared(expected.text.partition(address)[0] if address else expected.text)
    if len(words.replace(" ", "").replace(ANY_WORDS, "")) < SHORTEST:
        raise TooShortError(expected.text)
    return words


def _whole_words(words: str) -> re.Pattern[str]:
    """Return what finds words that neither begin nor end within others: « un texte » is not in « aucun texte »."""
    start = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    end = r"(?!\w)" if re.match(r"\w", words[-1]) else ""
    looked_for = re.escape(words).replace(re.escape(ANY_WORDS), f".{{1,{_LONGEST_UNKNOWN}}}?")
    return re.compile(f"{start}{looked_for}{end}")


def _leads(page: PerceivedPage, address: str) -> bool:
    """Tell whether a page gives an address, written out or behind a link or an image."""
    wanted = _as_address(address)
    written = _bounded(wanted).search(_as_address(page.said))
    return written is not None or any(_is_under(_as_address(link), wanted) for link in page.links)


def _bounded(address: str) -> re.Pattern[str]:
    """Return what finds an address, and not the beginning of a longer one: /r/abc is not /r/abcd."""
    return re.compile(rf"(?<![\w-]){re.escape(address)}(?![\w-])")


def _is_under(link: str, address: str) -> bool:
    return link == address or link.startswith((f"{address}/", f"{address}?", f"{address}#"))


def _as_address(text: str) -> str:
    bare = re.sub(r"https?://(?:www\.)?", "", _plain(text).strip(), flags=re.IGNORECASE)
    return bare.casefold().rstrip("/")


def as_compared(text: str) -> str:
    """Return the words and signs of a text as they are compared: without what typography changes."""
    while (bare := _spaced(_plain(text).casefold())) != text:
        text = bare  # what a mark separated may combine once it is gone
    return text


def _spaced(text: str) -> str:
    words = re.sub(r"[\s.:;,!?]+", " ", text).strip()
    return _CLOSE.sub(r"\1", words)


def _plain(text: str) -> str:
    return _UNDRAWN.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS))


_CLOSE = re.compile(r" ?([\"'()\[\]/%&-]) ?")
"""Signs beside which a space changes nothing: « (IA) » and « ( IA ) »."""
_UNDRAWN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, spaces of no width, marks of direction: nobody sees them."""
_APOSTROPHES = "\u2019\u2018\u02bc\u201b\u2032\u00b4\u0060"
_QUOTES = "«»“”„‟″"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LETTERS = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_SIGNS = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_DASHES, "-"), **_LETTERS}
)


def expected_from(notices: Iterable[tuple[Channel, Language, Mapping[Form, str]]]) -> tuple[Expected, ...]:
    """Return the words that would do: the longest forms first, for a short one may begin a full one."""
    forms = (Form.FULL, Form.PLAIN, Form.SHORT)
    listed = tuple(notices)
    return tuple(
        Expected(texts[form], form, channel, language)
        for form in forms
        for channel, language, texts in listed
        if texts.get(form)
    )
