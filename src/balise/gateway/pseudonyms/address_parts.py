# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What leads to an address: the locality, the residence, the flat that stand before a way or a postcode.

A postcode and its town are told by their shape; « Mas de la Croux », before them, by its place only. An address that
is found is thus read backwards, part by part, as long as what precedes may be of it.
"""

from collections.abc import Iterable, Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import pattern

_DWELLING = (
    r"(?:(?:grande?|petite?|vieux|vieille) )?"
    r"(?:appt?|appartement|apt|bat(?:iment)?|bt|esc(?:alier)?|etage|porte|pte|hall|entree|logement|studio|chambre|ch|"
    r"boite|bal|emplacement|empl|parcelle|lot|pk|"
    r"residence|res|immeuble|imm|tours?|villas?|maisons?|mas|moulin|ferme|manoir|"
    r"chateau|domaine|hameau|ham|lieu-? ?dit|ld|lotissement|quartiers?|qua|cite|clos|foyer|fjt|ehpad|camping|"
    r"aire d'accueil|monastere|abbaye|couvent|presbytere|prieure|gite|chalet|pavillon|bastide|borde|cabane|peniche|"
    r"caravane|mobil-?home|bourg|village|section|zone|za|zi|zac|hotel|internat|caserne|chez|c/o|s/c|rdc|"
    r"rez-de-chaussee|[0-9]{1,2} ?(?:er|e|eme|nd|de) (?:etage|et\.?|gauche|droite|porte)|"
    r"(?:au )?(?:premier|deuxieme|troisieme|quatrieme|cinquieme|dernier) etage)"
)
_PART = pattern(
    rf"^(?:au |a la |a l'|aux |la |le |l'|les )?{_DWELLING}(?:\b|\.)[^.!?]{{0,50}}$|"
    r"^(?:[0-9]{1,4} ?(?:bis|ter|[a-d])?,? )?(?:r|rue|av|avenue|bd|boulevard|"
    r"place|pl|chemin|ch|che|impasse|imp|allee|all|"
    r"route|rte|quai|cours|sente|sentier|ruelle|venelle|passage|square|montee|voie|faubourg)\.? [^.!?]{1,40}$"
)
_NAMED = pattern(
    r"^(?:[A-Z][A-Za-z'\-]*|de|du|des|la|le|les|d'[A-Z][A-Za-z'\-]*|l'[A-Z][A-Za-z'\-]*|sur|en|et|aux?| )+$"
)
_WITHIN = pattern(
    r"\b(?:appt?|appartement|apt|bat(?:iment)?|bt|esc|escalier|residence|immeuble|lieu-?dit|hameau|lotissement|mas|"
    r"fjt) "
    r"[^.!?]{1,40}$"
)
"""A dwelling that no comma cuts from what precedes: « BIGOT SYLVIE BAT 4 CITE DES MINEURS 71300 »."""
_ARTICLE = (b"le ", b"la ", b"les ", b"l'", b"aux ", b"au ")
_INSTITUTIONS = frozenset(
    b"mairie commune ville prefecture sous-prefecture departement region conseil ministere tribunal cour service "
    b"direction association societe cabinet centre college lycee ecole universite syndicat caisse caf cpam msa "
    b"france madame monsieur m mme mlle maitre me dr objet fait tel telephone article ccas cdg metropole communaute "
    b"adresse domicile siege demeurant sis sise residant bonjour merci cordialement paris lyon marseille".split()
)
"""What stands before a postcode and is nobody's home."""
_EDGES = b" ,-\n"
_BREAKS = (
    b", ",
    b",\n",
    b"\n",
    b";",
    b": ",
    b"(",
    b"|",
    b" - ",
    b"demeurant ",
    b"residant ",
    b"habitant ",
    b" vit ",
    b"habite ",
    b"loge ",
    b"resider ",
    b"reside ",
    b"heberge ",
    b"hebergee ",
    b"domicilie ",
    b"domiciliee ",
    b" sis ",
    b" sise ",
)
_LONGEST_PART, _MOST_PARTS, _MOST_WORDS, _GAP, _TOUCHING, _FARTHEST = 60, 4, 6, 34, 3, 4
_BRIDGE = pattern(r"^(?:[ ,\n\-]{0,3}[a-z'\-]+){0,5}[ ,\n\-]{1,4}$")


def led_addresses(folded: Folded, found: Iterable[Span], people: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield the addresses found with the parts that lead to them, and what stands between a way and its postcode."""
    plain = folded.plain
    before: Span | None = None
    for span in sorted(found, key=_place):
        numbered = plain[span.start : span.start + 1].isdigit() or span.kind is Kind.ADDRESS
        near = None if before is None else plain[before.end : max(before.end, span.start)].strip(_EDGES)
        if before is not None and near and _bridged(plain, before, span):
            yield Span(before.start, span.end, Kind.ADDRESS)
        elif numbered and near != b"":
            start = _led_from(folded, span, people)
            if start < span.start:
                yield Span(start, span.end, Kind.ADDRESS)
        before = span


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _bridged(plain: bytes, way: Span, town: Span) -> bool:
    """Tell whether a few words between a way and a postcode are of the name of the way: 11 rue des Ibis rouges."""
    if way.kind is not Kind.ADDRESS or town.kind is not Kind.PLACE or not plain[town.start : town.start + 1].isdigit():
        return False
    between = plain[way.end : town.start]
    return len(between) <= _GAP and b"\n\n" not in between and _BRIDGE.match(between) is not None


def _led_from(folded: Folded, span: Span, people: list[tuple[int, int]]) -> int:
    """Return where an address starts, its leading parts included."""
    start, town = span.start, span.kind is Kind.PLACE
    for _rank in range(_MOST_PARTS):
        if any(start - _TOUCHING <= end <= start for _begin, end in people):
            break
        part = _part_before(folded.plain, start)
        if part is not None and not _leads(folded, part, town):
            part = _dwelling_within(folded.plain, part)
        if part is None:
            break
        start, town = part[0], False
    return start


def _part_before(plain: bytes, start: int) -> tuple[int, int] | None:
    """Return the part of a line, or the line, that ends where an address starts."""
    floor = max(0, start - _LONGEST_PART)
    before = plain[floor:start]
    end = len(before.rstrip(_EDGES))
    if len(before) - end > _FARTHEST or b"\n\n" in before[end:]:
        return None
    begin = 0
    for mark in _BREAKS:
        place = before.rfind(mark, 0, end)
        begin = max(begin, place + len(mark)) if place >= 0 else begin
    if not begin and floor:
        return None
    begin += len(before[begin:end]) - len(before[begin:end].lstrip(b" -\"'>*."))
    return (floor + begin, floor + end) if end - begin > 1 else None


def _dwelling_within(plain: bytes, part: tuple[int, int]) -> tuple[int, int] | None:
    """Return the dwelling that ends a part which is not one as a whole."""
    found = _WITHIN.search(plain[part[0] : part[1]])
    return None if found is None else (part[0] + found.start(), part[1])


def _leads(folded: Folded, part: tuple[int, int], town: bool) -> bool:
    """Tell whether a part is of an address: a dwelling, a way, or, just before a town, a name in capitals."""
    plain = folded.plain[part[0] : part[1]]
    if _PART.match(plain) is not None:
        return True
    words = plain.split()
    if len(words) > _MOST_WORDS or not words or words[0].rstrip(b".") in _INSTITUTIONS:
        return False
    return (town or plain.startswith(_ARTICLE)) and _NAMED.match(folded.cased[part[0] : part[1]]) is not None
