# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names told by where they stand: under a label, before what they say in a chat, alone on a line, first in a list.

Lists of names and the words of a sentence do not settle these: « Mouss » is in no list, « LE PETIT Rose » is made of
ordinary words. Their place on the line does.
"""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.name_cues import NOT_ALONE, SPECIAL, Role
from balise.gateway.pseudonyms.patterns import pattern

_UNDER_LABEL = pattern(
    r"(?:^|\n)[ \-]{0,3}(?:votre |vos |son |mon )?(?:noms?|prenoms?)(?:\(s\))?(?:(?: et |,? )prenoms?)?"
    r"(?: (?:d'usage|de naissance|de famille|usuel|marital|d'epoux|d'epouse|complet|"
    r"(?:du |de la |de l'|de )[a-z]{4,14}))? ?[:?]?\n[ >\-]{0,3}([a-z][a-z'\-., ]{1,50})"
)
_LISTED = pattern(
    r"(?:^|\n|[|;\t] ?|: )(?:[0-9]{1,4}[.)] |- |n\x01 ?[0-9]{1,4} |N\x01 ?[0-9]{1,4} )?"
    r"((?:[A-Z][A-Z'\-]+ ){1,3}(?:\((?:(?:ep|epouse|nee|veuve|vve)\.? )?[A-Z][A-Z'\- ]+\) )?"
    r"(?:Thi |Van )?([A-Z][a-z]+)(?:-[A-Z][a-z]+)?)"
    r"(?:[,;|:(\n]| -| [0-9]| nee?\b|$)"
)
_SPEAKER = pattern(r"(?:^|\n)([A-Z][a-z]{2,14}) ?(?:\([0-9h: ]{4,7}\) ?)?: ")
_SPELT = pattern(r"\b[A-Z](?: [A-Z]){2,}\b")
_LETTERS_APART = b"A A A"
_LONGEST_CHAT, _FEWEST_TURNS, _FEWEST_LETTERS, _MOST_WORDS, _PAIR = 8_000, 2, 4, 6, 2
_NO_NAME = Role.STOP | Role.SITE
_SAID_OF_NAMES = b" ,.-'"
_ENDS_OF_LINE = frozenset({b"", b"\n"})


def standing_names(folded: Folded, lexicon: Lexicon, shape: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the names stand that their place tells."""
    if _LETTERS_APART in shape:
        yield from _spelt_out(folded, lexicon)
    if b"\n" not in folded.plain:
        return
    if b"nom" in folded.plain:
        yield from _under_labels(folded, lexicon)
    yield from _listed(folded, lexicon)
    if len(folded.plain) < _LONGEST_CHAT:
        yield from _speakers(folded, lexicon)
        yield from _signed(folded, lexicon)


def _spelt_out(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the names whose letters a scan set apart: V I A L."""
    for found in _SPELT.finditer(folded.cased):
        word = found.group().replace(b" ", b"").lower()
        if len(word) >= _FEWEST_LETTERS and (
            _only_a_name(word, lexicon) or (lexicon.name(word) and folded.cased.endswith(b": ", 0, found.start()))
        ):
            yield found.span()


def _only_a_name(word: bytes, lexicon: Lexicon) -> bool:
    listed = lexicon.name(word) and word not in lexicon.also_words
    return listed and not lexicon.ordinary(word) and word not in SPECIAL


def _under_labels(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield what is alone on the line under « Nom d’usage » or « Prénoms »."""
    for found in _UNDER_LABEL.finditer(folded.plain):
        start, end = found.span(1)
        words = found.group(1).replace(b",", b" ").split()
        capital = folded.cased[start : start + 1].isupper()
        first = words[0].strip(_SAID_OF_NAMES)
        ordinary = first in lexicon.words and not lexicon.name(first)
        alone = folded.plain[end : end + 1] in _ENDS_OF_LINE
        if alone and capital and len(words) <= _MOST_WORDS and not ordinary and not SPECIAL.get(first, 0) & _NO_NAME:
            yield start, end


def _listed(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield « SURNAME Given » that opens a line, an item or a cell."""
    for found in _LISTED.finditer(folded.cased):
        given = found.group(2).lower()
        surnames = found.group(1)[: found.start(2) - found.start(1)].lower().split()
        if given not in lexicon.first_names or given in NOT_ALONE or given in SPECIAL:
            continue
        named = len(surnames[0]) > _PAIR or SPECIAL.get(surnames[0], 0) & Role.PARTICLE
        if (
            named
            and _of_family(surnames, lexicon)
            and not any(SPECIAL.get(each.strip(b"()"), 0) & _NO_NAME for each in surnames)
        ):
            yield found.span(1)


def _of_family(words: list[bytes], lexicon: Lexicon) -> bool:
    """Tell whether capitals may be a surname rather than an acronym: « PLU Martin » is a plan."""
    parts = [part for word in words for part in word.strip(b"()").replace(b"'", b"-").split(b"-")]
    return any(
        each in lexicon.surnames or (len(each) > _FEWEST_LETTERS and each not in lexicon.words) for each in parts
    )


def _speakers(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield who speaks in a chat: a word that opens several lines, where one of those words is a first name."""
    turns: dict[bytes, list[tuple[int, int]]] = {}
    for found in _SPEAKER.finditer(folded.cased):
        word = found.group(1).lower()
        if word not in SPECIAL and word not in NOT_ALONE and not lexicon.ordinary(word):
            turns.setdefault(word, []).append(found.span(1))
    if len(turns) >= _PAIR and any(word in lexicon.first_names for word in turns):
        for word, places in turns.items():
            if len(places) >= _FEWEST_TURNS or word in lexicon.first_names:
                yield from places


def _signed(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield a given name, or a given name and a surname, alone on the last line."""
    plain = folded.plain.rstrip(b" \n.,!")
    start = plain.rfind(b"\n") + 1
    words = plain[start:].split(b" ")
    if not start or len(words) > _PAIR or words[0] not in lexicon.first_names or words[0] in SPECIAL:
        return
    if len(words) == 1:
        if folded.cased[start : start + 1].isupper() and words[0] not in NOT_ALONE and words[0] not in lexicon.towns:
            yield start, len(plain)
    elif words[0] in lexicon.only_first_names and words[1].isalpha() and words[1] not in SPECIAL:
        yield start, len(plain)
