# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A run of capitals cut at the words that no name holds, and each piece judged by what announces it."""

from itertools import pairwise

from balise.gateway.pseudonyms.names.cues import BRANDS, NOT_ALONE, SPECIAL, VALUE, Cue
from balise.gateway.pseudonyms.names.reading import FAR, FEW, LONGEST_NAME, Reading
from balise.gateway.pseudonyms.names.standing import led_by_particles
from balise.gateway.pseudonyms.names.word_roles import (
    ALSO_WORD,
    CAPITAL,
    FIRST,
    INITIAL,
    LAST,
    NAME,
    NOT_NAME,
    ORDINARY,
    PAIR,
    PARTICLE,
    SHORTEST,
    SITE_WORD,
    TITLE,
    TOWN,
    UPPER,
    Word,
)

_LONGEST_TITLED = 7


def judge_run(reading: Reading, words: list[Word]) -> None:
    """Cut a run at the words that no name holds, and judge each piece by what announces it."""
    cue, sited, piece = Cue.NONE, False, list[Word]()
    for word in words:
        ends = (
            bool(word[3] & NOT_NAME)
            and not _named_like_a_word(word, piece, cue)
            and not (piece and word is words[-1] and _ends_with_initial(reading, word, piece))
        )
        if not ends and not any(not each[3] & PARTICLE for each in piece):
            sited = _is_sited(reading, word, sited)
        if ends:
            _judge(reading, piece, cue, sited)
            piece = []
            cue, sited = _after(word[3], cue)
            continue
        if len(piece) == 1 and _announces(reading, piece[0], word):
            piece, sited = [], word[0] in reading.sites
        if not piece or piece[-1][3] & PARTICLE:
            cue = cue if cue == Cue.STRONG else max(cue, reading.cue(word[0]))
        piece.append(word)
    _judge(reading, piece, cue, sited)


def _announces(reading: Reading, before: Word, word: Word) -> bool:
    """Tell whether an ordinary word with a capital announces the next: « Succession POIRAUD », « Maternelle Macé »."""
    if before[3] & (NAME | UPPER | PARTICLE | INITIAL) or (word[3] & ORDINARY and not word[3] & LAST):
        return False
    if not before[3] & ORDINARY:
        return word[0] in reading.strong
    return word[0] in reading.strong or word[0] in reading.soft or word[0] in reading.sites


def _is_sited(reading: Reading, word: Word, sited: bool) -> bool:
    """Tell whether a word belongs to the name of a site; a title between the two makes it a person."""
    place = word[0]
    if not place:
        return sited
    if sited:
        return (place not in reading.strong or place not in reading.sites) and not _of_somebody(reading, word)
    return place in reading.sites and reading.cue(place) != Cue.STRONG and not _of_somebody(reading, word)


def _of_somebody(reading: Reading, word: Word) -> bool:
    """Tell whether what a site word announces is not its name but whose it is: l’arrêt d’Élodie, le foyer Caron-Roux.

    Streets and schools bear their names without « de »; households have surnames, hostels first names.
    """
    start, _end, name, nature = word
    plain = reading.folded.plain
    if nature & INITIAL:
        return plain.endswith(_IN_BUSINESS, 0, start)
    if plain.endswith(b"foyer ", 0, start):
        return _of_two_families(word, plain) if b"-" in name else _only_a_surname(nature)
    given = nature & FIRST and not nature & (LAST | TOWN | UPPER) and name not in NOT_ALONE
    return bool(given) and (name.startswith(b"d'") or plain.endswith((b" d'", b" de "), 0, start))


def _of_two_families(word: Word, plain: bytes) -> bool:
    """Tell whether a word is a double surname: « Foyer Caron-Roux », but « le foyer Jean-Moulin »."""
    if not word[3] & NAME or word[2].startswith(_SAINTS):
        return False
    return not plain.endswith((b"le foyer ", b"du foyer ", b"au foyer "), 0, word[0])


def _only_a_surname(nature: int) -> bool:
    return bool(nature & LAST) and not nature & (FIRST | ORDINARY | TOWN | ALSO_WORD)


_IN_BUSINESS = (b"accord ", b"entreprise ", b"cabinet ", b"societe ")
"""What announces a person by initial and surname: Entreprise J. Chouvet."""


def _after(nature: int, cue: int) -> tuple[int, bool]:
    """Return what a word that is no name announces, and whether it makes the next names those of a site."""
    if nature & TITLE:
        return Cue.STRONG, False
    if nature & SITE_WORD:
        return Cue.NONE, True
    return (Cue.SOFT if cue else Cue.NONE), False


