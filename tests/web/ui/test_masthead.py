# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The masthead: where one is, where one may go, who one is."""

import pytest
from django.shortcuts import render
from tests.web.ui.markup import Markup
from tests.web.ui.style_guide import request_of, somebody

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.organisations.members import Member
from balise.web.ui.navigation import way_in

HOME = "/espace/valbrise/"


def masthead(address: str, member: Member | None, **given: str) -> Markup:
    """Return the head of a page as somebody sees it."""
    return Markup(render(request_of(address, member), "ui/masthead.html", {**given}).content.decode())


def leads(page: Markup) -> set[str]:
    """Return where the links lead."""
    return {str(one["href"]) for one in page.all("a")}


@pytest.mark.usefixtures("every_route")
def test_it_hides_what_is_not_open_to_the_role():
    owner, administrator = somebody(Role.OWNER), somebody(Role.ADMINISTRATOR)

    assert f"{HOME}reglages/" not in leads(masthead(HOME, owner))
    assert f"{HOME}reglages/" in leads(masthead(HOME, administrator))


@pytest.mark.usefixtures("every_route")
def test_it_says_which_page_is_read():
    page = masthead(f"{HOME}dossiers/?etat=draft", somebody())

    assert [one["href"] for one in page.all("a") if one.get("aria-current") == "page"] == [f"{HOME}dossiers/"]


@pytest.mark.usefixtures("every_route")
def test_it_says_in_which_part_of_the_site_a_deeper_page_is():
    page = masthead(f"{HOME}dossiers/2026-009/", somebody())

    assert [one["href"] for one in page.all("a") if one.get("aria-current") == "true"] == [f"{HOME}dossiers/"]


@pytest.mark.usefixtures("every_route")
def test_it_believes_the_page_before_its_address():
    page = masthead(f"{HOME}ailleurs/", somebody(), nav_current="tools")

    assert [one["href"] for one in page.all("a") if one.get("aria-current") == "true"] == [f"{HOME}outils/"]


@pytest.mark.usefixtures("every_route")
def test_it_marks_the_menu_of_the_authority_when_one_of_its_pages_is_read():
    page = masthead(f"{HOME}membres/", somebody())

    assert [one.get("aria-current") for one in page.all("summary")] == ["true", None]
    assert [one["href"] for one in page.all("a") if one.get("aria-current")] == [f"{HOME}membres/"]


@pytest.mark.usefixtures("every_route")
def test_it_closes_one_menu_when_the_other_opens():
    assert {one["name"] for one in masthead(HOME, somebody()).all("details")} == {"masthead"}


@pytest.mark.usefixtures("every_route")
def test_it_signs_out_by_a_form_that_no_other_site_can_send():
    page = masthead(HOME, somebody())

    assert page.all("form", action="/deconnexion/", method="post")
    assert len(page.all("input", name="csrfmiddlewaretoken")) == len(page.all("form", action="/deconnexion/")) == 1


@pytest.mark.usefixtures("every_route")
def test_it_comes_back_to_the_page_read_after_a_change_of_language():
    (back,) = masthead(f"{HOME}dossiers/?etat=draft", somebody()).all("input", name="next")

    assert back["value"] == f"{HOME}dossiers/?etat=draft"


@pytest.mark.usefixtures("every_route")
def test_it_offers_a_stranger_to_sign_in_and_nothing_of_an_authority():
    page = masthead("/aide/", None)

    assert leads(page) == {"/", "/connexion/"}
    assert page.all("nav") == []


@pytest.mark.usefixtures("every_route")
def test_it_does_not_offer_to_sign_in_on_the_page_where_one_does():
    assert leads(masthead("/connexion/", None)) == {"/"}


@pytest.mark.parametrize(
    "name",
    [
        "accounts:account",
        "accounts:sign-in",
        "accounts:sign-out",
        "organisations:authorities",
        "organisations:home",
        "ui:help",
        "ui:language",
    ],
)
def test_it_leads_to_a_page_of_the_site_that_exists(name):
    assert way_in(name, None)


@pytest.mark.parametrize(
    "name",
    [
        "assessments:list",
        "catalogue:can-i",
        "catalogue:list",
        "governance:home",
        "governance:journal",
        "organisations:frameworks",
        "organisations:members",
        "organisations:settings",
        "organisations:units",
    ],
)
def test_it_leads_to_a_page_of_the_authority_that_exists(name):
    assert way_in(name, somebody(*HUMAN_ROLES))


def test_it_leads_nowhere_rather_than_to_a_page_that_does_not_exist():
    assert way_in("organisations:nowhere", somebody()) == ""


@pytest.mark.usefixtures("every_route")
def test_it_forgets_the_role_of_the_reader_before():
    assert f"{HOME}reglages/" in leads(masthead(HOME, somebody(Role.ADMINISTRATOR)))
    assert f"{HOME}reglages/" not in leads(masthead(HOME, somebody(Role.OWNER)))
