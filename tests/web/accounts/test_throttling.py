# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Guessing takes time, on one account or many: too much of it and one waits; and no page sends e-mails without end."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.accounts.conftest import link_in
from tests.web.conftest import NOW, PASSWORD

from balise.web.accounts.operations.attempts import WINDOW, attempt
from balise.web.accounts.operations.guesses import WITHIN, Guessed, Pause, count_guess, pause_of_guesses

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(member_with):
    return member_with()


def sign_in(client, email, password=PASSWORD, address="198.51.100.7"):
    return client.post("/connexion/", {"username": email, "password": password}, REMOTE_ADDR=address)


def fail(client, email, times, **more):
    for number in range(times):
        sign_in(client, email, f"essai {number}", **more)


def is_in(client):
    return client.get("/compte/").status_code == 200


def test_it_refuses_the_right_password_after_ten_wrong_ones_and_says_for_how_long(client, person):
    fail(client, person.email, 10)

    response = sign_in(client, person.email)

    assert response.status_code == 429
    assert "Attendez 15 minutes" in response.content.decode()
    assert not is_in(client)


def test_it_lets_nine_mistakes_pass(client, person):
    fail(client, person.email, 9)

    sign_in(client, person.email)

    assert is_in(client)


def test_it_counts_the_same_address_whatever_its_capitals_and_the_browser(person):
    for number in range(10):
        browser = Client(HTTP_USER_AGENT=f"browser {number}")
        email = person.email.upper() if number % 2 else person.email
        sign_in(browser, email, "faux")

    assert sign_in(Client(), person.email).status_code == 429


def test_it_shuts_neither_the_colleagues_next_door_nor_the_same_person_elsewhere(client, person, member_with):
    colleague = member_with()
    fail(client, person.email, 10)

    sign_in(client, colleague.email)
    assert is_in(client)
    elsewhere = Client()
    sign_in(elsewhere, person.email, address="203.0.113.9")
    assert is_in(elsewhere)


def test_it_forgets_the_mistakes_of_whoever_gets_in(client, person):
    fail(client, person.email, 9)
    sign_in(client, person.email)
    client.post("/deconnexion/")

    fail(client, person.email, 9)
    sign_in(client, person.email)

    assert is_in(client)


def test_it_opens_again_after_the_pause_however_often_one_knocked_meanwhile(client, person):
    fail(client, person.email, 10)
    fail(client, person.email, 3)
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=15))

    sign_in(client, person.email)

    assert is_in(client)


