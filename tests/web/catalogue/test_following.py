# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A commune that follows the catalogue of its metropolis."""

import pytest
from tests.web.catalogue.conftest import TODAY, no, yes
from tests.web.conftest import NOW, make_authority, make_member

from balise.core.roles import Role
from balise.web.catalogue.operations.deciding import Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, describe
from balise.web.catalogue.operations.following import follow, unfollow
from balise.web.catalogue.queries import standing_of, tools_for_choice
from balise.web.catalogue.queries.shelf import shelf_of
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.journal.queries import entries_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(authority):
    return make_authority("clairval", "Clairval", parent=authority)


@pytest.fixture
def local(commune):
    return make_member(commune, Role.REVIEWER, name="Léo Local")


@pytest.fixture
def shared(shelve):
    return shelve("Plume", {("drafting", "public"): yes(), ("drafting", "internal"): yes()})


def test_it_sees_none_of_the_metropolis_before_it_follows_it(shared, local, client_of):
    assert shelf_of(local.authority).entries == ()
    assert client_of(local).get(f"/espace/clairval/outils/{shared}/").status_code == 404


def test_it_sees_tools_and_rules_once_it_follows_and_says_whose_they_are(shared, local, authority, client_of):
    client = client_of(local)

    client.post("/espace/clairval/outils/suivre/", {"suivre": str(authority.pk)})

    page = client.get("/espace/clairval/outils/puis-je/", {"donnees": "public", "tache": "drafting"})
    text = page.content.decode().replace("\u00a0", " ")
    assert "Oui, avec un outil" in text
    assert "Règle : Ville de Valbrise, décidé le 21 novembre 2026." in text
    assert tools_for_choice(local.authority.id)[0].label == "Plume (Ville de Valbrise)"


def test_it_can_be_stricter_at_home_without_changing_anything_above(shared, local, authority, reviewer):
    follow(local, authority.pk, at=NOW)

    save_matrix(local, shared, {("drafting", "internal"): no("Pas chez nous.")}, at=NOW)

    here = standing_of(shared, "internal", ["drafting"], authority_id=local.authority.id, on=TODAY)
    above = standing_of(shared, "internal", ["drafting"], on=TODAY)
    assert (here.data_class_allowed, above.data_class_allowed) == ("no", "yes")
    assert entries_of(local.authority.id)[0].act == "tool.matrix_saved"
    assert all(one.subject_id != f"{shared}@{local.authority.id}" for one in entries_of(reviewer.authority.id))


def test_it_can_not_be_wider_than_the_metropolis(shared, local, authority, reviewer):
    follow(local, authority.pk, at=NOW)
    decide(reviewer, shared, Decision(Permission.FORBIDDEN, "Fuite."), at=NOW)

    decide(local, shared, Decision(Permission.AUTHORISED), at=NOW)
    save_matrix(local, shared, {("drafting", "public"): yes()}, at=NOW)

    here = standing_of(shared, "public", ["drafting"], authority_id=local.authority.id, on=TODAY)
    assert (here.catalogue_status, here.data_class_allowed) == ("forbidden", "no")


def test_it_describes_only_its_own_tools(shared, local, authority, client_of):
    follow(local, authority.pk, at=NOW)

    with pytest.raises(RefusedError, match="suit votre collectivité"):
        describe(local, shared, Description("Volé", Kind.STANDALONE), at=NOW)
    assert client_of(local).get(f"/espace/clairval/outils/{shared}/faits/").status_code == 404
    assert client_of(local).get(f"/espace/clairval/outils/{shared}/decision/").status_code == 200


def test_it_follows_only_an_authority_above(local, elsewhere):
    with pytest.raises(RefusedError, match="dont la sienne fait partie"):
        follow(local, elsewhere.pk, at=NOW)


def test_it_stands_alone_again(shared, local, authority):
    follow(local, authority.pk, at=NOW)

    unfollow(local, at=NOW)

    assert shelf_of(local.authority).entries == ()
    assert [one.act for one in entries_of(local.authority.id)][:2] == ["catalogue.unfollowed", "catalogue.followed"]


def test_it_survives_two_authorities_that_follow_each_other(shared, local, authority, commune, reviewer):
    follow(local, authority.pk, at=NOW)
    type(authority).objects.filter(pk=authority.pk).update(parent=commune)
    follow(reviewer, commune.pk, at=NOW)

    assert [entry.id for entry in shelf_of(local.authority).entries] == [shared]
    assert [entry.id for entry in shelf_of(reviewer.authority).entries] == [shared]
