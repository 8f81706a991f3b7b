# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Table Schema describes the table that is written: every cell of every row obeys it."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator
from tests.rendering.open_data.register_entries import ENTRY, REGISTERS
from tests.rendering.open_data.small_site import ADDRESSES

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.open_data.inventory_csv import column_names, csv_chunks
from balise.rendering.open_data.table_schema import table_schema

BANK = shipped_bank()
INVENTORY = load_target("etalab-inventaire")
SCHEMA = table_schema(BANK, INVENTORY, ADDRESSES)
FIELDS = {field["name"]: field for field in SCHEMA["fields"]}

STRUCTURE = {
    "type": "object",
    "required": ["name", "title", "description", "version", "countryCode", "path", "homepage", "fields"],
    "properties": {
        "fields": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "title", "description", "type"],
                "properties": {
                    "type": {"enum": ["string", "number", "integer", "boolean", "date"]},
                    "constraints": {
                        "propertyNames": {"enum": ["required", "unique", "enum", "pattern"]},
                        "properties": {"enum": {"minItems": 1, "uniqueItems": True}},
                    },
                },
            },
        },
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "primaryKey": {"type": ["string", "array"]},
    },
}
"""What the published specification asks of the words that we use, and the French catalogue besides."""


def obeys(cell: str, field: dict[str, Any]) -> bool:
    """Read a cell as the specification says: empty is missing, else the type, then the constraints."""
    constraints = field.get("constraints", {})
    if not cell:
        return not constraints.get("required", False)
    typed = {
        "string": lambda: True,
        "number": lambda: float(cell) is not None,
        "date": lambda: date.fromisoformat(cell) is not None,
        "boolean": lambda: cell in field["trueValues"] + field["falseValues"],
    }[field["type"]]()
    allowed = cell in constraints.get("enum", [cell])
    return typed and allowed and re.fullmatch(constraints.get("pattern", "(?s:.*)"), cell) is not None


def test_it_has_the_published_structure():
    Draft202012Validator(STRUCTURE).validate(SCHEMA)


def test_it_describes_the_columns_in_their_order():
    assert tuple(field["name"] for field in SCHEMA["fields"]) == column_names(BANK, INVENTORY)


def test_it_takes_its_words_from_the_question_bank():
    field = FIELDS["human_review"]

    assert field["title"] == "relecture humaine"
    assert field["constraints"]["enum"] == ["none", "sampled", "every_output"]
    assert "every_output = chaque résultat est relu" in field["description"]


def test_it_exists_in_english_with_the_same_names():
    english = table_schema(BANK, INVENTORY, ADDRESSES, Language.ENGLISH)

    assert [field["name"] for field in english["fields"]] == list(FIELDS)
    assert "every_output = every output is checked" in next(
        field["description"] for field in english["fields"] if field["name"] == "human_review"
    )


def test_each_example_obeys_its_own_field():
    assert [name for name, field in FIELDS.items() if "example" in field and not obeys(field["example"], field)] == []


def test_it_is_plain_json():
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@given(REGISTERS)
def test_every_row_that_is_written_obeys_it(entries):
    content = b"".join(csv_chunks([ENTRY, *entries], BANK, INVENTORY, ADDRESSES)).decode("utf-8-sig")

    for row in csv.DictReader(io.StringIO(content, newline="")):
        assert [(name, cell) for name, cell in row.items() if not obeys(cell, FIELDS[name])] == []