def test_it_opens_again_to_whoever_chooses_a_new_password(client, person, letters):
    fail(client, person.email, 10)
    (letter,) = letters(lambda: client.post("/connexion/mot-de-passe-oublie/", {"email": person.email}))
    form = client.get(link_in(letter), follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": "cheval pile agrafe correct", "new_password2": "cheval pile agrafe correct"})

    sign_in(client, person.email, "cheval pile agrafe correct")

    assert is_in(client)


def spray(client, accounts, address="198.51.100.7"):
    return [sign_in(client, email, "Printemps2026!", address).status_code for email in accounts]


def nobody(times):
    return [f"inconnu{number}@ailleurs.example" for number in range(times)]


def test_it_stops_one_password_tried_on_every_account_and_says_for_how_long(client, person):
    assert set(spray(client, nobody(100))) == {200}

    response = sign_in(client, person.email)

    assert response.status_code == 429
    assert "depuis votre réseau. Attendez 15 minutes" in response.text
    assert "Choisir un nouveau mot de passe" not in response.text
    assert not is_in(client)
    sign_in(client, person.email, address="203.0.113.9")
    assert is_in(client)


def test_it_forgives_no_network_because_somebody_there_got_in(client, person):
    spray(client, nobody(99))
    sign_in(client, person.email)
    assert is_in(client)
    client.post("/deconnexion/")

    spray(client, nobody(1))

    assert sign_in(client, person.email).status_code == 429


def test_it_lets_an_office_of_thirty_in_after_three_mistakes_each(person):
    colleagues = [*nobody(29), person.email]
    for _ in range(3):
        spray(Client(), colleagues)

    client = Client()
    sign_in(client, person.email)

    assert is_in(client)


def attack_from_everywhere(client, email):
    for number in range(50):
        assert sign_in(client, email, "faux", address=f"203.0.113.{number}").status_code == 200


def test_it_stops_one_account_tried_from_many_addresses_and_says_for_how_long(client, person, member_with):
    attack_from_everywhere(client, person.email)

    response = sign_in(client, person.email.upper())

    assert response.status_code == 429
    assert "pour ce compte, depuis plusieurs réseaux. Attendez 15 minutes" in response.text
    sign_in(client, member_with().email)
    assert is_in(client)


def test_it_answers_alike_for_an_account_that_does_not_exist(client):
    attack_from_everywhere(client, "personne@ailleurs.example")

    assert sign_in(client, "personne@ailleurs.example").status_code == 429


def test_it_lets_the_owner_of_an_attacked_account_choose_a_new_password(client, person, letters):
    attack_from_everywhere(client, person.email)
    (letter,) = letters(lambda: client.post("/connexion/mot-de-passe-oublie/", {"email": person.email}))
    form = client.get(link_in(letter), follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": "cheval pile agrafe correct", "new_password2": "cheval pile agrafe correct"})

    sign_in(client, person.email, "cheval pile agrafe correct")

    assert is_in(client)


def test_it_lets_nobody_shut_an_account_everywhere_from_one_address(client, person):
    fail(client, person.email, 60)

    sign_in(client, person.email, address="203.0.113.9")

    assert is_in(client)


def test_it_ends_a_pause_when_the_wrong_passwords_grow_old():
    for number in range(100):
        count_guess(f"inconnu{number}@ailleurs.example", "198.51.100.7", at=NOW + timedelta(seconds=number))
    last = NOW + timedelta(seconds=99)

    told = pause_of_guesses("x@y.example", "198.51.100.7", at=last)

    assert told == Pause(Guessed.NETWORK, WITHIN - timedelta(seconds=99))
    assert pause_of_guesses("x@y.example", "198.51.100.7", at=NOW + WITHIN) is None


def test_it_counts_no_form_that_holds_no_password(client, person):
    for _ in range(100):
        client.post("/connexion/", {"username": person.email, "password": ""}, REMOTE_ADDR="198.51.100.7")

    sign_in(client, person.email)

    assert is_in(client)


def test_it_keeps_no_password_that_was_tried(client, person):
    sign_in(client, person.email, "un secret bien gardé")

    assert "secret" not in AccessAttempt.objects.get().post_data


def test_it_sends_five_links_an_hour_to_one_address_and_answers_the_same_to_the_sixth(client, person, letters):
    def ask():
        return client.post("/connexion/mot-de-passe-oublie/", {"email": person.email})

    answers: list[Any] = []
    letters(lambda: answers.extend(ask() for _ in range(6)))

    assert len(mail.outbox) == 5
    assert {answer.url for answer in answers} == {"/connexion/mot-de-passe-oublie/envoye/"}


def test_it_refuses_the_thirty_first_request_of_one_network(client):
    def ask(number, address="198.51.100.7"):
        asked = {"email": f"inconnu{number}@ailleurs.example"}
        return client.post("/connexion/mot-de-passe-oublie/", asked, REMOTE_ADDR=address).status_code

    assert [ask(number) for number in range(31)] == [302] * 30 + [429]
    assert ask(32, "203.0.113.9") == 302


def test_it_refuses_the_thirty_first_unknown_invitation_of_one_network(client):
    statuses = [client.get(f"/invitation/au-hasard-{number}/").status_code for number in range(31)]

    assert statuses == [410] * 30 + [429]


def test_it_never_counts_the_opening_of_a_real_invitation(client, invited):
    link = invited(at=timezone.now())

    assert {client.get(link).status_code for _ in range(40)} == {200}


def test_it_counts_by_page_and_by_key_and_forgets_after_an_hour():
    assert [attempt("page", "key", limit=2, at=NOW) for _ in range(3)] == [True, True, False]
    assert attempt("page", "other", limit=2, at=NOW)
    assert attempt("other", "key", limit=2, at=NOW)
    assert attempt("page", "key", limit=2, at=NOW + WINDOW)
