# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Table Schema of the CSV table, generated from the same columns as its rows.

Table Schema (Frictionless standards) is what the French schema catalogue takes; the keys beside ``fields`` are those
that it asks for. It is generated from the question bank, so that a question added tomorrow is described the same day.
"""

import re
from collections.abc import Mapping
from typing import Any

from balise.core.interchange import LIST_SEPARATOR, Target
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank, QuestionType
from balise.rendering.open_data.addresses import Addresses, Download
from balise.rendering.open_data.columns import Column, inventory_columns, own_columns
from balise.rendering.open_data.inventory_csv import ADDRESS
from balise.rendering.open_data.licence import LICENCE

VERSION = "1.0.0"
PROFILE = "https://specs.frictionlessdata.io/schemas/table-schema.json"
NAME = "inventaire-algorithmes-collectivites"
TITLE = Text("Registre public des usages de l’IA d’une collectivité", "Public register of an authority’s uses of AI")
DESCRIPTION = Text(
    "Une ligne par usage. D’abord les rubriques de l’inventaire des traitements algorithmiques (guide d’Etalab, article"
    " L. 312-1-3 du code des relations entre le public et l’administration), en mots ; puis le détail, en codes. Une"
    " case vide est une réponse inconnue. Les listes sont séparées par « | ». Un texte qu’un tableur exécuterait est"
    " précédé d’une apostrophe.",
    "A row a use. First the headings of the inventory of algorithms (Etalab guide, article L. 312-1-3 of the French"
    " code of relations between the public and the administration), in words; then the detail, in codes. An empty cell"
    " is an unknown answer. Lists are separated by “|”. A text that a spreadsheet would run has an apostrophe before.",
)
KEYWORDS = Text(
    "algorithmes, intelligence artificielle, transparence", "algorithms, artificial intelligence, transparency"
)
CREATED, CHANGED = "2026-11-20", "2026-11-22"
"""The days on which this description was first written, and last changed in what it asks of a file."""
AUTHORS = Text("Les contributeurs de Balise", "Balise contributors")
SOURCES = (
    (
        Text(
            "Code des relations entre le public et l’administration, article L. 312-1-3",
            "French code of relations between the public and the administration, article L. 312-1-3",
        ),
        "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000031366350/",
    ),
    (
        Text(
            "Guide des algorithmes publics d’Etalab : l’inventaire", "Etalab guide of public algorithms: the inventory"
        ),
        "https://guides.etalab.gouv.fr/algorithmes/inventaire/",
    ),
)
"""The texts that the columns come from."""
EXAMPLE_TITLE = Text("Les registres de cette installation", "The registers of this installation")
TYPES: Mapping[QuestionType, str] = {
    QuestionType.YES_NO: "boolean",
    QuestionType.NUMBER: "number",
    QuestionType.DATE: "date",
}
"""The types of Table Schema; everything else is a string, with its constraints."""
ADDRESS_TITLE = Text("Adresse", "Address")
ADDRESS_DESCRIPTION = Text("Adresse permanente de la fiche.", "Permanent address of the entry.")


def table_schema(
    bank: QuestionBank, inventory: Target, addresses: Addresses, language: Language = Language.FRENCH
) -> dict[str, Any]:
    """Return the Table Schema of the CSV table, its titles in one language and its names in none."""
    columns = (*inventory_columns(inventory, bank), *own_columns(bank))
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE.in_(language),
        "description": DESCRIPTION.in_(language),
        "keywords": KEYWORDS.in_(language).split(", "),
        "version": VERSION,
        "created": CREATED,
        "lastModified": CHANGED,
        "countryCode": "FR",
        "lang": language.value,
        "path": addresses.download(Download.TABLE_SCHEMA, None),
        "homepage": addresses.register(None),
        "licenses": [{"name": "etalab-2.0", "path": LICENCE}],
        "contributors": [{"title": AUTHORS.in_(language), "role": "author"}],
        "sources": [{"title": title.in_(language), "path": path} for title, path in SOURCES],
        "resources": [{"title": EXAMPLE_TITLE.in_(language), "path": addresses.download(Download.CSV, None)}],
        "fields": [*(_field(column, language) for column in columns), _address(language)],
        "missingValues": [""],
        "primaryKey": ["id"],
    }


def _field(column: Column, language: Language) -> dict[str, Any]:
    """Return one field; a yes is written « yes » and not « true », and the schema says so."""
    type_ = TYPES.get(column.type, "string")
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title.in_(language),
        "description": _description(column, language),
        "type": type_,
    }
    if type_ == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.example:
        field["example"] = column.example
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def _description(column: Column, language: Language) -> str:
    """Return what the column holds, with the words of its codes."""
    description = column.description.in_(language)
    if not column.choices:
        return description
    words = " ; ".join(f"{choice.id} = {choice.label.in_(language)}" for choice in column.choices)
    if language is Language.ENGLISH:
        words = words.replace(" ;", ";")
    return f"{description} ({words})"


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.type is QuestionType.CHOICE:
        constraints["enum"] = [choice.id for choice in column.choices]
    elif column.type is QuestionType.CHOICES:
        one = "|".join(re.escape(choice.id) for choice in column.choices)
        constraints["pattern"] = f"({one})({re.escape(LIST_SEPARATOR)}({one}))*"
    elif column.pattern:
        constraints["pattern"] = column.pattern
    return constraints


def _address(language: Language) -> dict[str, Any]:
    return {
        "name": ADDRESS,
        "title": ADDRESS_TITLE.in_(language),
        "description": ADDRESS_DESCRIPTION.in_(language),
        "type": "string",
        "format": "uri",
        "constraints": {"required": True},
    }
