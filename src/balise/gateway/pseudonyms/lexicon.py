# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words that names are told by: first names, surnames, ordinary words, towns.

Sets of bytes rather than an automaton: a name is looked for where a capital letter announces one, so that one hash
answers, for a fifth of the memory. The lists and where they come from: ``dev/name_lists.py``.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PAIRED = b"*"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words without accents, in small letters."""

    first_names: frozenset[bytes]
    surnames: frozenset[bytes]
    also_words: frozenset[bytes]
    """Names that are also ordinary words (``pierre``, ``petit``): they need more around them."""
    words: frozenset[bytes]
    towns: frozenset[bytes]
    only_first_names: frozenset[bytes] = frozenset()
    """First names that are no ordinary words: one of them, written small, may be somebody."""

    def name(self, word: bytes) -> bool:
        """Tell whether a word is a name in some list, whatever else it is."""
        return word in self.first_names or word in self.surnames

    def ordinary(self, word: bytes) -> bool:
        """Tell whether a word is more likely a word than a name."""
        return word in self.words and word not in self.first_names


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lists that come with Balise, read once."""
    first, last = _read("first_names.txt"), _read("surnames.txt")
    starred = frozenset(each[:-1] for each in (*first, *last) if each.endswith(_PAIRED))
    words, names = frozenset(_read("words.txt")), frozenset(each.rstrip(_PAIRED) for each in first)
    return Lexicon(
        first_names=names,
        surnames=frozenset(each.rstrip(_PAIRED) for each in last),
        also_words=starred,
        words=words,
        towns=frozenset(_read("towns.txt")),
        only_first_names=names - starred - words,
    )


def _read(name: str) -> list[bytes]:
    content = files("balise.gateway.pseudonyms").joinpath("lists", name).read_bytes()
    return [line for line in content.split(b"\n") if line and not line.startswith(b"#")]