def _named_like_a_word(word: Word, piece: list[Word], cue: int) -> bool:
    """Tell whether a word that ends names is itself one: Mme Myriam Bureau, Pr Le Parc, Dr M. Leroy, Mme J Dupont."""
    if word[2].startswith(_SAINTS) and (piece[0][3] & (FIRST | INITIAL) if piece else cue == Cue.STRONG):
        return True
    if word[2].startswith(_SAINTS) and len(piece) == 1 and cue == Cue.STRONG and piece[0][2] == b"de":
        return True
    if cue != Cue.STRONG:
        return False
    if len(word[2].rstrip(b".")) == 1:
        return True
    if not piece or word[3] & (UPPER | TITLE):
        return False
    before = piece[-1][3]
    if before & PARTICLE:
        return bool(before & CAPITAL) and len(piece) >= PAIR
    return len(piece) == 1 and bool(before & FIRST) and not word[3] & TITLE and len(word[2]) > FEW


def _ends_with_initial(reading: Reading, word: Word, piece: list[Word]) -> bool:
    """Tell whether « M. » is what is left of a surname, not a title: « Corinne M. »."""
    if word[2] != b"m." or not piece[-1][3] & FIRST:
        return False
    return not reading.folded.cased[word[1] : word[1] + 2].strip()[:1].isupper()


_SAINTS = (b"saint-", b"sainte-", b"st-", b"ste-")
"""What surnames of places begin with: Ambroise de Sainte-Colombe."""


def _judge(reading: Reading, piece: list[Word], cue: int, sited: bool) -> None:
    """Find the persons of a piece of run."""
    while piece and piece[-1][3] & PARTICLE:
        piece.pop()
    if not piece or (sited and cue != Cue.STRONG):
        return
    if cue == Cue.STRONG:
        rest = _after_title(reading, piece)
        if rest is not None:
            piece, cue = rest, Cue.NONE
    if not piece:
        return
    start = 0
    while start < len(piece):
        start = _next_person(reading, piece, start, cue)


def _after_title(reading: Reading, piece: list[Word]) -> list[Word] | None:
    """Keep the name that a title announces, and return what follows it; None when there is none."""
    first = next((rank for rank, word in enumerate(piece) if not word[3] & PARTICLE), len(piece))
    while first < len(piece) - 1 and len(piece[first][2].rstrip(b".")) == 1:
        first += 1
    if first == len(piece) or _in_an_office(reading, piece, first) or _of_any_child(reading, piece[first]):
        return None
    shouting = all(word[3] & UPPER for word in piece[first:])
    end = first + 1
    while end < len(piece) and end - first < _LONGEST_TITLED and _goes_on(piece, first, end, shouting):
        end += 1
    while piece[end - 1][3] & PARTICLE:
        end -= 1
    if all(word[3] & (INITIAL | PARTICLE) or len(word[2].rstrip(b".")) == 1 for word in piece[:end]):
        return piece[end:]
    reading.keep(piece[:end])
    if end == len(piece) and end == first + 1 and piece[first][3] & FIRST:
        _surname_without_capital(reading, piece[first])
    return piece[end:]


def _in_an_office(reading: Reading, piece: list[Word], first: int) -> bool:
    """Tell whether a title announces a function: « Monsieur l’Officier », « M. le Maire », but « Mlle de Brosses ».

    A surname that begins so is in the lists, written together: « Madame Le Bris ».
    """
    if not piece[first][3] & ORDINARY or piece[first][3] & LAST:
        return False
    if piece[first][2].startswith(b"l'"):
        return True
    if first == 1 and piece[0][2] == b"de":
        return len(piece) == first + 1 or not piece[first + 1][3] & FIRST
    if piece[0][3] & CAPITAL and led_by_particles([word[2] for word in piece[: first + 1]], reading.lexicon):
        return False
    return bool(first) and len(piece[0][2].rstrip(b".")) != 1


def _of_any_child(reading: Reading, word: Word) -> bool:
    """Tell whether « enfant » is said of no one: « Enfant Malade », « Élève Boursier »."""
    if not word[3] & ORDINARY or word[3] & NAME:
        return False
    return reading.folded.plain.endswith((b"enfant ", b"eleve "), 0, word[0])


def _surname_without_capital(reading: Reading, given: Word) -> None:
    """Keep a surname written small after a title and a first name: Dr Caroline pidoux."""
    place, plain = given[1], reading.folded.plain
    if plain[place : place + 1] != b" ":
        return
    following = plain[place + 1 : place + FAR].split(b" ", 1)[0]
    if following in reading.lexicon.words or following in SPECIAL:
        return
    found = VALUE.match(reading.folded.cased[place : place + FAR])
    if found is None:
        return
    word = found.group(1).split(b" ")[0].rstrip(b".-'")
    if len(word) > SHORTEST and word not in reading.lexicon.words and word not in SPECIAL:
        start = place + found.start(1)
        reading.keep([given, (start, start + len(word), word, LAST)])


