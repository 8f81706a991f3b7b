# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tables and records: what the heading of a column, or the key of a record, says of the values under it.

Most personal data that is pasted comes from a spreadsheet: there a date of birth, a number or a town stands far from
the word that tells what it is. A table is read as such only when one of its headings is of people.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import digits_of, pattern

_RECORD = pattern(
    r"\"([a-z][a-z0-9_ '\-]{1,30})\" ?: ?\"([^\"\n]{1,80})\"|'([a-z][a-z0-9_ \-]{1,30})' ?: ?'([^'\n]{1,80})'"
)
_NESTED = pattern(
    r"[\"'](?:date_?)?(?:naissance|birth)[\"'] ?: ?\{[^{}]{0,80}?[\"'](?:date|le|jour|on)[\"'] ?: ?"
    r"[\"']([^\"'\n]{1,30})[\"']"
)
"""A birth that is an object of its own, with its day and its place."""
_ELEMENT = pattern(r"<(?:[a-z0-9]{1,12}:)?([a-z][a-z0-9_\-]{1,30})(?: [^<>\n]{0,60})?>([^<>\n]{1,80})</")
_MARKS = (b"|", b";", b",")
_EDGES = b" \"'*"
_KEYS = (b'":', b'" :', b"':")

_NAMING = frozenset(
    b"nom noms prenom prenoms patronyme name firstname lastname surname fullname familyname givenname nomfamille "
    b"nomdefamille nomnaissance nomdenaissance nomusage nomusuel nomprenom nomcomplet prenomusuel".split()
)
_OF_NAMES = frozenset(
    b"de du des d la le l et ou a usage d'usage naissance famille jeune fille usuel complet marital pere mere enfant "
    b"eleve agent parent parents responsable legal tuteur titulaire patient patiente adherent allocataire usager "
    b"demandeur beneficiaire conjoint declarant contact first last full family given 1 2".split()
)
_PEOPLE = frozenset(
    b"famille enfant eleve agent allocataire beneficiaire demandeur usager responsable pere mere parent parents tuteur "
    b"titulaire patient adherent locataire proprietaire conjoint referent stagiaire candidat candidate redevable "
    b"debiteur requerant requerante plaignant demandeuse administre administree debitrice contrevenant".split()
)
_NOBODY = frozenset(
    b"total totaux inconnu inconnue neant vacant vacante remplacant remplacante sci earl gaec scea sarl sas snc ste "
    b"societe association syndicat mairie commune divers idem non aucun aucune n".split()
)
"""What begins the cell of a column of names that names nobody."""
_BIRTH = frozenset(
    b"naissance naiss nais nee ne ddn dn birth birthdate birthday dob dtnaiss dtnais "
    b"datenaissance datedenaissance datenaiss dateofbirth birthdt".split()
)
_BORN, _BORN_ON = frozenset({b"ne", b"nee"}), frozenset(b"e le en a".split())
"""« né » without its accent is a negation, unless it is alone: « Né(e) le »."""
_BIRTHPLACE = frozenset(b"lieu commune ville pays departement dep place lieux".split())
_OTHER_BIRTH = frozenset(b"age heure acte nom nombre".split()) | _NAMING
_FILE = frozenset(
    b"alloc nne nie nud carte fps etudiant electeur mdph apa contrat sinistre licencie abonne abonnement police "
    b"permis passeport cni titre beneficiaire convention procedure numerocarte carte bancaire cartebancaire "
    b"notification matricule dossier allocataire usager ine ipp nda ref reference identifiant adherent "
    b"licence contrat badge "
    b"numerodossier numdossier nodossier numerousager numeroallocataire numallocataire idusager iddossier".split()
)
_NUMBER_OF = frozenset(b"n no num numero".split())
_PUBLIC = frozenset(
    b"ordre ligne page lot article rang voie rue bureau salle lits places jours enfants budget compte marche "
    b"deliberation arrete semaine".split()
)
"""What is numbered, and is of nobody."""
_NUMBERING = frozenset(b"code id numero num no n".split())
_PHONE = frozenset(
    b"tel telephone telephones portable mobile gsm phone telephonemobile telmobile numerotelephone phonenumber".split()
)
_SOCIAL = frozenset(b"secu nir securite nss numerosecuritesociale numsecu".split())
_TOWN = frozenset(b"cp postal postcode zip ville commune localite city town domicile codepostal zipcode".split())
_STREET = frozenset(b"adresse address rue voie domicile adressepostale streetaddress".split())
_NOT_STREET = frozenset(b"mail email courriel electronique ip web url".split())
_LONGEST_HEADING, _LONGEST_NAME, _PAIR = 40, 5, 2
_LONGER_THAN_A_RANK = 4
"""Characters of what is no longer the rank of a line: « 12 », « 140 »."""
_OF_DATE, _OF_NUMBER, _OF_PHONE, _OF_SOCIAL = 4, 3, 6, 10
_FEWEST = {Kind.BIRTH_DATE: _OF_DATE, Kind.FILE_NUMBER: _OF_NUMBER, Kind.PHONE: _OF_PHONE, Kind.NIR: _OF_SOCIAL}
_LONGEST = {Kind.BIRTH_DATE: 30, Kind.FILE_NUMBER: 24, Kind.PHONE: 24, Kind.NIR: 30, Kind.PLACE: 45, Kind.ADDRESS: 80}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and what its heading says that it is."""

    start: int
    end: int
    kind: Kind


def cells(folded: Folded) -> tuple[Cell, ...]:
    """Return the values of the tables and the records of a text that their headings tell to be of somebody."""
    plain = folded.plain
    found: list[Cell] = []
    if b"\n" in plain and any(mark in plain for mark in _MARKS):
        found += _in_tables(plain)
    if b":" in plain and any(key in plain for key in _KEYS):
        found += _in_records(plain)
        found += (Cell(*each.span(1), Kind.BIRTH_DATE) for each in _NESTED.finditer(plain))
    if b"</" in plain:
        found += _in_elements(plain)
    return tuple(found)


def spans_of_cells(values: tuple[Cell, ...]) -> Iterator[Span]:
    """Yield what the cells hold, names aside: these are read with the other names of the text."""
    for each in values:
        if each.kind is not Kind.PERSON:
            yield Span(each.start, each.end, each.kind, certain=each.kind is Kind.BIRTH_DATE)


def _in_tables(plain: bytes) -> Iterator[Cell]:
    kinds: list[Kind | None] = []
    pairs: list[Cell] = []
    mark, width, place = b"", 0, 0
    for line in plain.split(b"\n"):
        if not (width and line.count(mark) == width):
            mark, kinds = _headings(line)
            titled = mark and mark not in line.strip(mark + b" ")
            width = 0 if titled or not mark else line.count(mark)
        elif kinds:
            yield from _of_row(line, place, mark, kinds)
        if width == 1 and not kinds:
            pairs += _of_pair(line, place, mark)
        place += len(line) + 1
    yield from pairs if _of_people(pairs) else ()


def _of_pair(line: bytes, place: int, mark: bytes) -> Iterator[Cell]:
    """Yield the value of a line that is a label and a value, as in a form kept in a spreadsheet."""
    title, _, _value = line.partition(mark)
    kind = heading(title.strip(_EDGES))
    if kind is not None:
        yield from _of_row(line, place, mark, [None, kind])


def _of_people(found: list[Cell]) -> bool:
    return any(each.kind in {Kind.PERSON, Kind.BIRTH_DATE} for each in found)


def _headings(line: bytes) -> tuple[bytes, list[Kind | None]]:
    """Return the mark of a first line and what its columns are; none, when the line is no heading of people."""
    for mark in _MARKS:
        if mark not in line or (mark == b"," and b", " in line):
            continue
        kinds = [heading(each.strip(_EDGES)) for each in line.split(mark)]
        told = sum(1 for each in kinds if each is not None)
        people = Kind.PERSON in kinds or Kind.BIRTH_DATE in kinds
        if people and (told >= _PAIR or (mark != b"," and len(kinds) > _PAIR)):
            return mark, kinds
        return mark, []
    return b"", []


def _of_row(line: bytes, place: int, mark: bytes, kinds: list[Kind | None]) -> Iterator[Cell]:
    for kind, cell in zip(kinds, line.split(mark), strict=True):
        value = cell.strip(_EDGES)
        if kind is not None and value and _fits(kind, value):
            start = place + cell.find(value)
            yield Cell(start, start + len(value), kind)
        place += len(cell) + 1


def _in_records(plain: bytes) -> list[Cell]:
    found: list[Cell] = []
    for each in _RECORD.finditer(plain):
        key, value = (1, 2) if each.start(1) >= 0 else (3, 4)
        kind = heading(each.group(key))
        if kind is not None and _fits(kind, each.group(value).strip()):
            found.append(Cell(*each.span(value), kind))
    return found if _of_people(found) else []


def _in_elements(plain: bytes) -> list[Cell]:
    """Return the values that the names of their XML elements tell to be of somebody."""
    found: list[Cell] = []
    for each in _ELEMENT.finditer(plain):
        kind = heading(each.group(1))
        if kind is not None and _fits(kind, each.group(2).strip()):
            found.append(Cell(*each.span(2), kind))
    return found if _of_people(found) else []


def _fits(kind: Kind, value: bytes) -> bool:
    """Tell whether a value may be what its heading says: an empty mark or a remark is not."""
    if kind is Kind.PERSON:
        first = value.split()[0]
        if len(value) < _PAIR or first in _NOBODY:
            return False
        return len(value.split()) <= _LONGEST_NAME and value.translate(None, b" -'.,").isalpha()
    if len(value) > _LONGEST[kind]:
        return False
    fewest = _FEWEST.get(kind)
    if fewest is not None:
        return len(value) >= _LONGER_THAN_A_RANK and len(digits_of(value)) >= fewest
    return len(value) > _PAIR and value[:1].isalnum()


def heading(title: bytes) -> Kind | None:
    """Return what a heading says of its column: « Date de naissance », « nom_usage », « N° allocataire »."""
    if not title or len(title) > _LONGEST_HEADING:
        return None
    words = title.translate(_SPACED).split()
    known = frozenset(words)
    if not known:
        return None
    if known & _BIRTH and not known & _OTHER_BIRTH and (known & _BIRTH - _BORN or known <= _BORN | _BORN_ON):
        return Kind.PLACE if known & _BIRTHPLACE else Kind.BIRTH_DATE
    if (known & _NAMING and known <= _NAMING | _OF_NAMES) or (len(known) == 1 and known <= _PEOPLE):
        return Kind.PERSON
    if known & _NUMBERING and (known & _PEOPLE or known <= _NUMBERING):
        return Kind.FILE_NUMBER
    if known & _NUMBER_OF and known - _NUMBERING - _PUBLIC and not known & _PUBLIC_OR_KNOWN:
        return Kind.FILE_NUMBER
    for kind, told in _TOLD:
        if known & told and not (kind is Kind.ADDRESS and known & _NOT_STREET):
            return kind
    return None


_PUBLIC_OR_KNOWN = _PUBLIC | _PHONE | _SOCIAL | _TOWN | _STREET
_SPACED = bytes.maketrans(b"_-/()\x01.:", b"        ")
_TOLD = (
    (Kind.NIR, _SOCIAL),
    (Kind.PHONE, _PHONE),
    (Kind.FILE_NUMBER, _FILE),
    (Kind.ADDRESS, _STREET),
    (Kind.PLACE, _TOWN),
)
