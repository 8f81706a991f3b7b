# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files of the register: what is published and nothing else, read from anywhere, not sent twice for nothing."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.web.organisations.members import Member
from balise.web.transparency.operations.publication import publish, withdraw

pytestmark = pytest.mark.django_db
FILES = ["registre.csv", "registre.json", "changements.atom", "catalogue.jsonld", "schema-csv.json", "schema-json.json"]


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/portail/{cast.owner.authority.slug}/donnees/"


@pytest.fixture
def code(cast: Cast, publisher: Member) -> str:
    return publish(publisher, cast.deployed().id, WORDING, at=NOW)


def body(address: str, **headers: str) -> bytes:
    response: HttpResponseBase = Client().get(address, headers=headers)
    assert response.status_code == 200, (address, response.status_code)
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    return bytes(response.getvalue())


@pytest.mark.parametrize("name", FILES)
def test_anybody_reads_each_file_from_any_site(base: str, code: str, name: str):
    response = Client().get(base + name)

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["ETag"]


@pytest.mark.parametrize("name", FILES)
def test_what_has_not_changed_is_not_sent_again(base: str, code: str, name: str, cast: Cast, publisher: Member):
    kept = Client().get(base + name)["ETag"]
    assert Client().get(base + name, headers={"If-None-Match": kept}).status_code == 304

    from balise.web.transparency.models import Entry  # noqa: PLC0415 - the row behind the code

    dossier = Entry.objects.get(code=code).dossier_id
    publish(publisher, dossier, replace(WORDING, change="Relu."), at=NOW + timedelta(hours=1))
    assert Client().get(base + name, headers={"If-None-Match": kept}).status_code == 200


def test_the_files_say_the_same_entries(base: str, code: str):
    (row,) = csv.DictReader(io.StringIO(body(base + "registre.csv").decode("utf-8-sig")))
    told = json.loads(body(base + "registre.json"))
    listed = told if isinstance(told, list) else told["entries"]
    feed = ET.fromstring(body(base + "changements.atom").decode())  # noqa: S314 - our own feed

    assert code in row.values() or any(code in value for value in row.values())
    assert [entry["id"] for entry in listed] == [code]
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1


def test_what_was_withdrawn_leaves_the_files(base: str, code: str, publisher: Member):
    from balise.web.transparency.models import Entry  # noqa: PLC0415 - the row behind the code

    withdraw(publisher, Entry.objects.get(code=code).dossier_id, "Par erreur.", at=NOW + timedelta(hours=1))

    assert code.encode() not in body(base + "registre.csv") + body(base + "registre.json")


def test_the_table_is_described_column_by_column(base: str, code: str):
    header = next(csv.reader(io.StringIO(body(base + "registre.csv").decode("utf-8-sig"))))
    schema = json.loads(body(base + "schema-csv.json"))

    assert [field["name"] for field in schema["fields"]] == header


def test_the_charter_is_given_as_a_pdf_and_the_guide_tells_what_is_forbidden(cast: Cast):
    slug = cast.owner.authority.slug

    assert body(f"/portail/{slug}/charte.pdf").startswith(b"%PDF-1.7")
    assert "Interdire l’IA dans les interactions directes" in body(f"/portail/{slug}/charte/").decode()
    assert "La charte l’interdit" in body(f"/portail/{slug}/guide/agents/").decode().replace("\u00a0", " ")
    assert Client().get(f"/portail/{slug}/guide/personne/").status_code == 404
    assert Client().get(f"/portail/{slug}/guide/agents/rien/").status_code == 404


def test_the_code_to_scan_is_a_drawing_that_names_its_address(code: str):
    drawn = body(f"/r/{code}/code.svg").decode()

    assert f"/r/{code}/" in drawn
    assert "<svg" in drawn
