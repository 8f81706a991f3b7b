# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letters, forms and messages as an authority receives them, made up with what is in them written beside.

Half of the names are in no list: what finds them is the way people write, not our lists.
"""

import random
from dataclasses import dataclass

from stdnum import iban, luhn
from stdnum.fr import nir

KNOWN_GIVEN = ("Léa", "Mohamed", "Jean-Pierre", "Anne", "Fatima", "Théo", "Marie-Claude", "Ibrahim", "Zoé", "Pierre")
KNOWN_FAMILY = ("Martin", "Lefèvre", "Benali", "Petit", "Da Silva", "Nguyen", "Le Goff", "Roux", "Diallo", "Blanc")
RARE_GIVEN = ("Ylvarine", "Tchékan", "Drézelle", "Oumkhaïr", "Zbynèska", "Kwézi", "Isvaldo", "Prûdhelle")
RARE_FAMILY = (
    "Kravtchouzk",
    "Mbembokoué",
    "Vandrestælen",
    "Quéméhérec",
    "Oyinbola-Kent",
    "Hrzovski",
    "Zgueb",
    "Taïmanè",
)
WAYS = (
    "rue des Lilas",
    "avenue du Général-Leclerc",
    "chemin de la Croix",
    "boulevard Victor-Hugo",
    "impasse Paul Bert",
)
TOWNS = (
    ("69003", "Lyon"),
    ("38420", "Le Versoud"),
    ("67000", "STRASBOURG"),
    ("97200", "Fort-de-France"),
    ("35170", "Bruz"),
)
MONTHS = ("janvier", "février", "mars", "avril", "juin", "août", "septembre", "décembre")

TEMPLATES = (
    (
        "Madame, Monsieur,\n\nJe soussigné{e} {GIVEN} {FAMILY}, né{e} le {BIRTH} à {TOWN}, demeurant {ADDRESS}, "
        "{PLACE}, vous demande de bien vouloir inscrire mon fils {CHILD} à l’école Jules-Ferry. Vous pouvez me "
        "joindre au {PHONE} ou à {EMAIL}.\n\nJe vous prie d’agréer mes salutations distinguées.\n\n{GIVEN} {FAMILY}"
    ),
    (
        "Objet : recours contre l’avis n° 2026-12\nMonsieur le Maire,\nMme {FAMILY} {GIVEN}, allocataire n° {FILE}, "
        "conteste la décision du 3 mars 2026. Son numéro de sécurité sociale est le {NIR}. M. {FAMILY} n’a pas "
        "répondu."
    ),
    (
        "NOM : {FAMILY_UP}\nPrénom : {GIVEN}\nDate de naissance : {BIRTH}\nAdresse : {ADDRESS}\n{PLACE}\nTél. : "
        "{PHONE}\nCourriel : {EMAIL}\nN° de dossier : {FILE}\nIBAN : {IBAN}"
    ),
    (
        "Bonjour,\nSuite à votre appel, je transmets le dossier de Monsieur {FAMILY_UP} {GIVEN}, né le {BIRTH}, IPP "
        "{FILE}. Le docteur {OTHER} l’a vu hier à l’hôpital Édouard-Herriot. Merci de rappeler sa sœur, Mme {OTHER}, "
        "au {PHONE}.\nCordialement,\n{GIVEN} {OTHER}"
    ),
    (
        "Compte rendu. Présents : {GIVEN} {FAMILY}, {OTHER_GIVEN} {OTHER}. La salle Georges-Brassens est réservée "
        "rue Victor-Hugo. Le véhicule {PLATE} de M. {OTHER} est mal garé. Société : SIRET {SIRET}."
    ),
    (
        "Bonjour, je m’appelle {GIVEN} {FAMILY} et j’habite au {ADDRESS} à {TOWN}. Ma fille {CHILD} a eu un accident "
        "devant le gymnase Jean-Jaurès. Mon passeport n° {PASSPORT} a été volé. {FAMILY} {GIVEN}"
    ),
    (
        "Attestation\nM. et Mme {FAMILY_UP}, représentés par Me {OTHER}, déclarent que leur enfant {CHILD} "
        "{FAMILY_UP}, né le {BIRTH}, réside {ADDRESS} {PLACE}. Numéro fiscal : {SPI}. Carte bancaire {CARD}."
    ),
    ("Nom;Prénom;Né le;Courriel;Téléphone\n{FAMILY};{GIVEN};{BIRTH};{EMAIL};{PHONE}\n{OTHER};{OTHER_GIVEN};;;"),
    (
        '{"demandeur": {"nom": "{FAMILY}", "prenom": "{GIVEN}", "naissance": "{BIRTH}", "telephone": "{PHONE}"}, '
        '"matricule": "{FILE}"}'
    ),
    (
        "De : {GIVEN} {FAMILY} <{EMAIL}>\nÀ : {OTHER_GIVEN} {OTHER}\nObjet : RE: clés du local\n\nBonjour,\nLe dossier "
        "n° {FILE} est chez M. {OTHER}. Merci.\n{GIVEN} {FAMILY}\n\n> Le 3 mars 2026 à 10 h, {OTHER_GIVEN} {OTHER} a "
        "écrit :\n> Mme {FAMILY}, pouvez-vous rappeler le {PHONE} ?"
    ),
    (
        "Rapport d’intervention n° {FILE}\nNous, brigadier-chef {OTHER}, contrôlons M. {FAMILY_UP} {GIVEN}, né le "
        "{BIRTH}, au volant du véhicule {PLATE}, place Saint-Éloi. {FAMILY_UP} demeure {ADDRESS}, {PLACE}."
    ),
)


@dataclass(frozen=True)
class Letter:
    """A text, and what is in it: start, end and kind."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def letters(seed: int, many: int, *, rare: bool) -> list[Letter]:
    """Return letters, always the same for one seed."""
    draw = random.Random(seed)  # noqa: S311 - no secret here
    return [_letter(draw, TEMPLATES[rank % len(TEMPLATES)], rare) for rank in range(many)]


