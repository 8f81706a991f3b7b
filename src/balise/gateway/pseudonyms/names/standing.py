# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names told by where they stand: under a label, before what they say in a chat, alone on a line, first in a list.

Lists of names and the words of a sentence do not settle these: « Mouss » is in no list, « LE PETIT Rose » is made of
ordinary words. Their place on the line does.
"""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import NOT_ALONE, SPECIAL, Role
from balise.gateway.pseudonyms.patterns import pattern

_UNDER_LABEL = pattern(
    r"(?:^|\n)[ \-]{0,3}(?:votre |vos |son |mon )?(?:noms?|prenoms?)(?:\(s\))?(?:(?: et |,? )prenoms?)?"
    r"(?: (?:d'usage|de naissance|de famille|usuel|marital|d'epoux|d'epouse|complet|"
    r"(?:du |de la |de l'|de )[a-z]{4,14}))? ?[:?]?\n[ >\-]{0,3}([a-z][a-z'\-., ]{1,50})"
)
_LISTED = pattern(
    r"(?:^|\n|[|;\t] ?|: |, | - )(?:[0-9]{1,4}[.)] |- |n\x01 ?[0-9]{1,4} |N\x01 ?[0-9]{1,4} )?"
    r"((?:[A-Z][A-Z'\-]+ ){1,3}(?:\((?:(?:ep|epouse|nee|veuve|vve)\.? )?[A-Z][A-Z'\- ]+\) )?(?:Thi |Van )?"
    r"([A-Z][a-z]+)(?:-[A-Z][a-z]+)?)"
    r"(?: ?[,;|:\n]| ?\(| -| [0-9]| nee?\b|$)"
)
_CELL = pattern(
    r"(?:^|[\n|;(][ *\"]?|\n[0-9]{1,3}[.)] )"
    r"((?:[A-Z][A-Za-z'\-]+ ){1,3}[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
)
_BORN = pattern(r"((?:[A-Z][A-Za-z'\-]+ ){1,4}[A-Z][A-Za-z\-]+),? \(?n(?:ee?|e\(e\)|e\.e) (?:l[e'] ?|en |a )[0-9A-Z]")
_PLURAL = (
    r"(?:(?:[A-Z]\.-?){1,3} ?)?(?:(?:[dD]e [lL]a|[dD]e|[dD]u|[dD]es|[lL]e|[lL]a|[eE]l|EL|LE|LA|DE LA|DE|DU) |d'|D')?"
    r"[A-Z][A-Za-z'\-]+(?: (?:(?:de la|de|du|des) |d')?[A-Z][A-Za-z'\-]+){0,3}"
)
_AFTER_PLURAL = pattern(
    rf"\b(?:MM\.?|M(?:mes|MES)|Messieurs|Mesdames|MESSIEURS|MESDAMES) {_PLURAL}"
    rf"(?:(?:, | et | ET |; | - | ?/ ?){_PLURAL})+"
)
_ITEM = pattern(_PLURAL)
_GIVEN_SURNAME = pattern(r"(?:^|\n)([A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z][A-Z\-]{3,})(?:\n|$)")
_VOCATIVE = pattern(
    r"(?:^|\n)([A-Z][a-z]{2,14}(?:-[A-Z][a-z]+)?), (?:j'|je |tu |t'|le |la |l'|les |on |c'|merci |peux|pour |voici |"
    r"as-tu|vous |nous |il |elle |mon |ma |mes |ton |ta |ci-joint|suite |comme |si |quand |n'|ok|as |est-ce|dans |au )"
)
_SPEAKER = pattern(r"(?:^|\n)([A-Z][a-z]{2,14}) ?(?:\([0-9h: ]{4,7}\) ?)?[:>] ")
_SPELT = pattern(r"(\b(?:Noms?|NOMS?|Pr.noms?)[ :.]{1,6})?\b([A-Z](?: [A-Z]){2,})\b")
_GIVEN_BESIDE = pattern(r" {1,4}([A-Z][a-z]+)(?:,? [A-Z][a-z]+)*")
_LETTERS_APART = b"A A A"
_LONGEST_CHAT, _FEWEST_TURNS, _FEWEST_LETTERS, _MOST_WORDS, _PAIR, _FAR = 8_000, 2, 4, 6, 2, 60
_NO_NAME = Role.STOP | Role.SITE
_SAID_OF_NAMES = b" ,.-'"
_ENDS_OF_LINE = frozenset({b"", b"\n"})


def standing_names(folded: Folded, lexicon: Lexicon, shape: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the names stand that their place tells."""
    if _LETTERS_APART in shape:
        yield from _spelt_out(folded, lexicon)
    plain = folded.plain
    if b" ne" in plain and (b" nee " in plain or b" ne le " in plain or b"ne(e)" in plain or b" ne en " in plain):
        yield from _born(folded, lexicon)
    if b"|" in plain or b";" in plain or b"(" in plain:
        yield from _in_a_cell(folded, lexicon)
    if b"\n" in plain or any(each in folded.cased for each in _LEADING):
        yield from _listed(folded, lexicon)
    if b"\n" not in plain:
        return
    if b"nom" in folded.plain:
        yield from _under_labels(folded, lexicon)
    if len(folded.plain) < _LONGEST_CHAT:
        yield from _speakers(folded, lexicon)
        yield from _signed(folded, lexicon)
        yield from _alone_or_called(folded, lexicon)


