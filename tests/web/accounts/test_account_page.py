# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One's own account."""

import pytest
from tests.web.conftest import NOW

from balise.core.roles import Role
from balise.web.accounts.models import User
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(member_with):
    return member_with(Role.DPO, Role.REVIEWER, name="Claire Martin")


def test_it_shows_who_one_is_and_the_roles_one_holds(client_of, person):
    page = client_of(person).get("/compte/").content.decode()

    assert "Claire Martin" in page
    assert person.email in page
    assert "Ville de Valbrise" in page
    assert "instruction des dossiers, protection des données" in page


def test_it_keeps_the_name_and_the_language_chosen(client_of, person):
    client = client_of(person)

    response = client.post("/compte/", {"name": "Claire Durand", "language": "en"})

    user = User.objects.get(pk=person.user_id)
    assert (user.name, user.language) == ("Claire Durand", "en")
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "language": "fr"},
        {"name": "Claire", "language": "de"},
        {"name": "\u200b", "language": "fr"},
        {"name": "\u202e\u2066", "language": "fr"},
        {"name": "\u3164", "language": "fr"},
        {"name": "(…)", "language": "fr"},
    ],
)
def test_it_refuses_what_it_cannot_keep(client_of, person, wrong):
    response = client_of(person).post("/compte/", wrong)

    assert response.status_code == 200
    assert "À corriger" in response.content.decode()
    assert User.objects.get(pk=person.user_id).name == "Claire Martin"


def test_it_keeps_a_name_that_everybody_can_read(client_of, person):
    client_of(person).post("/compte/", {"name": " Claire\n\u202eMartin\u200b\u00a0Durand ", "language": "fr"})

    assert User.objects.get(pk=person.user_id).name == "Claire Martin Durand"


def test_it_tells_a_change_of_name_in_every_journal_of_the_person(client_of, person, elsewhere):
    Membership.objects.create(user_id=person.user_id, authority=elsewhere, role=Role.OWNER, since=NOW)

    client_of(person).post("/compte/", {"name": "Solène Abgrall (DPD)", "language": "fr"})

    for chain in (person.authority.id, elsewhere.pk):
        said = entries_of(chain)[0].sentence
        assert said == "Claire Martin change de nom et s’appelle désormais Solène Abgrall (DPD)."


def test_it_writes_nothing_in_the_journal_when_the_name_stays(client_of, person):
    before = entries_of(person.authority.id)

    client_of(person).post("/compte/", {"name": "Claire Martin", "language": "en"})

    assert entries_of(person.authority.id) == before


def test_it_changes_nothing_that_the_form_does_not_show(client_of, person):
    smuggled = {
        "email": "voleur@ailleurs.example",
        "is_active": "",
        "sub": "x",
        "issuer": "y",
        "password": "z",
        "id": 1,
    }
    client_of(person).post("/compte/", {"name": "Claire", "language": "fr", **smuggled})

    user = User.objects.get(pk=person.user_id)
    assert (user.email, user.is_active, user.sub, user.issuer) == (person.email, True, "", "")
    assert user.has_usable_password()


def test_it_closes_the_sessions_open_elsewhere_and_keeps_this_one(client_of, person):
    here, elsewhere = client_of(person), client_of(person)

    assert here.post("/compte/sessions/").url == "/compte/"

    assert here.get("/compte/").status_code == 200
    assert elsewhere.get("/compte/").status_code == 302


def test_it_keeps_sessions_when_the_secret_key_of_the_site_is_replaced(client_of, person, settings):
    client = client_of(person)
    client.post("/compte/sessions/")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "une autre clé, assez longue pour servir de secret au site"  # noqa: S105

    assert client.get("/compte/").status_code == 200


@pytest.mark.parametrize("path", ["/compte/", "/compte/mot-de-passe/", "/compte/sessions/"])
def test_it_asks_strangers_to_sign_in(client, path):
    assert client.get(path).url == f"/connexion/?next={path}"
