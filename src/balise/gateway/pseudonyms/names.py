# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names of persons, told by what announces them, by the lists, by their shape, then by what was found elsewhere.

A text is read run by run: a run is a chain of capitalised words. What is before it (a title, a kinship) and what its
words are in the lists settles most. The words left over are looked at again once every person of the text is known:
a surname found once with certainty is found again wherever it stands alone.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.name_cues import (
    AGE,
    BRANDS,
    LABEL,
    LEGAL,
    NOT_ALONE,
    OFFICIAL_AFTER,
    OFFICIAL_BEFORE,
    PERSONAL,
    SIGNATURE,
    SITE,
    SOFT,
    SPECIAL,
    STRONG,
    VALUE,
    Cue,
    Role,
)
from balise.gateway.pseudonyms.patterns import pattern
from balise.gateway.pseudonyms.scanned_names import with_letters
from balise.gateway.pseudonyms.standing_names import after_plurals, standing_names
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

FIRST, LAST, ALSO_WORD, ORDINARY = Role.FIRST, Role.LAST, Role.ALSO_WORD, Role.ORDINARY
STOP, TITLE, SITE_WORD, TOWN = Role.STOP, Role.TITLE, Role.SITE, Role.TOWN
PARTICLE, INITIAL, UPPER, CAPITAL = Role.PARTICLE, Role.INITIAL, Role.UPPER, Role.CAPITAL
NAME = FIRST | LAST
NOT_NAME = STOP | TITLE | SITE_WORD
_LONGEST_NAME, _LONGEST_TITLED, _SHORTEST, _PAIR = 5, 7, 3, 2
_FAR, _AROUND = 90, 200
_FRENCH = (b" et ", b" des ", b" les ", b" une ", b" du ", b" est ", b" pour ", b" un ", b" que ", b" a ")
"""How a text tells that it is French."""
_FRENCH_NEAR = (*_FRENCH, b" le ", b" la ", b" chez ", b" mon ", b" ma ")
_FRENCH_SMALL = (*_FRENCH, b" mon ", b" ma ", b" je ", b" c'est ", b" de ", b" pr ")
_LEGAL_DENSITY, _FEW = 400, 3
_LEGAL_STEMS = (
    b"article", b"alinea", b"decret", b"loi", b"code", b"reglement", b"directive", b"jurisprudence", b"conseil d'etat",
    b"considerant", b"annexe",
)  # fmt: skip
"""What ``LEGAL`` looks for: counted first, which costs ten times less."""
_SPARSE = 200
"""Characters for one capitalised word, from which a text is taken to be written without capitals."""

Word = tuple[int, int, bytes, int]
"""Start, end, plain word, what it is."""


