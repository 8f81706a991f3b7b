# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account``: the way in when nobody on the site can invite, and the way out of a closed account."""

import json
import socket
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.utils import timezone
from tests.web.accounts.conftest import GUEST
from tests.web.conftest import NOW

from balise.cli.group import BaliseGroup
from balise.core.language import Language
from balise.core.roles import Role
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.queries import pending_invitations
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(authority, settings):
    settings.SITE_ADDRESS = "https://balise.valbrise.example"

    def call(*words):
        return account("invite", GUEST, "--name", "Nadia Benali", *words)

    return call


def test_it_prints_a_link_that_opens(run, client, authority):
    done = run("--authority", "valbrise")

    assert done.exit_code == 0, done.output
    link = done.output.splitlines()[-1]
    assert link.startswith("https://balise.valbrise.example/invitation/")
    assert client.get(link.removeprefix("https://balise.valbrise.example")).status_code == 200
    (pending,) = pending_invitations(authority.pk)
    assert pending.roles == (Role.ADMINISTRATOR,)
    assert entries_of(authority.pk)[0].sentence == "Balise a invité Nadia Benali (administration de l’espace)."


def test_it_gives_the_roles_that_are_named(run, authority):
    run("--authority", "valbrise", "--role", "dpo", "--role", "reviewer")

    (pending,) = pending_invitations(authority.pk)
    assert pending.roles == (Role.REVIEWER, Role.DPO)


def test_it_sends_again_the_invitation_of_somebody_who_lost_the_link(run, client, authority):
    first = run("--authority", "valbrise").output.splitlines()[-1]
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    second = run("--authority", "valbrise").output.splitlines()[-1]

    assert len(pending_invitations(authority.pk)) == 1
    address = "https://balise.valbrise.example"
    assert client.get(first.removeprefix(address)).status_code == 410
    assert client.get(second.removeprefix(address)).status_code == 200


def test_it_says_which_authority_it_does_not_know(run):
    done = run("--authority", "valbris")

    assert "Aucune collectivité n’a l’adresse «\u00a0valbris\u00a0»." in str(done.exception)


def test_it_refuses_the_role_that_is_nobody_s(run):
    assert "n’est pas possible ici" in run("--authority", "valbrise", "--role", "system").exception.message
    assert not Invitation.objects.exists()


def account(*words):
    return CliRunner().invoke(BaliseGroup(Language.FRENCH), ["account", *words], standalone_mode=False)


def test_it_gives_the_new_name_and_the_new_roles_to_an_invitation_that_was_pending(run, authority):
    run("--authority", "valbrise", "--role", "dpo")

    done = run("--authority", "valbrise", "--role", "councillor", "--name", "Nadia Durand")

    (pending,) = pending_invitations(authority.pk)
    assert (pending.name, pending.roles) == ("Nadia Durand", (Role.COUNCILLOR,))
    assert "Invitation remplacée" in done.output
    assert "Nadia Durand, Ville de Valbrise\u00a0: membre du conseil." in done.output
    assert entries_of(authority.pk)[0].sentence == "Balise a invité Nadia Durand (membre du conseil)."


def test_it_keeps_the_roles_of_a_pending_invitation_when_none_is_named(run, authority):
    run("--authority", "valbrise", "--role", "dpo")

    run("--authority", "valbrise")

    (pending,) = pending_invitations(authority.pk)
    assert pending.roles == (Role.DPO,), "a lost link must not make an administrator"


