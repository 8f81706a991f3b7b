# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The open data of the demonstration, judged by the descriptions that are published beside it."""

import json

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from jsonschema import Draft202012Validator
from tests.rendering.open_data.table_checker import DESCRIPTOR, faults_of_schema, faults_of_table

pytestmark = [pytest.mark.usefixtures("valbrise"), pytest.mark.django_db]
FOLDERS = ("/portail/donnees/", "/portail/valbrise/donnees/", "/portail/valbrise-metropole/donnees/")


def body(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    return bytes(response.getvalue())


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_cell_of_the_table_obeys_its_schema(folder):
    schema = json.loads(body(f"{folder}schema-csv.json"))
    table = body(f"{folder}registre.csv")

    Draft202012Validator(DESCRIPTOR).validate(schema)
    assert list(faults_of_schema(schema)) == []
    assert faults_of_table(table, schema) == []
    assert table.count(b"\r\n") > 5


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_entry_obeys_its_schema(folder):
    schema = json.loads(body(f"{folder}schema-json.json"))
    entries = json.loads(body(f"{folder}registre.json"))

    Draft202012Validator(schema).validate(entries)
    assert len(entries) > 5


def test_the_schema_of_an_authority_is_that_of_all():
    for name in ("schema-csv.json", "schema-json.json"):
        assert len({body(folder + name) for folder in FOLDERS}) == 1
