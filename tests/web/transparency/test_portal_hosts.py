# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A portal under a name of its own: its pages and no way in, one address for each page, and no other name believed."""

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import LazySettings
from django.core.wsgi import get_wsgi_application
from django.test import Client
from tests.kept_connection import kept_connection
from tests.web.conftest import NOW

from balise.core.public_questions import Asking
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.questions import Asker, ask

__all__ = ["kept_connection"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_once")]
HOST = "ia.valbrise.example"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def site(settings: LazySettings) -> LazySettings:
    settings.PORTAL_HOSTS = {HOST: "valbrise"}
    settings.ALLOWED_HOSTS = ["testserver", "localhost", HOST]
    settings.SITE_ADDRESS = "https://balise.example"
    return settings


@pytest.fixture
def there(site: LazySettings) -> Client:
    """Return a browser that asks for the site by the name of the portal."""
    return Client(HTTP_HOST=HOST)


def test_the_root_is_the_portal_and_every_public_page_answers(there: Client, code: str):
    home = there.get("/").content.decode()
    assert "1 usage au registre" in home
    assert "Espace agent" not in home
    for path in ("registre/", "charte/", "guide/agents/", "aide/", "accessibilite/", "mentions-legales/", "questions/"):
        assert there.get(f"/portail/valbrise/{path}").status_code == 200, path
    assert there.get(f"/r/{code}/").status_code == 200
    assert f"https://{HOST}/r/{code}/" in there.get(f"/r/{code}/code.svg").content.decode()


@pytest.mark.parametrize(
    "path", ["/connexion/", "/espace/", "/espace/valbrise/", "/espace/valbrise/portail/", "/compte/", "/invitation/x/"]
)
def test_no_way_in_is_served_under_the_name_of_a_portal(there: Client, authority: LocalAuthority, path: str):
    response = there.get(path)

    assert response.status_code == 404
    assert "Page introuvable" in response.content.decode()
    assert Client().get(path).status_code != 404 or path == "/invitation/x/"


def test_a_page_of_another_authority_is_read_at_its_own_place(there: Client, elsewhere: LocalAuthority, authority):
    response = there.get("/portail/bourg-mesange/registre/?q=cantine")

    assert response.status_code == 302
    assert response["Location"] == "https://balise.example/portail/bourg-mesange/registre/?q=cantine"


@pytest.mark.parametrize("path", ["", "historique/", "historique/1/", "question/", "code.svg"])
def test_an_entry_of_another_authority_is_read_at_its_own_place(
    there: Client, site: LazySettings, code: str, elsewhere: LocalAuthority, path: str
):
    site.PORTAL_HOSTS = {HOST: "bourg-mesange"}

    response = there.get(f"/r/{code.upper()}/{path}?langue=en")

    assert response.status_code == 301
    assert response["Location"] == f"https://balise.example/r/{code.upper()}/{path}?langue=en"
    assert there.get("/r/23456789/").status_code == 404


def test_an_answer_of_another_authority_is_read_at_its_own_place(
    there: Client, site: LazySettings, code: str, elsewhere: LocalAuthority
):
    private = ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    assert there.get(f"/reponses/{private}/").status_code == 200
    site.PORTAL_HOSTS = {HOST: "bourg-mesange"}

    response = there.get(f"/reponses/{private}/")

    assert response["Location"] == f"https://balise.example/reponses/{private}/"
    assert "no-store" in response["Cache-Control"]
    assert there.get(f"/reponses/{private[:-1]}/").status_code == 404


def test_the_api_speaks_of_every_authority_under_any_name(there: Client, code: str, elsewhere: LocalAuthority):
    for path in ("authorities/valbrise", "authorities/bourg-mesange", f"entries/{code}", "entries"):
        response = there.get(f"/api/v1/{path}")
        assert response.status_code in {200, 404}, path
        assert response["Access-Control-Allow-Origin"] == "*", path


def test_files_and_programs_are_given_the_addresses_of_the_portal(
    there: Client, code: str, publisher: Member, elsewhere: LocalAuthority
):
    own = f"https://{HOST}/r/{code}/"
    (filed,) = json.loads(there.get("/portail/valbrise/donnees/registre.json").getvalue())
    listed = Client().get("/api/v1/authorities").json()["authorities"]

    assert filed["address"] == own == Client().get(f"/api/v1/entries/{code}").json()["address"]
    for file in ("registre.csv", "changements.atom"):
        assert own.encode() in there.get(f"/portail/valbrise/donnees/{file}").getvalue()
        assert own.encode() in Client().get(f"/portail/donnees/{file}").getvalue()
    (own_line,) = [each for each in listed if each["slug"] == "valbrise"]
    assert own_line["portal"] == f"https://{HOST}/portail/valbrise/"
    assert own_line["register_csv"] == f"https://{HOST}/portail/valbrise/donnees/registre.csv"


def test_the_files_of_the_whole_installation_answer_under_any_name(there: Client, code: str):
    for path in ("", "registre.csv", "registre.json", "catalogue.jsonld"):
        assert there.get(f"/portail/donnees/{path}").status_code == 200, path


def test_a_file_of_another_authority_is_reached_from_any_site(there: Client, elsewhere: LocalAuthority, authority):
    response = there.get("/portail/bourg-mesange/donnees/registre.csv", headers={"Origin": "https://ailleurs.example"})

    assert response["Location"] == "https://balise.example/portail/bourg-mesange/donnees/registre.csv"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_page_has_one_address_whatever_the_name_it_is_asked_by(there: Client, code: str):
    for path, canonical in (
        ("/", "/"),
        ("/portail/valbrise/", "/"),
        ("/portail/valbrise/registre/?q=x", "/portail/valbrise/registre/"),
        (f"/r/{code}/", f"/r/{code}/"),
    ):
        link = f'<link rel="canonical" href="https://{HOST}{canonical}">'
        assert link in there.get(path).content.decode()
        if path != "/":
            assert link in Client().get(path).content.decode()


def test_a_portal_without_a_name_is_known_under_that_of_the_site(site: LazySettings, elsewhere: LocalAuthority):
    page = Client().get("/portail/bourg-mesange/").content.decode()

    assert '<link rel="canonical" href="https://balise.example/portail/bourg-mesange/">' in page


def test_a_question_is_asked_and_followed_under_the_name_of_the_portal(there: Client, code: str):
    sent = there.post(f"/r/{code}/question/", {"kind": "question", "text": "Qui relit ?", "email": "", "site": ""})

    assert sent.status_code == 302
    assert "Qui relit" in there.get(sent["Location"]).content.decode()


def test_the_language_is_chosen_there_too(there: Client, authority: LocalAuthority):
    there.post("/langue/", {"language": "en", "next": "/portail/valbrise/registre/"}, headers=FROM_HERE)

    assert '<html lang="en">' in there.get("/").content.decode()


@pytest.mark.parametrize("name", ["evil.example", f"{HOST}.evil.example", f"x.{HOST}"])
def test_a_name_that_no_setting_holds_is_refused(site: LazySettings, authority: LocalAuthority, name: str):
    assert Client(HTTP_HOST=name).get("/").status_code == 400


class Quiet(WSGIRequestHandler):
    """Answers without a word in the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives
        """Say nothing."""


def asked(port: int, host: str, path: str) -> tuple[int, bool]:
    """Send a request through a socket; return what came back: the status, and whether the city is named."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, "Ville de Valbrise" in response.read().decode()
    finally:
        connection.close()


@pytest.mark.enable_socket
@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize(
    ("host", "path", "answer"),
    [
        (HOST, "/", (200, True)),
        (f"{HOST}:8443", "/portail/valbrise/aide/", (200, True)),
        (HOST, "/connexion/", (404, True)),
        ("localhost", "/connexion/", (200, False)),
        ("evil.example", "/", (400, False)),
    ],
)
def test_a_real_request_is_answered_by_the_name_it_bears(
    site: LazySettings, authority: LocalAuthority, host: str, path: str, answer: tuple[int, bool]
):
    with (
        make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server,
        ThreadPoolExecutor(1) as resident,
    ):
        answered = resident.submit(asked, server.server_port, host, path)
        server.handle_request()

        assert answered.result() == answer