@dataclass(slots=True)
class _Reading:
    """What is known of one text while it is read."""

    folded: Folded
    lexicon: Lexicon
    signed: set[int]
    found: list[tuple[int, int, bool]] = field(default_factory=list)
    known: set[bytes] = field(default_factory=set)
    led: dict[bytes, bytes] = field(default_factory=dict)
    """What stands before a known surname, and is of it: « ould » for Cheikh."""
    left: list[list[Word]] = field(default_factory=list)
    elides: bool = False
    """Some word of the text begins with « d’ »."""
    _strong: set[int] | None = None
    _soft: set[int] | None = None
    _sites: set[int] | None = None
    _legal: bool | None = None
    _sure: list[int] | None = None
    """Where the persons found for certain start, once they are all known."""

    @property
    def strong(self) -> set[int]:
        """Where a name is announced for certain; asked for when a word may be one, as each pattern costs a call."""
        if self._strong is None:
            plain = self.folded.plain
            self._strong = STRONG.ends(plain)
            if b" m. " in plain:
                self._strong = {end for end in self._strong if plain[end - 5 : end] not in _METRES}
        return self._strong

    @property
    def titled(self) -> bool:
        """Whether some title was met."""
        return bool(self._strong)

    @property
    def soft(self) -> set[int]:
        """Where a name is likely."""
        if self._soft is None:
            plain = self.folded.plain
            self._soft = SOFT.ends(plain)
            if b": " in plain or b":\n" in plain:
                self._soft -= {end for end in self._soft if _of_companies(plain, end)}
        return self._soft

    @property
    def soft_read(self) -> bool:
        """Whether ``soft`` was asked for already: it then costs nothing."""
        return self._soft is not None

    @property
    def sites(self) -> set[int]:
        """Where what follows is the name of a street, of a school, of a law."""
        if self._sites is None:
            self._sites = _site_ends(self.folded.plain)
        return self._sites

    def personal(self, start: int, end: int, french: tuple[bytes, ...] = _FRENCH) -> bool:
        """Tell whether the words around speak of people, in French: names that nothing announces are then trusted."""
        around = self.folded.plain[max(0, start - _AROUND) : end + _AROUND]
        return PERSONAL.search(around) is not None and any(each in around for each in french)

    def peopled(self, start: int) -> bool:
        """Tell whether somebody is named for certain not far from a place."""
        if self._sure is None:
            self._sure = sorted(each for each, _end, certain in self.found if certain)
        rank = bisect_left(self._sure, start - 2 * _AROUND)
        return rank < len(self._sure) and self._sure[rank] < start + 2 * _AROUND

    @property
    def legal(self) -> bool:
        """Whether the text reads as law: initials and lone words are then not trusted."""
        if self._legal is None:
            plain = self.folded.plain
            if sum(map(plain.count, _LEGAL_STEMS)) < _FEW:
                self._legal = False
                return False
            many = sum(1 for _found in LEGAL.finditer(plain))
            self._legal = many >= _FEW and many * _LEGAL_DENSITY > len(plain)
        return self._legal

    def cue(self, place: int) -> int:
        """Return what announces a name at a place, its « d’ » being of it."""
        if not place:
            return Cue.NONE
        if place in (self.strong if self._strong is None else self._strong):
            return Cue.STRONG
        if place in self.soft:
            return Cue.SOFT
        elided = self.elides and self.folded.plain[place - _PAIR : place] == b"d'"
        return self.cue(place - _PAIR) if elided else Cue.NONE

    def keep(self, words: Sequence[Word], certain: bool = True) -> None:
        """Keep a person."""
        self.found.append((_bare(self, words[0]), words[-1][1], certain))
        lead: list[bytes] = []
        for word in words:
            if word[3] & PARTICLE:
                lead.append(word[2])
                continue
            if lead:
                self.led.setdefault(word[2], b" ".join(lead))
                lead = []
            if not word[3] & INITIAL and word[1] - word[0] >= _SHORTEST:
                self.known.update(word[2].split(b"'")[-1:] if b"'" in word[2] else (word[2],))


def persons(
    folded: Folded, lexicon: Lexicon, survey: Survey, values: tuple[Cell, ...] = (), spare_officials: bool = False
) -> list[Span]:
    """Return the persons named in a text."""
    folded = with_letters(folded, lexicon, survey.shape)
    plain = folded.plain
    signed = SIGNATURE.ends(plain) if survey.triggers & Trigger.SIGNATURE else set()
    reading = _Reading(folded, lexicon, signed, elides=b"d'" in plain)
    if survey.triggers & Trigger.LABEL:
        _labelled(reading)
    _in_cells_of_names(reading, values)
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
            _read(reading, _words(start, folded.cased[start:end], lexicon))
    if reading.titled:
        for start, end in after_plurals(folded, lexicon):
            reading.keep([(at, at + len(each), each, LAST) for at, each in _pieces(plain, start, end)])
    _announced_without_capital(reading)
    if folded.cased[:1].islower() or len(runs) * _SPARSE < len(plain):
        _written_small(reading)
    _look_again(reading)
    spans = [Span(start, end, Kind.PERSON, certain) for start, end, certain in sorted(set(reading.found))]
    return _without_officials(folded, spans) if spare_officials else spans


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
    while size - place > _AROUND or not cased[place:].islower():
        spans = _RUN.first_from(cased, place)
        if spans is None:
            break
        found.append(spans)
        place = spans[1]
    return found


_METRES = frozenset(b"%d m. " % digit for digit in range(10))
"""Where « m. » is a measure rather than a title: « à 50 m. Conducteur »."""


def _of_companies(plain: bytes, end: int) -> bool:
    """Tell whether a label is of what a company is: « Fournisseur : », or « Titulaire : » of a market."""
    label = plain[max(0, end - _FAR) : end].rstrip(b" :\n")
    return label.endswith(_TRADERS) or (label.endswith(b"titulaire") and any(each in plain for each in _REGISTERS))


_TRADERS = (
    b"fournisseur", b"prestataire", b"employeur", b"attributaire", b"assureur", b"editeur", b"vendeur", b"titulaire",
    b"transporteur", b"constructeur", b"operateur", b"bailleur", b"distributeur", b"acheteur", b"sponsor",
)  # fmt: skip
_REGISTERS = (b"siret", b"siren", b"rcs ")


