# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Nobody comes in without an invitation, and an invitation opens one door, once, for a while."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.accounts.conftest import GUEST, link_in, token_of
from tests.web.conftest import NOW, make_member

from balise.core.roles import Role
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.operations import resend, revoke_invitation
from balise.web.accounts.queries import pending_invitations
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import Membership, Unit
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

FORM = {"name": "Nadia Benali", "password": "cheval pile agrafe correct", "again": "cheval pile agrafe correct"}


@pytest.fixture
def link(invited):
    """The link of an invitation sent this very minute."""
    return invited(at=timezone.now())


def acts_of(authority):
    return [entry.act for entry in entries_of(authority.pk)]


def roles_of(email, authority):
    member = member_of(User.objects.get(email=email).pk, authority.slug)
    return set() if member is None else set(member.roles)


# Inviting


def test_it_sends_a_letter_with_the_link_and_tells_the_journal(invited, letters, authority):
    (letter,) = letters(lambda: invited(roles=(Role.REVIEWER, Role.DPO)))

    assert letter.to == [GUEST]
    assert letter.subject == "Votre invitation sur Balise – Ville de Valbrise"
    assert "Jeanne Morel vous invite à rejoindre Ville de Valbrise" in letter.body
    assert "- instruction des dossiers\n- protection des données\n" in letter.body
    assert "jusqu’au 5\u00a0décembre 2026" in letter.body
    assert "{#" not in letter.body
    told = entries_of(authority.pk)[0]
    assert told.act == "account.invited"
    assert told.sentence == ("Jeanne Morel a invité Nadia Benali (instruction des dossiers, protection des données).")


def test_it_sends_nothing_when_the_act_fails(invited, letters):
    def act():
        with pytest.raises(RefusedError):
            invited(roles=())

    assert letters(act) == []


def test_it_never_keeps_the_link(invited):
    token = token_of(invited())

    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert len(token) >= 43


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "pas une adresse"}, "adresse électronique"),
        ({"name": "  "}, "nom"),
        ({"roles": ()}, "au moins un rôle"),
        ({"roles": (Role.DPO, Role.SYSTEM)}, "au moins un rôle"),
    ],
)
def test_it_refuses_an_invitation_that_makes_no_sense(invited, wrong, said):
    with pytest.raises(RefusedError, match=said):
        invited(**wrong)

    assert not Invitation.objects.exists()


def test_it_refuses_the_unit_of_another_authority(invited, elsewhere):
    unit = Unit.objects.create(authority=elsewhere, name="État civil")

    with pytest.raises(RefusedError, match="votre collectivité"):
        invited(unit_id=unit.pk)

    assert not Invitation.objects.exists()


def test_it_refuses_a_second_invitation_while_the_first_is_open(invited):
    invited()

    with pytest.raises(RefusedError, match="déjà une invitation en attente"):
        invited(GUEST.upper(), at=NOW + timedelta(days=13))


def test_it_makes_room_for_another_once_the_first_has_expired(invited, authority):
    invited()
    invited(at=NOW + timedelta(days=14))

    (pending,) = pending_invitations(authority.pk)
    assert pending.is_open(NOW + timedelta(days=15))


def test_it_refuses_to_invite_a_closed_account_or_to_invite_it_again(invited, administrator, authority):
    invited()
    (pending,) = pending_invitations(authority.pk)
    User.objects.create(email=GUEST, name="Nadia Benali", is_active=False)

    with pytest.raises(RefusedError, match="tient le serveur de le rouvrir"):
        resend(administrator, pending.id, at=NOW)
    revoke_invitation(administrator, pending.id, at=NOW)
    with pytest.raises(RefusedError, match="est fermé"):
        invited()

    assert pending_invitations(authority.pk) == ()


# Accepting


def test_it_shows_who_invites_where_and_as_what(client, link):
    page = client.get(link).content.decode()

    for words in ("La ville de Valbrise vous invite", "Jeanne Morel", "protection des données", GUEST):
        assert words in page


def test_it_opens_an_account_with_the_roles_offered_and_lets_the_person_in(client, link, authority):
    response = client.post(link, FORM)

    assert response.status_code == 302
    assert client.get("/compte/").status_code == 200
    assert roles_of(GUEST, authority) == {Role.DPO}
    assert acts_of(authority)[:2] == ["account.joined", "account.invited"]
    assert entries_of(authority.pk)[0].actor_name == "Nadia Benali"


