# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is found in a text: a kind of personal data, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of personal data; a name never changes its meaning: it is counted in the usage journal."""

    EMAIL = "email"
    PHONE = "phone"
    NIR = "nir"
    SIREN = "siren"
    SIRET = "siret"
    SPI = "spi"
    IBAN = "iban"
    CARD = "card"
    ADDRESS = "address"
    PLACE = "place"
    """Postcode and city, city and department, the town where somebody lives."""
    BIRTH_DATE = "birth_date"
    PLATE = "plate"
    IDENTITY_DOCUMENT = "identity_document"
    FILE_NUMBER = "file_number"
    PERSON = "person"
    HEALTH = "health"
    RELIGION = "religion"
    UNION = "union"
    POLITICS = "politics"
    ORIGIN = "origin"
    SEXUAL_LIFE = "sexual_life"
    BIOMETRICS = "biometrics"


SENSITIVE = frozenset(
    {Kind.HEALTH, Kind.RELIGION, Kind.UNION, Kind.POLITICS, Kind.ORIGIN, Kind.SEXUAL_LIFE, Kind.BIOMETRICS}
)
"""The special categories of article 9 of the GDPR."""


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of personal data: its place in the text, in code points, and how sure we are."""

    start: int
    end: int
    kind: Kind
    certain: bool = True
    """A key was checked, or words around it leave no doubt."""
