# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a browser or a proxy may keep of the portal: every page that is the same for everybody, asked for again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.core.public_questions import Asking
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.models import Entry
from balise.web.transparency.operations.publication import publish, withdraw
from balise.web.transparency.operations.questions import Asker, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_once")]
PAGES = [
    "/portail/{slug}/",
    "/portail/{slug}/registre/",
    "/portail/{slug}/registre/?q=courriers",
    "/portail/{slug}/charte/",
    "/portail/{slug}/guide/habitants/",
    "/portail/{slug}/questions/",
    "/portail/{slug}/donnees/",
    "/r/{code}/",
    "/r/{code}/historique/",
    "/r/{code}/historique/1/",
    "/r/{code}/code.svg",
    "/aide/",
]
SHOW_THE_REGISTER = ["/portail/{slug}/", "/portail/{slug}/registre/", "/r/{code}/", "/r/{code}/historique/"]


@pytest.fixture
def place(code: str, cast: Cast) -> dict[str, str]:
    return {"slug": cast.owner.authority.slug, "code": code}


def read(address: str, kept: str = "", client: Client | None = None, language: str = "") -> Any:
    client = client or Client()
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(address, headers={"If-None-Match": kept} if kept else {})


def dossier_behind(code: str) -> int:
    return Entry.objects.get(code=code).dossier_id


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_has_not_changed_is_not_sent_again(page: str, place: dict[str, str]):
    address = page.format(**place)
    first = read(address)
    again = read(address, first["ETag"])

    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("page", PAGES)
def test_it_may_be_kept_by_anyone_sets_no_cookie_and_is_asked_for_again_each_time(page: str, place: dict[str, str]):
    response = read(page.format(**place))

    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" in response["Vary"]
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


@pytest.mark.parametrize("page", PAGES)
def test_the_head_of_a_page_bears_the_mark_of_the_page(page: str, place: dict[str, str]):
    address = page.format(**place)
    head = Client().head(address)

    assert head["ETag"] == read(address)["ETag"]
    assert head.content == b""
    assert Client().head(address, headers={"If-None-Match": head["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", SHOW_THE_REGISTER)
def test_it_is_sent_again_after_a_publication(page: str, place: dict[str, str], publisher: Member):
    address = page.format(**place)
    kept = read(address)["ETag"]
    again = replace(WORDING, title="Aide à la réponse", change="Titre plus clair.")
    publish(publisher, dossier_behind(place["code"]), again, at=NOW + timedelta(days=1))

    response = read(address, kept)
    assert response.status_code == 200
    assert "Aide à la réponse" in response.content.decode()


def test_what_was_withdrawn_is_withdrawn_at_once_from_whoever_kept_it(place: dict[str, str], publisher: Member):
    kept = {page: read(page.format(**place))["ETag"] for page in SHOW_THE_REGISTER}
    withdraw(publisher, dossier_behind(place["code"]), "Par erreur.", at=NOW + timedelta(days=1))

    found = {page: read(page.format(**place), etag) for page, etag in kept.items()}
    assert [response.status_code for response in found.values()] == [200, 200, 410, 410]
    assert not [page for page, response in found.items() if WORDING.summary in response.content.decode()]
    assert "ETag" not in found["/r/{code}/"]


@pytest.mark.parametrize("page", ["/portail/{slug}/", "/portail/{slug}/registre/", "/portail/{slug}/charte/"])
def test_it_is_sent_again_when_the_authority_changes_its_name(page: str, place: dict[str, str]):
    address = page.format(**place)
    kept = read(address)["ETag"]
    LocalAuthority.objects.filter(slug=place["slug"]).update(name="Ville de Valbrise-le-Haut")

    response = read(address, kept)
    assert response.status_code == 200
    assert "Valbrise-le-Haut" in response.content.decode()


def test_the_figures_are_sent_again_after_a_question(place: dict[str, str]):
    address = "/portail/{slug}/questions/".format(**place)
    kept = read(address)["ETag"]
    ask(place["code"], Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)

    assert read(address, kept).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_each_language_has_its_own_mark(page: str, place: dict[str, str]):
    address = page.format(**place)
    french = read(address)["ETag"]
    english = read(address, french, language="en")

    assert english.status_code == 200
    assert english["ETag"] != french
    assert english["Content-Language"] == "en"
    assert read(address, english["ETag"], language="en").status_code == 304
    assert read(address, english["ETag"]).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_what_is_shown_to_somebody_signed_in_is_kept_by_nobody(page: str, place: dict[str, str], client_of, publisher):
    address = page.format(**place)
    kept = read(address)["ETag"]
    response = read(address, kept, client_of(publisher))

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_page_with_a_form_is_for_its_reader_alone(place: dict[str, str]):
    response = read("/r/{code}/question/".format(**place))

    assert response.cookies
    assert "ETag" not in response
    assert "public" not in response.get("Cache-Control", "")


def test_the_private_page_of_a_question_is_kept_by_nobody(place: dict[str, str]):
    private = ask(place["code"], Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    response = read(f"/reponses/{private}/")

    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_phrase_meant_for_one_person_is_in_no_page_that_others_are_given(client, place: dict[str, str], publisher):
    """A session has ended between an act and the page that tells of it: the phrase waits in a cookie of its own."""
    client.post("/langue/", {"language": "fr", "next": "/"}, headers={"Sec-Fetch-Site": "same-origin"})
    from django.contrib.messages.storage.cookie import CookieStorage  # noqa: PLC0415 - signs as the site does

    request = client.get("/portail/{slug}/".format(**place)).wsgi_request
    storage = CookieStorage(request)
    storage.add(20, "Le service de Sonia est enregistré.")
    told = HttpResponse()
    storage.update(told)
    client.cookies["messages"] = told.cookies["messages"].value

    response = client.get("/portail/{slug}/".format(**place))
    assert "Le service de Sonia est enregistré." in response.content.decode()
    assert "ETag" not in response
    assert "public" not in response.get("Cache-Control", "")
    assert "Sonia" not in read("/portail/{slug}/".format(**place)).content.decode()


@pytest.mark.parametrize("address", ["/portail/nulle-part/", "/r/zzzzzzzz/", "/nulle-part/"])
def test_an_address_that_leads_nowhere_is_not_kept(address: str, place: dict[str, str]):
    response = read(address)

    assert response.status_code == 404
    assert "ETag" not in response
