# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The API as a program uses it: it reads what the portal shows, page by page, and is told what it does wrong."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.web.conftest import NOW, Hire, make_authority
from tests.web.governance.conftest import Cast, mail_answers
from tests.web.transparency.conftest import WORDING, dossier_behind
from tests.web.transparency.register_copies import copy_entry

from balise.core.public_questions import Asking
from balise.core.register import PublicStatus
from balise.core.roles import Role
from balise.core.states import Act
from balise.web.assessments.operations.dossiers import create
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.api.problems import Kind
from balise.web.transparency.models import Entry
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.operations.publication import publish, withdraw
from balise.web.transparency.operations.questions import Asker, ask
from balise.web.transparency.portal_description import PortalDescription

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_once")]
API = "/api/v1/"
LATER = NOW + timedelta(days=1)


@pytest.fixture
def declare(cast: Cast, publisher: Member) -> Callable[..., str]:
    """Return a function that publishes a use that is under review."""

    def published(title: str, **answers: Any) -> str:
        file = create(cast.owner, title, unit_id=None, answers=mail_answers(**answers), at=NOW)
        cast.do(cast.owner, file, Act.SUBMIT)
        return publish(publisher, file.id, replace(WORDING, title=title), at=NOW)

    return published


def read(path: str, status: int = 200, **headers: str) -> Any:
    response = Client().get(API + path, headers=headers)
    assert response.status_code == status, (path, response.content.decode())
    expected = "application/json" if status == 200 else "application/problem+json"
    assert response["Content-Type"].partition(";")[0] == expected
    return json.loads(response.content)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_entry_is_that_of_the_json_file(code: str):
    (filed,) = json.loads(Client().get("/portail/valbrise/donnees/registre.json").getvalue())

    assert read(f"entries/{code}") == filed
    assert read("entries")["entries"] == [filed]
    assert read(f"entries/{code}/editions/1") == filed


def test_a_code_is_read_as_it_was_typed(code: str):
    assert read(f"entries/{code[:4].upper()}-{code[4:].upper()}")["id"] == code


def test_it_walks_through_all_the_entries_and_meets_each_once(
    code: str, declare: Callable[..., str], publisher: Member
):
    codes = [code, *(declare(f"Projet numéro {number}") for number in range(4))]
    first = read("entries?limit=2")
    publish(publisher, dossier_behind(code), replace(WORDING, change="Relu."), at=LATER)
    withdraw(publisher, dossier_behind(codes[1]), "Par erreur.", at=LATER)
    second = read(first["links"]["next"].partition(API)[2])
    last = read(second["links"]["next"].partition(API)[2])

    assert [entry["id"] for page in (first, second, last) for entry in page["entries"]] == codes
    assert (first["total"], last["total"]) == (5, 4)
    assert "next" not in last["links"]
    assert last["links"]["first"] == first["links"]["self"]


def test_the_last_page_full_to_the_brim_leads_nowhere(declare: Callable[..., str]):
    declare("Second projet")

    assert "next" not in read("entries?limit=2")["links"]


def test_it_filters_as_the_register_does(code: str, declare: Callable[..., str]):
    other = declare("Transcription du conseil", policy_area="culture", personal_data="no")

    def found(filters: str) -> list[str]:
        return [entry["id"] for entry in read(f"entries?{filters}")["entries"]]

    assert found("status=in_service") == [code]
    assert found("status=under_review&authority=valbrise") == [other]
    assert found("q=TRANSCRIPTION%20conseil") == [other]
    assert found("q=piscine") == []
    assert found("policy_area=culture") == [other]
    assert found("personal_data=no") == [other]


