# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers given to people and to bodies: social security, tax, bank, company, vehicle, identity document, file.

A number with a key is told by its key; one without is told by the words before it. What looks right and fails its key
is still masked when a word announces it: people mistype their own numbers.
"""

from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.fr import nif, nir

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import Match, Pattern, digits_of, pattern
from balise.gateway.pseudonyms.triggers import Survey, Trigger

_BEFORE = 60
"""How far a word announces a number."""

_NIR = pattern(
    r"\b[1-478][ .\-\n]?[0-9]{2}[ .\-\n]?[0-9]{2}[ .\-\n]?(?:[0-9]{2}|2[ab])[ .\-\n]?[0-9]{3}[ .\-\n]?[0-9]{3}"
    r"(?:[ ./\-\n]{0,3}(?:[|(] ?)?(?:,? ?cle ?:? ?)?[0-9]{2})?\b",
    r"|\b[1-478](?: [0-9]){5}(?: [0-9ab])(?: [0-9]){6,8}\b|\b[12](?:[ .]?[0-9]){14}\b",
)
_NIR_LABELLED = pattern(
    r"\b(?:secu(?:rite sociale)?|nir|nirpp|n\x01 ?ss|num(?:ero)? ?ss|immatriculation|assure(?:e|\(e\))?s?"
    r"|carte vitale|insee|inscription au repertoire)\b[^0-9\n]{0,40}"
    r"([0-9](?:[ .\-/]{0,2}[0-9abo]){9,15})\b"
)
_NIR_SHAPE = pattern(r"^[1-478][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2[ab])[0-9]{6}")
_NIR_WORDS = pattern(r"\b(?:secu|securite sociale|nir|assure|immatriculation|vitale|insee|ss)\b")
_NIR_LENGTHS, _SHORTEST_NIR, _GROUPED, _FEWEST_OF_NIR = (13, 15), 12, 3, 6
_DIGITS_OF_IBAN = 14

_TAX = pattern(r"\b[0-3][0-9](?:[ .]?[0-9]{2})[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}\b")
_TAX_LABELLED = pattern(
    r"\b(?:fiscale?|spi|impots?|contribuable|nif|declarant(?: [12])?|conjointe?)\b"
    r"[^0-9\n]{0,30}\n?([0-9](?:[ .]?[0-9]){12})\b"
)
_TAX_LENGTH = 13

_COMPANY = pattern(
    r"\b[0-9]{3}([ .\-]?)[0-9]{3}([ .\-]?)[0-9]{3}(?:[ .\-]?[0-9]{5}|[ .\-]?[0-9]{3} ?[0-9]{2})?\b",
)
_TRIPLETS = (b"000000", b"000 000", b"000.000", b"000-000")
_VAT_SHAPES = (b"AA00", b"AA 00", b"aa00")
_COMPANY_LABELLED = pattern(
    r"\b(siren|siret|rcs|tva(?: intracommunautaire)?|immatriculee?|naf|entreprise|association|societe|rna)\b"
    r"[^0-9\n]{0,30}(?:fr ?[0-9]{2} ?)?([0-9](?:[ .\-]?[0-9]){7,13})\b"
)
_VAT = pattern(r"\bfr ?[0-9]{2} ?([0-9]{3} ?[0-9]{3} ?[0-9]{3})\b")
_SIREN, _SIREN_KEYED, _SIRET = 9, 11, 14
"""Digits: a number of VAT holds a key, then the SIREN."""

_IBAN = pattern(r"\b[a-z]{2}[0-9]{2}(?:[ \-.]?[a-z0-9]{4}){2,7}(?:[ \-.]?[a-z0-9]{1,3})?\b")
_FRENCH_IBAN = pattern(
    r"\b(?:fr|mc) ?[0-9]{2}[ \-.]?[0-9]{2}(?:[ \-.\n]?[0-9]){8}(?:[ \-.\n]?[a-z0-9]){11}(?:[ \-.\n]?[0-9]){2}\b"
)
_RIB = pattern(
    r"\b(?:rib|releve d'identite bancaire|compte(?: bancaire)?)\b[^0-9\n]{0,30}"
    r"([0-9]{5}[ .\-]?[0-9]{5}[ .\-]?[a-z0-9]{11}[ .\-]?[0-9]{2})\b"
)
_RIB_IN_PARTS = pattern(
    r"\b(?:code )?banque ?:? ?([0-9]{5})[ ,;|/\n-]{1,4}(?:code )?(?:guichet|agence) ?:? ?([0-9]{5})[ ,;|/\n-]{1,4}"
    r"(?:n\x01 ?|numero )?(?:de )?(?:compte)? ?:? ?([0-9a-z]{11})[ ,;|/\n-]{1,4}(?:cle )?(?:rib)? ?:? ?([0-9]{2})\b"
)
_IBAN_LENGTHS = {
    b"at": 20, b"be": 16, b"bg": 22, b"ch": 21, b"cy": 28, b"cz": 24, b"de": 22, b"dk": 18, b"ee": 20, b"es": 24,
    b"fi": 18, b"fr": 27, b"gb": 22, b"gr": 27, b"hr": 21, b"hu": 28, b"ie": 22, b"it": 27, b"li": 21, b"lt": 20,
    b"lu": 20, b"lv": 21, b"ma": 28, b"mc": 27, b"mt": 31, b"nl": 18, b"no": 15, b"pl": 28, b"pt": 25, b"ro": 24,
    b"se": 24, b"si": 19, b"sk": 24, b"tn": 24, b"tr": 26,
}  # fmt: skip
_IBAN_WORDS = pattern(r"\b(?:iban|rib|compte|virement|bancaires?|prelevement)\b")

_CARD = pattern(
    r"\b[2-6][0-9]{3}(?:[ \-.]?[0-9]{4}){2}[ \-.]?[0-9]{1,7}\b|\b3[47][0-9]{2}[ \-.]?[0-9]{6}[ \-.]?[0-9]{5}\b"
)
_CARD_WORDS = pattern(r"\b(?:carte|cb|visa|mastercard|paiement|bancaire|cvv|cryptogramme)\b")
_CARD_LENGTHS = frozenset({15, 16, 19})

_PLATE = pattern(r"\b[A-HJ-NP-TV-Z]{2}([ \-.]?| - )[0-9]{3}([ \-.]?| - )[A-HJ-NP-TV-Z]{2}\b")
_LOWER_PLATE = pattern(r"\b[a-hj-np-tv-z]{2}-[0-9]{3}-[a-hj-np-tv-z]{2}\b")
_SPACED_LOWER_PLATE = pattern(r"\b([a-hj-np-tv-z]{2}) [0-9]{3} ([a-hj-np-tv-z]{2})\b")
_SHORT_WORDS = frozenset(
    b"de du le la les en au et un ou km je tu il ma ta sa me te se ce ne ni si du va ya as pa pr dr st bd av na ha kg "
    b"cm mm ml gr eu an ap mr rue".split()
)
"""What two letters mostly are: « de 120 km »."""
_FOREIGN_PLATE = pattern(
    r"\b(?:immatriculee?|immatriculation|plaques?|vehicule|voiture|bus|car|moto|camion|remorque)\b[^0-9\n]{0,20}?"
    r"\b((?:[a-z]{1,2}-[a-z]{1,2} ?[0-9]{2,6})|[a-z]{1,2} ?[0-9]{3,4} ?[a-z]{2,3})\b"
)
_OLD_PLATE = pattern(r"\b[0-9]{2,4}-[A-HJ-NP-Z]{2,3}-(?:[0-9]{2}|2[AB]|97[1-6])\b")
_SPACED_PLATE = pattern(r"\b[1-9][0-9]{1,3} [A-HJ-NP-Z]{2,3} (?:[0-9]{2}|2[AB]|97[1-6])\b")
_UNITS = frozenset(b"EUR TTC RUE SUR AVE CHE HAB MAR AVR SEP DEC BD AV DU LE LA DE ET AN KM HT".split())
"""Capitals between two numbers that are no plate: 1200 EUR 50, 12 RUE 45."""
_PLATE_LABELLED = pattern(
    r"\b(?:immatriculee?|immatriculation|plaques?|vehicule|voiture|scooter|moto|camion|remorque)\b[^0-9\n]{0,40}?"
    r"\b([a-z]{2}[ \-]?[0-9]{3}[ \-]?[a-z]{2}|[0-9]{1,4}[ \-]?[a-z]{2,3}[ \-]?(?:[0-9]{2}|2[ab]|97[1-6]))\b"
)

_VALUE = (
    r"([a-z]{0,9}[./\-]?(?:[a-z]{1,8}[./\-])?[0-9](?:[./\-]?[0-9a-z])*"
    r"(?: (?:[0-9]{2,}[a-z]?|[0-9]\b|[0-9]{1,4}[a-z]{2}\b|[a-z]{1,3}[0-9]+|[b-xz] [0-9]{2,}))*)"
)
_LINK = (
    r"(?: (?:de |d'|du |nationale? |electronique |biometrique |francais |europeen |etranger )?"
    r"(?:l')?[a-z]{0,14}){0,3}?"
    r"[ (]{0,3}(?:n\x01|no\.?|numero|num\.?|nr\.?|#|ref\.?)?[ ]{0,2}(?:(?:c')?est|sont|porte)?(?: le)?"
    r"\"?[ ]{0,2}[:=#\-)]?\"?"
    r"(?: ?(?:n\x01|no\.?|numero))?[ ]{0,4}:?[ ]{0,3}\"?"
)
_DOCUMENT = pattern(
    r"\b(?:passe?ports?|cni|cnie|ci|cnis|piece|ancien titre|carte(?: nationale)? d'identite|"
    r"piece d'identite|permis(?: de conduire)?"
    r"|titre de sejour|titre|carte de (?:sejour|resident)|recepisse|visa|agdref|numero etranger|n\x01 etranger)\b",
    _LINK,
    _VALUE,
)
_PASSPORT = pattern(r"\b[0-9]{2}[A-Z]{2}[0-9]{5}\b")
_NO_DOCUMENT = (b"executoire", b"construire", b"amenager", b"demolir", b"louer")
"""What makes of a title or of a permit something else than a document of identity."""
_FEWEST_OF_DOCUMENT, _CODED = 5, 9

_FILE = pattern(
    r"\b(?:n\x01|numeros? |no |num\.? |id\.? |ref\.? |references? |identifiants? |identification |code |matricule )?"
    r"(?:(?:de |d'|du |des |l'|la )*)"
    r"(nne|nie|nud|rg|ipp|nda|nip|iep|ipi|ins|ine|ini|dossiers?|al?locataires?|caf|msa|cpam|patiente?s?|visite|sejour|electeur|electrice|"
    r"hospitalisation|"
    r"matricule|adherente?s?|beneficiaires?|eleves?|etudiante?s?|cliente?s?|abonnee?s?|contrats?|police|sinistre|"
    r"nur|numero unique|forfait(?: de)? post-stationnement|fps|locataires?|contravention|amende|"
    r"usagere?s?|cartes?|pv|proces-verbal|main courante|plainte|assurance|"
    r"rapport d'(?:intervention|incident|infraction)|"
    r"demandeurs?|demande|identifiants?|identification|id|ip|rpps|adeli|finess|pole emploi|france travail|mdph|cmu|"
    r"mutuelle|recours|reclamations?|signalement|intervention|fiche|ticket|bordereau|quittance|badge|convocation|"
    r"reference|ref|requete|facture|foyer|agent|rsa|apa|pch|licence|inscription|enregistrement|"
    r"sous le numero|enregistree? sous|inscrite? sous|"
    r"acte|pacs|livret de famille|concession|avis|parcelle cadastrale|code[ \-]?barres?|famille|role|"
    r"comptes?|comptes? famille|registre|procedure|accident|alloc|benef|adh|notification|decision mdph|"
    r"compteur|pdl|prm|puce|lecteur|lectrice|abonnement|prestation|reservation|commande|colis|consultation|"
    r"autorisation|attestation|certificat|diplome|brevet|agrement|recepisse|licencie|emplacement|badge|casier)\b"
    r"(?: (?:caf|msa|mdph|professionnelle|locataire|patient|unique|"
    r"social|administratif|national|interne|famille|logement|d'allocataire|"
    r"allocataire|beneficiaire|d'adherent|client|medical|d'abonne|d'abonnee|d'usager|d'electeur|d'etudiant|etudiant)\b)?",
    r"\.?(?: ?\([a-z]{2,8}\))?",
    _LINK,
    _VALUE,
)
_LOOSE = frozenset(
    b"visite sejour police sinistre demande acte avis role agent famille foyer licence inscription recours contrat "
    b"contrats clients client usager usagers facture enregistrement concession reference ref requete ip id code "
    b"reclamation reclamations signalement intervention fiche ticket bordereau quittance badge convocation "
    b"contravention amende locataire locataires cliente clientes usagere carte cartes pv plainte assurance "
    b"beneficiaires eleves etudiants patients demandeurs abonnes compte comptes registre procedure accident alloc "
    b"benef adh notification puce lecteur lectrice abonnement prestation reservation commande colis consultation "
    b"autorisation attestation certificat diplome brevet agrement recepisse licencie emplacement casier "
    b"electeur electrice".split()
)
"""Words that announce a number only with « n° », « : » or a long number."""
_FEWEST_OF_FILE, _FEWEST_OF_ANY, _FEWEST_OF_LOOSE = 4, 5, 6
_DATE = pattern(
    r"^[0-3]?[0-9][./\- ][01]?[0-9][./\- ](?:[0-9]{2}|[0-9]{4})\b|^(?:19|20)[0-9]{2}(?:[/\-][01][0-9]){0,2}$"
)
_NO_NUMBER = pattern(
    r"^(?:1[89]|20)[0-9]{2} ?[\-/] ?(?:1[89]|20)[0-9]{2}$|^[0-3]?[0-9]/[01]?[0-9] (?:a )?[0-9]{1,2}h|^cerfa"
)
"""School years and wars, an appointment, a form of the State: of nobody, whatever announces them."""
_LAW_BEFORE = pattern(
    r"\b(?:lois?|decrets?|ordonnances?|arretes?|circulaires?|directives?|reglements?) (?:[a-z\-]+ )?"
    r"(?:du [0-9a-z ]{6,20} )?(?:n\x01|numero) ?$"
)
_NUMBER_OF_LAW = pattern(r"^(?:[0-9]{2}|(?:1[89]|20)[0-9]{2})-[0-9]{1,5}$")
_DATED = pattern(r"^ du (?:1er|[0-9]{1,2}) [a-z]{3,9} (?:1[789]|20)[0-9]{2}\b")
_LAWS, _LAWS_LISTED = (b"loi", b"decret", b"ordonnance", b"arrete"), 200
_AMOUNTS = (b" euros", b" \x02", b"\x02", b" du code")
"""What follows an amount, or the article of a code."""
_ANY_NUMBER = pattern(
    r"\b(?:n\x01|numeros?|ref\.?|references?|identifiants?|matricule|nr)"
    r"(?: ?(?:(?:de |d'|du |des |de la |de l'|au |a la |a l'|l'|votre |mon |son |a )?[a-z]{2,16}\b\.?)){0,4}?"
    r"(?: ?\([a-z ]{1,20}\))? ?[:=(]? ?(?:n\x01 ?)?",
    _VALUE,
)
_UNDER = pattern(
    r"(?:^|\n)[^\n0-9]{0,30}\b(?:n\x01|(?:numero|num|nir|ref|reference|identifiant|matricule|dossier|allocataire|adherent|"
    r"titre|carte|contrat|ine|permis|passeport|cni|usager|compte|fps|avis|sinistre|caf|mdph|apa|abonne|etudiant)\b)"
    r"[^\n0-9]{0,30}\n(?:[a-z]{1,10} [0-9][^\n]{0,10}: )?(?:[ >-]{1,4}|<[a-z]{1,12}> )?",
    _VALUE,
    r" ?[a-z]?(?:[.,\n]| (?:au nom|et|merci|voila)\b|$)",
)
"""A number alone on the line under its label, or in the answer to a question."""
_PUBLIC_ACT = pattern(
    r"\b(?:lois?|rapports?|decrets?|arretes?|deliberations?|ordonnances?|directives?|reglements?|articles?|circulaires?|cerfa|"
    r"formulaires?|annexes?|amendements?|lots?|marches?|arrets?|decisions?|pourvoi|conventions?|versions?|normes?|"
    r"instruction|note de service|telephone|tel|lignes?|budget(?:aire)?s?|bulletin|pages?)\b"
)
"""What bears a number of its own, and is of nobody."""
_PERMIT = pattern(
    r"\b(?:pc|dp|pa|pd|cua?|cub|at)(?:mi)? ?(?:n\x01 ?)?:? ?"
    r"([0-9]{2}[0-9ab] ?[0-9]{3} ?[0-9]{2} ?(?:[a-z]? ?[0-9] ?[0-9]{4}|[a-z][0-9]{4}))\b"
)
_LETTER = pattern(r"^ [A-Z](?:[^A-Za-z']|$)")
_PREFIX = pattern(r"[^A-Za-z0-9]([A-Z]{1,6}) $")
_CODE = pattern(
    r"^(?:[A-Z]{1,9}-?(?:[A-Z0-9]{1,6}-)*[0-9]{3,}[A-Z0-9\-]*|[A-Z]{2,5}-[A-Z]-[0-9]{2}|[0-9]{4,}-?[A-Z]{1,3}[0-9]*"
    r"|[A-Z][0-9][A-Z0-9]{2,}-[A-Z0-9]{3,})$"
)
"""Capitals and digits in one word: a number of file, though it is short."""
_SLUG = pattern(r"^[a-z]{4,}-")
"""A word before the digits, written small: what programs name things with."""
_FEWEST_OF_CODE, _LONG_CODE, _DIGITS_OF_PHONE = 3, 7, 10
_NUMBERED = pattern(r"n\x01|numero|^code |no\.? |:|#|=")
_BARE = pattern(r"\b[0-9]{8,15}\b")


def social_security_numbers(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the NIR: with their key, or in their shape with a space or a word before."""
    plain = folded.plain
    for found in _NIR.finditer(plain) if survey.longest >= _SHORTEST_NIR else ():
        start, end = found.span()
        whole = plain[start:end].replace(b"cle", b"")
        number = bytes(each for each in whole if each in b"0123456789ab")
        if len(number) not in _NIR_LENGTHS:
            if whole.count(b" ") >= len(number) - 1:
                yield Span(start, end, Kind.NIR, certain=False)
            continue
        keyed = len(number) == max(_NIR_LENGTHS) and nir.is_valid(number.decode().upper())
        spelt = whole.count(b" ") >= len(number) - 1
        if keyed:
            yield Span(start, end, Kind.NIR)
        elif spelt or whole.count(b" ") >= _GROUPED or (_NIR_SHAPE.match(number) and not _tax_number(number)):
            yield Span(start, end, Kind.NIR, certain=False)
    announced = survey.triggers & Trigger.SOCIAL and survey.digits >= _FEWEST_OF_NIR
    for found in _NIR_LABELLED.finditer(plain) if announced else ():
        yield Span(*found.span(1), Kind.NIR)


