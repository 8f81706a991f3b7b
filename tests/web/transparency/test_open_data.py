# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files of the registers: what is published and nothing else, read from anywhere, not sent twice for nothing."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.conftest import NOW, Hire, make_authority
from tests.web.governance.conftest import Cast, mail_answers
from tests.web.transparency.conftest import WORDING, dossier_behind

from balise.core.roles import Role
from balise.core.states import Act
from balise.web.assessments.operations.dossiers import create
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.publication import publish, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_once")]
FILES = ["registre.csv", "registre.json", "changements.atom", "catalogue.jsonld", "schema-csv.json", "schema-json.json"]
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = NOW + timedelta(hours=1)
EVERYWHERE = "/portail/donnees/"


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/portail/{cast.owner.authority.slug}/donnees/"


@pytest.fixture(params=["of an authority", "of the installation"])
def folder(request: pytest.FixtureRequest, base: str) -> str:
    """Return where the files are: each test that asks for it is made for an authority, then for all of them."""
    return base if request.param == "of an authority" else EVERYWHERE


def body(address: str, **headers: str) -> bytes:
    response: HttpResponseBase = Client().get(address, headers=headers)
    assert response.status_code == 200, (address, response.status_code)
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    return bytes(response.getvalue())


def tag(address: str) -> str:
    return str(Client().get(address)["ETag"])


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_anybody_reads_each_file_from_any_site_and_bears_no_cookie(folder: str, code: str):
    for name in FILES:
        response = Client().get(folder + name)

        assert response.status_code == 200, name
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=300"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("name", FILES)
def test_a_refusal_is_read_from_any_site_too(folder: str, code: str, name: str):
    wrong = Client(enforce_csrf_checks=True).post(folder + name)
    nowhere = Client().get(f"/portail/nulle-part/donnees/{name}")

    assert (wrong.status_code, wrong["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert nowhere.status_code == 404
    assert "Il n’y a rien à cette adresse" in nowhere.content.decode()
    for response in (wrong, nowhere):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Allow" in response["Access-Control-Expose-Headers"]
        assert "max-age" not in response.get("Cache-Control", "")


def test_a_browser_that_asks_first_is_told_that_it_may(folder: str, code: str):
    for name in FILES:
        response = Client().options(folder + name, headers={"Access-Control-Request-Headers": "if-none-match"})

        assert response.status_code == 204
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("name", FILES)
def test_what_has_not_changed_is_not_sent_again(folder: str, code: str, name: str, publisher: Member):
    kept = tag(folder + name)
    again = Client().get(folder + name, headers={"If-None-Match": kept})
    assert (again.status_code, again["ETag"]) == (304, kept)

    publish(publisher, dossier_behind(code), replace(WORDING, change="Relu."), at=LATER)
    assert Client().get(folder + name, headers={"If-None-Match": kept}).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_a_new_name_of_the_authority_is_a_new_file(folder: str, code: str, name: str):
    before = tag(folder + name)

    LocalAuthority.objects.update(name="Commune nouvelle de Valbrise")

    assert tag(folder + name) != before
    if name in {"changements.atom", "catalogue.jsonld"} and folder != EVERYWHERE:
        assert "Commune nouvelle de Valbrise" in body(folder + name).decode()


@pytest.mark.parametrize("name", FILES)
def test_a_site_that_moves_gives_new_files(folder: str, code: str, name: str, settings: LazySettings):
    before = tag(folder + name)

    settings.SITE_ADDRESS = "https://ia.valbrise.example"

    assert tag(folder + name) != before


def test_a_file_speaks_one_language_whoever_asks(folder: str, code: str):
    for name in FILES:
        english = Client()
        english.cookies["django_language"] = "en"
        french = Client().get(folder + name)
        read = english.get(folder + name)

        assert isinstance(read, HttpResponse | StreamingHttpResponse)
        assert read["ETag"] == french["ETag"]
        assert read["Content-Language"] == "fr"
        assert read.getvalue() == french.getvalue()


def test_addresses_are_those_of_the_site_by_whatever_name_it_is_called(folder: str, code: str, settings: LazySettings):
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://ia.valbrise.example", ["proxy.interne"]
    for name in FILES:
        content = body(folder + name, Host="proxy.interne").decode()

        assert "https://ia.valbrise.example/" in content, name
        assert "proxy.interne" not in content, name


def test_the_code_to_scan_leads_to_the_site_by_whatever_name_it_is_called(code: str, settings: LazySettings):
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://ia.valbrise.example", ["proxy.interne"]
    drawn = Client().get(f"/r/{code}/code.svg", headers={"Host": "proxy.interne"}).content.decode()

    assert f"https://ia.valbrise.example/r/{code}/" in drawn


def test_the_files_say_the_same_entries(folder: str, code: str):
    (row,) = table(body(folder + "registre.csv"))
    (record,) = json.loads(body(folder + "registre.json"))
    (item,) = ET.fromstring(body(folder + "changements.atom").decode()).findall(f"{ATOM}entry")  # noqa: S314 - ours

    assert (row["id"], record["id"]) == (code, code)
    assert row["address"] == record["address"] == f"http://127.0.0.1:8000/r/{code}/"
    assert item.findtext(f"{ATOM}title") == row["title"] == record["title"] == WORDING.title
    assert row["status"] == record["status"] == "in_service"


def test_what_was_withdrawn_leaves_the_files(folder: str, code: str, publisher: Member):
    withdraw(publisher, dossier_behind(code), "Par erreur.", at=LATER)

    assert table(body(folder + "registre.csv")) == []
    assert json.loads(body(folder + "registre.json")) == []
    assert code.encode() not in body(folder + "changements.atom") + body(folder + "catalogue.jsonld")


def test_the_table_is_described_column_by_column(folder: str, code: str):
    header = next(csv.reader(io.StringIO(body(folder + "registre.csv").decode("utf-8-sig"))))
    schema = json.loads(body(folder + "schema-csv.json"))

    assert [field["name"] for field in schema["fields"]] == header


def test_an_installation_adds_up_its_authorities(code: str, member_with: Hire, cast: Cast):
    elsewhere = make_authority("bourg-mesange", "Bourg-Mésange")
    keeper = member_with(Role.PUBLISHER, Role.OWNER, authority=elsewhere)
    file = create(keeper, "Transcription", unit_id=None, answers=mail_answers(), at=NOW)
    cast.do(keeper, file, Act.SUBMIT)
    other = publish(keeper, file.id, replace(WORDING, title="Transcription du conseil"), at=NOW)

    assert {row["id"] for row in table(body(f"{EVERYWHERE}registre.csv"))} == {code, other}
    assert {row["id"] for row in table(body("/portail/bourg-mesange/donnees/registre.csv"))} == {other}
    datasets = [
        node
        for node in json.loads(body(f"{EVERYWHERE}catalogue.jsonld"))["@graph"]
        if node["@type"] == ["dcat:Dataset"]
    ]
    assert len(datasets) == 2
    page = body(EVERYWHERE).decode()
    assert 'href="/portail/bourg-mesange/donnees/"' in page
    assert "2 fiches" in page


def test_each_file_is_one_click_from_its_page(folder: str, code: str):
    page = body(folder).decode()

    assert [name for name in FILES if f'href="{folder}{name}"' not in page] == []
    assert f'href="{reverse("transparency:api-documentation")}"' in page


@pytest.mark.parametrize("name", ["", *FILES])
def test_a_file_costs_as_many_queries_however_long_it_is(
    folder: str, code: str, name: str, cast: Cast, publisher: Member
):
    body(folder + name)
    with CaptureQueriesContext(connection) as short:
        body(folder + name)
    for number in range(5):
        file = create(cast.owner, f"Projet {number}", unit_id=None, answers=mail_answers(), at=NOW)
        cast.do(cast.owner, file, Act.SUBMIT)
        publish(publisher, file.id, replace(WORDING, title=f"Projet numéro {number}"), at=NOW)
    with CaptureQueriesContext(connection) as long:
        body(folder + name)

    assert len(long) == len(short) <= 10


def test_an_installation_of_many_authorities_costs_no_more(code: str, member_with: Hire, cast: Cast):
    body(f"{EVERYWHERE}catalogue.jsonld")
    with CaptureQueriesContext(connection) as one:
        body(f"{EVERYWHERE}catalogue.jsonld")
    for number in range(4):
        keeper = member_with(
            Role.PUBLISHER, Role.OWNER, authority=make_authority(f"commune-{number}", f"Commune {number}")
        )
        file = create(keeper, "Projet", unit_id=None, answers=mail_answers(), at=NOW)
        cast.do(keeper, file, Act.SUBMIT)
        publish(keeper, file.id, replace(WORDING, title="Projet de la commune"), at=NOW)
    with CaptureQueriesContext(connection) as many:
        body(f"{EVERYWHERE}catalogue.jsonld")

    assert len(many) == len(one)


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