def _letter(draw: random.Random, template: str, rare: bool) -> Letter:
    values = _values(draw, rare)
    text, spans = "", []
    for rank, piece in enumerate(template.split("{")):
        name, brace, rest = piece.partition("}")
        if not brace or name not in values:
            text += f"{{{piece}" if rank else piece
            continue
        value, kind = values[name]
        if kind:
            spans.append((len(text), len(text) + len(value), kind))
        text += value + rest
    return Letter(text, tuple(spans))


def _values(draw: random.Random, rare: bool) -> dict[str, tuple[str, str]]:
    given = draw.choice(RARE_GIVEN if rare else KNOWN_GIVEN)
    family = draw.choice(RARE_FAMILY if rare else KNOWN_FAMILY)
    postcode, town = draw.choice(TOWNS)
    return {
        "GIVEN": (given, "person"),
        "FAMILY": (family, "person"),
        "FAMILY_UP": (family.upper(), "person"),
        "CHILD": (draw.choice(RARE_GIVEN if rare else KNOWN_GIVEN), "person"),
        "OTHER_GIVEN": (draw.choice(KNOWN_GIVEN), "person"),
        "OTHER": (draw.choice(RARE_FAMILY if rare else KNOWN_FAMILY), "person"),
        "e": (draw.choice(("", "e", "(e)")), ""),
        "BIRTH": (_birth(draw), "birth_date"),
        "TOWN": (town, ""),
        "ADDRESS": (f"{draw.randint(1, 180)}{draw.choice(('', ' bis', ','))} {draw.choice(WAYS)}", "address"),
        "PLACE": (f"{postcode} {town}", "place"),
        "PHONE": (_phone(draw), "phone"),
        "EMAIL": (f"contact.{draw.randint(1, 999)}@exemple-{draw.randint(1, 9)}.fr", "email"),
        "FILE": (
            draw.choice((f"{draw.randint(1000000, 9999999)}", f"2026-{draw.randint(1000, 99999)}")),
            "file_number",
        ),
        "NIR": (_nir(draw), "nir"),
        "IBAN": (_iban(draw), "iban"),
        "PLATE": (f"AB-{draw.randint(100, 999)}-CD", "plate"),
        "SIRET": (_siret(draw), "siret"),
        "PASSPORT": (f"{draw.randint(10, 29)}AB{draw.randint(10000, 99999)}", "identity_document"),
        "SPI": (f"{draw.randint(0, 3)}{draw.randint(10**11, 10**12 - 1)}", "spi"),
        "CARD": (_keyed(f"4970{draw.randint(10**10, 10**11 - 1)}"), "card"),
    }


def _birth(draw: random.Random) -> str:
    day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(1930, 2024)
    return draw.choice(
        (
            f"{day:02}/{month:02}/{year}",
            f"{day:02}.{month:02}.{year}",
            f"{day:02}-{month:02}-{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {draw.choice(MONTHS)} {year}",
            f"1er {draw.choice(MONTHS)} {year}",
            "douze mars mille neuf cent soixante-dix-huit",
        )
    )


def _phone(draw: random.Random) -> str:
    pairs = [f"{draw.randint(0, 99):02}" for _rank in range(4)]
    first = draw.randint(1, 9)
    return draw.choice(
        (
            f"0{first} {' '.join(pairs)}",
            f"0{first}.{'.'.join(pairs)}",
            f"0{first}{''.join(pairs)}",
            f"+33 {first} {' '.join(pairs)}",
            f"+33 (0){first} {' '.join(pairs)}",
            f"0033{first}{''.join(pairs)}",
        )
    )


def _nir(draw: random.Random) -> str:
    department = draw.choice(("38", "69", "2A", "2B", "97"))
    number = (
        f"{draw.randint(1, 2)}{draw.randint(0, 99):02}{draw.randint(1, 12):02}{department}{draw.randint(1, 999999):06}"
    )
    key = nir.calc_check_digits(number)
    spaced = f"{number[0]} {number[1:3]} {number[3:5]} {number[5:7]} {number[7:10]} {number[10:]} {key}"
    return draw.choice((number + key, number, spaced, spaced[:-3]))


def _iban(draw: random.Random) -> str:
    account = f"3000600001{draw.randint(10**10, 10**11 - 1)}89"
    whole = f"FR{iban.calc_check_digits(f'FR00{account}')}{account}"
    return draw.choice((whole, " ".join(whole[place : place + 4] for place in range(0, len(whole), 4))))


def _siret(draw: random.Random) -> str:
    siren = _keyed(f"{draw.randint(10**7, 10**8 - 1)}")
    whole = _keyed(f"{siren}{draw.randint(0, 9999):04}")
    return draw.choice((whole, f"{whole[:3]} {whole[3:6]} {whole[6:9]} {whole[9:]}"))


def _keyed(number: str) -> str:
    return number + luhn.calc_check_digit(number)
