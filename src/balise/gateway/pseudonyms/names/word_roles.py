# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a run of capitals, each with what it is in the lists and as it is written."""

from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import SPECIAL, Role

FIRST, LAST, ALSO_WORD, ORDINARY = Role.FIRST, Role.LAST, Role.ALSO_WORD, Role.ORDINARY
STOP, TITLE, SITE_WORD, TOWN = Role.STOP, Role.TITLE, Role.SITE, Role.TOWN
PARTICLE, INITIAL, UPPER, CAPITAL = Role.PARTICLE, Role.INITIAL, Role.UPPER, Role.CAPITAL
NAME = FIRST | LAST
NOT_NAME = STOP | TITLE | SITE_WORD

SHORTEST = 3

PAIR = 2

Word = tuple[int, int, bytes, int]
"""Start, end, plain word, what it is."""


def words_of(start: int, run: bytes, lexicon: Lexicon) -> list[Word]:
    """Return the words of a run, each with what it is."""
    words: list[Word] = []
    place = start
    for each in run.split(b" "):
        if each:
            words.append((place, place + len(each), each.lower(), _nature(each, lexicon)))
        place += len(each) + 1
    return words


def _nature(word: bytes, lexicon: Lexicon) -> int:
    """Return what a word is, as it is written."""
    plain = word.lower()
    special = SPECIAL.get(plain)
    if special is not None:
        return special | (UPPER if word.isupper() else 0) | (CAPITAL if word[:1].isupper() else 0)
    if plain[-1:] == b".":
        return INITIAL
    if b"." in plain:
        return LAST
    if len(plain) == 1:
        return INITIAL
    if b"'" in plain:
        head, _, tail = plain.partition(b"'")
        plain = tail if len(head) <= PAIR and tail else plain.replace(b"'", b"")
        if plain in SPECIAL and word[:1].isupper():
            return SPECIAL[plain]
    nature = nature_in_lists(plain, lexicon)
    if word.isupper():
        return nature | UPPER
    return nature if word[1:].islower() or not _is_camel(word) else STOP


def _is_camel(word: bytes) -> bool:
    """Tell whether a word is that of a product, OpenAI or LangChain, rather than McCartney or LeBrun."""
    for part in word.replace(b"'", b"-").split(b"-"):
        inner = next((place for place in range(1, len(part)) if part[place : place + 1].isupper()), 0)
        if inner and not part.isupper() and part[:inner].lower() not in _PREFIXES:
            return True
    return False


_PREFIXES = frozenset(b"mc mac le la de du di da van von vande fitz o des del san al el ben".split())


def nature_in_lists(plain: bytes, lexicon: Lexicon) -> int:
    """Return what the lists say of a word: a given name, a surname, an ordinary word, a town."""
    nature = 0
    if plain in lexicon.first_names:
        nature = FIRST
    if plain in lexicon.surnames:
        nature |= LAST
    if nature and plain in lexicon.also_words:
        nature |= ALSO_WORD
    if not nature & FIRST and plain in lexicon.words:
        nature |= ORDINARY
    if plain in lexicon.towns:
        nature |= TOWN
    if not nature and b"-" in plain:
        return _in_parts(plain, lexicon)
    return nature


def _in_parts(plain: bytes, lexicon: Lexicon) -> int:
    """Return what a compound is, from its parts: Marie-Cécile, Lopez-Martin, Rendez-vous."""
    parts = [part for part in plain.split(b"-") if part]
    if parts and len(parts[0]) > 1 and parts[0] in SPECIAL and SPECIAL[parts[0]] != PARTICLE:
        return STOP
    natures = [nature_in_lists(part, lexicon) for part in parts]
    if len(parts[0]) == 1:
        natures = natures[1:]
    if all(nature & ORDINARY and not nature & FIRST for nature in natures):
        return ORDINARY
    if natures and natures[0] & FIRST and not any(nature & ORDINARY for nature in natures):
        return FIRST
    return LAST if any(nature & NAME for nature in natures) else 0
