# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Changing a password, and choosing another when it is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from tests.web.accounts.conftest import link_in
from tests.web.conftest import NOW, PASSWORD

from balise.web.accounts.models import User
from balise.web.accounts.operations.current_password import LIMIT, WITHIN, count_wrong_current, pause_of_changes

pytestmark = pytest.mark.django_db

FORGOTTEN = "/connexion/mot-de-passe-oublie/"
NEW = "cheval pile agrafe correct"


@pytest.fixture
def person(member_with):
    return member_with(name="Claire Martin")


def can_sign_in(client, email, password):
    client.post("/connexion/", {"username": email, "password": password})
    return client.get("/compte/").status_code == 200


def change(client, old=PASSWORD, new=NEW, again=NEW):
    return client.post("/compte/mot-de-passe/", {"old_password": old, "new_password1": new, "new_password2": again})


def test_it_changes_a_password_and_closes_the_sessions_open_elsewhere(client_of, person):
    here, elsewhere = client_of(person), client_of(person)

    assert change(here).url == "/compte/"

    assert here.get("/compte/").status_code == 200
    assert elsewhere.get("/compte/").status_code == 302
    assert can_sign_in(elsewhere, person.email, NEW)


@pytest.mark.parametrize(
    "wrong", [{"old": "pas le bon"}, {"new": "court", "again": "court"}, {"again": "autre chose de long"}]
)
def test_it_refuses_a_change_that_is_not_right(client_of, client, person, wrong):
    response = change(client_of(person), **wrong)

    assert response.status_code == 200
    assert "À corriger" in response.content.decode()
    assert can_sign_in(client, person.email, PASSWORD)


def guess(client, times):
    return [change(client, old=f"essai {number}").status_code for number in range(times)]


def test_it_looks_at_no_password_any_more_after_ten_wrong_ones_and_says_for_how_long(client_of, client, person):
    thief = client_of(person)
    assert guess(thief, 10) == [200] * 10

    response = change(client_of(person))

    assert response.status_code == 429
    assert "Attendez 15 minutes" in response.content.decode()
    assert thief.get("/compte/").status_code == 200, "the person works on"
    assert can_sign_in(client, person.email, PASSWORD)


def test_it_counts_no_mistake_in_the_new_password_and_no_colleague(client_of, person, member_with):
    here = client_of(person)
    for _ in range(12):
        change(here, new="court", again="court")
    guess(client_of(member_with()), 10)

    assert change(here).url == "/compte/"


def test_it_forgets_wrong_passwords_once_the_right_one_is_given_or_a_link_followed(client, client_of, person, letters):
    here = client_of(person)
    guess(here, 9)
    change(here)
    assert change(here, old="essai", new="x").status_code == 200
    guess(here, 9)
    assert change(here, old=NEW).status_code == 429
    (letter,) = letters(lambda: ask(client, person.email))
    choose(client, link_in(letter), "agrafe pile cheval correct")

    assert change(client_of(person), old="agrafe pile cheval correct").url == "/compte/"


def test_it_looks_again_when_the_wrong_passwords_grow_old(person):
    for second in range(LIMIT):
        count_wrong_current(person.user_id, at=NOW + timedelta(seconds=second))

    assert pause_of_changes(person.user_id, at=NOW + timedelta(seconds=LIMIT)) == WITHIN - timedelta(seconds=LIMIT)
    assert pause_of_changes(person.user_id, at=NOW + WITHIN) is None


def test_it_says_so_to_somebody_who_has_no_password_to_change(client, person):
    user = User.objects.get(pk=person.user_id)
    user.set_unusable_password()
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    response = client.get("/compte/mot-de-passe/")

    assert response.status_code == 409
    assert "n’a pas de mot de passe" in response.content.decode()


def ask(client, email):
    return client.post(FORGOTTEN, {"email": email})


def choose(client, link, password=NEW):
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(address, {"new_password1": password, "new_password2": password})


def test_it_sends_a_link_by_which_one_chooses_a_password_once(client, client_of, person, letters):
    elsewhere = client_of(person)
    (letter,) = letters(lambda: ask(client, person.email.upper()))
    assert letter.to == [person.email]
    assert letter.subject == "Votre mot de passe sur Balise"
    assert "Bonjour Claire Martin," in letter.body

    assert choose(client, link_in(letter)).url == "/connexion/"

    assert elsewhere.get("/compte/").status_code == 302
    assert can_sign_in(client, person.email, NEW)
    client.post("/deconnexion/")
    dead = client.get(link_in(letter), follow=True)
    assert dead.status_code == 410
    assert "Ce lien ne sert plus" in dead.content.decode()


def test_it_answers_the_same_whether_the_account_exists_or_not(client, person, letters):
    pages: list[Any] = []
    letters(lambda: pages.extend(ask(client, email) for email in (person.email, "inconnu@ailleurs.example")))

    assert [(page.status_code, page.url) for page in pages] == [(302, f"{FORGOTTEN}envoye/")] * 2
    assert len(mail.outbox) == 1
    assert "Si un compte avec mot de passe existe" in client.get(pages[0].url).content.decode()


def test_it_sends_nothing_to_an_account_without_password_nor_to_a_closed_one(client, member_with, letters):
    provided, closed = member_with(), member_with()
    user = User.objects.get(pk=provided.user_id)
    user.set_unusable_password()
    user.save()
    User.objects.filter(pk=closed.user_id).update(is_active=False)

    assert letters(lambda: [ask(client, provided.email), ask(client, closed.email)]) == []


def test_it_refuses_an_easy_password_and_says_why(client, person, letters):
    (letter,) = letters(lambda: ask(client, person.email))

    page = choose(client, link_in(letter), "motdepasse").content.decode()

    assert "12" in page
    assert can_sign_in(client, person.email, PASSWORD)


def test_it_writes_its_links_with_the_address_of_the_site_and_not_with_that_of_the_request(
    client, person, letters, settings
):
    settings.SITE_ADDRESS = "https://balise.valbrise.example"
    settings.ALLOWED_HOSTS = ["*"]

    (letter,) = letters(lambda: client.post(FORGOTTEN, {"email": person.email}, HTTP_HOST="voleur.example"))

    assert "https://balise.valbrise.example/connexion/mot-de-passe/" in letter.body
    assert "voleur" not in letter.body
