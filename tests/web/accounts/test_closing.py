# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Closing an account, and opening it again."""

import pytest
from tests.web.accounts.conftest import link_in
from tests.web.conftest import NOW, PASSWORD

from balise.core.roles import Role
from balise.web.accounts.models import User
from balise.web.accounts.operations.closing import close_account, reopen_account
from balise.web.journal.operations import SYSTEM
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import Membership
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(member_with):
    return member_with(Role.DPO, name="Claire Martin")


def close(person):
    return close_account(person.email, by=SYSTEM, at=NOW)


def reopen(person):
    return reopen_account(person.email, by=SYSTEM, at=NOW)


def is_in(client):
    return client.get("/compte/").status_code == 200


def test_it_ends_the_sessions_at_once_and_lets_nobody_in(client, client_of, person):
    here = client_of(person)

    close(person)

    assert not is_in(here)
    client.post("/connexion/", {"username": person.email, "password": PASSWORD})
    assert not is_in(client)
    assert member_of(person.user_id, "valbrise") is None


def test_it_gives_the_roles_back_but_not_the_sessions_when_it_is_opened_again(client, client_of, person):
    before = client_of(person)
    close(person)

    reopen(person)

    assert not is_in(before)
    client.post("/connexion/", {"username": person.email, "password": PASSWORD})
    assert is_in(client)
    member = member_of(person.user_id, "valbrise")
    assert member is not None
    assert member.roles == {Role.DPO}


def test_it_kills_the_links_for_a_new_password_even_once_opened_again(client, person, letters):
    (letter,) = letters(lambda: client.post("/connexion/mot-de-passe-oublie/", {"email": person.email}))
    close(person)
    assert "Ce lien ne sert plus" in client.get(link_in(letter), follow=True).content.decode()

    reopen(person)

    assert "Ce lien ne sert plus" in client.get(link_in(letter), follow=True).content.decode()


def test_it_is_told_in_the_journal_of_every_authority_of_the_person(person, elsewhere):
    Membership.objects.create(user_id=person.user_id, authority=elsewhere, role=Role.OWNER, since=NOW)

    assert {place.name for place in close(person)} == {"Ville de Valbrise", "Bourg-Mésange"}
    reopen(person)

    for chain in (person.authority.id, elsewhere.pk):
        assert [entry.sentence for entry in entries_of(chain)[:2]] == [
            "Balise a rouvert un compte\u00a0: celui que porte Claire Martin.",
            "Balise a fermé un compte\u00a0: celui que portait Claire Martin.",
        ]


def test_it_refuses_what_is_done_already_and_whom_it_does_not_know(person):
    with pytest.raises(RefusedError, match="n’est pas fermé"):
        reopen(person)
    close(person)
    with pytest.raises(RefusedError, match="est déjà fermé"):
        close(person)
    with pytest.raises(RefusedError, match="Aucun compte"):
        close_account("inconnu@valbrise.example", by=SYSTEM, at=NOW)
    assert not User.objects.get(pk=person.user_id).is_active
