# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""French and English typography: spaces that do not break, dates, numbers, plurals, lists.

French sets a no-break space before ``:``, ``;``, ``?`` and ``!`` and inside guillemets, so that no line
begins with a lonely sign; and its plural begins at two. *Lexique des règles typographiques en usage à l'Imprimerie
nationale.*
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from balise.core.day_words import day_in_words
from balise.core.language import Language, Text

NO_BREAK = "\u00a0"
THIN_NO_BREAK = "\u202f"

AND = Text("et", "and")
OR = Text("ou", "or")

_SINGULARS = {"mois": "mois", "fois": "fois", "people": "person"}
_SPACES = f" {NO_BREAK}{THIN_NO_BREAK}"
_GUILLEMETS = re.compile(f"(«[{_SPACES}]?|[{_SPACES}]?»)")
_QUOTED = re.compile("«[^»]*»|“[^”]*”")
_INNER = {"«": "“", "»": "”"}
_ENDS = (".", "!", "?", "…")


def date_in_words(day: date, language: Language) -> str:
    """Return ``1er juin 2026`` or ``1 June 2026``; the day is never parted from its month."""
    return day_in_words(day).in_(language)


def number_in_words(number: float, language: Language) -> str:
    """Return the number with its thousands apart: ``14 000,5`` or ``14,000.5``."""
    whole = int(number) if number == int(number) else number
    english = f"{whole:,}"
    if language is Language.ENGLISH:
        return english
    return english.translate({ord(","): THIN_NO_BREAK, ord("."): ","})


def is_plural(count: float, language: Language) -> bool:
    """Tell whether a count takes the plural: from two in French, but for one alone in English."""
    return abs(count) >= 2 if language is Language.FRENCH else count != 1  # noqa: PLR2004 (two is two)


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase that changes with a count, written ``{n}``."""

    one: Text
    many: Text

    def of(self, count: float, language: Language, **words: str) -> str:
        """Return the phrase for this count, its other words in place."""
        phrase = self.many if is_plural(count, language) else self.one
        return phrase.in_(language).format(n=number_in_words(count, language), **words)


def counted_unit(count: float, unit: str, language: Language) -> str:
    """Return a figure with its unit, given in the plural, brought to the singular when the count asks it."""
    noun, space, rest = unit.partition(" ")
    if not is_plural(count, language):
        noun = _SINGULARS.get(noun, noun.removesuffix("s"))
    return f"{number_in_words(count, language)}{NO_BREAK}{noun}{space}{rest}"


def quoted(text: str, language: Language) -> str:
    """Return the text between the quotation marks of the language; guillemets within it become “ ”."""
    if language is Language.ENGLISH:
        return f"“{text}”"
    return nested(f"«{NO_BREAK}{text}{NO_BREAK}»")


def nested(text: str) -> str:
    """Return the text with guillemets within guillemets written “ ”, as French does when a title quotes.

    A quotation that ends with a full stop leaves it to the sentence that it ends.

    A text whose guillemets do not go by pairs is left as it is: nobody can tell which ones are within which.
    """
    pieces, depth = [], 0
    for piece in _GUILLEMETS.split(text):
        depth += piece.startswith("«")
        inner = depth > 1
        depth -= piece.endswith("»")
        if depth < 0:
            return text
        pieces.append(_INNER.get(piece.strip(_SPACES), piece) if inner else piece)
    return text if depth else "".join(pieces).replace(f".{NO_BREAK}».", f"{NO_BREAK}».")


def joined(items: Sequence[str], last: Text, language: Language) -> str:
    """Return ``a, b et c``, with ``last`` before the last item.

    A comma comes before it too when an item holds the same word: ``habitants et usagers, et agents``.
    """
    if len(items) < 2:  # noqa: PLR2004 (one item has nothing to be joined to)
        return "".join(items)
    word = last.in_(language)
    apart = "," if any(f" {word} " in _QUOTED.sub("", item) for item in items) else ""
    return f"{', '.join(items[:-1])}{apart} {word} {items[-1]}"


def labelled(label: str, value: str, language: Language) -> str:
    """Return ``label : value``, with the space that French sets before a colon."""
    return f"{label}{colon(language)} {value}"


def colon(language: Language) -> str:
    """Return the colon of the language, with the space that comes before it."""
    return f"{NO_BREAK}:" if language is Language.FRENCH else ":"


def semicolon(language: Language) -> str:
    """Return the semicolon of the language, with the space that comes before it."""
    return f"{NO_BREAK};" if language is Language.FRENCH else ";"


def capitalised(text: str) -> str:
    """Return the text with a capital first letter; the rest keeps its own."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital, and a final stop when it has none."""
    whole = capitalised(text.strip())
    return whole if not whole or whole.endswith(_ENDS) else f"{whole}."
