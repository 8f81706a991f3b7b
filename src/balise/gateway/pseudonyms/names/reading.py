# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is known of a text while its names are looked for: what announces a name, what stands near, who was found."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.names.cues import LEGAL, PERSONAL, SITE, SOFT, STRONG, Cue
from balise.gateway.pseudonyms.names.word_roles import INITIAL, PAIR, PARTICLE, SHORTEST, Word
from balise.gateway.pseudonyms.patterns import pattern

LONGEST_NAME = 5
FAR, AROUND = 90, 200
FRENCH = (b" et ", b" des ", b" les ", b" une ", b" du ", b" est ", b" pour ", b" un ", b" que ", b" a ")
"""How a text tells that it is French."""
_LEGAL_DENSITY, FEW = 400, 3
_LEGAL_STEMS = (
    b"article", b"alinea", b"decret", b"loi", b"code", b"reglement", b"directive", b"jurisprudence", b"conseil d'etat",
    b"considerant", b"annexe",
)  # fmt: skip
"""What ``LEGAL`` looks for: counted first, which costs ten times less."""


_TRADERS = (
    b"fournisseur", b"prestataire", b"employeur", b"attributaire", b"assureur", b"editeur", b"vendeur", b"titulaire",
    b"transporteur", b"constructeur", b"operateur", b"bailleur", b"distributeur", b"acheteur", b"sponsor",
)  # fmt: skip
_REGISTERS = (b"siret", b"siren", b"rcs ")
OPENING = frozenset({b": ", b"; ", b"| ", b"- ", b" \n", b".\n", b",\n", b"\n\n"})


@dataclass(slots=True)
class Reading:
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
            if b" mm." in plain:
                self._strong = {end for end in self._strong if _MILLIMETRES.search(plain[end - 8 : end]) is None}
            if b"denomme" in plain:
                self._strong = {end for end in self._strong if not _names_a_thing(plain, end)}
            if b"lieu" in plain:
                self._strong = {end for end in self._strong if not plain.endswith(_PLACES_SAID, 0, end)}
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

    def personal(self, start: int, end: int, french: tuple[bytes, ...] = FRENCH) -> bool:
        """Tell whether the words around speak of people, in French: names that nothing announces are then trusted."""
        around = self.folded.plain[max(0, start - AROUND) : end + AROUND]
        return PERSONAL.search(around) is not None and any(each in around for each in french)

    def peopled(self, start: int) -> bool:
        """Tell whether somebody is named for certain not far from a place."""
        if self._sure is None:
            self._sure = sorted(each for each, _end, certain in self.found if certain)
        rank = bisect_left(self._sure, start - 2 * AROUND)
        return rank < len(self._sure) and self._sure[rank] < start + 2 * AROUND

    @property
    def legal(self) -> bool:
        """Whether the text reads as law: initials and lone words are then not trusted."""
        if self._legal is None:
            plain = self.folded.plain
            if sum(map(plain.count, _LEGAL_STEMS)) < FEW:
                self._legal = False
                return False
            many = sum(1 for _found in LEGAL.finditer(plain))
            self._legal = many >= FEW and many * _LEGAL_DENSITY > len(plain)
        return self._legal

    def cue(self, place: int) -> int:
        """Return what announces a name at a place, its « d’ » being of it."""
        if not place:
            return Cue.NONE
        if place in (self.strong if self._strong is None else self._strong):
            return Cue.STRONG
        if place in self.soft:
            return Cue.SOFT
        elided = self.elides and self.folded.plain[place - PAIR : place] == b"d'"
        return self.cue(place - PAIR) if elided else Cue.NONE

    def keep(self, words: Sequence[Word], certain: bool = True) -> None:
        """Keep a person."""
        self.found.append((bare_start(self, words[0]), words[-1][1], certain))
        lead: list[bytes] = []
        for word in words:
            if word[3] & PARTICLE:
                lead.append(word[2])
                continue
            if lead:
                self.led.setdefault(word[2], b" ".join(lead))
                lead = []
            if not word[3] & INITIAL and word[1] - word[0] >= SHORTEST:
                self.known.update(word[2].split(b"'")[-1:] if b"'" in word[2] else (word[2],))


_METRES = frozenset(b"%d m. " % digit for digit in range(10))
"""Where « m. » is a measure rather than a title: « à 50 m. Conducteur »."""


_MILLIMETRES = pattern(r"[0-9] ?mm\.[ \n]*$")
_OF_SOMEBODY = (b"le", b"la", b"les", b"un", b"une", b"du", b"au", b"et", b"ledit", b"ladite")


def _names_a_thing(plain: bytes, end: int) -> bool:
    """Tell whether « dénommé » is said of a thing: « un document dénommé Accusé », but « la dénommée Jade »."""
    before = plain[max(0, end - FAR) : end].rstrip(b' :"').split(b" ")
    if len(before) < PAIR or not before[-1].startswith(b"denomme"):
        return False
    return before[-2] not in _OF_SOMEBODY


_PLACES_SAID = (b"lieu-dit ", b"lieu dit ", b"lieux-dits ", b"lieudit ")
"""Where « dit » announces a place: au lieu-dit Le Bourg."""


def _of_companies(plain: bytes, end: int) -> bool:
    """Tell whether a label is of what a company is: « Fournisseur : », or « Titulaire : » of a market."""
    label = plain[max(0, end - FAR) : end].rstrip(b" :\n")
    return label.endswith(_TRADERS) or (label.endswith(b"titulaire") and any(each in plain for each in _REGISTERS))


def _site_ends(plain: bytes) -> set[int]:
    sites = SITE.ends(plain)
    if b"-" in plain:
        sites |= {_word_start(plain, end) for end in sites if plain[end - 1 : end] == b"-"}
    if b"place d" in plain:
        sites -= {found.end() for found in SITE.finditer(plain) if _instead(plain, found.start())}
    return sites


def _instead(plain: bytes, start: int) -> bool:
    """Tell whether « place » is not that of a town: à la place de Léa."""
    return plain.startswith(b"place d", start) and plain.endswith((b"la ", b"une "), 0, start)


def _word_start(plain: bytes, place: int) -> int:
    """Return where the word that holds a place starts: the whole of « Saint-Éloi » is a site, not « Éloi » alone."""
    near = max(0, place - FAR)
    return max(near - 1, *(plain.rfind(each, near, place) for each in (b" ", b"'", b"\n", b'"'))) + 1


def bare_start(reading: Reading, word: Word) -> int:
    """Return where a word starts, without the elision before it: d’Amélie."""
    start = word[0]
    cased = reading.folded.cased
    within = cased[start + 1 : start + 2] == b"'" and cased[start : start + 1].islower()
    elided, bare = (start, start + 2) if within else (start - 2, start)
    if elided < 0 or cased[elided : elided + 2] != b"d'":
        return bare
    opens = not elided or cased[elided - 2 : elided] in OPENING
    return elided if opens or elided in reading.strong else bare
