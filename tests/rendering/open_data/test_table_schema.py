# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Table Schema describes the table that is written: every cell of every row obeys it."""

import csv
import io
import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.rendering.open_data.register_entries import ENTRY, REGISTERS
from tests.rendering.open_data.small_site import ADDRESSES
from tests.rendering.open_data.table_checker import DESCRIPTOR, faults_of_schema, faults_of_table, obeys

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.open_data.inventory_csv import column_names, csv_chunks
from balise.rendering.open_data.table_schema import table_schema

BANK = shipped_bank()
INVENTORY = load_target("etalab-inventaire")
SCHEMA = table_schema(BANK, INVENTORY, ADDRESSES)
FIELDS = {field["name"]: field for field in SCHEMA["fields"]}


def test_it_has_the_published_structure():
    Draft202012Validator(DESCRIPTOR).validate(SCHEMA)
    assert list(faults_of_schema(SCHEMA)) == []


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
    content = b"".join(csv_chunks([ENTRY, *entries], BANK, INVENTORY, ADDRESSES))

    assert faults_of_table(content, SCHEMA) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("published_on", "hier"),
        ("edition", "deux"),
        ("status", "draft"),
        ("siren", "12"),
        ("title", ""),
        ("address", "r"),
    ],
)
def test_the_reader_sees_a_cell_that_does_not_obey(column, cell):
    """A judge that never refuses proves nothing."""
    content = b"".join(csv_chunks([ENTRY], BANK, INVENTORY, ADDRESSES)).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(content, newline=""))
    row[header.index(column)] = cell
    written = io.StringIO()
    csv.writer(written).writerows([header, row])

    assert faults_of_table(written.getvalue().encode(), SCHEMA) == [f"line 2, {column}: {cell!r}"]