def test_it_tells_what_has_changed_since(code: str, declare: Callable[..., str], publisher: Member):
    declare("Projet qui ne bouge pas")
    publish(publisher, dossier_behind(code), replace(WORDING, change="Relu."), at=LATER)

    for since in (LATER.date().isoformat(), "2026-11-22T09:00:00Z", "2026-11-22T10:00:00%2B01:00"):
        assert [entry["id"] for entry in read(f"entries?updated_since={since}")["entries"]] == [code]
    assert read("entries?updated_since=2026-11-23")["total"] == 0
    assert read("entries?updated_since=0001-01-01T00:00:00%2B14:00")["total"] == 2
    assert read("entries?updated_since=9999-12-31T23:59:59-14:00")["total"] == 0


def test_what_an_authority_shows_again_has_changed_and_its_new_telephone_number_changes_nothing(
    code: str, publisher: Member
):
    closed, reopened, moved = (NOW + timedelta(days=days) for days in (1, 2, 3))
    describe_portal(publisher, PortalDescription(is_open=False), at=closed)
    describe_portal(publisher, PortalDescription(), at=reopened)
    describe_portal(publisher, PortalDescription(phone="01 99 00 10 00"), at=moved)

    def changed_since(instant: datetime) -> list[str]:
        return [entry["id"] for entry in read(f"entries?updated_since={instant:%Y-%m-%dT%H:%M:%SZ}")["entries"]]

    assert changed_since(closed) == changed_since(reopened) == [code]
    assert changed_since(moved) == []


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [(OperationalError("database is locked"), 503, "base-occupee"), (RuntimeError("secret-interne"), 500, "panne")],
)
def test_a_fault_of_the_server_is_told_to_programs_as_any_refusal(
    code: str, caplog: pytest.LogCaptureFixture, error: Exception, status: int, kind: str
):
    def fail(*_query: Any) -> None:
        raise error

    with connection.execute_wrapper(fail):
        refusal = read(f"entries/{code}", status)

    assert refusal["type"].endswith(f"#probleme-{kind}")
    assert str(error) not in json.dumps(refusal)
    assert f"/api/v1/entries/{code}" in caplog.text


def test_a_metropolis_tells_what_its_files_hold_and_when_they_changed(code: str, publisher: Member, cast: Cast):
    above = make_authority("metropole", "Métropole", kind="metropolis")
    LocalAuthority.objects.filter(pk=publisher.authority.id).update(parent=above)
    (copied,) = copy_entry(code, 1)
    Entry.objects.filter(code=copied).update(authority_id=above.pk, updated_at=NOW - timedelta(days=90))

    listed = {each["slug"]: each for each in read("authorities")["authorities"]}
    assert (listed["metropole"]["entries"], listed["metropole"]["changed_on"]) == (1, "2026-08-23")
    assert listed["metropole"]["territory"] == {"entries": 2, "changed_on": "2026-11-21"}
    assert listed["valbrise"]["territory"] == {"entries": 1, "changed_on": "2026-11-21"}
    assert len(json.loads(Client().get("/portail/metropole/donnees/registre.json").getvalue())) == 2

    catalogue = Client().get("/portail/metropole/donnees/catalogue.jsonld").content.decode()
    datasets = {each["@id"]: each for each in json.loads(catalogue)["@graph"] if "dataset" in each["@id"]}
    whole = next(each for place, each in datasets.items() if place.endswith("/metropole/registre/#dataset"))
    assert "2026-11-21" in json.dumps(whole["dcterms:modified"])
    assert "/valbrise/registre/#dataset" in json.dumps(whole["dcterms:hasPart"])
    assert "les collectivités de son territoire" in json.dumps(whole, ensure_ascii=False)


def test_it_keeps_the_history_of_an_entry(code: str, publisher: Member):
    publish(publisher, dossier_behind(code), replace(WORDING, title="Aide à la réponse", change="Relu."), at=LATER)
    listed = read(f"entries/{code}/editions")

    assert [(line["edition"], line.get("change")) for line in listed["editions"]] == [(2, "Relu."), (1, None)]
    assert read(f"entries/{code}/editions/1")["title"] == WORDING.title
    assert read(f"entries/{code}")["title"] == "Aide à la réponse"
    notices = read(f"entries/{code}")["notices"]
    assert {each["channel"] for each in notices} == {"letter", "email", "staff"}
    assert read(f"entries/{code}/notices") == {"entry": code, "total": len(notices), "notices": notices}


