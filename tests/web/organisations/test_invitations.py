# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import socket

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from tests.web.conftest import NOW, PASSWORD

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.accounts.operations.acceptance import open_account
from balise.web.accounts.queries import pending_invitations
from balise.web.organisations.models import Unit
from balise.web.organisations.operations.invitations import invite_newcomer
from balise.web.organisations.operations.units import add_unit
from balise.web.organisations.queries import member_of

pytestmark = pytest.mark.django_db

TYPED = {"name": "Noé Arrivant", "email": "noe@valbrise.example", "roles": ["owner", "dpo"], "unit": ""}


def page(name, member, **parts):
    return reverse(f"organisations:{name}", kwargs={"authority": member.authority.slug, **parts})


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, name="Ada Minier")


def test_it_invites_somebody_with_their_roles_and_shows_the_link_once(
    administrator, client_of, django_capture_on_commit_callbacks
):
    client = client_of(administrator)
    unit = add_unit(administrator, "Culture", None, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page("invite", administrator), {**TYPED, "unit": str(unit)})

    assert "/invitation/" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (invitation,) = pending_invitations(administrator.authority.id)
    assert (invitation.roles, invitation.unit_name) == ((Role.OWNER, Role.DPO), "Culture")
    assert mail.outbox[0].to == ["noe@valbrise.example"]
    listed = client.get(page("members", administrator)).text
    assert "Noé Arrivant" in listed
    assert "/invitation/" not in listed


def test_it_refuses_to_invite_a_member_and_keeps_what_was_typed(administrator, client_of):
    answer = client_of(administrator).post(
        page("invite", administrator), {**TYPED, "email": administrator.email.upper()}
    )
    assert "déjà membre" in answer.text
    assert "Noé Arrivant" in answer.text
    assert pending_invitations(administrator.authority.id) == ()


def test_it_asks_for_one_role_at_least(administrator, client_of):
    answer = client_of(administrator).post(page("invite", administrator), {**TYPED, "roles": []})
    assert "À corriger avant de continuer" in answer.text
    assert mail.outbox == []


@pytest.mark.parametrize("roles", [["system"], ["owner", "system"], ["superuser"]])
def test_it_offers_no_role_that_a_person_cannot_hold(roles, administrator, client_of):
    answer = client_of(administrator).post(page("invite", administrator), {**TYPED, "roles": roles})
    assert answer.status_code == 200
    assert pending_invitations(administrator.authority.id) == ()


def test_it_offers_no_unit_of_another_authority(administrator, elsewhere, client_of):
    theirs = Unit.objects.create(authority=elsewhere, name="Voirie")
    client_of(administrator).post(page("invite", administrator), {**TYPED, "unit": str(theirs.pk)})
    assert pending_invitations(administrator.authority.id) == ()


def test_it_sends_an_invitation_again_and_takes_it_back(administrator, client_of, django_capture_on_commit_callbacks):
    client = client_of(administrator)
    client.post(page("invite", administrator), TYPED)
    (invitation,) = pending_invitations(administrator.authority.id)

    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(page("resend-invitation", administrator, invitation_id=invitation.id))
    assert "/invitation/" in again.text
    assert len(mail.outbox) == 1

    client.post(page("revoke-invitation", administrator, invitation_id=invitation.id))
    assert pending_invitations(administrator.authority.id) == ()


def test_it_does_not_find_the_invitations_of_another_authority(administrator, member_with, elsewhere, client_of):
    neighbour = member_with(Role.ADMINISTRATOR, authority=elsewhere)
    client_of(neighbour).post(page("invite", neighbour), TYPED)
    (theirs,) = pending_invitations(elsewhere.pk)
    client = client_of(administrator)
    for name in ("resend-invitation", "revoke-invitation"):
        assert client.post(page(name, administrator, invitation_id=theirs.id)).status_code == 404
    assert pending_invitations(elsewhere.pk) == (theirs,)
    assert "Noé Arrivant" not in client.get(page("members", administrator)).text


@pytest.mark.parametrize("role", [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR])
def test_it_lets_nobody_but_an_administrator_invite(role, member_with, client_of):
    somebody = member_with(role)
    assert client_of(somebody).post(page("invite", somebody), TYPED).status_code == 403
    assert mail.outbox == []


def test_it_makes_a_member_of_whoever_accepts(administrator):
    unit = add_unit(administrator, "Culture", None, at=NOW)
    link = invite_newcomer(administrator, "noe@valbrise.example", "Noé", [Role.OWNER, Role.DPO], unit, at=NOW)
    token = link.rstrip("/").rpartition("/")[2]
    user = open_account(token, name="Noé Arrivant", password=PASSWORD, at=NOW)
    member = member_of(user.pk, administrator.authority.slug)
    assert member is not None
    assert member.roles == {Role.OWNER, Role.DPO}
    assert member.units == {unit}


@pytest.fixture
def committing(monkeypatch) -> None:
    """Do at once what waits for the commit: the test itself is a transaction, which never ends."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_how: act())


def test_it_says_that_the_letter_did_not_leave_and_shows_the_link(
    committing, administrator, client_of, settings, socket_enabled
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10

    said = client_of(administrator).post(page("invite", administrator), TYPED).text

    assert "Invitation envoyée" not in said
    assert "le courriel n’est pas parti : le serveur de messagerie n’accepte aucune connexion." in said.replace(
        "\u00a0", " "
    )
    assert "/invitation/" in said
    assert len(pending_invitations(administrator.authority.id)) == 1
