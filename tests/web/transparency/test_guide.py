# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The guide of an authority names the tools of its own catalogue, with the data that each may be given."""

import re

import pytest
from django.test import Client
from tests.web.catalogue.conftest import Shelve, no, provided, reviewer, shelve, yes
from tests.web.conftest import NOW, Hire, make_authority, make_member

from balise.core.roles import Role
from balise.web.catalogue.matrix import Place
from balise.web.catalogue.operations.deciding import CellChoice
from balise.web.catalogue.operations.describing import retire
from balise.web.catalogue.operations.following import follow
from balise.web.catalogue.vocabulary import Permission
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.portal_description import PortalDescription

__all__ = ["reviewer", "shelve"]

pytestmark = pytest.mark.django_db
DRAFTING, SUMMARISING = ("drafting", "personal"), ("summarising", "personal")


def said(member: Member, audience: str = "agents", situation: str = "answer-letter") -> str:
    response = Client().get(f"/portail/{member.authority.slug}/guide/{audience}/{situation}/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


@pytest.fixture(autouse=True)
def published(member_with: Hire) -> None:
    """Let the public read which tools there are."""
    describe_portal(member_with(Role.PUBLISHER), PortalDescription(publishes_tools=True), at=NOW)


def test_a_catalogue_kept_inside_stays_inside(reviewer: Member, shelve: Shelve, member_with: Hire):
    shelve("Plumier", {DRAFTING: yes(), SUMMARISING: yes()})
    describe_portal(member_with(Role.ADMINISTRATOR), PortalDescription(publishes_tools=False), at=NOW)

    assert "Plumier" not in said(reviewer)


def test_where_the_catalogue_is_kept_inside_it_says_whom_to_ask(reviewer: Member, member_with: Hire):
    kept = PortalDescription(publishes_tools=False, data_protection_contact="dpd@valbrise.example")
    describe_portal(member_with(Role.ADMINISTRATOR), kept, at=NOW)

    assert "Demandez à la direction informatique lesquels sont permis" in said(reviewer)
    assert "contact : dpd@valbrise.example" in said(reviewer)
    assert "direction informatique lesquels" not in said(reviewer, "habitants")


def test_without_a_catalogue_no_tool_is_spoken_of(reviewer: Member):
    assert "Avec quels outils" not in said(reviewer)


def test_it_names_the_tools_allowed_for_all_of_the_work_with_its_data(reviewer: Member, shelve: Shelve):
    shelve("Plumier", {DRAFTING: yes(), SUMMARISING: provided("Depuis un poste de la mairie.")})
    shelve("Encrier", {DRAFTING: yes(), SUMMARISING: no("Envoie le texte hors d’Europe.")})
    shelve("Pupitre", {("drafting", "public"): yes(), ("summarising", "public"): yes()})

    page = said(reviewer)
    assert "Plumier" in page
    assert "Sous conditions, à lire dans l’espace agent" in page
    assert "Depuis un poste de la mairie." not in page
    assert "Encrier" not in page
    assert "Pupitre" not in page


def test_it_says_so_when_no_tool_may_have_these_data(reviewer: Member, shelve: Shelve):
    shelve("Pupitre", {("drafting", "public"): yes()})

    assert "Aucun outil du catalogue n’est permis avec ces données" in said(reviewer)


def test_a_tool_that_was_retired_is_named_no_more(reviewer: Member, shelve: Shelve):
    tool = shelve("Plumier", {DRAFTING: yes(), SUMMARISING: yes()})
    shelve("Pupitre", {("drafting", "public"): yes()})
    retire(reviewer, tool, "L’éditeur a cessé son activité.", at=NOW)

    assert "Plumier" not in said(reviewer)


def test_residents_are_told_of_no_tool(reviewer: Member, shelve: Shelve):
    shelve("Plumier", {DRAFTING: yes(), SUMMARISING: yes()})

    assert "Plumier" not in said(reviewer, "habitants")


@pytest.mark.parametrize("permission", [Permission.AUTHORISED, Permission.CONDITIONAL])
def test_conditions_are_announced_for_a_tool_that_has_some_and_no_other(
    reviewer: Member, shelve: Shelve, permission: Permission
):
    cells: dict[Place, CellChoice] = {DRAFTING: yes(), SUMMARISING: yes()}
    shelve("Plumier", cells, permission=permission, reason="Il a fait ses preuves.")

    page = said(reviewer)
    assert "Plumier" in page
    assert ("Sous conditions" in page) is (permission is Permission.CONDITIONAL)


def test_a_commune_names_the_tools_of_the_catalogue_it_follows_only_if_that_one_is_published(
    shelve: Shelve, member_with: Hire, authority: LocalAuthority
):
    shelve("Plumier", {DRAFTING: yes(), SUMMARISING: yes()})
    commune = make_member(make_authority("clairval", "Clairval", parent=authority), Role.REVIEWER, Role.ADMINISTRATOR)
    follow(commune, authority.pk, at=NOW)
    describe_portal(commune, PortalDescription(publishes_tools=True), at=NOW)
    assert "Plumier" in said(commune)

    describe_portal(member_with(Role.ADMINISTRATOR), PortalDescription(publishes_tools=False), at=NOW)

    page = said(commune)
    assert "Plumier" not in page
    assert "Aucun outil du catalogue" not in page
