# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests.web.conftest import NOW

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import Membership
from balise.web.organisations.operations.memberships import end_membership, give_role, take_role, welcome
from balise.web.organisations.queries import authorities_of, member_of, members_with
from balise.web.organisations.queries.people import people_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


def page(name, member, **parts):
    return reverse(f"organisations:{name}", kwargs={"authority": member.authority.slug, **parts})


def held(member):
    found = member_of(member.user_id, member.authority.slug)
    return frozenset() if found is None else found.roles


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, name="Ada Minier")


@pytest.fixture
def owner(member_with):
    return member_with(Role.OWNER, name="Hélène Porte")


def test_it_gives_a_role_and_says_so_in_the_journal(administrator, owner, client_of):
    answer = client_of(administrator).post(page("give-role", owner, user_id=owner.user_id), {"role": "reviewer"})

    assert answer.status_code == 302
    assert held(owner) == {Role.OWNER, Role.REVIEWER}
    assert entries_of(owner.authority.id)[0].sentence == (
        "Ada Minier a confié à Hélène Porte le rôle «\u00a0instruction des dossiers\u00a0»."
    )


def test_it_asks_before_taking_a_role_and_takes_it_only_when_told(administrator, owner, client_of):
    give_role(administrator, owner.user_id, Role.DPO, at=NOW)
    client = client_of(administrator)
    address = page("take-role", owner, user_id=owner.user_id, role="dpo")

    question = client.get(address)
    assert "Retirer à Hélène Porte" in question.text
    assert Role.DPO in held(owner)

    assert client.post(address).status_code == 302
    assert held(owner) == {Role.OWNER}
    assert Membership.objects.filter(user_id=owner.user_id, role="dpo").exclude(until=None).exists()


def test_it_refuses_to_take_the_only_role_of_somebody(administrator, owner):
    with pytest.raises(RefusedError, match="seul rôle"):
        take_role(administrator, owner.user_id, Role.OWNER, at=NOW)


def test_it_refuses_to_let_the_last_administrator_go(administrator, owner, client_of):
    give_role(administrator, administrator.user_id, Role.REVIEWER, at=NOW)
    with pytest.raises(RefusedError, match="dernier administrateur"):
        take_role(administrator, administrator.user_id, Role.ADMINISTRATOR, at=NOW)

    answer = client_of(administrator).post(page("end-membership", owner, user_id=administrator.user_id))
    assert answer.status_code == 409
    assert "dernier administrateur" in answer.text
    assert Role.ADMINISTRATOR in held(administrator)


def test_it_lets_an_administrator_go_when_another_stays(administrator, member_with, client_of):
    member_with(Role.ADMINISTRATOR)
    answer = client_of(administrator).post(page("end-membership", administrator, user_id=administrator.user_id))
    assert answer.url == reverse("organisations:authorities")
    assert held(administrator) == frozenset()


def test_it_does_not_count_a_closed_account_as_an_administrator_who_stays(administrator, member_with):
    other = member_with(Role.ADMINISTRATOR)
    row = Membership.objects.select_related("user").get(user_id=other.user_id)
    row.user.is_active = False
    row.user.save()
    with pytest.raises(RefusedError, match="dernier administrateur"):
        end_membership(administrator, administrator.user_id, at=NOW)


def test_it_closes_every_page_to_somebody_whose_roles_ended(administrator, owner, client_of):
    client = client_of(owner)
    assert client.get(page("members", owner)).status_code == 200

    client_of(administrator).post(page("end-membership", owner, user_id=owner.user_id))

    assert client.get(page("members", owner)).status_code == 404
    assert authorities_of(owner.user_id) == ()
    assert "Hélène Porte" in entries_of(owner.authority.id)[0].sentence


def test_it_gives_a_role_back_to_somebody_it_was_taken_from(administrator, owner):
    give_role(administrator, owner.user_id, Role.DPO, at=NOW)
    take_role(administrator, owner.user_id, Role.DPO, at=NOW)
    give_role(administrator, owner.user_id, Role.DPO, at=NOW)
    assert Role.DPO in held(owner)