@pytest.fixture
def committing(monkeypatch) -> None:
    """Do at once what waits for the commit: the test itself is a transaction, which never ends."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_how: act())


def test_it_says_in_one_line_that_the_letter_did_not_leave_and_gives_the_link(
    committing, run, client, settings, socket_enabled
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10

    done = run("--authority", "valbrise")

    assert done.return_value == 1, "the exit code, as the program gives it"
    assert "Invitation envoyée" not in done.output
    assert "le courriel n’est pas parti (le serveur de messagerie n’accepte aucune connexion)\u00a0;" in done.output
    assert "remettez ce lien vous-même\u00a0:" in done.output
    link = done.output.splitlines()[-1]
    assert client.get(link.removeprefix("https://balise.valbrise.example")).status_code == 200


def test_it_does_not_announce_a_letter_that_no_folder_took(committing, run, settings, tmp_path):
    (tmp_path / "courriels").write_text("", encoding="utf-8")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "courriels")

    done = run("--authority", "valbrise")

    assert done.return_value == 1
    assert "Invitation envoyée" not in done.output
    assert "le courriel n’est pas parti (le dossier des courriels ne s’ouvre pas, ou ne s’écrit pas)" in done.output


def test_it_invites_a_member_to_one_more_role_under_the_name_they_bear_and_says_so(member_with, authority):
    person = member_with(Role.OWNER, name="Claire Martin")

    done = account("invite", person.email.upper(), "--name", "Une Autre", "--authority", "valbrise")

    assert done.exit_code == 0, done.output
    assert "Cette adresse a déjà un compte, au nom de Claire Martin\u00a0: l’invitation porte ce nom." in done.output
    (pending,) = pending_invitations(authority.pk)
    assert pending.name == "Claire Martin"
    assert entries_of(authority.pk)[0].sentence == "Balise a invité Claire Martin (administration de l’espace)."


def test_it_says_nothing_of_the_name_when_it_is_the_one_known(member_with, authority):
    person = member_with(Role.OWNER, name="Claire Martin")

    done = account("invite", person.email, "--name", "Claire  Martin", "--authority", "valbrise")

    assert "au nom de" not in done.output


def test_it_does_not_invite_a_member_to_the_roles_they_hold(member_with, authority):
    person = member_with(Role.ADMINISTRATOR, name="Claire Martin")

    done = account("invite", person.email, "--name", "Claire Martin", "--authority", "valbrise")

    assert "Claire Martin est déjà membre de cette collectivité, avec ces rôles" in done.exception.message
    assert not Invitation.objects.exists()


def test_it_does_not_invite_a_closed_account_and_says_how_to_open_it(member_with, authority):
    person = member_with(Role.DPO, name="Claire Martin")
    account("close", person.email)

    done = account("invite", person.email, "--name", "Claire Martin", "--authority", "valbrise")

    assert f"balise account reopen {person.email}" in done.exception.message
    assert not Invitation.objects.exists()


def test_it_closes_an_account_and_says_which_authority_nobody_administers(member_with):
    person = member_with(Role.ADMINISTRATOR, name="Jeanne Morel")

    done = account("close", person.email.upper())

    assert done.exit_code == 0, done.output
    assert f"Le compte {person.email} est fermé.\nÉcrit au journal\u00a0: Ville de Valbrise." in done.output
    assert "Plus personne n’administre Ville de Valbrise" in done.output
    assert not User.objects.get(pk=person.user_id).is_active


def test_it_opens_a_closed_account_again(member_with):
    person = member_with(Role.DPO)
    account("close", person.email)

    done = account("reopen", person.email)

    assert f"Le compte {person.email} est rouvert." in done.output
    assert User.objects.get(pk=person.user_id).is_active


def test_it_says_which_account_it_does_not_know(authority):
    done = account("close", "inconnu@valbrise.example")

    assert "Aucun compte n’a l’adresse inconnu@valbrise.example." in str(done.exception)


def test_it_lists_the_accounts_with_their_roles_and_their_state(member_with):
    closed, empty = member_with(Role.DPO, Role.REVIEWER, name="Claire Martin"), member_with(name="Parti Ailleurs")
    account("close", closed.email)
    Membership.objects.filter(user_id=empty.user_id).update(until=timezone.now())
    User.objects.filter(pk=empty.user_id).update(last_login=NOW)

    said = account("list").output

    assert f"■ Claire Martin <{closed.email}>\n  compte fermé\u00a0; par mot de passe\u00a0; jamais connecté" in said
    assert "Ville de Valbrise\u00a0: instruction des dossiers, protection des données" in said
    assert f"□ Parti Ailleurs <{empty.email}>" in said
    assert "dernière connexion le 21\u00a0novembre 2026\n  aucun rôle" in said
    assert "2 comptes." in said


def test_it_lists_them_for_programs_too(member_with):
    person = member_with(Role.DPO)

    (told,) = json.loads(account("list", "--format", "json").output)

    assert told["email"] == person.email
    assert told["state"] == "open"
    assert told["authorities"] == [{"authority": "valbrise", "roles": ["dpo"]}]
    assert "valbrise:dpo" in account("list", "--format", "csv").output
