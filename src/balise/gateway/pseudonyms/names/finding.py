# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The persons named in a text, run by run.

A text is read run by run: a run is a chain of capitalised words. What is before it (a title, a kinship) and what its
words are in the lists settles most. The words left over are looked at again once every person of the text is known:
a surname found once with certainty is found again wherever it stands alone.
"""

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import SIGNATURE, SPECIAL
from balise.gateway.pseudonyms.names.gazetteers import without_listed_places
from balise.gateway.pseudonyms.names.labels import keep_cells_of_names, keep_labelled
from balise.gateway.pseudonyms.names.looking_again import look_again
from balise.gateway.pseudonyms.names.officials import without_officials
from balise.gateway.pseudonyms.names.pieces import judge_run
from balise.gateway.pseudonyms.names.reading import AROUND, Reading
from balise.gateway.pseudonyms.names.scanned import with_letters
from balise.gateway.pseudonyms.names.standing import after_plurals, standing_names
from balise.gateway.pseudonyms.names.without_capitals import keep_announced, keep_written_small
from balise.gateway.pseudonyms.names.word_roles import LAST, ORDINARY, words_of
from balise.gateway.pseudonyms.patterns import pattern
from balise.gateway.pseudonyms.tables import Cell
from balise.gateway.pseudonyms.triggers import Survey, Trigger

_CAPITALISED = (
    r"(?:(?:[A-Z]\.-?){1,3}(?:[A-Z][A-Za-z]+(?:['\-][A-Za-z]+)*)?|[A-Z]-[A-Z]\.|(?:Ph|Ch|Th|Fr|Cl|Chr)\."
    r"|(?:Mme|Mlle|Mr|Dr|Pr|Me|Mgr|St|Ste|Vve|MM|MME|DR|PR|MLLE)\."
    r"|[A-Z][A-Za-z]*(?:['\-][A-Za-z]+)*)"
)
_RUN = pattern(
    rf"\b{_CAPITALISED}(?: {{1,2}}(?:(?:de la|de|du|des|d|la|le|les|von|van|der|den|ter|ben|bin|bint|el|al|ould|da|do|"
    rf"dos|das|di|del|della|y|e|zu|af|ait) )"
    rf"{{0,2}}(?:d'|l'|al-|el-)?{_CAPITALISED})*"
)
_SPARSE = 200
"""Characters for one capitalised word, from which a text is taken to be written without capitals."""


def persons(
    folded: Folded, lexicon: Lexicon, survey: Survey, values: tuple[Cell, ...] = (), spare_officials: bool = False
) -> list[Span]:
    """Return the persons named in a text."""
    folded = with_letters(folded, lexicon, survey.shape)
    plain = folded.plain
    signed = SIGNATURE.ends(plain) if survey.triggers & Trigger.SIGNATURE else set()
    reading = Reading(folded, lexicon, signed, elides=b"d'" in plain)
    if survey.triggers & Trigger.LABEL:
        keep_labelled(reading)
    keep_cells_of_names(reading, values)
    for start, end in standing_names(folded, lexicon, survey.shape):
        pieces = _pieces(plain, start, end)
        reading.keep([(at, at + len(each), each.strip(b"(),.").lower(), LAST) for at, each in pieces])
        reading.known.add(b"".join(each for _at, each in pieces if len(each) == 1))
    runs = _runs(folded.cased)
    for start, found_end in runs:
        end = found_end
        if plain[end : end + 1].isdigit() or (plain[end : end + 1] == b"-" and plain[end + 1 : end + 2].isdigit()):
            end = max(folded.cased.rfind(b" ", start, end), start)
        word = plain[start:end]
        if end <= start or word in SPECIAL:
            continue
        if word in lexicon.words and _is_plain_word(reading, start, folded.cased[start:end], word):
            reading.left.append([(start, end, word, ORDINARY)])
        else:
            judge_run(reading, words_of(start, folded.cased[start:end], lexicon))
    if reading.titled:
        for start, end in after_plurals(folded, lexicon):
            reading.keep([(at, at + len(each), each, LAST) for at, each in _pieces(plain, start, end)])
    keep_announced(reading)
    if folded.cased[:1].islower() or len(runs) * _SPARSE < len(plain):
        keep_written_small(reading)
    look_again(reading)
    spans = [Span(start, end, Kind.PERSON, certain) for start, end, certain in sorted(set(reading.found))]
    spans = without_listed_places(reading, spans)
    return without_officials(folded, spans) if spare_officials else spans


def _pieces(plain: bytes, start: int, end: int) -> list[tuple[int, bytes]]:
    """Return the words of a piece of text, each with its place."""
    found: list[tuple[int, bytes]] = []
    for each in plain[start:end].split(b" "):
        if each:
            found.append((start, each))
        start += len(each) + 1
    return found


def _runs(cased: bytes) -> list[tuple[int, int]]:
    """Return the chains of capitalised words; past the last capital nothing is looked for."""
    found: list[tuple[int, int]] = []
    place, size = 0, len(cased)
    while size - place > AROUND or not cased[place:].islower():
        spans = _RUN.first_from(cased, place)
        if spans is None:
            break
        found.append(spans)
        place = spans[1]
    return found


def _is_plain_word(reading: Reading, start: int, cased: bytes, word: bytes) -> bool:
    """Tell whether a lone capitalised word is an ordinary one that nothing announces: « Rédige », « Merci »."""
    if (
        reading.lexicon.name(word)
        or word in reading.lexicon.towns
        or not cased[1:].isalpha()
        or not cased[1:].islower()
    ):
        return False
    if start in reading.signed:
        return False
    return _begins_sentence(reading.folded.plain, start) or not (reading.cue(start) or start in reading.sites)


def _begins_sentence(plain: bytes, start: int) -> bool:
    """Tell whether a word opens a text or follows a sentence: nothing before announces it, but an abbreviation."""
    return not start or (plain[start - 2 : start] == b". " and plain[max(0, start - 8) : start - 2].isalpha())