def _site_ends(plain: bytes) -> set[int]:
    sites = SITE.ends(plain)
    if b"-" in plain:
        sites |= {_word_start(plain, end) for end in sites if plain[end - 1 : end] == b"-"}
    if b"place d" in plain:
        sites -= {found.end() for found in SITE.finditer(plain) if _instead(plain, found.start())}
    return sites


def _is_plain_word(reading: _Reading, start: int, cased: bytes, word: bytes) -> bool:
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


def _instead(plain: bytes, start: int) -> bool:
    """Tell whether « place » is not that of a town: à la place de Léa."""
    return plain.startswith(b"place d", start) and plain.endswith((b"la ", b"une "), 0, start)


def _word_start(plain: bytes, place: int) -> int:
    """Return where the word that holds a place starts: the whole of « Saint-Éloi » is a site, not « Éloi » alone."""
    near = max(0, place - _FAR)
    return max(near - 1, *(plain.rfind(each, near, place) for each in (b" ", b"'", b"\n", b'"'))) + 1


def _words(start: int, run: bytes, lexicon: Lexicon) -> list[Word]:
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
        plain = tail if len(head) <= _PAIR and tail else plain.replace(b"'", b"")
        if plain in SPECIAL and word[:1].isupper():
            return SPECIAL[plain]
    nature = _in_lists(plain, lexicon)
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


def _in_lists(plain: bytes, lexicon: Lexicon) -> int:
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
    natures = [_in_lists(part, lexicon) for part in parts]
    if len(parts[0]) == 1:
        natures = natures[1:]
    if all(nature & ORDINARY and not nature & FIRST for nature in natures):
        return ORDINARY
    if natures and natures[0] & FIRST and not any(nature & ORDINARY for nature in natures):
        return FIRST
    return LAST if any(nature & NAME for nature in natures) else 0


def _read(reading: _Reading, words: list[Word]) -> None:
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


def _announces(reading: _Reading, before: Word, word: Word) -> bool:
    """Tell whether an ordinary word with a capital announces the next: « Succession POIRAUD », « Maternelle Macé »."""
    if before[3] & (NAME | UPPER | PARTICLE | INITIAL) or (word[3] & ORDINARY and not word[3] & LAST):
        return False
    if not before[3] & ORDINARY:
        return word[0] in reading.strong
    return word[0] in reading.strong or word[0] in reading.soft or word[0] in reading.sites


def _is_sited(reading: _Reading, word: Word, sited: bool) -> bool:
    """Tell whether a word belongs to the name of a site; a title between the two makes it a person."""
    place = word[0]
    if not place:
        return sited
    if sited:
        return (place not in reading.strong or place not in reading.sites) and not _of_somebody(reading, word)
    return place in reading.sites and reading.cue(place) != Cue.STRONG and not _of_somebody(reading, word)


def _of_somebody(reading: _Reading, word: Word) -> bool:
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
        return bool(before & CAPITAL) and len(piece) >= _PAIR
    return len(piece) == 1 and bool(before & FIRST) and not word[3] & TITLE and len(word[2]) > _FEW


def _ends_with_initial(reading: _Reading, word: Word, piece: list[Word]) -> bool:
    """Tell whether « M. » is what is left of a surname, not a title: « Corinne M. »."""
    if word[2] != b"m." or not piece[-1][3] & FIRST:
        return False
    return not reading.folded.cased[word[1] : word[1] + 2].strip()[:1].isupper()


_SAINTS = (b"saint-", b"sainte-", b"st-", b"ste-")
"""What surnames of places begin with: Ambroise de Sainte-Colombe."""


def _judge(reading: _Reading, piece: list[Word], cue: int, sited: bool) -> None:
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


def _after_title(reading: _Reading, piece: list[Word]) -> list[Word] | None:
    """Keep the name that a title announces, and return what follows it; None when there is none."""
    first = next((rank for rank, word in enumerate(piece) if not word[3] & PARTICLE), len(piece))
    while first < len(piece) - 1 and len(piece[first][2].rstrip(b".")) == 1:
        first += 1
    if first == len(piece) or _in_an_office(piece, first) or _of_any_child(reading, piece[first]):
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


