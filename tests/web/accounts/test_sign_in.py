# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Coming in with a password, and leaving."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import PASSWORD

from balise.web.accounts.models import User

pytestmark = pytest.mark.django_db

SIGN_IN = "/connexion/"


@pytest.fixture
def person(member_with):
    return member_with(name="Claire Martin")


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": email, "password": password, **more})


def test_it_lets_somebody_in_whatever_the_capitals_of_the_address(client, person):
    response = sign_in(client, person.email.upper())

    assert response.status_code == 302
    assert response.url == reverse("organisations:authorities")
    assert client.get("/compte/").status_code == 200


def test_it_says_the_same_of_a_wrong_password_and_of_an_unknown_address(client, person):
    wrong = sign_in(client, person.email, "autre chose")
    unknown = sign_in(client, "personne@ailleurs.example", "autre chose")

    assert wrong.status_code == unknown.status_code == 200
    assert "Adresse ou mot de passe incorrect." in wrong.content.decode()
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_it_keeps_the_address_typed_and_never_the_password(client, person):
    page = sign_in(client, person.email, "autre chose").content.decode()

    assert f'value="{person.email}"' in page
    assert "autre chose" not in page


def test_it_refuses_a_closed_account(client, person):
    User.objects.filter(pk=person.user_id).update(is_active=False)

    assert sign_in(client, person.email).status_code == 200
    assert client.get("/compte/").status_code == 302


def test_it_ends_the_session_of_an_account_closed_meanwhile(client_of, person):
    client = client_of(person)
    User.objects.filter(pk=person.user_id).update(is_active=False)

    assert client.get("/compte/").status_code == 302


def test_it_goes_where_the_person_was_going(client, person):
    asked = client.get("/compte/")
    assert asked.url == "/connexion/?next=/compte/"
    assert 'name="next" value="/compte/"' in client.get(asked.url).content.decode()

    assert sign_in(client, person.email, next="/compte/").url == "/compte/"


@pytest.mark.parametrize(
    "elsewhere", ["https://ailleurs.example/", "//ailleurs.example/", "/\\ailleurs.example", "javascript:alert(1)"]
)
def test_it_never_sends_anybody_to_another_site(client, person, elsewhere):
    assert sign_in(client, person.email, next=elsewhere).url == reverse("organisations:authorities")


def test_it_gives_a_new_session_key_to_whoever_comes_in(client, person):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    sign_in(client, person.email)

    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/compte/").status_code == 302


def test_it_does_not_take_a_code_slipped_into_its_address_for_a_sign_in(client, person):
    response = client.post(f"{SIGN_IN}?code=stolen&state=any", {"username": person.email, "password": "autre chose"})

    assert response.status_code == 200
    assert client.get("/compte/").status_code == 302


def test_it_speaks_the_language_of_the_person_unless_this_browser_chose_another(client, person):
    User.objects.filter(pk=person.user_id).update(language="en")

    assert sign_in(client, person.email).cookies["django_language"].value == "en"
    other = Client()
    other.cookies["django_language"] = "fr"
    assert "django_language" not in sign_in(other, person.email).cookies


def test_it_leaves_by_a_form_alone(client_of, person):
    client = client_of(person)

    assert client.get("/deconnexion/").status_code == 405
    assert client.get("/compte/").status_code == 200
    assert client.post("/deconnexion/").url == reverse("organisations:home")
    assert client.get("/compte/").status_code == 302


def test_it_shows_no_provider_and_opens_no_way_to_one_when_none_is_set(client):
    assert "oidc" not in client.get(SIGN_IN).content.decode()
    assert client.get("/oidc/authenticate/").status_code == 404
    assert client.get("/oidc/callback/?code=a&state=b").status_code == 404


def test_it_logs_who_came_in_and_never_what_was_typed(client, person, caplog):
    with caplog.at_level(logging.INFO, logger="balise.web.accounts"):
        sign_in(client, "mon-mot-de-passe-ici@valbrise.example", "un secret")
        sign_in(client, person.email)

    lines = [record.getMessage() for record in caplog.records if record.name.startswith("balise")]
    assert lines == [
        "A sign-in was refused from 127.0.0.1.",
        f"Person {person.user_id} signed in from 127.0.0.1.",
    ]
