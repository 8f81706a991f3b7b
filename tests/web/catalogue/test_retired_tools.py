# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Nothing is filled in for a retired tool, and its page allows nothing."""

import pytest
from django.urls import reverse
from tests.web.catalogue.conftest import LETTER, TODAY, provided, yes
from tests.web.conftest import NOW, make_authority, make_member

from balise.core.roles import Role
from balise.web.catalogue.models import AIModel
from balise.web.catalogue.operations.deciding import Decision, decide
from balise.web.catalogue.operations.describing import retire
from balise.web.catalogue.operations.facts import link_model
from balise.web.catalogue.operations.following import follow
from balise.web.catalogue.vocabulary import Permission

pytestmark = pytest.mark.django_db
FORMS = ["edit", "decide", "matrix", "facts", "exit-plan", "retire"]


def address(name, *numbers, place="valbrise"):
    return reverse(f"catalogue:{name}", args=(place, *numbers))


@pytest.fixture
def retired(shelve, reviewer):
    """Return a tool that was allowed, in words of its own, and was then retired."""
    tool_id = shelve("Plume", {("", "public"): yes(), ("", "internal"): provided("Relisez tout.")})
    decide(reviewer, tool_id, Decision(Permission.AUTHORISED, explanation="Le seul.", alternatives="Encre."), at=NOW)
    retire(reviewer, tool_id, "L’éditeur a fermé.", at=NOW)
    return tool_id


@pytest.mark.parametrize("name", FORMS)
def test_it_opens_no_form_about_a_retired_tool_and_shows_how_to_put_it_back(name, retired, reviewer, client_of):
    response = client_of(reviewer).get(address(name, retired))

    page = response.content.decode()
    assert response.status_code == 409
    assert "est retiré du catalogue" in page
    assert address("restore", retired) in page
    assert '<form method="post" novalidate' not in page


def test_it_sends_no_questionnaire_about_a_retired_tool(retired, member_with, client_of):
    client = client_of(member_with())
    page = client.get(address("questionnaire", retired))

    assert page.status_code == client.get(address("questionnaire-odt", retired)).status_code == 409
    assert "est retiré du catalogue" in page.content.decode()
    assert "Envoyez-le tel quel" not in page.content.decode()
    assert address("questionnaire", retired) not in client.get(address("tool", retired)).content.decode()


def test_it_opens_no_form_about_the_models_of_a_retired_tool(shelve, reviewer, client_of):
    tool_id = shelve("Plume")
    model = AIModel.objects.create(identifier="a", name="A", organisation="O", source="S", dated=TODAY)
    link_model(reviewer, tool_id, model.pk, LETTER, on=TODAY, at=NOW)
    retire(reviewer, tool_id, "L’éditeur a fermé.", at=NOW)
    where = address("unlink-model", model.pk, tool_id)

    assert client_of(reviewer).get(where).status_code == 409
    assert client_of(reviewer).post(where, {"motive": "Erreur."}).status_code == 409
    assert model.built_into.exists()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("decide", {"permission": "forbidden", "reason": "Parce que je l’ai écrit."}),
        ("facts", {"source": "Parce que je l’ai écrit.", "dated": "2026-10-01", "cost": "12 €"}),
        ("exit-plan", {"plan": "Parce que je l’ai écrit."}),
        ("edit", {"name": "Plume", "kind": "standalone", "summary": "Parce que je l’ai écrit."}),
        ("retire", {"reason": "Parce que je l’ai écrit."}),
    ],
)
def test_it_refuses_as_a_conflict_what_was_typed_before_and_loses_none_of_it(name, typed, retired, reviewer, client_of):
    response = client_of(reviewer).post(address(name, retired), typed)

    page = response.content.decode()
    assert response.status_code == 409
    assert "est retiré du catalogue" in page
    assert "Parce que je l’ai écrit." in page


def test_it_says_on_the_form_that_nothing_can_be_read_in_the_reason_to_retire(shelve, reviewer, client_of):
    response = client_of(reviewer).post(address("retire", shelve("Plume")), {"reason": "\u200b"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Dites pourquoi l’outil est retiré" in page
    assert '<form method="post" novalidate' in page


def test_it_offers_to_put_back_only_to_those_who_may(retired, reviewer, client_of):
    below = make_authority("hameau", "Hameau", parent_id=reviewer.authority.id)
    follower = make_member(below, Role.REVIEWER)
    follow(follower, reviewer.authority.id, at=NOW)

    page = client_of(follower).get(address("decide", retired, place="hameau")).content.decode()

    assert "est retiré du catalogue" in page
    assert "remettre/" not in page


def test_it_shows_no_permission_on_the_page_of_a_retired_tool(retired, reviewer, client_of):
    page = client_of(reviewer).get(address("tool", retired)).content.decode().replace("\u00a0", " ")

    assert "cet outil est retiré du catalogue depuis le 21 novembre 2026" in page
    assert "<table" not in page
    assert "Plafond" not in page
    assert "Condition 1" not in page
