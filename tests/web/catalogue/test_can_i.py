# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""« Puis-je mettre ceci dans cet outil ? »"""

import pytest
from django.urls import reverse
from tests.web.catalogue.conftest import EUROPEAN, FRENCH, OVERSEAS, no, provided, yes

from balise.web.catalogue.vocabulary import Permission

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(member_with, client_of):
    client = client_of(member_with())

    def question(**query):
        response = client.get(reverse("catalogue:can-i", args=("valbrise",)), query)
        return response, response.content.decode().replace("\u00a0", " ")

    return question


def test_it_asks_with_examples_that_a_desk_knows(ask):
    _response, page = ask()

    assert "un courrier d’habitant avec son nom" in page
    assert "error-summary" not in page


def test_it_answers_yes_the_preferred_tool_first(ask, shelve):
    shelve("Alpha", {("drafting", "personal"): yes()}, facts=OVERSEAS)
    shelve("Béta", {("drafting", "personal"): yes()}, facts=EUROPEAN)
    shelve("Gamma", {("drafting", "personal"): provided("Retirez les noms.")}, facts=FRENCH)

    response, page = ask(donnees="personal", tache="drafting")

    assert "Oui, avec 3 outils" in page
    assert [line.entry.name for line in response.context["allowed"]] == ["Gamma", "Béta", "Alpha"]
    assert "Retirez les noms." in page
    assert "fournisseur français, hébergé en France" in page


def test_it_says_no_and_why_and_what_to_do_instead(ask, shelve):
    shelve(
        "Plume", {("drafting", "sensitive"): no("La santé reste au dossier médical."), ("drafting", "internal"): yes()}
    )
    shelve("Neuf", permission=None)
    shelve("Muet", {("translation", "public"): yes()})

    response, page = ask(donnees="sensitive", tache="drafting")

    assert "Non, avec aucun outil du catalogue" in page
    assert "La santé reste au dossier médical." in page
    assert [line.entry.name for line in response.context["pending"]] == ["Neuf"]
    assert [line.entry.name for line in response.context["unsaid"]] == ["Muet"]
    assert "?donnees=internal&amp;tache=drafting" in page
    assert reverse("catalogue:propose", args=("valbrise",)) in page


def test_it_leaves_out_what_is_retired_and_forbids_what_is_forbidden_as_a_whole(ask, shelve):
    shelve("Nuage", {("", "public"): yes()}, permission=Permission.FORBIDDEN, reason="Fuite de données.")

    response, page = ask(donnees="public", tache="drafting")

    assert response.context["allowed"] == []
    assert "Fuite de données." in page


@pytest.mark.parametrize("query", [{"donnees": "public"}, {"tache": "drafting"}, {"donnees": "x", "tache": "y"}])
def test_it_keeps_what_was_chosen_when_a_choice_is_missing(query, ask):
    response, page = ask(**query)

    assert response.status_code == 200
    assert "error-summary" in page
    if query.get("donnees") == "public":
        assert 'value="public" id="id_donnees" checked' in page