def _in_an_office(piece: list[Word], first: int) -> bool:
    """Tell whether a title announces a function: « Monsieur l’Officier », « M. le Maire », but « Mlle de Brosses »."""
    if not piece[first][3] & ORDINARY or piece[first][3] & LAST:
        return False
    if piece[first][2].startswith(b"l'"):
        return True
    if first == 1 and piece[0][2] == b"de":
        return len(piece) == first + 1 or not piece[first + 1][3] & FIRST
    return bool(first) and len(piece[0][2].rstrip(b".")) != 1


def _of_any_child(reading: _Reading, word: Word) -> bool:
    """Tell whether « enfant » is said of no one: « Enfant Malade », « Élève Boursier »."""
    if not word[3] & ORDINARY or word[3] & NAME:
        return False
    return reading.folded.plain.endswith((b"enfant ", b"eleve "), 0, word[0])


def _surname_without_capital(reading: _Reading, given: Word) -> None:
    """Keep a surname written small after a title and a first name: Dr Caroline pidoux."""
    place, plain = given[1], reading.folded.plain
    if plain[place : place + 1] != b" ":
        return
    following = plain[place + 1 : place + _FAR].split(b" ", 1)[0]
    if following in reading.lexicon.words or following in SPECIAL:
        return
    found = VALUE.match(reading.folded.cased[place : place + _FAR])
    if found is None:
        return
    word = found.group(1).split(b" ")[0].rstrip(b".-'")
    if len(word) > _SHORTEST and word not in reading.lexicon.words and word not in SPECIAL:
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


def _next_person(reading: _Reading, piece: list[Word], start: int, cue: int) -> int:
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
    if len(whole) >= _PAIR and _is_pair(reading, whole, cue):
        reading.keep(words)
    elif cue and (_trusted(whole[0]) or _called(reading, whole[0])):
        reading.keep(words, certain=False)
    elif whole[0][2] not in BRANDS:
        reading.left.append(whole)
    return end


def _around(piece: list[Word], start: int, anchor: int, cue: int) -> tuple[int, int]:
    """Return where the name around a first name begins and ends."""
    end = anchor + 1
    lone = piece[anchor][3] & ALSO_WORD
    while end < len(piece) and end - anchor < _LONGEST_NAME:
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
    while begin > start and anchor - begin < _LONGEST_NAME and _precedes(piece, begin - 1, anchor, end, cue):
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


def _is_pair(reading: _Reading, whole: list[Word], cue: int) -> bool:
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
    return likely >= _PAIR and not reading.legal


def _trusted(word: Word) -> bool:
    """Tell whether a first name alone names somebody when words around say that it may."""
    nature = word[3]
    return (
        bool(nature & NAME)
        and word[1] - word[0] >= (_SHORTEST + 1 if nature & UPPER else _SHORTEST)
        and not (nature & (TOWN | ALSO_WORD))
        and word[2] not in NOT_ALONE
    )


def _called(reading: _Reading, word: Word) -> bool:
    """Tell whether a first name that is also a word is what a cue just before announces: Bonjour Rose."""
    start, _end, name, nature = word
    alone = nature & FIRST and not nature & (UPPER | TOWN) and name not in NOT_ALONE
    return bool(alone) and reading.cue(start) > Cue.NONE


def _without_first_name(reading: _Reading, words: list[Word], cue: int) -> None:
    """Keep what a piece without any known first name still tells to be a person."""
    words = [word for word in words if not word[3] & PARTICLE or len(words) > 1]
    if len(words) > _PAIR and words[0][3] & ORDINARY and not words[0][3] & (NAME | UPPER):
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
    if not reading.legal and _dotted(core):
        reading.keep(words)
        return
    initials = [word for word in core if word[3] & INITIAL]
    full = [word for word in core if not word[3] & INITIAL]
    clean = all(not word[3] & (ORDINARY | TOWN) for word in full)
    if initials and full and len(core) <= _FEW + 1 and (cue or _initialled(reading, full)):
        reading.keep(words, certain=bool(cue))
        return
    if len(full) >= _PAIR and clean and _shaped(reading, full, bool(cue or signed)):
        reading.keep(words, certain=bool(cue))
        return
    if cue and len(full) == len(core) == _PAIR and not clean and _ends_cell(reading, full):
        reading.keep(words, certain=False)
        return
    if (
        cue
        and clean
        and len(full) == 1
        and (full[0][3] & NAME or signed or _unheard_of(reading, full[0]))
        and full[0][1] - full[0][0] > _SHORTEST
    ):
        reading.keep(words, certain=False)
        return
    reading.left.append(core)