def tax_numbers(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the tax reference numbers (SPI)."""
    plain = folded.plain
    for found in _TAX.finditer(plain) if survey.longest >= _TAX_LENGTH else ():
        if _tax_number(digits_of(found.group())):
            yield Span(*found.span(), Kind.SPI, certain=False)
    announced = survey.triggers & Trigger.TAX and survey.digits >= _TAX_LENGTH
    for found in _TAX_LABELLED.finditer(plain) if announced else ():
        yield Span(*found.span(1), Kind.SPI)


def companies(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the SIREN and SIRET: with their key, or announced."""
    plain = folded.plain
    grouped = survey.longest >= _SIREN and any(each in survey.shape for each in _TRIPLETS)
    for found in _COMPANY.finditer(plain) if grouped else ():
        number = digits_of(found.group())
        if len(number) not in {_SIREN, _SIRET} or not _company_key(number) or _is_amount(found, plain):
            continue
        yield Span(*found.span(), Kind.SIREN if len(number) == _SIREN else Kind.SIRET, len(number) == _SIRET)
    vat = survey.longest > _SIREN and b"fr" in plain and any(each in survey.shape for each in _VAT_SHAPES)
    for found in _VAT.finditer(plain) if vat else ():
        if luhn.is_valid(digits_of(found.group(1)).decode()):
            yield Span(*found.span(), Kind.SIREN)
    announced = survey.triggers & Trigger.COMPANY and survey.digits >= _SIREN
    for found in _COMPANY_LABELLED.finditer(plain) if announced else ():
        number = digits_of(found.group(2))
        if len(number) in {_SIREN, _SIREN_KEYED, _SIRET}:
            yield Span(*found.span(2), Kind.SIRET if len(number) == _SIRET else Kind.SIREN)


def bank_accounts(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the IBAN, and the RIB announced as such."""
    plain = folded.plain
    if survey.longest < _DIGITS_OF_IBAN and not survey.triggers & Trigger.ACCOUNT:
        return
    for found in _FRENCH_IBAN.finditer(plain):
        number = bytes(each for each in found.group() if each not in b" -.").decode()
        yield Span(*found.span(), Kind.IBAN, iban.is_valid(number, check_country=False))
    for found in _IBAN.finditer(plain):
        start, end = found.span()
        end = _iban_end(plain, start, end)
        number = bytes(each for each in plain[start:end] if each not in b" -.").decode()
        keyed = iban.is_valid(number, check_country=False)
        if keyed or _is_long_enough(number) or _is_announced_iban(plain, start):
            yield Span(start, end, Kind.IBAN, keyed)
    for found in _RIB.finditer(plain):
        yield Span(*found.span(1), Kind.IBAN, certain=False)
    for found in _RIB_IN_PARTS.finditer(plain) if b"banque" in plain else ():
        yield Span(found.start(1), found.end(4), Kind.IBAN)


def _is_long_enough(number: str) -> bool:
    """Tell whether a number has the length of its country: people mistype the keys of their own accounts.

    « No » begins the number of a bill as well as an account in Norway.
    """
    digits = sum(map(str.isdigit, number))
    return len(number) == _IBAN_LENGTHS.get(number[:2].encode()) and digits >= _DIGITS_OF_IBAN and number[:2] != "no"


def _is_announced_iban(plain: bytes, start: int) -> bool:
    return plain[start : start + 2] in _IBAN_LENGTHS and _announced(plain, start, _IBAN_WORDS)


def cards(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the payment cards: by their key, or announced."""
    plain = folded.plain
    for found in _CARD.finditer(plain) if survey.longest >= min(_CARD_LENGTHS) else ():
        number = digits_of(found.group())
        if len(number) not in _CARD_LENGTHS:
            continue
        keyed = luhn.is_valid(number.decode())
        if keyed or _announced(plain, found.start(), _CARD_WORDS):
            yield Span(*found.span(), Kind.CARD, keyed)


def plates(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the licence plates, those of before 2009 included."""
    shape = survey.shape
    for found in _PLATE.finditer(folded.cased) if b"AA" in shape and b"000" in shape else ():
        if found.group(1) == found.group(2):
            yield Span(*found.span(), Kind.PLATE)
    if b"aa-000-aa" in shape.lower() or b"0-AA" in shape:
        yield from _hyphenated_plates(folded)
    for found in _SPACED_PLATE.finditer(folded.cased) if b"0 AA" in shape else ():
        if found.group().split(b" ")[1] not in _UNITS:
            yield Span(*found.span(), Kind.PLATE, certain=False)
    for found in _SPACED_LOWER_PLATE.finditer(folded.plain) if b"aa 000 aa" in shape else ():
        if found.group(1) not in _SHORT_WORDS and found.group(2) not in _SHORT_WORDS:
            yield Span(*found.span(), Kind.PLATE, certain=False)
    for found in _FOREIGN_PLATE.finditer(folded.plain) if survey.triggers & Trigger.VEHICLE else ():
        yield Span(*found.span(1), Kind.PLATE, certain=False)
    for found in _PLATE_LABELLED.finditer(folded.plain) if survey.triggers & Trigger.VEHICLE else ():
        yield Span(*found.span(1), Kind.PLATE)


def _hyphenated_plates(folded: Folded) -> Iterator[Span]:
    for found in _LOWER_PLATE.finditer(folded.plain):
        yield Span(*found.span(), Kind.PLATE, certain=False)
    for found in _OLD_PLATE.finditer(folded.cased):
        yield Span(*found.span(), Kind.PLATE)


def identity_documents(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the numbers of passports, identity cards, driving licences and residence permits."""
    plain = folded.plain
    for found in _PASSPORT.finditer(folded.cased) if b"00AA00000" in survey.shape else ():
        yield Span(*found.span(), Kind.IDENTITY_DOCUMENT, certain=False)
    for found in _DOCUMENT.finditer(plain) if survey.triggers & Trigger.DOCUMENT else ():
        start, end = _trimmed(plain, *found.span(1))
        value = plain[start:end]
        if any(each in plain[found.start() : start] for each in _NO_DOCUMENT):
            continue
        coded = len(value) == _CODED and len(digits_of(value)) > 1 and folded.cased[start:end].isupper()
        long = coded or len(digits_of(value)) >= _FEWEST_OF_DOCUMENT
        if long and not _DATE.match(value) and not _of_nobody(plain, start, end):
            yield Span(start, end, Kind.IDENTITY_DOCUMENT)


def file_numbers(folded: Folded) -> Iterator[Span]:
    """Yield the numbers that an office gives to a person or to their file, told by the words before them."""
    plain = folded.plain
    for found in _FILE.finditer(plain):
        start, end = _trimmed(plain, *found.span(2))
        value = plain[start:end]
        many = len(digits_of(value))
        loose = found.group(1) in _LOOSE
        numbered = _NUMBERED.search(plain[found.start() : start]) is not None
        fewest = _FEWEST_OF_LOOSE if loose and not numbered else _FEWEST_OF_FILE
        if _SLUG.match(folded.cased[start:end]) is not None:
            continue
        coded = _CODE.match(folded.cased[start:end]) is not None
        if not coded and (many < fewest or (_DATE.match(value) and b"n\x01" not in plain[found.start() : start])):
            continue
        if _of_nobody(plain, start, end):
            continue
        start = _with_prefix(folded, max(found.end(1) + 1, start - _LONG_CODE), start)
        yield Span(start, _with_letter(folded, end), Kind.FILE_NUMBER, not loose)


def _of_nobody(plain: bytes, start: int, end: int) -> bool:
    """Tell whether a number that words announce is that of a law, of a school year, of a form, or an amount."""
    if plain.endswith(b"cerfa ", 0, start) or plain.startswith(_AMOUNTS, end):
        return True
    if _NO_NUMBER.match(plain[start:end]) is not None:
        return True
    if _LAW_BEFORE.search(plain[max(0, start - _BEFORE) : start]) is not None:
        return True
    if _NUMBER_OF_LAW.match(plain[start:end]) is None or _DATED.match(plain[end : end + _BEFORE]) is None:
        return False
    return any(each in plain[max(0, start - _LAWS_LISTED) : start] for each in _LAWS)


def _with_prefix(folded: Folded, floor: int, start: int) -> int:
    """Return where a number starts, the capitals before it included: « APA 19 00871 », « K 09-117 »."""
    found = _PREFIX.search(folded.cased[floor - 1 : start])
    return start if found is None or not folded.cased[start : start + 1].isdigit() else floor - 1 + found.start(1)


def _with_letter(folded: Folded, end: int) -> int:
    """Return where a number ends, the lone letter after it included: « 0745821 C »."""
    return end + 2 if _LETTER.match(folded.cased[end : end + 3]) is not None else end


def any_numbers(folded: Folded) -> Iterator[Span]:
    """Yield the long numbers that « n° » and its like announce, whatever the words, but those of public acts."""
    plain = folded.plain
    for found in _ANY_NUMBER.finditer(plain):
        start, end = _trimmed(plain, *found.span(1))
        value = plain[start:end]
        if value[:1] == b"0" and len(digits_of(value)) == _DIGITS_OF_PHONE:
            continue
        named = _SLUG.match(folded.cased[start:end]) is not None
        if not _tells_somebody(value) or named or _of_nobody(plain, start, end):
            continue
        if not _announced(plain, start, _PUBLIC_ACT):
            yield Span(start, end, Kind.FILE_NUMBER, certain=False)
    for found in _UNDER.finditer(plain) if b"\n" in plain else ():
        start, end = _trimmed(plain, *found.span(1))
        value = plain[start:end]
        if _tells_somebody(value) and not _DATE.match(value) and not _announced(plain, start, _PUBLIC_ACT):
            yield Span(start, _with_letter(folded, end), Kind.FILE_NUMBER, certain=False)


def _tells_somebody(value: bytes) -> bool:
    """Tell whether a number that is announced is long enough for a file, its letters being counted too."""
    digits = len(digits_of(value))
    return digits >= _FEWEST_OF_ANY or (digits >= _FEWEST_OF_CODE and len(value) >= _LONG_CODE)


def permits(folded: Folded) -> Iterator[Span]:
    """Yield the numbers of planning permissions: each leads to whoever asked for it."""
    for found in _PERMIT.finditer(folded.plain):
        yield Span(*found.span(), Kind.FILE_NUMBER, certain=False)


def bare_numbers(folded: Folded) -> Iterator[Span]:
    """Yield long numbers that nothing announces: a file number when a person stands on the same line."""
    for found in _BARE.finditer(folded.plain):
        yield Span(*found.span(), Kind.FILE_NUMBER, certain=False)


def _tax_number(number: bytes) -> bool:
    return len(number) == _TAX_LENGTH and number[:1] in b"0123" and nif.is_valid(number.decode())


def _company_key(number: bytes) -> bool:
    written = number.decode()
    return luhn.is_valid(written[:_SIREN]) and (len(written) == _SIREN or luhn.is_valid(written))


def _is_amount(found: Match, plain: bytes) -> bool:
    return plain[found.end() : found.end() + 8].lstrip().startswith((b"\x02", b"eur", b"%", b"hab", b"fcfa"))


def _announced(plain: bytes, start: int, words: Pattern) -> bool:
    return words.search(plain[max(0, start - _BEFORE) : start]) is not None


def _iban_end(plain: bytes, start: int, end: int) -> int:
    """Return where an IBAN of this country ends: the next word must not be taken for its last group."""
    wanted = _IBAN_LENGTHS.get(plain[start : start + 2])
    if wanted is None:
        return end
    counted = 0
    for place in range(start, end):
        counted += plain[place] not in b" -."
        if counted == wanted:
            return place + 1
    return end


def _trimmed(plain: bytes, start: int, end: int) -> tuple[int, int]:
    while end > start and plain[end - 1] in b" ./-":
        end -= 1
    return start, end
