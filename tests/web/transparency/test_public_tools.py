# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The catalogue that anybody reads: what the authority has given its word on, and nothing that it keeps to itself."""

from datetime import date

import pytest
from django.test import Client
from tests.web.catalogue.conftest import EUROPEAN, FRENCH, OVERSEAS, Shelve, reviewer, shelve
from tests.web.conftest import NOW, make_authority, make_member

from balise.core.roles import Role
from balise.web.catalogue.matrix import Place
from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide
from balise.web.catalogue.operations.describing import Description, ExitPlan, plan_exit, propose, retire
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish
from balise.web.catalogue.operations.following import follow
from balise.web.catalogue.operations.people import become_referent
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.portal_description import PortalDescription

__all__ = ["reviewer", "shelve"]

pytestmark = pytest.mark.django_db
PLANTED = "valeur-interne-"
CATALOGUE = "/portail/valbrise/catalogue/"
SOME_DATA: dict[Place, CellChoice] = {
    ("", "public"): CellChoice(Permission.AUTHORISED),
    ("", "internal"): CellChoice(Permission.CONDITIONAL, "Relire avant d’envoyer."),
    ("", "personal"): CellChoice(Permission.FORBIDDEN, "Trop de risques."),
}


@pytest.fixture
def published(publisher: Member) -> None:
    describe_portal(publisher, PortalDescription(publishes_tools=True), at=NOW)


def read(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode().replace("\u00a0", " ")


def test_nothing_is_read_until_the_authority_chooses(shelve: Shelve, publisher: Member):
    tool_id = shelve("Plume", SOME_DATA)

    assert "n’a pas encore publié son catalogue" in read(CATALOGUE)
    assert "Plume" not in read(CATALOGUE)
    assert CATALOGUE not in read("/portail/valbrise/")
    read(f"{CATALOGUE}{tool_id}/", 404)


def test_a_tool_is_read_with_what_may_be_given_to_it_and_why_it_stands_there(published: None, shelve: Shelve):
    tool_id = shelve("Plume", SOME_DATA)

    assert CATALOGUE in read("/portail/valbrise/")
    listed = read(CATALOGUE)
    assert "1 outil" in listed
    assert "données publiques, données internes" in listed
    page = read(f"{CATALOGUE}{tool_id}/")
    assert "Toute tâche" in page
    for words in ("Oui", "Sous conditions", "Non", "Pas dit", "fournisseur français", "logiciel libre"):
        assert words in page, words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Plume", "Euro", "Mer"}),
        ("q=plu", {"Plume"}),
        ("origine=france", {"Plume"}),
        ("origine=europe", {"Plume", "Euro"}),
        ("donnees=internal", {"Plume"}),
        ("donnees=confidential", set()),
        ("donnees=n-importe-quoi&origine=lune", {"Plume", "Euro", "Mer"}),
        ("q=%00", {"Plume", "Euro", "Mer"}),
    ],
)
def test_the_catalogue_is_filtered_by_its_address(published: None, shelve: Shelve, query: str, found: set[str]):
    shelve("Plume", SOME_DATA)
    shelve("Euro", {("", "public"): CellChoice(Permission.AUTHORISED)}, facts=EUROPEAN)
    shelve("Mer", facts=OVERSEAS)

    page = read(f"{CATALOGUE}?{query}")
    assert {name for name in ("Plume", "Euro", "Mer") if f">{name}</a>" in page} == found
    assert ("Aucun outil ne correspond." in page) is (not found)


def test_what_is_only_proposed_or_retired_is_read_by_nobody(published: None, shelve: Shelve, reviewer: Member):
    proposed = shelve("Proposé", permission=None)
    retired = shelve("Retiré", SOME_DATA)
    retire(reviewer, retired, "Fini.", at=NOW)

    assert "ne s’est encore prononcée sur aucun outil" in read(CATALOGUE)
    for tool_id in (proposed, retired, 987654):
        read(f"{CATALOGUE}{tool_id}/", 404)


def test_a_tool_of_another_authority_is_not_read_here(published: None, shelve: Shelve, elsewhere):
    tool_id = shelve("Plume", SOME_DATA)

    read(f"/portail/bourg-mesange/catalogue/{tool_id}/", 404)