def _ends_cell(reading: _Reading, full: list[Word]) -> bool:
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
    return any(b"." in word[2][:-1] for word in core) and max(map(len, letters)) >= _SHORTEST


def _unheard_of(reading: _Reading, word: Word) -> bool:
    """Tell whether a capitalised word is in no list at all: l’agent Fitzwilliam."""
    if word[3] or word[1] - word[0] <= _LONGEST_NAME or reading.legal:
        return False
    return reading.personal(word[0], word[1])


def _initialled(reading: _Reading, full: list[Word]) -> bool:
    """Tell whether initials beside words make a person: J. Dupont, not C. civ."""
    if any(word[1] - word[0] < _SHORTEST or word[3] & ORDINARY for word in full):
        return False
    if reading.legal:
        return all(word[3] & LAST and not word[3] & (UPPER | TOWN) and word[1] - word[0] > _FEW for word in full)
    return any(word[3] & LAST or not word[3] & UPPER or word[1] - word[0] > _FEW for word in full)


def _shaped(reading: _Reading, full: list[Word], announced: bool) -> bool:
    """Tell whether two words unknown as first names have the shape of a person: Zoubir KRAVCHUK, Lopez Kravchuk."""
    if any(word[1] - word[0] < _SHORTEST for word in full) or len(full) > _FEW + 1:
        return False
    if announced:
        return True
    listed = sum(1 for word in full if word[3] & LAST)
    mixed = any((one[3] ^ other[3]) & UPPER for one, other in pairwise(full))
    if mixed:
        return listed >= 1 and all(
            word[3] & LAST or not word[3] & UPPER or word[1] - word[0] > _FEW + 1 for word in full
        )
    if full[0][3] & UPPER or reading.legal:
        return False
    return listed >= _PAIR or reading.personal(full[0][0], full[-1][1])


def _labelled(reading: _Reading) -> None:
    """Keep what stands after « Nom : » and its like, whatever it is: a form says what it holds."""
    plain = reading.folded.plain
    for label in LABEL.finditer(plain):
        start = label.end()
        found = VALUE.match(plain[start : start + _FAR])
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
            ):
                break
            if not nature & TITLE:
                words.append((place, place + len(each.rstrip(b".-'")), each.rstrip(b".-'"), nature))
            place += len(each) + 1
        while len(words) > 1 and (_dangles(reading, words[-1]) or not words[-1][2]):
            words.pop()
        if len(words) == 1 and len(words[0][2]) == 1:
            continue
        if words and not (words[0][2] in reading.lexicon.words and words[0][2] not in reading.lexicon.surnames):
            reading.keep(words)


def _dangles(reading: _Reading, word: Word) -> bool:
    """Tell whether a particle leads to nothing: it is of the name when it bears a capital, as in « Pham Van »."""
    return bool(word[3] & PARTICLE) and reading.folded.cased[word[0] : word[0] + 1].islower()


_NOT_VALUES = frozenset(b"elle lui eux nous vous moi soi cni cnie passeport permis carte titre".split())
_ARTICLES = frozenset({b"le", b"la", b"les", b"l", b"des", b"du"})


def _in_cells_of_names(reading: _Reading, values: tuple[Cell, ...]) -> None:
    """Keep what stands in the columns of a table that its first line says to be of names."""
    plain = reading.folded.plain
    for each in values:
        if each.kind is Kind.PERSON and not _of_a_glossary(reading, each):
            reading.keep([(each.start, each.end, plain[each.start : each.end], LAST)])


def _of_a_glossary(reading: _Reading, cell: Cell) -> bool:
    """Tell whether a cell under « Agent » holds a word written small or an acronym: the table is of words."""
    cased, lexicon = reading.folded.cased[cell.start : cell.end], reading.lexicon
    if cased.islower():
        return all(each in lexicon.words or each in SPECIAL for each in cased.replace(b",", b"").split())
    return cased.isupper() and len(cased) <= _LONGEST_NAME and not lexicon.name(cased.lower())


def _announced_without_capital(reading: _Reading) -> None:
    """Keep names written small after a title or a kinship: « mme dupont », « mon fils léo »."""
    cased, plain, lexicon = reading.folded.cased, reading.folded.plain, reading.lexicon
    likely = reading.soft_read or not lexicon.only_first_names.isdisjoint(cased.translate(_WORDS_APART).split())
    for place in (*reading.strong, *(reading.soft if likely else ())):
        if not cased[place : place + 1].islower():
            continue
        first = plain[place : place + _FAR].split(None, 1)[0].strip(b".,;:-'!?)")
        if first in SPECIAL:
            continue
        if not lexicon.name(first):
            if first not in lexicon.words:
                _keep_unheard_of(reading, place, first)
        else:
            _keep_small(reading, place, _CIVIL.issuperset(plain[max(0, place - _FAR) : place].split()[-1:]))