def test_it_names_the_authorities_whose_portals_are_open(code: str):
    make_authority("bourg-mesange", "Bourg-Mésange")
    bourg, valbrise = read("authorities")["authorities"]

    assert (valbrise["slug"], valbrise["name"], valbrise["entries"]) == ("valbrise", "Ville de Valbrise", 1)
    assert read("authorities/valbrise") == valbrise
    assert "siren" not in valbrise
    assert (bourg["slug"], bourg["entries"]) == ("bourg-mesange", 0)


def test_it_gives_the_charter_in_force_in_both_languages(code: str):
    charter = read("authorities/valbrise/charter")
    second = charter["commitments"][1]

    assert charter["reference"] == "lyon-2025@1.0.0"
    assert second["id"] == "lyon-2025:2"
    assert "interactions directes" in second["statement"]["fr"]
    assert second["statement"]["en"]
    assert second["wording"] == "reported"


def test_an_authority_without_a_charter_says_so(db: None):
    make_authority("sans-charte", "Sans charte", charter=None)

    assert "pas encore de charte" in read("authorities/sans-charte/charter", 404)["detail"]


def test_it_counts_the_questions_of_the_public(code: str):
    ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    figures = read("authorities/valbrise/questions")

    assert (figures["asked"], figures["answered"]) == (1, 0)
    assert "median_days" not in figures


def test_what_was_withdrawn_is_gone_and_says_why(code: str, publisher: Member):
    withdraw(publisher, dossier_behind(code), "L’usage a pris fin.", at=LATER)

    for path in ("", "/editions", "/editions/1", "/notices"):
        refusal = read(f"entries/{code}{path}", 410)
        assert refusal["reason"] == "L’usage a pris fin."
        assert refusal["withdrawn_on"] == LATER.date().isoformat()
        assert "L’usage a pris fin." in refusal["detail"]
    assert read("entries")["total"] == 0
    assert [each["entries"] for each in read("authorities")["authorities"]] == [0]


def test_an_open_portal_without_an_entry_yet_is_told_everywhere(code: str, publisher: Member):
    above = make_authority("metropole", "Métropole", kind="metropolis")
    LocalAuthority.objects.filter(pk=publisher.authority.id).update(parent=above)
    make_authority("bourg", "Bourg-Mésange")

    page = Client().get("/portail/").content.decode()
    assert re.search(r'/portail/bourg/">Bourg-Mésange</a></h2>\s*<p class="quiet">Aucune fiche encore.</p>', page)
    assert "0 usage au registre, 1 avec son territoire" in plain(page)
    assert "Bourg-Mésange" in Client().get("/portail/donnees/").content.decode()
    listed = {each["slug"]: each for each in read("authorities")["authorities"]}
    assert read("authorities/bourg") == listed["bourg"]
    assert listed["bourg"]["territory"] == {"entries": 0}
    assert not {"first_published_on", "changed_on"} & listed["bourg"].keys()
    assert "changed_on" not in listed["metropole"]
    assert listed["metropole"]["territory"]["entries"] == 1
    assert read("entries?authority=bourg")["total"] == 0
    assert json.loads(Client().get("/portail/bourg/donnees/registre.json").getvalue()) == []
    catalogue = Client().get("/portail/donnees/catalogue.jsonld").content.decode()
    assert "/metropole/registre/#dataset" in catalogue
    assert "/bourg/registre/#dataset" not in catalogue