def test_nothing_internal_of_a_tool_is_read(published: None, shelve: Shelve, reviewer: Member):
    """Values planted in all that is internal are looked for in the pages of the catalogue."""
    tool_id = propose(reviewer, Description("Plume", Kind.STANDALONE, summary="Propose des réponses."), at=NOW)
    internal = {name: f"{PLANTED}{name}" for name in ("cost", "price_changes", "models_used")}
    facts = {**OVERSEAS, "vendor": "Éditions du Large", "licence": "proprietary", **internal}
    quotation = Provenance(f"{PLANTED}devis", date(2026, 10, 1))
    said = [NewFact(name, value) for name, value in facts.items()]
    establish(reviewer, tool_id, said, quotation, on=date(2026, 11, 21), at=NOW)
    decision = Decision(Permission.CONDITIONAL, f"{PLANTED}motif", "Aucun équivalent ne sous-titre en direct.", "Deux.")
    decide(reviewer, tool_id, decision, at=NOW)
    plan_exit(reviewer, tool_id, ExitPlan(f"{PLANTED}sortie"), on=NOW.date(), at=NOW)
    become_referent(reviewer, tool_id, at=NOW)
    cells: dict[Place, CellChoice] = {
        ("", "public"): CellChoice(Permission.CONDITIONAL, f"{PLANTED}condition"),
        ("", "internal"): CellChoice(Permission.FORBIDDEN, f"{PLANTED}refus"),
    }
    other = shelve("Autre", cells, facts=FRENCH, permission=Permission.CONDITIONAL, reason=f"{PLANTED}motif")

    for address in (CATALOGUE, f"{CATALOGUE}{tool_id}/", f"{CATALOGUE}{other}/"):
        page = read(address)
        assert PLANTED not in page, address
        assert reviewer.name not in page
        assert reviewer.email not in page
    page = read(f"{CATALOGUE}{tool_id}/")
    assert "Éditions du Large" in page
    assert "Aucun équivalent ne sous-titre en direct." in page


@pytest.fixture
def commune(authority: LocalAuthority) -> Member:
    """Return whoever decides in a commune that follows the catalogue of the city and publishes its own."""
    place = make_authority("clairval", "Clairval", parent=authority)
    member = make_member(place, Role.REVIEWER, Role.ADMINISTRATOR)
    follow(member, authority.pk, at=NOW)
    describe_portal(member, PortalDescription(publishes_tools=True), at=NOW)
    return member


@pytest.mark.parametrize(
    ("of_the_city", "read_there"),
    [
        (PortalDescription(), False),
        (PortalDescription(publishes_tools=True), True),
        (PortalDescription(is_open=False, publishes_tools=True), False),
    ],
)
def test_a_commune_publishes_the_tools_of_the_catalogue_it_follows_only_if_that_one_is_published(
    commune: Member, publisher: Member, shelve: Shelve, of_the_city: PortalDescription, read_there: bool
):
    followed = shelve("Mer", SOME_DATA, facts=OVERSEAS)
    own = shelve("Plume", SOME_DATA, member=commune)
    decide(commune, followed, Decision(Permission.AUTHORISED, "", "Il nous le faut.", "Aucun."), at=NOW)
    describe_portal(publisher, of_the_city, at=NOW)

    listed = read("/portail/clairval/catalogue/")
    assert ">Plume</a>" in listed
    assert (">Mer</a>" in listed) is read_there
    page = read(f"/portail/clairval/catalogue/{followed}/", 200 if read_there else 404)
    assert ("Il nous le faut." in page) is read_there
    assert ("Rien d’autre ne convient." in page) is read_there
    read(f"/portail/clairval/catalogue/{own}/")


def test_a_commune_that_may_show_nothing_of_the_catalogue_it_follows_says_so(commune: Member, shelve: Shelve):
    shelve("Plume", SOME_DATA)

    page = read("/portail/clairval/catalogue/")
    assert "la collectivité suit le catalogue d’une autre, qui ne le publie pas" in page
    assert "prononcée sur aucun outil" not in page


def test_a_tool_of_which_an_authority_in_between_says_something_waits_for_its_choice_too(
    commune: Member, published: None, shelve: Shelve
):
    """Without its word, the answer would be wider than the one that holds; with it, it would be published for it."""
    tool_id = shelve("Plume", SOME_DATA)
    below = make_authority("hameau", "Hameau", parent=LocalAuthority.objects.get(pk=commune.authority.id))
    keeper = make_member(below, Role.REVIEWER, Role.ADMINISTRATOR)
    follow(keeper, commune.authority.id, at=NOW)
    describe_portal(keeper, PortalDescription(publishes_tools=True), at=NOW)
    describe_portal(commune, PortalDescription(publishes_tools=False), at=NOW)
    read(f"/portail/hameau/catalogue/{tool_id}/")

    decide(commune, tool_id, Decision(Permission.FORBIDDEN, "Non."), at=NOW)

    read(f"/portail/hameau/catalogue/{tool_id}/", 404)


def test_a_tool_still_under_evaluation_is_read_by_nobody(published: None, shelve: Shelve):
    tool_id = shelve("Plume", permission=Permission.UNDER_EVALUATION)

    assert "ne s’est encore prononcée sur aucun outil" in read(CATALOGUE)
    read(f"{CATALOGUE}{tool_id}/", 404)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "Autorisé en principe, mais aucune donnée n’est encore ouverte"),
        ({("", "public"): CellChoice(Permission.AUTHORISED)}, "Autorisé pour une partie des données ou des tâches"),
        (SOME_DATA, "Autorisé sous conditions"),
    ],
)
def test_a_tool_is_told_in_the_words_that_are_used_inside(
    published: None, shelve: Shelve, cells: dict[Place, CellChoice], words: str
):
    tool_id = shelve("Plume", cells)

    assert words in read(CATALOGUE)
    assert words in read(f"{CATALOGUE}{tool_id}/")
