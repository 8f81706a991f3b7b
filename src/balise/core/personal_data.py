# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What people call each kind of personal data, by the name that the usage journal counts it under."""

from collections.abc import Iterable

from balise.core.language import Language, Text

PERSONAL_DATA_WORDS: dict[str, Text] = {
    "person": Text("nom de personne", "name of a person"),
    "email": Text("adresse électronique", "e-mail address"),
    "phone": Text("numéro de téléphone", "telephone number"),
    "address": Text("adresse postale", "postal address"),
    "place": Text("code postal et ville", "postcode and city"),
    "birth_date": Text("date de naissance", "date of birth"),
    "nir": Text("numéro de sécurité sociale", "social security number"),
    "spi": Text("numéro fiscal", "tax number"),
    "siren": Text("numéro SIREN", "SIREN number"),
    "siret": Text("numéro SIRET", "SIRET number"),
    "iban": Text("compte bancaire", "bank account"),
    "card": Text("carte de paiement", "payment card"),
    "plate": Text("plaque d’immatriculation", "licence plate"),
    "identity_document": Text("pièce d’identité", "identity document"),
    "file_number": Text("numéro de dossier", "file number"),
    "health": Text("santé", "health"),
    "religion": Text("religion", "religion"),
    "union": Text("appartenance syndicale", "union membership"),
    "politics": Text("opinions politiques", "political opinions"),
    "origin": Text("origine", "origin"),
    "sexual_life": Text("vie sexuelle", "sexual life"),
    "biometrics": Text("biométrie et génétique", "biometrics and genetics"),
}


def kinds_in_words(kinds: Iterable[str], language: Language) -> str:
    """Return kinds of personal data as people call them, in alphabetical order; one that is not known is left as it is.

    A gateway may be newer than what reads its journal, and know one kind more.
    """
    said = (PERSONAL_DATA_WORDS.get(kind) or Text(kind, kind) for kind in kinds)
    return ", ".join(sorted(each.in_(language) for each in said))