def test_a_closed_portal_is_told_nowhere(code: str, publisher: Member):
    make_authority("bourg", "Bourg-Mésange")
    describe_portal(publisher, PortalDescription(is_open=False), at=LATER)

    assert [each["slug"] for each in read("authorities")["authorities"]] == ["bourg"]
    read("authorities/valbrise", 404)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("entries?statu=trial", 400, "Le paramètre « statu » n’existe pas ici. Écrivez plutôt « status »."),
        ("entries?zz=1", 400, "Paramètres possibles : authority, status,"),
        ("entries?q=a&q=b", 400, "Le paramètre « q » est donné deux fois"),
        ("authorities?q=a", 400, "cette adresse n’en prend aucun"),
        ("openapi.json?q=a", 400, "cette adresse n’en prend aucun"),
        ("entries?status=draft", 422, "Valeurs possibles : declared, under_review,"),
        ("entries?policy_area=magie", 422, "Valeurs possibles : "),
        ("entries?personal_data=maybe", 422, "Valeurs possibles : yes, no."),
        ("entries?limit=0", 422, "Le plus petit nombre possible est 1."),
        ("entries?limit=201", 422, "Le plus grand nombre possible est 200."),
        ("entries?limit=beaucoup", 422, "Un nombre entier est attendu."),
        ("entries?updated_since=hier", 422, "Un jour est attendu, comme 2026-11-01"),
        ("entries?updated_since=2026-02-30", 422, "Un jour est attendu, comme 2026-11-01"),
        ("entries?updated_since=20", 422, "Un jour est attendu, comme 2026-11-01"),
        (f"entries?q={'a' * 101}", 422, "Au plus 100 signes."),
        ("entries?q=", 422, "Écrivez au moins un mot, ou retirez ce paramètre."),
        ("entries?q=%20", 422, "Écrivez au moins un mot, ou retirez ce paramètre."),
        ("entries?q=%00", 422, "Écrivez au moins un mot, ou retirez ce paramètre."),
        ("entries?q=abcd%00efg", 422, "Écrivez au moins un mot, ou retirez ce paramètre."),
        ("entries?after=", 422, "Écrivez au moins un mot, ou retirez ce paramètre."),
        ("entries?authority=%20", 422, "Écrivez au moins un mot, ou retirez ce paramètre."),
        ("entries?authority=nulle-part", 404, "Aucune collectivité ne publie sous le nom « nulle-part »"),
        ("entries?after=zzzzzzzz", 404, "Aucune fiche ne porte le code « zzzzzzzz »."),
        ("entries/zzzzzzzz", 404, "Aucune fiche ne porte le code « zzzzzzzz »."),
        ("entries/%00", 404, "Aucune fiche ne porte le code"),
        ("authorities/%00", 404, "Aucune collectivité ne publie"),
        ("authorities/%00/charter", 404, "Aucune collectivité ne publie"),
        ("authorities/nulle-part/questions", 404, "Aucune collectivité ne publie"),
        ("fiches", 404, "Cette interface n’a pas cette adresse"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(code: str, path: str, status: int, said: str):
    refusal = read(path, status)

    assert said in plain(refusal["detail"])
    assert refusal["status"] == status
    assert refusal["title"]
    page, _, anchor = refusal["type"].partition("#")
    assert page == f"http://127.0.0.1:8000{API}"
    assert f'id="{anchor}"' in Client().get(API).content.decode()


def test_each_wrong_value_is_named_once():
    refusal = read("entries?limit=0&status=x&updated_since=hier", 422)

    assert sorted(each["parameter"] for each in refusal["errors"]) == ["limit", "status", "updated_since"]


def test_an_edition_that_never_was_is_not_found(code: str):
    assert "pas d’édition de ce rang" in read(f"entries/{code}/editions/2", 404)["detail"]
    read(f"entries/{code}/editions/0", 422)
    read(f"entries/{code}/editions/{10**30}", 422)


@pytest.mark.parametrize("words", ["%", "é" * 8, "_", "%2B"])
def test_any_word_may_be_searched_for(code: str, words: str):
    read(f"entries?q={words}")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["entries", "authorities/valbrise", "openapi.json", "fiches"])
def test_it_is_read_and_nothing_else(code: str, method: str, path: str):
    response = Client(enforce_csrf_checks=True).generic(method, API + path, "{}", content_type="application/json")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_it_writes_json_and_nothing_else(code: str):
    assert read("entries", 406, Accept="text/html")["title"] == "Format refusé"
    for accepted in ("*/*", "application/json", "application/*;q=0.5", "text/html, application/json;q=0.1"):
        read("entries", Accept=accepted)