def _keep_unheard_of(reading: _Reading, place: int, word: bytes) -> None:
    """Keep what is in no list after « madame », written small: no word that French has stands there."""
    if len(word) <= _SHORTEST or word.endswith(_VERBAL) or not word.isalpha():
        return
    if reading.folded.plain.endswith(_ADDRESSED, 0, place):
        reading.keep([(place, place + len(word), word, LAST)], certain=False)


_ADDRESSED = (b"monsieur ", b"madame ", b"madam ", b"mademoiselle ", b" mme ", b" mr ", b" mlle ")
_VERBAL = (b"ez", b"ait", b"ons", b"ent")
"""How a verb may end: « madame veuillez »."""
_WORDS_APART = bytes(each if chr(each).isalnum() or each == ord("-") else ord(" ") for each in range(256))


def _keep_small(reading: _Reading, place: int, titled: bool) -> None:
    """Keep the name written small at a place, when it is one."""
    found = VALUE.match(reading.folded.plain[place : place + _FAR])
    if found is None:
        return
    strong = place in reading.strong
    words: list[Word] = []
    at = place + found.start(1)
    for each in found.group(1).split(b" ")[:_FEW]:
        word = each.strip(b".-'")
        nature = SPECIAL.get(word, 0) or _in_lists(word, reading.lexicon)
        ordinary = nature & ALSO_WORD or word in reading.lexicon.words
        plausible = nature & NAME and (not ordinary or words or (titled and nature & LAST))
        if nature & (NOT_NAME | PARTICLE) or not (plausible or (words and not nature and len(word) > _SHORTEST)):
            break
        if not strong and not words and not nature & FIRST:
            break
        words.append((at, at + len(word), word, nature))
        at += len(each) + 1
    if words and len(words[0][2]) >= _SHORTEST and (strong or len(words) >= _PAIR):
        reading.keep(words)


def _written_small(reading: _Reading) -> None:
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
        if word in lexicon.first_names and len(word) >= _SHORTEST and word not in SPECIAL:
            sure = _only_a_name(lexicon, word)
            start = place + each.find(word)
            found = [(start, start + len(word), word, FIRST)]
            if each.endswith(word):
                presented = before in _PRESENTING and _only_a_name(lexicon, word)
                found += _small_surname(lexicon, words[rank + 1 : rank + _FEW + 1], place + len(each) + 1, presented)
            after = words[rank + 1] if rank + 1 < len(words) and each == word else b""
            beside = sure and (before in _CALLING or after in _DOING or rank == last)
            if beside or (len(found) >= _PAIR and (sure or _unlike_a_word(lexicon, found[-1][2]))):
                reading.keep(found, certain=False)
        place += len(each) + 1
        before = each


def _spelt_small(words: list[bytes]) -> list[tuple[int, int, int, int]]:
    """Return where a word stands that is spelt soon after it was said, and where its letters do."""
    found: list[tuple[int, int, int, int]] = []
    place = 0
    for rank, each in enumerate(words):
        if len(each) > _SHORTEST and each.isalpha():
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
    return word not in lexicon.words and word not in lexicon.towns and len(word) > _LONGEST_NAME


def _small_surname(lexicon: Lexicon, following: list[bytes], place: int, presented: bool) -> list[Word]:
    """Return the surname, particles included, at the head of what follows a first name."""
    found: list[Word] = []
    for each in following:
        word = each.rstrip(_PUNCTUATION)
        particle = SPECIAL.get(word, 0) & PARTICLE
        if not particle and (word in SPECIAL or len(word) < _SHORTEST or not word.translate(None, b"-'").isalpha()):
            return []
        found.append((place, place + len(word), word, particle or LAST))
        if not particle:
            likely = word in lexicon.surnames and (word not in lexicon.also_words or (presented and len(found) > 1))
            return found if likely or word not in lexicon.words else []
        place += len(each) + 1
    return []


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


