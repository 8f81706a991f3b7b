# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names written without capitals: after a title, or in texts that have none."""

from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import NOT_ALONE, SPECIAL, VALUE
from balise.gateway.pseudonyms.names.reading import FAR, FEW, FRENCH, LONGEST_NAME, Reading
from balise.gateway.pseudonyms.names.word_roles import (
    ALSO_WORD,
    FIRST,
    LAST,
    NAME,
    NOT_NAME,
    PAIR,
    PARTICLE,
    SHORTEST,
    Word,
    nature_in_lists,
)

_FRENCH_SMALL = (*FRENCH, b" mon ", b" ma ", b" je ", b" c'est ", b" de ", b" pr ")


def keep_announced(reading: Reading) -> None:
    """Keep names written small after a title or a kinship: « mme dupont », « mon fils léo »."""
    cased, plain, lexicon = reading.folded.cased, reading.folded.plain, reading.lexicon
    likely = reading.soft_read or not lexicon.only_first_names.isdisjoint(cased.translate(_WORDS_APART).split())
    for place in (*reading.strong, *(reading.soft if likely else ())):
        if not cased[place : place + 1].islower():
            continue
        first = plain[place : place + FAR].split(None, 1)[0].strip(b".,;:-'!?)")
        if first in SPECIAL:
            continue
        if not lexicon.name(first):
            if first not in lexicon.words:
                _keep_unheard_of(reading, place, first)
        else:
            _keep_small(reading, place, _CIVIL.issuperset(plain[max(0, place - FAR) : place].split()[-1:]))


def _keep_unheard_of(reading: Reading, place: int, word: bytes) -> None:
    """Keep what is in no list after « madame », written small: no word that French has stands there."""
    if len(word) <= SHORTEST or word.endswith(_VERBAL) or not word.isalpha():
        return
    if reading.folded.plain.endswith(_ADDRESSED, 0, place):
        reading.keep([(place, place + len(word), word, LAST)], certain=False)


_ADDRESSED = (b"monsieur ", b"madame ", b"madam ", b"mademoiselle ", b" mme ", b" mr ", b" mlle ")
_VERBAL = (b"ez", b"ait", b"ons", b"ent")
"""How a verb may end: « madame veuillez »."""
_WORDS_APART = bytes(each if chr(each).isalnum() or each == ord("-") else ord(" ") for each in range(256))


def _keep_small(reading: Reading, place: int, titled: bool) -> None:
    """Keep the name written small at a place, when it is one."""
    found = VALUE.match(reading.folded.plain[place : place + FAR])
    if found is None:
        return
    strong = place in reading.strong
    words: list[Word] = []
    at = place + found.start(1)
    for each in found.group(1).split(b" ")[:FEW]:
        word = each.strip(b".-'")
        nature = SPECIAL.get(word, 0) or nature_in_lists(word, reading.lexicon)
        ordinary = nature & ALSO_WORD or word in reading.lexicon.words
        plausible = nature & NAME and (not ordinary or words or (titled and nature & LAST))
        if words and titled and nature & PARTICLE and word in _WITHIN:
            words.append((at, at + len(word), word, nature))
            at += len(each) + 1
            continue
        if nature & (NOT_NAME | PARTICLE) or not (plausible or (words and not nature and len(word) > SHORTEST)):
            break
        if not strong and not words and not nature & FIRST:
            break
        words.append((at, at + len(word), word, nature))
        at += len(each) + 1
    while words and words[-1][3] & PARTICLE:
        words.pop()
    if words and len(words[0][2]) >= SHORTEST and (strong or len(words) >= PAIR):
        reading.keep(words)


_WITHIN = frozenset(b"dos das da do di del della van von den der ben el al ould y".split())
"""Particles that no French sentence holds: « mme lopes dos santos », but « mme roux de la cantine »."""


