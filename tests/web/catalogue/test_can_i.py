# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""« Puis-je mettre ceci dans cet outil ? »"""

import pytest
from django.urls import reverse
from tests.web.catalogue.conftest import EUROPEAN, FRENCH, OVERSEAS, no, provided, yes

from balise.web.catalogue.operations.deciding import CellChoice
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


RULES = [
    (yes(), "Oui, avec Plume", "Règle : Ville de Valbrise"),
    (provided("Retirez les noms."), "Oui, sous conditions, avec Plume", "À respecter : Retirez les noms."),
    (no("La santé reste au dossier médical."), "Non, pas avec Plume", "Pourquoi : La santé reste au dossier médical."),
    (CellChoice(Permission.UNDER_EVALUATION), "Pas encore, avec Plume", "attendez la décision"),
    (None, "Non : le catalogue ne dit rien de cela pour Plume", "Ce que le catalogue ne dit pas n’est pas autorisé."),
]


@pytest.mark.parametrize(("rule", "word", "sentence"), RULES)
def test_it_answers_first_about_the_tool_that_was_asked_then_gives_others(rule, word, sentence, ask, shelve):
    tool = shelve("Plume", {("drafting", "personal"): rule, ("scoring", "public"): yes()})
    shelve("Gamma", {("drafting", "personal"): yes()})

    response, page = ask(outil=tool, donnees="personal", tache="drafting")

    assert page.index(word) < page.index(sentence) < page.index("Avec un autre outil")
    assert [line.entry.name for line in response.context["allowed"]] == ["Gamma"]
    assert ("Prenez plutôt" in page) is (rule is None or not rule.permission.allows)


def test_it_says_what_to_do_when_neither_that_tool_nor_another_will_do(ask, shelve):
    tool = shelve("Plume", {("drafting", "personal"): no("Fuite."), ("drafting", "public"): yes()})

    _response, page = ask(outil=tool, donnees="personal", tache="drafting")

    assert "Aucun autre outil ne convient" in page
    assert "?donnees=public&amp;tache=drafting" in page


def test_it_asks_which_tool_when_none_was_named(ask, shelve):
    shelve("Plume", {("drafting", "personal"): yes()})

    _response, page = ask(outil="", donnees="personal", tache="drafting")

    assert "quel outil pour cela ?" in page
    assert "Oui, avec un outil" in page


def test_it_has_the_tool_chosen_already_by_an_address_that_names_it(ask, shelve):
    tool = shelve("Plume")

    _response, page = ask(outil=tool)

    assert f'<option value="{tool}" selected>Plume</option>' in page
    assert "error-summary" not in page


def test_it_knows_no_tool_of_another_catalogue(ask):
    _response, page = ask(outil="999", donnees="personal", tache="drafting")

    assert "error-summary" in page


def test_it_says_a_rule_once_when_the_tool_and_the_cell_were_decided_the_same_day(ask, shelve):
    tool = shelve("Plume", {("drafting", "personal"): yes()})

    _response, page = ask(outil=tool, donnees="personal", tache="drafting")

    assert page.count("Règle : ") == 1


def test_it_says_of_a_model_of_the_authority_s_own_that_it_has_no_vendor(ask, shelve):
    shelve("Plume", {("drafting", "personal"): yes()}, facts={"vendor_country": "no_vendor", "hosting": "own_premises"})

    _response, page = ask(donnees="personal", tache="drafting")

    assert "modèle exploité par la collectivité, sans fournisseur" in page