def test_a_refusal_speaks_the_language_of_the_program(code: str):
    french = Client().get(f"{API}fiches", headers={"Accept-Language": "de, fr;q=0.5, en;q=0.3"})
    english = Client().get(f"{API}fiches", headers={"Accept-Language": "en-GB, fr;q=0.5"})

    assert (french["Content-Language"], english["Content-Language"]) == ("fr", "en")
    assert "Accept-Language" in french["Vary"]
    assert french["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["authorities", "authorities/valbrise", "authorities/valbrise/charter", "authorities/valbrise/questions"]
)
def test_what_has_not_changed_is_not_sent_again(code: str, path: str):
    first = Client().get(API + path)
    again = Client().get(API + path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["entries", "entries/{code}"])
def test_a_new_edition_is_sent(code: str, publisher: Member, path: str):
    address = API + path.format(code=code)
    known = {"If-None-Match": Client().get(address)["ETag"]}
    assert Client().get(address, headers=known).status_code == 304

    publish(publisher, dossier_behind(code), replace(WORDING, change="Relu."), at=LATER)

    assert Client().get(address, headers=known).status_code == 200


def test_an_entry_says_when_it_changed(code: str, publisher: Member):
    dated = {"If-Modified-Since": Client().get(f"{API}entries/{code}")["Last-Modified"]}
    assert Client().get(f"{API}entries/{code}", headers=dated).status_code == 304

    publish(publisher, dossier_behind(code), replace(WORDING, change="Relu."), at=LATER)

    assert Client().get(f"{API}entries/{code}", headers=dated).status_code == 200


def test_what_leaves_the_list_leaves_the_copies_of_it(code: str, publisher: Member):
    """A list that grows shorter is no older than it was: its date would say that nothing has changed."""
    first = Client().get(f"{API}entries")
    dated = {"If-Modified-Since": http_date(timezone.now().timestamp())}
    describe_portal(publisher, PortalDescription(is_open=False), at=LATER)

    assert not first.has_header("Last-Modified")
    assert Client().get(f"{API}entries", headers=dated).json()["entries"] == []


def test_it_may_be_kept_by_anybody_and_knows_nobody(code: str):
    kept = Client()
    kept.cookies["sessionid"], kept.cookies["django_language"] = "une-session", "en"
    anonymous, known = Client().get(f"{API}entries"), kept.get(f"{API}entries")

    assert known["Cache-Control"] == anonymous["Cache-Control"] == "public, max-age=300"
    assert known["ETag"] == anonymous["ETag"]
    assert (known["Vary"], known["Content-Language"]) == ("Accept", "fr")
    assert not anonymous.cookies


def test_the_head_of_an_answer_is_that_of_the_answer(code: str):
    whole, head = Client().get(f"{API}entries"), Client().head(f"{API}entries")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_a_browser_that_asks_first_is_told_that_it_may(code: str):
    response = Client().options(f"{API}entries", headers={"Access-Control-Request-Method": "GET"})

    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (204, "*")
    assert "GET" in response["Access-Control-Allow-Methods"]


def test_addresses_are_those_of_the_site_by_whatever_name_it_is_called(code: str, settings: LazySettings):
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://ia.valbrise.example", ["proxy.interne"]

    for path in ("entries", "authorities", f"entries/{code}/editions", "openapi.json", ""):
        content = Client().get(API + path, headers={"Host": "proxy.interne"}).content.decode()
        assert "https://ia.valbrise.example/" in content, path
        assert "proxy.interne" not in content, path


@pytest.mark.parametrize("path", ["", "authorities", "entries", "openapi.json", "authorities/valbrise/questions"])
def test_it_costs_as_many_queries_however_much_there_is(code: str, declare: Callable[..., str], path: str):
    Client().get(API + path)
    with CaptureQueriesContext(connection) as few:
        Client().get(API + path)
    for number in range(5):
        declare(f"Projet numéro {number}")
    with CaptureQueriesContext(connection) as many:
        Client().get(API + path)

    assert len(many) == len(few) <= 9