def test_it_takes_neither_roles_nor_address_from_the_form(client, link, authority):
    client.post(link, {**FORM, "email": "autre@ailleurs.example", "roles": "administrator", "is_active": ""})

    assert roles_of(GUEST, authority) == {Role.DPO}
    assert not User.objects.filter(email="autre@ailleurs.example").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "court", "again": "court"},
        {"again": "autre chose de long"},
        {"name": ""},
        {"password": "nadia.benali@valbrise", "again": "nadia.benali@valbrise"},
    ],
)
def test_it_keeps_what_was_typed_when_something_is_to_be_corrected(client, link, wrong):
    response = client.post(link, {**FORM, **wrong})

    assert response.status_code == 200
    assert "À corriger" in response.content.decode()
    assert not User.objects.filter(email=GUEST).exists()


def test_it_opens_once(client, link):
    client.post(link, FORM)
    client.post("/deconnexion/")

    again = client.post(link, FORM)

    assert again.status_code == 410
    assert "déjà été acceptée" in again.content.decode()
    assert User.objects.filter(email=GUEST).count() == 1


def test_it_gives_the_roles_to_the_account_one_already_has(client_of, authority, elsewhere, invited):
    member = make_member(elsewhere, Role.OWNER)
    link = invited(member.email, at=timezone.now())
    client = client_of(member)
    assert "Accepter l’invitation" in client.get(link).content.decode()

    client.post(link)

    assert roles_of(member.email, authority) == {Role.DPO}
    assert roles_of(member.email, elsewhere) == {Role.OWNER}


def test_it_asks_the_person_invited_to_sign_in_when_they_have_an_account(client, elsewhere, invited, authority):
    member = make_member(elsewhere, Role.OWNER)
    link = invited(member.email, at=timezone.now())

    page = client.get(link).content.decode()
    assert f"/connexion/?next={link}" in page
    client.post(link, FORM)

    assert roles_of(member.email, authority) == set()
    assert User.objects.get(pk=member.user_id).check_password(FORM["password"]) is False


def test_it_refuses_another_account_than_the_one_invited(client_of, elsewhere, link, authority):
    thief = make_member(elsewhere)
    client = client_of(thief)
    assert "pour un autre compte" in client.get(link).content.decode()

    assert client.post(link).status_code == 409
    assert roles_of(thief.email, authority) == set()


def test_it_closes_after_two_weeks(client, invited):
    link = invited(at=timezone.now() - timedelta(days=14, minutes=1))

    response = client.post(link, FORM)

    assert response.status_code == 410
    assert "Elle était valable jusqu’au" in response.content.decode()
    assert not User.objects.filter(email=GUEST).exists()


# Sending again, taking back


def test_it_sends_a_new_link_that_replaces_the_first(client, link, letters, administrator, authority):
    (pending,) = pending_invitations(authority.pk)

    (letter,) = letters(lambda: resend(administrator, pending.id, at=timezone.now()))

    assert client.get(link).status_code == 410
    assert client.get(link_in(letter)).status_code == 200
    assert acts_of(authority)[0] == "account.invitation_sent_again"


def test_it_takes_an_invitation_back(client, link, administrator, authority):
    (pending,) = pending_invitations(authority.pk)

    revoke_invitation(administrator, pending.id, at=timezone.now())

    assert client.post(link, FORM).status_code == 410
    assert pending_invitations(authority.pk) == ()
    assert acts_of(authority)[0] == "account.invitation_revoked"


@pytest.mark.parametrize("act", [resend, revoke_invitation])
def test_it_lets_nobody_touch_the_invitations_of_another_authority(link, elsewhere, authority, act):
    stranger = make_member(elsewhere, Role.ADMINISTRATOR)
    (pending,) = pending_invitations(authority.pk)

    with pytest.raises(RefusedError) as refusal:
        act(stranger, pending.id, at=timezone.now())

    assert refusal.value.status == 404


@pytest.mark.parametrize("act", [resend, revoke_invitation])
def test_it_neither_sends_nor_takes_back_what_was_accepted(client, link, administrator, authority, act):
    (pending,) = pending_invitations(authority.pk)
    client.post(link, FORM)

    with pytest.raises(RefusedError, match="déjà été acceptée"):
        act(administrator, pending.id, at=timezone.now())


def test_it_keeps_a_role_already_held(client_of, member_with, invited, authority):
    member = member_with(Role.DPO)
    link = invited(member.email, roles=(Role.DPO, Role.CISO), at=timezone.now())

    client_of(member).post(link)

    assert roles_of(member.email, authority) == {Role.DPO, Role.CISO}
    assert Membership.objects.filter(user_id=member.user_id, role=Role.DPO).count() == 1