def keep_written_small(reading: Reading) -> None:
    """Keep the names of a text that bears no capitals: « mon mari karim haddad », « voir avec sandrine »."""
    plain, lexicon = reading.folded.plain, reading.lexicon
    if len(plain) > _MESSAGE or b" the " in plain or not any(each in plain for each in _FRENCH_SMALL):
        return
    place, before = 0, b""
    words = plain.replace(b"\n", b" ").split(b" ")
    for start, end, first_letter, last_letter in _spelt_small(words):
        said = plain[start:end]
        if said not in lexicon.words or lexicon.name(said):
            reading.keep([(start, end, said, LAST)])
            reading.keep([(first_letter, last_letter, said, LAST)])
    last = len(words) - 1
    for rank, each in enumerate(words):
        word = each.strip(_PUNCTUATION)
        if word in lexicon.first_names and len(word) >= SHORTEST and word not in SPECIAL:
            sure = _only_a_name(lexicon, word)
            start = place + each.find(word)
            found = [(start, start + len(word), word, FIRST)]
            if each.endswith(word):
                presented = before in _PRESENTING and _only_a_name(lexicon, word)
                found += _small_surname(lexicon, words[rank + 1 : rank + FEW + 1], place + len(each) + 1, presented)
            if sure and len(found) == 1:
                found = [*_surname_before(lexicon, before, place), *found]
            after = words[rank + 1] if rank + 1 < len(words) and each == word else b""
            beside = sure and (before in _CALLING or after in _DOING or rank == last)
            if beside or (len(found) >= PAIR and (sure or _unlike_a_word(lexicon, found[-1][2]))):
                reading.keep(found, certain=False)
        place += len(each) + 1
        before = each


def _spelt_small(words: list[bytes]) -> list[tuple[int, int, int, int]]:
    """Return where a word stands that is spelt soon after it was said, and where its letters do."""
    found: list[tuple[int, int, int, int]] = []
    place = 0
    for rank, each in enumerate(words):
        if len(each) > SHORTEST and each.isalpha():
            for after in (rank + 1, rank + 2):
                letters = words[after : after + len(each)]
                if len(letters) == len(each) and b"".join(letters) == each:
                    start = place + len(b" ".join(words[rank:after])) + 1
                    found.append((place, place + len(each), start, start + 2 * len(each) - 1))
        place += len(each) + 1
    return found


def _only_a_name(lexicon: Lexicon, word: bytes) -> bool:
    return not (word in lexicon.also_words or word in lexicon.towns or word in SPECIAL or word in NOT_ALONE)


def _unlike_a_word(lexicon: Lexicon, word: bytes) -> bool:
    """Tell whether a surname is enough to make a name of « sylvain » or « colombe » before it."""
    return word not in lexicon.words and word not in lexicon.towns and len(word) > LONGEST_NAME


def _small_surname(lexicon: Lexicon, following: list[bytes], place: int, presented: bool) -> list[Word]:
    """Return the surname, particles included, at the head of what follows a first name."""
    found: list[Word] = []
    for each in following:
        word = each.rstrip(_PUNCTUATION)
        particle = SPECIAL.get(word, 0) & PARTICLE
        if not particle and (word in SPECIAL or len(word) < SHORTEST or not word.translate(None, b"-'").isalpha()):
            return []
        found.append((place, place + len(word), word, particle or LAST))
        if not particle:
            likely = word in lexicon.surnames and (word not in lexicon.also_words or (presented and len(found) > 1))
            return found if likely or word not in lexicon.words else []
        place += len(each) + 1
    return []


def _surname_before(lexicon: Lexicon, before: bytes, place: int) -> list[Word]:
    """Return the surname that stands before a first name, as forms have it: « traoré aminata »."""
    if len(before) <= SHORTEST or before not in lexicon.surnames or before in lexicon.words or before in SPECIAL:
        return []
    return [(place - len(before) - 1, place - 1, before, LAST)]


_MESSAGE = 3_000
"""Characters past which a text is no message: it has its capitals, or is not French."""
_PUNCTUATION = b".,;:!?()\"'-"
_CALLING = frozenset(
    b"c c'est cest est suis avec pour chez de a et par appelle appel "
    b"mon ma sa son maman papa mere pere fils fille frere "
    b"salut bonjour bonsoir coucou cher chere merci prevenu prevenir previens demandez dites vu voit "
    b"pr avc gosse gosses enfants "
    b"soeur mari femme dit dis demande demander appeler voir moi prenom nomme nommee collegue petit petite".split()
)
"""What stands before a first name alone, where nothing bears a capital."""
_PRESENTING = frozenset(b"c'est suis m'appelle".split())
"""What somebody says before their own name: the surname may then be « le bras »."""
_DOING = frozenset(
    b"est a sera ne n'est peut va vient doit etait avait veut dit pourra demande arrive rappelle".split()
)
"""What somebody does, after their first name alone."""


_CIVIL = frozenset(b"m. mr mr. mme mme. mlle mlle. monsieur madame mademoiselle".split())
