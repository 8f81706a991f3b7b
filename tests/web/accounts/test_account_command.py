# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise account invite``: the way in when nobody on the site can invite."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.web.accounts.conftest import GUEST

from balise.cli.group import BaliseGroup
from balise.core.language import Language
from balise.core.roles import Role
from balise.web.accounts.models import Invitation
from balise.web.accounts.queries import pending_invitations
from balise.web.journal.queries import entries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(authority, settings):
    settings.SITE_ADDRESS = "https://balise.valbrise.example"

    def call(*words):
        command = BaliseGroup(Language.FRENCH)
        return CliRunner().invoke(command, ["account", "invite", GUEST, "--name", "Nadia Benali", *words])

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

    assert done.exit_code != 0
    assert "Aucune collectivité n’a l’adresse «\u00a0valbris\u00a0»." in done.output


def test_it_refuses_the_role_that_is_nobody_s(run):
    assert "n’est pas possible ici" in run("--authority", "valbrise", "--role", "system").output
    assert not Invitation.objects.exists()