@pytest.mark.parametrize("role", [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR])
def test_it_refuses_to_change_roles_for_anybody_but_an_administrator(role, member_with, owner, client_of):
    somebody = member_with(role)
    answer = client_of(somebody).post(page("give-role", owner, user_id=somebody.user_id), {"role": "administrator"})
    assert answer.status_code == 403
    with pytest.raises(PermissionDenied):
        give_role(somebody, somebody.user_id, Role.ADMINISTRATOR, at=NOW)
    assert held(somebody) == {role}


def test_it_never_gives_the_role_of_balise_itself_to_a_person(administrator, owner, client_of):
    answer = client_of(administrator).post(page("give-role", owner, user_id=owner.user_id), {"role": "system"})
    assert answer.status_code == 200
    with pytest.raises(RefusedError, match="aucune personne"):
        give_role(administrator, owner.user_id, Role.SYSTEM, at=NOW)
    assert held(owner) == {Role.OWNER}


def test_it_does_not_find_the_people_of_another_authority(administrator, member_with, elsewhere, client_of):
    stranger = member_with(Role.OWNER, authority=elsewhere)
    client = client_of(administrator)
    for name in ("person", "end-membership"):
        assert client.get(page(name, administrator, user_id=stranger.user_id)).status_code == 404
    for name in ("give-role", "move", "end-membership"):
        answer = client.post(page(name, administrator, user_id=stranger.user_id), {"role": "owner", "unit": ""})
        assert answer.status_code == 404
    with pytest.raises(RefusedError, match="n’est pas membre"):
        give_role(administrator, stranger.user_id, Role.DPO, at=NOW)
    assert held(stranger) == {Role.OWNER}


def test_it_reads_nothing_but_the_field_of_the_form(administrator, owner, client_of):
    extra = {"role": "dpo", "user": administrator.user_id, "authority": 999, "is_superuser": "1", "until": "2020-01-01"}
    client_of(administrator).post(page("give-role", owner, user_id=owner.user_id), extra)
    row = Membership.objects.get(user_id=owner.user_id, role="dpo")
    assert (row.authority_id, row.until) == (owner.authority.id, None)


@pytest.mark.parametrize("words", ["helene", "HÉLÈNE porte", "porte", "personne"])
def test_it_finds_people_whatever_accents_and_capitals_are_typed(words, owner, client_of):
    assert "Hélène Porte" in client_of(owner).get(page("members", owner), {"q": words}).text


def test_it_keeps_only_the_people_who_hold_a_role(administrator, owner):
    found = people_of(owner.authority.id, role=Role.ADMINISTRATOR)
    assert [person.name for person in found] == ["Ada Minier"]


def test_it_says_when_nobody_matches(owner, client_of):
    assert "Personne ne correspond" in client_of(owner).get(page("members", owner), {"q": "zzz"}).text


def test_it_cuts_a_long_list_into_pages_and_keeps_the_search(administrator, member_with, client_of):
    for number in range(51):
        member_with(Role.OWNER, name=f"Agent {number:03}")
    answer = client_of(administrator).get(page("members", administrator), {"q": "agent", "page": "2"})
    assert "Agent 050" in answer.text
    assert "Agent 000" not in answer.text
    assert "q=agent" in answer.text


def test_it_lists_the_people_in_a_constant_number_of_queries(
    administrator, member_with, client_of, django_assert_max_num_queries
):
    for number in range(30):
        member_with(Role.OWNER, Role.REVIEWER, name=f"Agent {number:03}")
    client = client_of(administrator)
    with django_assert_max_num_queries(8):
        client.get(page("members", administrator))


def test_it_tells_others_whom_to_write_to(administrator, owner):
    contacts = members_with(owner.authority.id, Role.OWNER, Role.ADMINISTRATOR)
    assert [contact.name for contact in contacts] == ["Ada Minier", "Hélène Porte"]
    assert contacts[0].email == administrator.email
    assert members_with(owner.authority.id, Role.DPO) == ()


def test_it_gives_the_roles_of_an_invitation_once(owner):
    for _ in range(2):
        welcome(owner.user_id, owner.authority.id, (Role.OWNER, Role.DPO, Role.SYSTEM), None, None, at=NOW)
    assert held(owner) == {Role.OWNER, Role.DPO}