def _goes_on(piece: list[Word], first: int, place: int, shouting: bool) -> bool:
    """Tell whether a word continues the name that a title announced: an ordinary word does after first names alone."""
    nature = piece[place][3]
    if nature & (NAME | PARTICLE | INITIAL) or not nature & ORDINARY:
        return True
    if piece[place - 1][3] & PARTICLE and any(word[3] & PARTICLE for word in piece[first : place - 1]):
        return True
    return not shouting and (place == first + 1 or all(word[3] & FIRST for word in piece[first:place]))


def _next_person(reading: Reading, piece: list[Word], start: int, cue: int) -> int:
    """Keep the next person of a piece, if there is one, and return where to go on."""
    size = len(piece)
    anchor = next((rank for rank in range(start, size) if piece[rank][3] & FIRST), None)
    if anchor is None:
        _without_first_name(reading, piece[start:], cue)
        return size
    begin, end = _around(piece, start, anchor, cue)
    words = piece[begin:end]
    whole = [word for word in words if not word[3] & PARTICLE]
    if begin > start:
        _without_first_name(reading, piece[start:begin], cue)
    if len(whole) >= PAIR and _is_pair(reading, whole, cue):
        reading.keep(words)
    elif cue and (is_trusted(whole[0]) or _called(reading, whole[0])):
        reading.keep(words, certain=False)
    elif whole[0][2] not in BRANDS:
        reading.left.append(whole)
    return end


def _around(piece: list[Word], start: int, anchor: int, cue: int) -> tuple[int, int]:
    """Return where the name around a first name begins and ends."""
    end = anchor + 1
    lone = piece[anchor][3] & ALSO_WORD
    while end < len(piece) and end - anchor < LONGEST_NAME:
        nature = piece[end][3]
        if (
            not nature & (PARTICLE | NAME | INITIAL)
            and nature & ORDINARY
            and not (piece[end - 1][3] & PARTICLE and piece[end - 1][3] & CAPITAL)
            and (lone or end > anchor + 1 or nature & UPPER)
        ):
            break
        end += 1
    while piece[end - 1][3] & PARTICLE:
        end -= 1
    begin = anchor
    while begin > start and anchor - begin < LONGEST_NAME and _precedes(piece, begin - 1, anchor, end, cue):
        begin -= 1
    while begin < anchor and piece[begin][3] & PARTICLE and not piece[begin][3] & CAPITAL:
        begin += 1
    return begin, end


def _precedes(piece: list[Word], place: int, anchor: int, end: int, cue: int) -> bool:
    """Tell whether a word before the first name is its surname: DUPONT Jean, Dupont Jean, J. Jean."""
    nature = piece[place][3]
    if nature & INITIAL:
        return True
    if nature & PARTICLE:
        return place > 0 or bool(nature & CAPITAL)
    if nature & UPPER:
        return not nature & ORDINARY or bool(nature & LAST and not piece[anchor][3] & ALSO_WORD)
    alone = all(word[3] & FIRST and not word[3] & LAST for word in piece[anchor + 1 : end])
    return alone and (bool(cue) or not nature & (ORDINARY | TOWN)) and not nature & FIRST


def _is_pair(reading: Reading, whole: list[Word], cue: int) -> bool:
    """Tell whether words with a first name among them are a person."""
    natures = [word[3] for word in whole]
    if not cue and whole[0][2] in BRANDS:
        return False
    others = (nature for nature in natures[1:] if nature & NAME and not nature & ORDINARY)
    if not cue and whole[0][2] in NOT_ALONE and next(others, None) is None:
        return False
    if cue or any(nature & NAME and not nature & (ALSO_WORD | TOWN | ORDINARY) for nature in natures):
        return True
    if not natures[0] & ~CAPITAL and not reading.personal(whole[0][0], whole[-1][1]):
        return False
    likely = sum(1 for nature in natures if nature & (NAME | INITIAL) or not nature & ORDINARY)
    return likely >= PAIR and not reading.legal


def is_trusted(word: Word) -> bool:
    """Tell whether a first name alone names somebody when words around say that it may."""
    nature = word[3]
    return (
        bool(nature & NAME)
        and word[1] - word[0] >= (SHORTEST + 1 if nature & UPPER else SHORTEST)
        and not (nature & (TOWN | ALSO_WORD))
        and word[2] not in NOT_ALONE
    )


def _called(reading: Reading, word: Word) -> bool:
    """Tell whether a first name that is also a word is what a cue just before announces: Bonjour Rose."""
    start, _end, name, nature = word
    alone = nature & FIRST and not nature & (UPPER | TOWN) and name not in NOT_ALONE
    return bool(alone) and reading.cue(start) > Cue.NONE


