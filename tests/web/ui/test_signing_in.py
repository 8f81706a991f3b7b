# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A session that ends while a page is open: whoever pressed a button comes back to a page, never to nothing."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import PASSWORD
from tests.web.ui.markup import Markup

from balise.core.roles import Role
from balise.web.accounts.models import User

pytestmark = pytest.mark.django_db

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
BUTTON = "/espace/valbrise/services/1/rouvrir/"
UNITS = "/espace/valbrise/services/"
HOME = "/espace/valbrise/"


def way_back(response):
    """Return where the sign-in would lead to."""
    assert response.status_code == 302
    assert urlsplit(response.headers["Location"]).path == reverse("accounts:sign-in")
    return parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]


def test_it_comes_back_to_the_page_that_was_asked_for():
    assert way_back(Client().get(f"{UNITS}?page=2")) == f"{UNITS}?page=2"


def test_it_comes_back_to_the_page_on_which_the_button_stood():
    response = Client().post(BUTTON, headers={"referer": f"http://testserver{UNITS}?q=a%20b#bas"})

    assert way_back(response) == f"{UNITS}?q=a%20b"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://ailleurs.example/espace/valbrise/services/",
        "http://testserver.ailleurs.example/",
        "http://testserver@ailleurs.example/",
        "http://testserver//ailleurs.example/",
        "http://testserver/\\ailleurs.example/",
        "http:///ailleurs.example/",
        "//ailleurs.example/",
        "/espace/valbrise/services/",
        "javascript:alert(1)",
        "http://[testserver/",
        "http://testserver/deconnexion/",
        "http://testserver/espace/valbrise/services/1/rouvrir/?x=1",
    ],
)
def test_it_comes_back_home_when_the_button_stood_nowhere_known(referer):
    assert way_back(Client().post(BUTTON, headers={"referer": referer})) == HOME


def test_it_asks_for_https_where_the_site_is_in_https():
    response = Client().post(BUTTON, secure=True, headers={"referer": f"http://testserver{UNITS}"})

    assert way_back(response) == HOME


def test_it_comes_back_to_the_authorities_of_whoever_pressed_a_button_of_none():
    assert way_back(Client().post("/compte/sessions/")) == reverse("organisations:authorities")


def test_it_shows_that_page_once_the_person_has_signed_in(member_with):
    administrator = member_with(Role.ADMINISTRATOR)
    browser = Client()
    asked = browser.post(BUTTON, headers={"referer": f"http://testserver{UNITS}"})

    response = browser.post(
        asked.headers["Location"],
        {"username": User.objects.get(pk=administrator.user_id).email, "password": PASSWORD},
        follow=True,
    )

    assert response.redirect_chain == [(UNITS, 302)]
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("language", "read", "written"),
    [
        ("fr", "elle ne sert qu’à un bouton du site", "Cette page se lit, mais ne reçoit rien."),
        ("en", "it only serves a button of the site", "This page can be read, but takes nothing in."),
    ],
)
def test_it_says_in_words_that_an_address_cannot_be_asked_this_way(language, read, written, member_with, client_of):
    browser = client_of(member_with(Role.ADMINISTRATOR))
    browser.cookies["django_language"] = language

    to_read, to_write = browser.get("/langue/"), browser.post("/aide/")

    assert (to_read.status_code, to_read.headers["Allow"]) == (405, "POST")
    assert (to_write.status_code, to_write.headers["Allow"]) == (405, "GET, HEAD")
    page = Markup(to_read.content.decode())
    assert read in page.text
    assert written in Markup(to_write.content.decode()).text
    assert {"/", "/aide/"} <= {str(one["href"]) for one in page.all("a")}
    assert "no-store" in to_read.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("/aide/", "GET, HEAD"),
        ("/connexion/", "GET, HEAD, POST"),
        ("/langue/", "POST"),
        ("/compte/mot-de-passe/", "GET, HEAD, POST"),
    ],
)
def test_it_speaks_of_no_form_where_there_is_none(method, page, allowed, member_with):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get(pk=member_with(Role.ADMINISTRATOR).user_id))

    response = browser.generic(method, page)

    assert (response.status_code, response.headers["Allow"]) == (405, allowed)
    assert "trop longtemps" not in response.content.decode()


def test_it_still_asks_for_the_token_of_every_form(member_with):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get(pk=member_with(Role.ADMINISTRATOR).user_id))

    assert {browser.post(page).status_code for page in ("/connexion/", "/deconnexion/", BUTTON)} == {403}


@pytest.mark.parametrize("place", ["foo", "é", "?x", "#a", "accounts:account", "//x.example", "/deconnexion/", ""])
def test_it_goes_nowhere_that_is_no_page_of_the_site(place, member_with):
    person = User.objects.get(pk=member_with(Role.ADMINISTRATOR).user_id)

    language = Client().post("/langue/", {"language": "en", "next": place}, headers=FROM_HERE)
    signed_in = Client().post("/connexion/", {"username": person.email, "password": PASSWORD, "next": place})

    assert (language.status_code, language.headers["Location"]) == (302, "/")
    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, reverse("organisations:authorities"))


@pytest.mark.parametrize("place", ["/aide/?q=%C3%A9", "/aide/#bas", "/nulle-part/"])
def test_it_goes_back_to_a_page_of_the_site(place):
    response = Client().post("/langue/", {"language": "en", "next": place}, headers=FROM_HERE)

    assert response.headers["Location"] == place