def test_a_commune_keeps_its_entries_apart_from_those_of_the_city(code: str, member_with: Hire, cast: Cast):
    keeper = member_with(Role.PUBLISHER, Role.OWNER, authority=make_authority("bourg-mesange", "Bourg-Mésange"))
    file = create(keeper, "Transcription", unit_id=None, answers=mail_answers(), at=NOW)
    cast.do(keeper, file, Act.SUBMIT)
    other = publish(keeper, file.id, replace(WORDING, title="Transcription du conseil"), at=NOW)

    assert read("entries")["total"] == 2
    assert [entry["id"] for entry in read("entries?authority=bourg-mesange")["entries"]] == [other]
    assert [each["name"] for each in read("authorities")["authorities"]] == ["Bourg-Mésange", "Ville de Valbrise"]


class TestDescription:
    def test_it_describes_an_entry_as_the_json_schema_does(self, code: str):
        described = read("openapi.json")
        schema = json.loads(Client().get("/portail/donnees/schema-json.json").content)
        entry = described["components"]["schemas"]["Entry"]

        assert entry["properties"] == schema["$defs"]["entry"]["properties"]
        assert entry["additionalProperties"] is False
        Draft202012Validator(entry).validate(read(f"entries/{code}"))

    def test_it_says_whose_it_is_and_under_which_licence(self, db: None):
        about = read("openapi.json")["info"]

        assert about["version"] == "1.0.0"
        assert about["license"]["url"] == "https://spdx.org/licenses/etalab-2.0.html"
        assert about["contact"]["url"] == "http://127.0.0.1:8000/portail/"

    def test_it_describes_every_status_in_words(self, db: None):
        for path, methods in read("openapi.json")["paths"].items():
            for status, response in methods["get"]["responses"].items():
                assert response["description"], (path, status)
            assert {"200", "304", "400", "404", "406", "422"} <= methods["get"]["responses"].keys()

    def test_it_is_what_the_specification_asks_for(self, db: None):
        OpenAPIV31SpecValidator(read("openapi.json")).validate()

    def test_it_knows_every_status_of_a_use(self, db: None):
        described = read("openapi.json")

        assert described["components"]["schemas"]["PublicStatus"]["enum"] == [each.value for each in PublicStatus]

    def test_its_page_shows_every_address_with_an_example_that_works(self, code: str):
        page = Client().get(API).content.decode()

        for path, methods in read("openapi.json")["paths"].items():
            assert f"GET {path}" in page
            assert f'id="{methods["get"]["operationId"]}"' in page
        examples = [line.partition("curl &#x27;")[2] for line in page.splitlines() if "curl" in line]
        assert len(examples) == 9
        for example in examples:
            address = example.partition("&#x27;")[0].replace("&amp;", "&").partition("127.0.0.1:8000")[2]
            assert Client().get(address).status_code == 200, address

    def test_its_page_speaks_of_an_empty_register_too(self, db: None):
        assert "L’interface de programmation" in Client().get(API).content.decode()

    def test_the_address_without_its_bar_leads_there(self, db: None):
        assert Client().get("/api/v1")["Location"] == API

    def test_the_reference_page_knows_every_address_parameter_and_refusal(self, db: None):
        page = (Path(__file__).parents[3] / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
        paths = read("openapi.json")["paths"]
        filters = {each["name"] for each in paths[f"{API}entries"]["get"]["parameters"]}
        rows = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))

        assert rows == {*paths, f"{API}openapi.json", *filters}
        assert set(re.findall(r"^\| (\d{3}) \| `([^`]+)` \|", page, re.MULTILINE)) == {
            (str(kind.status), kind.value) for kind in Kind
        }
        assert all(f"`{status.value}`" in page for status in PublicStatus)