def _spelt_out(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the names whose letters a scan set apart: V I A L."""
    for found in _SPELT.finditer(folded.cased):
        word = found.group(2).replace(b" ", b"").lower()
        if len(word) < _FEWEST_LETTERS or lexicon.ordinary(word) or word in SPECIAL:
            continue
        announced = found.start(1) >= 0 or folded.cased.endswith(b": ", 0, found.start(2))
        if found.start(1) >= 0 or _only_a_name(word, lexicon) or (announced and lexicon.name(word)):
            yield found.start(2), _end_of_given_names(folded, lexicon, found.end(2))


def _end_of_given_names(folded: Folded, lexicon: Lexicon, place: int) -> int:
    """Return where the given names end that follow a surname spelt out, or its own end."""
    found = _GIVEN_BESIDE.match(folded.cased[place : place + _FAR])
    return place + found.end() if found is not None and found.group(1).lower() in lexicon.first_names else place


def _born(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield who is said to be born: « GROS Benjamin, né le », whatever words the name is made of."""
    for found in _BORN.finditer(folded.cased):
        start, end = found.span(1)
        kept: list[bytes] = []
        for word in reversed(folded.plain[start:end].split(b" ")):
            if SPECIAL.get(word, 0) & ~Role.PARTICLE and (kept or word not in _MONTHS_AND_NAMES):
                break
            kept.append(word)
        begin = end - len(b" ".join(kept))
        if len(kept) >= _PAIR and any(word in lexicon.first_names or word in lexicon.surnames for word in kept):
            yield begin, end


def after_plurals(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the names of a list that a plural title opens: « MM. ARNAUD, DE LA TOUR, Mmes EL HADDAD, ROSE »."""
    if not (b"MM" in folded.cased or b"Mm" in folded.cased or b"Mes" in folded.cased):
        return
    for chain in _AFTER_PLURAL.finditer(folded.cased):
        start, end = chain.span()
        for found in _ITEM.finditer(folded.cased[start:end]):
            words = found.group().lower().split(b" ")
            title = len(words[0]) + 1 if SPECIAL.get(words[0], 0) & Role.TITLE and b"." not in words[0] else 0
            head = words[-1] if len(words) == 1 else words[bool(title)]
            role = SPECIAL.get(head, 0)
            if role & _NO_NAME or (not role and head in lexicon.words and not lexicon.name(head)):
                break
            if not title or len(words) > 1:
                yield start + found.start() + title, start + found.end()


def _in_a_cell(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield « Surname Given » alone in a cell or between brackets, whose surname is a word or in no list."""
    cased = folded.cased
    for found in _CELL.finditer(cased):
        start, end = found.span(1)
        opened = cased[found.start() : start].strip(b' *"\n')
        closed = cased[end : end + _FEWEST_LETTERS].lstrip(b' *"')[:1]
        if _is_cell(opened, closed) and _is_reversed(folded.plain[start:end].split(b" "), lexicon):
            yield start, end


def _is_cell(opened: bytes, closed: bytes) -> bool:
    """Tell whether marks make a cell, a numbered item or brackets; two ends of line make a sentence as well."""
    if opened == b"(":
        return closed == b")"
    if opened[:1].isdigit():
        return closed == b","
    return (opened in _MARKS or closed in _MARKS) and closed in _MARKS_AND_LINES


def _is_reversed(words: list[bytes], lexicon: Lexicon) -> bool:
    """Tell whether words are a surname and a first name that is no word, nor also a surname."""
    given = words[-1].split(b"-")[0]
    if given not in lexicon.only_first_names or given in lexicon.towns or given in NOT_ALONE or given in SPECIAL:
        return False
    if words[-1] in lexicon.surnames or any(SPECIAL.get(each, 0) & ~Role.PARTICLE for each in words):
        return False
    return words[0] in lexicon.surnames or not words[0].endswith(_TRADES)


_LINE_ENDS = frozenset({b"\n", b""})
_MARKS = frozenset({b"|", b";"})
_MARKS_AND_LINES = _MARKS | {b"\n", b""}
_TRADES = (b"erie", b"ture", b"age", b"orts", b"ion", b"taxi", b"salon", b"chez", b"auto")
"""How the name of a shop begins: « Boulangerie Kévin »."""
_MONTHS_AND_NAMES = frozenset({b"mai", b"avril", b"juillet"})
"""Given names of people too: NGUYEN Thi Mai."""


def _alone_or_called(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield « Given SURNAME » that is a whole line, and the given name that opens one and is spoken to."""
    for found in _GIVEN_SURNAME.finditer(folded.cased):
        words = found.group(1).lower().split(b" ")
        if not any(SPECIAL.get(each, 0) or lexicon.ordinary(each) or each in lexicon.towns for each in words):
            yield found.span(1)
    for found in _VOCATIVE.finditer(folded.cased):
        word = found.group(1).lower()
        if word in lexicon.first_names and word not in NOT_ALONE and word not in SPECIAL and word not in lexicon.towns:
            yield found.span(1)


def _only_a_name(word: bytes, lexicon: Lexicon) -> bool:
    listed = lexicon.name(word) and word not in lexicon.also_words
    return listed and not lexicon.ordinary(word) and word not in SPECIAL


def _under_labels(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield what is alone on the line under « Nom d’usage » or « Prénoms »."""
    for found in _UNDER_LABEL.finditer(folded.plain):
        start, end = found.span(1)
        if folded.plain[end : end + 1] not in _LINE_ENDS:
            continue
        words = found.group(1).replace(b",", b" ").split()
        capital = folded.cased[start : start + 1].isupper()
        first = words[0].strip(_SAID_OF_NAMES)
        ordinary = first in lexicon.words and not lexicon.name(first)
        alone = folded.plain[end : end + 1] in _ENDS_OF_LINE
        if alone and capital and len(words) <= _MOST_WORDS and not ordinary and not SPECIAL.get(first, 0) & _NO_NAME:
            yield start, end


def _listed(folded: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield « SURNAME Given » that opens a line, an item or a cell."""
    for found in _LISTED.overlapping(folded.cased):
        given = found.group(2).lower()
        surnames = found.group(1)[: found.start(2) - found.start(1)].lower().split()
        if led_by_particles(surnames, lexicon) and given not in SPECIAL:
            yield found.span(1)
            continue
        if given not in lexicon.first_names or given in NOT_ALONE or given in SPECIAL:
            continue
        named = len(surnames[0]) > _PAIR or SPECIAL.get(surnames[0], 0) & Role.PARTICLE
        if (
            named
            and _of_family(surnames, lexicon)
            and not any(SPECIAL.get(each.strip(b"()"), 0) & _NO_NAME for each in surnames)
        ):
            yield found.span(1)


def led_by_particles(words: list[bytes], lexicon: Lexicon) -> bool:
    """Tell whether particles and a word make a surname, be it an ordinary word: DE LA TOUR, LE BRIS, VAN DEN BROECK.

    Lists bear such surnames written together: « delatour », « lebris ». After those of other languages stands no word.
    """
    *particles, last = words
    if not particles or not all(SPECIAL.get(each, 0) & Role.PARTICLE for each in particles):
        return False
    if any(b"".join((*particles[rank:], last)) in lexicon.surnames for rank in range(len(particles))):
        return True
    foreign = not _FRENCH_PARTICLES.issuperset(particles)
    return foreign and last not in lexicon.words and not SPECIAL.get(last, 0)


_LEADING = (b"LE ", b"LA ", b"DE ", b"DU ", b"VAN ", b"VON ", b"EL ", b"BEN ")
"""How a list on one line may tell that surnames of several words are in it."""
_FRENCH_PARTICLES = frozenset(b"de du des d la le les l".split())


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
    elif _is_surname(words, lexicon):
        yield start, len(plain)


def _is_surname(words: list[bytes], lexicon: Lexicon) -> bool:
    """Tell whether the second of two words is the surname of the first: « melanie briquet », though it is a word."""
    given, last = words
    if not last.isalpha() or last in SPECIAL:
        return False
    return last not in lexicon.words or (given in lexicon.only_first_names and last in lexicon.surnames)
