# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who a person is, when a provider vouches for them: the pair of issuer and sub, never the address."""

from datetime import timedelta

import pytest
from tests.web.accounts.conftest import GUEST, token_of
from tests.web.conftest import NOW, make_member

from balise.core.roles import Role
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.operations.identities import Identity, recognise
from balise.web.accounts.tokens import digest_of
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

ISSUER = "https://fournisseur.example"


def identity(sub="sub-1", email=GUEST, verified=True, name="Nadia Benali", issuer=ISSUER):
    return Identity(issuer, sub, email, verified, name)


def by(link):
    return digest_of(token_of(link))


def refused(*args, **kwargs):
    with pytest.raises(RefusedError) as refusal:
        recognise(*args, **kwargs, at=NOW)
    return refusal.value.sentence


def roles_of(user, authority):
    member = member_of(user.pk, authority.slug)
    return set() if member is None else set(member.roles)


def test_it_opens_an_account_to_whoever_comes_by_an_invitation(invited, authority):
    user = recognise(identity(email="nadia@perso.example", verified=None), by(invited()), at=NOW)

    assert (user.issuer, user.sub, user.name) == (ISSUER, "sub-1", "Nadia Benali")
    assert not user.has_usable_password()
    assert roles_of(user, authority) == {Role.DPO}


def test_it_finds_the_invitation_of_a_verified_address(invited, authority):
    invited()

    assert roles_of(recognise(identity(email=GUEST.upper()), None, at=NOW), authority) == {Role.DPO}


@pytest.mark.parametrize("verified", [False, None])
def test_it_does_not_trust_an_address_that_the_provider_never_verified(invited, verified):
    invited()

    assert "Demandez une invitation" in refused(identity(verified=verified), None)
    assert not User.objects.filter(sub="sub-1").exists()


def test_it_lets_nobody_in_without_an_invitation(db):
    assert "personne ne vous a encore invité" in refused(identity(), None)
    assert not User.objects.exists()


def test_it_ignores_an_invitation_that_has_expired(invited):
    invited(at=NOW - timedelta(days=14))

    assert "Demandez une invitation" in refused(identity(), None)


def test_it_recognises_the_same_person_the_second_time_whatever_their_address_became(invited):
    first = recognise(identity(), by(invited()), at=NOW)

    again = recognise(identity(email="nadia.durand@valbrise.example"), None, at=NOW)

    assert again == first
    assert again.email == "nadia.durand@valbrise.example"


def test_it_keeps_the_address_known_when_the_new_one_is_said_unverified(invited):
    recognise(identity(), by(invited()), at=NOW)

    assert recognise(identity(email="autre@valbrise.example", verified=False), None, at=NOW).email == GUEST


def test_it_keeps_the_address_known_when_somebody_else_bears_the_new_one(invited, member_with):
    colleague = member_with()
    recognise(identity(), by(invited()), at=NOW)

    user = recognise(identity(email=colleague.email), None, at=NOW)

    assert user.email == GUEST
    assert user.pk != colleague.user_id


def test_it_never_opens_the_account_of_somebody_whose_address_was_given_to_another(invited):
    former = recognise(identity("sub-former"), by(invited()), at=NOW)

    newcomer = identity("sub-newcomer")
    assert "personne ne vous a encore invité" in refused(newcomer, None)
    assert "compte d’une autre personne" in refused(newcomer, by(invited()))

    former.refresh_from_db()
    assert former.sub == "sub-former"


def test_it_never_takes_the_same_sub_of_another_provider_for_the_same_person(invited):
    recognise(identity(), by(invited()), at=NOW)

    assert "personne ne vous a encore invité" in refused(identity(issuer="https://autre.example"), None)


def test_it_never_opens_a_local_account_by_its_address_alone(member_with):
    member = member_with(Role.ADMINISTRATOR)

    assert "personne ne vous a encore invité" in refused(identity(email=member.email), None)


def test_it_links_the_local_account_that_was_invited_when_the_address_is_the_same(elsewhere, invited, authority):
    member = make_member(elsewhere)

    user = recognise(identity(email=member.email, verified=None), by(invited(member.email)), at=NOW)

    assert user.pk == member.user_id
    assert not user.has_usable_password(), "the provider alone opens it now"
    assert roles_of(user, authority) == {Role.DPO}


@pytest.mark.parametrize(("email", "verified"), [("victime@valbrise.example", True), (None, False)])
def test_it_hands_no_local_account_over_by_a_link_alone(elsewhere, invited, email, verified):
    member = make_member(elsewhere)
    link = by(invited(member.email))

    assert "votre identité porte une autre adresse" in refused(
        identity(email=email or member.email, verified=verified), link
    )
    assert User.objects.get(pk=member.user_id).sub == ""


def test_it_gives_a_second_place_to_somebody_it_already_knows(invited, elsewhere, authority):
    recognise(identity(), by(invited()), at=NOW)
    other = make_member(elsewhere, Role.ADMINISTRATOR)

    user = recognise(identity(), by(invited(by=other, roles=(Role.CISO,))), at=NOW)

    assert roles_of(user, authority) == {Role.DPO}
    assert roles_of(user, elsewhere) == {Role.CISO}


def test_it_refuses_a_closed_account(invited):
    user = recognise(identity(), by(invited()), at=NOW)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert "Ce compte est fermé" in refused(identity(), None)


def test_it_writes_nothing_when_it_refuses(invited, authority):
    link = by(invited())
    recognise(identity(), link, at=NOW)

    assert "Ce lien ne sert plus" in refused(identity("sub-2", "autre@valbrise.example"), link)
    assert not User.objects.filter(sub="sub-2").exists()


def test_it_gives_nobody_the_invitation_of_somebody_else(invited, elsewhere):
    user = recognise(identity(), by(invited()), at=NOW)
    other = make_member(elsewhere, Role.ADMINISTRATOR)
    forwarded = by(invited("directrice@autre.example", by=other, roles=(Role.ADMINISTRATOR,)))

    assert "Cette invitation est pour directrice@autre.example" in refused(identity(), forwarded)

    assert roles_of(user, elsewhere) == set()
    assert Invitation.objects.get(email="directrice@autre.example").accepted_at is None


def test_it_takes_the_password_of_an_account_that_an_earlier_version_linked(invited):
    user = recognise(identity(), by(invited()), at=NOW)
    user.set_password("un mot de passe resté bon")
    user.save()

    assert not recognise(identity(), None, at=NOW).has_usable_password()


def test_it_reads_the_name_that_a_provider_gives_as_everybody_will(invited):
    user = recognise(identity(name="Nadia\u202e\nBenali\u200b"), by(invited()), at=NOW)

    assert user.name == "Nadia Benali"
