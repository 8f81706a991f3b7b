# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names that a label or the heading of a column announces."""

from balise.gateway.pseudonyms.kinds import Kind
from balise.gateway.pseudonyms.names.cues import LABEL, SPECIAL, VALUE
from balise.gateway.pseudonyms.names.reading import FAR, LONGEST_NAME, Reading
from balise.gateway.pseudonyms.names.word_roles import LAST, PARTICLE, SITE_WORD, STOP, TITLE, Word
from balise.gateway.pseudonyms.patterns import pattern
from balise.gateway.pseudonyms.tables import Cell


def keep_labelled(reading: Reading) -> None:
    """Keep what stands after « Nom : » and its like, whatever it is: a form says what it holds."""
    plain = reading.folded.plain
    marked = [label.end() for label in LABEL.finditer(plain)]
    unmarked = _unmarked(reading.folded.cased)
    for start in (*marked, *unmarked):
        found = VALUE.match(plain[start : start + FAR])
        if found is None:
            continue
        words: list[Word] = []
        place = start + found.start(1)
        for each in found.group(1).split(b" "):
            nature = SPECIAL.get(each, 0)
            written_small = reading.folded.cased[place : place + 1].islower()
            if (
                nature & (STOP | SITE_WORD)
                or each.split(b"-")[0] in _NOT_VALUES
                or (written_small and SPECIAL.get(each.split(b"-")[0], 0) & STOP)
                or (written_small and not words and each in _ARTICLES)
                or (written_small and start in unmarked)
            ):
                break
            if not nature & TITLE:
                words.append((place, place + len(each.rstrip(b".-'")), each.rstrip(b".-'"), nature))
            place += len(each) + 1
        while len(words) > 1 and (_dangles(reading, words[-1]) or not words[-1][2]):
            words.pop()
        if len(words) == 1 and len(words[0][2]) == 1:
            continue
        if start in unmarked and all(word[3] & PARTICLE for word in words):
            continue
        if words and not (words[0][2] in reading.lexicon.words and not reading.lexicon.name(words[0][2])):
            reading.keep(words)


def _unmarked(cased: bytes) -> set[int]:
    """Return where a name may follow a label that no colon ends: « Nom KOWALSKI Prénom Piotr »."""
    if not any(each in cased for each in (b"Nom ", b"NOM ", b"renom", b"RENOM", b"aissance ", b"usage ")):
        return set()
    return {end for end in _UNMARKED.ends(cased) if cased[end : end + 1].isupper()}


_UNMARKED = pattern(
    r"\b(?:N(?:om|OM)s?|(?:Pre|PRE)(?:nom|NOM)[sS]?)(?:\([sS]\))?"
    r"(?: (?:de naissance|d'usage|de famille|d'epouse?|marital|usuel|DE NAISSANCE|D'USAGE|DE FAMILLE))?(?:\([sS]\))? "
)


def _dangles(reading: Reading, word: Word) -> bool:
    """Tell whether a particle leads to nothing: it is of the name when it bears a capital, as in « Pham Van »."""
    return bool(word[3] & PARTICLE) and reading.folded.cased[word[0] : word[0] + 1].islower()


_NOT_VALUES = frozenset(b"elle lui eux nous vous moi soi cni cnie passeport permis carte titre".split())
_ARTICLES = frozenset({b"le", b"la", b"les", b"l", b"des", b"du"})


def keep_cells_of_names(reading: Reading, values: tuple[Cell, ...]) -> None:
    """Keep what stands in the columns of a table that its first line says to be of names."""
    plain = reading.folded.plain
    for each in values:
        if each.kind is Kind.PERSON and not _of_a_glossary(reading, each):
            reading.keep([(each.start, each.end, plain[each.start : each.end], LAST)])


def _of_a_glossary(reading: Reading, cell: Cell) -> bool:
    """Tell whether a cell under « Agent » holds a word written small or an acronym: the table is of words."""
    cased, lexicon = reading.folded.cased[cell.start : cell.end], reading.lexicon
    if cased.islower():
        return all(each in lexicon.words or each in SPECIAL for each in cased.replace(b",", b"").split())
    return cased.isupper() and len(cased) <= LONGEST_NAME and not lexicon.name(cased.lower())