def _without_first_name(reading: Reading, words: list[Word], cue: int) -> None:
    """Keep what a piece without any known first name still tells to be a person."""
    words = [word for word in words if not word[3] & PARTICLE or len(words) > 1]
    if len(words) > PAIR and words[0][3] & ORDINARY and not words[0][3] & (NAME | UPPER):
        words = words[1:]
        while len(words) > 1 and words[0][3] & PARTICLE and not words[0][3] & CAPITAL:
            words = words[1:]
    if not words:
        return
    cue = max(cue, reading.cue(words[0][0]))
    signed = words[0][0] in reading.signed
    core = [word for word in words if not word[3] & PARTICLE]
    if not core or (len(core) == 1 and core[0][2].startswith(b"l'")):
        return
    if core[0] is core[-1] and _numbers_a_paragraph(reading, core[0]):
        return
    if not reading.legal and _dotted(core):
        reading.keep(words)
        return
    initials = [word for word in core if word[3] & INITIAL]
    full = [word for word in core if not word[3] & INITIAL]
    clean = all(not word[3] & (ORDINARY | TOWN) for word in full)
    if initials and full and len(core) <= FEW + 1 and (cue or _initialled(reading, full)):
        reading.keep(words, certain=bool(cue))
        return
    if len(full) >= PAIR and clean and _shaped(reading, full, bool(cue or signed)):
        reading.keep(words, certain=bool(cue))
        return
    if cue and len(full) == len(core) == PAIR and not clean and _ends_cell(reading, full):
        reading.keep(words, certain=False)
        return
    if (
        cue
        and clean
        and len(full) == 1
        and (full[0][3] & NAME or signed or _unheard_of(reading, full[0]))
        and full[0][1] - full[0][0] > SHORTEST
    ):
        reading.keep(words, certain=False)
        return
    reading.left.append(core)


def _ends_cell(reading: Reading, full: list[Word]) -> bool:
    """Tell whether an ordinary word and a surname are all that a label announces: « Président : Abbès Khelifi, »."""
    given, last = full
    if reading.legal or given[3] & (UPPER | TOWN | NAME) or not last[3] & LAST or last[3] & (ORDINARY | TOWN):
        return False
    plain = reading.folded.plain
    return plain.endswith(b": ", 0, given[0]) and plain[last[1] : last[1] + 1] in _ENDS


_ENDS = frozenset({b",", b"\n", b";", b"|", b")", b""})


def _dotted(core: list[Word]) -> bool:
    """Tell whether words are a name with its initials, J.-P. Martin, rather than an abbreviation, P.-S. or N.I.R."""
    letters = b".".join(word[2] for word in core).replace(b"-", b".").split(b".")
    return any(b"." in word[2][:-1] for word in core) and max(map(len, letters)) >= SHORTEST


def _numbers_a_paragraph(reading: Reading, word: Word) -> bool:
    """Tell whether a letter numbers a paragraph of law: « I.-Tout conducteur », « B.-Diplômes », but « J.-Marc »."""
    number, dash, opening = word[2].rpartition(b".-")
    return bool(dash) and len(number) <= PAIR and len(opening) > 1 and opening not in reading.lexicon.first_names


def _unheard_of(reading: Reading, word: Word) -> bool:
    """Tell whether a capitalised word is in no list at all: l’agent Fitzwilliam."""
    if word[3] or word[1] - word[0] <= LONGEST_NAME or reading.legal:
        return False
    return reading.personal(word[0], word[1])


def _initialled(reading: Reading, full: list[Word]) -> bool:
    """Tell whether initials beside words make a person: J. Dupont, not C. civ."""
    if any(word[1] - word[0] < SHORTEST or word[3] & ORDINARY for word in full):
        return False
    if reading.legal:
        return all(word[3] & LAST and not word[3] & (UPPER | TOWN) and word[1] - word[0] > FEW for word in full)
    return any(word[3] & LAST or not word[3] & UPPER or word[1] - word[0] > FEW for word in full)


def _shaped(reading: Reading, full: list[Word], announced: bool) -> bool:
    """Tell whether two words unknown as first names have the shape of a person: Zoubir KRAVCHUK, Lopez Kravchuk."""
    if any(word[1] - word[0] < SHORTEST for word in full) or len(full) > FEW + 1:
        return False
    if announced:
        return True
    listed = sum(1 for word in full if word[3] & LAST)
    mixed = any((one[3] ^ other[3]) & UPPER for one, other in pairwise(full))
    if mixed:
        return listed >= 1 and all(
            word[3] & LAST or not word[3] & UPPER or word[1] - word[0] > FEW + 1 for word in full
        )
    if full[0][3] & UPPER or reading.legal:
        return False
    return listed >= PAIR or reading.personal(full[0][0], full[-1][1])