def _look_again(reading: _Reading) -> None:
    """Look at the words left over, now that the persons of the text are known."""
    if not reading.left:
        return
    ends = {end for _start, end, _certain in reading.found}
    starts = {start for start, _end, _certain in reading.found}
    starts |= {group[0][0] for group in filter(None, reading.left) if group[0][2] in reading.known}
    before: list[Word] = []
    for group in filter(None, reading.left):
        if _leads(reading, group, starts) or _listed(reading, group, before, starts, ends):
            reading.keep(group, certain=False)
            ends.add(group[-1][1])
        else:
            reading.found += (
                (_with_particle(reading, word), word[1], False)
                for word in group
                if _named_elsewhere(reading, word, starts)
            )
        before = group


def _leads(reading: _Reading, group: list[Word], starts: set[int]) -> bool:
    """Tell whether a given name is joined to the person after it: Eugène et Philomène Crozet."""
    word = group[0]
    if len(group) > 1 or not _given(word):
        return False
    following = reading.folded.plain[word[1] : word[1] + len(b" et ")]
    if reading.legal:
        return False
    if following in _ANDS:
        return word[1] + len(following) in starts
    return following[:2] == b", " and not word[3] & LAST and word[1] + 2 in starts


def _bare(reading: _Reading, word: Word) -> int:
    """Return where a word starts, without the elision before it: d’Amélie."""
    start = word[0]
    cased = reading.folded.cased
    within = cased[start + 1 : start + 2] == b"'" and cased[start : start + 1].islower()
    elided, bare = (start, start + 2) if within else (start - 2, start)
    if elided < 0 or cased[elided : elided + 2] != b"d'":
        return bare
    opens = not elided or cased[elided - 2 : elided] in _OPENING
    return elided if opens or elided in reading.strong else bare


_OPENING = frozenset({b": ", b"; ", b"| ", b"- ", b" \n", b".\n", b",\n", b"\n\n"})
"""What is before a name that opens its line: the « d’ » of « Cc : d’Almeida » is then of the name."""


def _with_particle(reading: _Reading, word: Word) -> int:
    """Return where a known surname starts, with the particle that it was first written with: Ould Cheikh."""
    start = _bare(reading, word)
    particle = reading.led.get(word[2])
    if particle is None:
        return start
    lead = start - len(particle) - 1
    return lead if lead >= 0 and reading.folded.plain[lead:start] == particle + b" " else start


def _listed(reading: _Reading, group: list[Word], before: list[Word], starts: set[int], ends: set[int]) -> bool:
    """Tell whether words follow a person in a list, « Léa et Tom », or end one, « MARTIN, Julien »."""
    plain, start = reading.folded.plain, group[0][0]
    if _between_two(reading, group, starts, ends):
        return True
    if reading.legal or (any(word[3] & ORDINARY for word in group) and not group[0][3] & INITIAL):
        return False
    if _joined_by_and(reading, group, before):
        reading.keep(before, certain=False)
        return True
    if _in_cells(reading, group, before):
        reading.found.append((_cell_start(reading, before[0]), before[0][0], False))
        reading.keep(before, certain=False)
        return True
    joined = next((start - len(link) for link in _LINKS if plain.endswith(link, 0, start)), 0)
    if not joined:
        return False
    if joined in ends:
        alone = group[0][3]
        return len(group) >= _PAIR or bool(alone & FIRST) or bool(alone & LAST and not alone & TOWN)
    if group[0][3] & UPPER:
        return False
    surname = (
        bool(before)
        and before[-1][1] == joined
        and (
            all(word[3] & UPPER and not word[3] & ORDINARY for word in before)
            or (plain[before[0][0] - 1 : before[0][0]] == plain[group[-1][1] : group[-1][1] + 1] == b'"')
        )
    )
    if surname and group[0][3] & FIRST:
        reading.keep(before, certain=False)
        return True
    return False


def _between_two(reading: _Reading, group: list[Word], starts: set[int], ends: set[int]) -> bool:
    """Tell whether a surname that is a word stands in a list, between two persons: « Berthier, Langlois, Ziani »."""
    start, end, _name, nature = group[0]
    if len(group) > 1 or not nature & LAST or not nature & ORDINARY or start - 2 not in ends:
        return False
    plain = reading.folded.plain
    return plain[start - 2 : start] == plain[end : end + 2] == b", " and end + 2 in starts


def _joined_by_and(reading: _Reading, group: list[Word], before: list[Word]) -> bool:
    """Tell whether two given names are joined, one of which is no word: Charlotte et Yanis."""
    if len(before) != 1 or reading.folded.plain[before[0][1] : group[0][0]] not in _ANDS:
        return False
    if not (_given(before[0]) and _given(group[0])):
        return False
    return not (before[0][3] & ALSO_WORD and group[0][3] & ALSO_WORD)


def _given(word: Word) -> bool:
    """Tell whether a word is a first name and neither a town nor a brand; nothing in capitals is."""
    return bool(word[3] & FIRST and not word[3] & (TOWN | UPPER)) and word[2] not in NOT_ALONE


_ANDS = frozenset({b" et ", b" & "})
_LINKS = (b"; ", b"), ", b" et ", b" (", b", ", b" ou ", b" / ", b",\n")
_CELLS = frozenset({b"|", b";"})


def _in_cells(reading: _Reading, group: list[Word], before: list[Word]) -> bool:
    """Tell whether a surname and a first name stand in two cells of one line: « Sow | Aminata », « Sow;Aminata »."""
    if not before or any(word[3] & (ORDINARY | TOWN) for word in (*before, *group)):
        return False
    between = reading.folded.plain[before[-1][1] : group[0][0]]
    if len(between) > _LONGEST_NAME or between.strip() not in _CELLS:
        return False
    given, other = (group[0][3], before[0][3]) if group[0][3] & FIRST else (before[0][3], group[0][3])
    return bool(given & FIRST) and not given & ALSO_WORD and (bool(other & NAME) or not other)


def _cell_start(reading: _Reading, word: Word) -> int:
    """Return where a surname in a cell starts, with the particle that opens the cell: « Le Duigou | Fodé »."""
    plain = reading.folded.plain
    near = max(0, word[0] - _FAR)
    start = 1 + max(near - 1, *(plain.rfind(each, near, word[0]) for each in (b"|", b";", b"\n")))
    start += len(plain[start : word[0]]) - len(plain[start : word[0]].lstrip())
    return start if all(SPECIAL.get(each, 0) & PARTICLE for each in plain[start : word[0]].split()) else word[0]


def _named_elsewhere(reading: _Reading, word: Word, starts: set[int]) -> bool:
    """Tell whether a word names a person found elsewhere, or is a first name alone in a text about people."""
    start, end, name, nature = word
    if name in reading.known:
        return end + 1 in starts or not (nature & ORDINARY and (_opens(reading.folded.plain, start) or nature & UPPER))
    if nature & NAME and AGE.match(reading.folded.plain[end : end + _FAR]) is not None:
        return True
    if not nature & FIRST or nature & (ORDINARY | INITIAL | UPPER) or not _trusted(word) or name[:2] == b"l'":
        return False
    if reading.legal:
        return False
    return (
        reading.peopled(start)
        or _acts(reading, word)
        or _is_compound(name)
        or reading.personal(start, end, _FRENCH_NEAR)
    )


def _acts(reading: _Reading, word: Word) -> bool:
    """Tell whether a first name that is nothing else does what people do: « Fatoumata m’a appelée »."""
    following = reading.folded.plain[word[1] : word[1] + _FAR].split(b" ", 2)
    return not word[3] & LAST and len(following) > 1 and not following[0] and following[1] in _DOING_OF_PEOPLE


_DOING_OF_PEOPLE = frozenset(b"m'a m'ont m'appelle m'ecrit dit veut souhaite rappelle revient demande refuse".split())


def _is_compound(name: bytes) -> bool:
    """Tell whether a first name is of two: Jean-Claude, Marie-Ange."""
    return name.startswith((b"jean-", b"marie-", b"anne-"))


def _opens(plain: bytes, start: int) -> bool:
    """Tell whether a word opens a sentence, where every word has its capital."""
    before = plain[max(0, start - _FEW) : start].rstrip(b' "-')
    return not before or before[-1:] in b".!?:\n"


def _without_officials(folded: Folded, spans: list[Span]) -> list[Span]:
    """Return the persons that are not named in an elected office, here or elsewhere in the text."""
    surnames = {_surname(folded, each) for each in spans if _in_office(folded, each)}
    return [each for each in spans if _surname(folded, each) not in surnames]


def _surname(folded: Folded, span: Span) -> bytes:
    return folded.plain[span.start : span.end].rsplit(b" ", 1)[-1]


def _in_office(folded: Folded, span: Span) -> bool:
    before = folded.plain[max(0, span.start - _FAR) : span.start]
    if OFFICIAL_BEFORE.search(before) is not None:
        return True
    return OFFICIAL_AFTER.match(folded.plain[span.end : span.end + _FAR]) is not None
