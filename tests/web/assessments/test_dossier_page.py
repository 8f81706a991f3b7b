# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re
from datetime import date

import pytest
from django.template.loader import get_template
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments import contributions
from balise.web.assessments.contributions import Panel, Place, Tab
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.organisations.models import LocalAuthority

pytestmark = pytest.mark.django_db
CHATBOT: dict[str, AnswerValue] = {
    "audience": ("residents",),
    "interaction_mode": "direct",
    "summary": "Un agent virtuel répond aux habitants.",
}
PAGES = ("dossier", "answers", "history", "evidence", "comments", "journal", "duplicate")


def address(member, name="dossier", number="2026-001"):
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug, "number": number})


@pytest.fixture
def owner(member_with: Hire):
    return member_with(name="Inès Vasseur")


@pytest.fixture
def chatbot(owner):
    return create(owner, "Agent conversationnel", unit_id=None, answers=CHATBOT, at=NOW)


def test_it_gives_the_answer_first_then_the_reason_then_what_would_be_enough(owner, chatbot, client_of):
    text = client_of(owner).get(address(owner)).content.decode()
    order = ["Défavorable", "Pas d’IA en contact direct", "Engagement par engagement", "Pourquoi ce constat"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Ce qui suffirait" in text
    assert "Aussi évalué" in text
    assert "Un agent virtuel répond aux habitants." in text


def test_a_councillor_reads_it_and_is_offered_nothing_to_change(owner, chatbot, member_with: Hire, client_of):
    Dossier.objects.update(state=State.SUBMITTED)
    councillor = member_with(Role.COUNCILLOR)
    text = client_of(councillor).get(address(councillor)).content.decode()
    assert "Défavorable" in text
    for words in ("Compléter les réponses", "Vérifier les réponses", "Partager", "Pièces à fournir"):
        assert words not in text
    assert text.index("Défavorable") < text.index("Pourquoi ce constat") < text.index("Dupliquer")
    assert text.count("Dupliquer") == 1


def test_it_gives_orders_to_those_who_write_it_and_to_no_other_reader(owner, chatbot, member_with: Hire, client_of):
    Dossier.objects.update(state=State.SUBMITTED)
    councillor = member_with(Role.COUNCILLOR)
    theirs = client_of(owner).get(address(owner)).content.decode()
    read = client_of(councillor).get(address(councillor)).content.decode()
    assert "À faire" in theirs
    assert "À renseigner" in theirs
    assert "Pour être tenu" in read
    assert "Sans réponse pour l’instant" in read
    for words in ("À faire", "À renseigner", "Placez un agent"):
        assert words not in read


@pytest.mark.parametrize(
    ("role", "heading"), [(Role.COUNCILLOR, "Pièces attendues"), (Role.REVIEWER, "Pièces à fournir")]
)
def test_it_asks_for_documents_only_of_those_who_write_it(owner, member_with: Hire, client_of, role, heading):
    create(owner, "Tri", unit_id=None, answers={**CHATBOT, "dpia": "done"}, at=NOW)
    Dossier.objects.update(state=State.SUBMITTED)
    reader = member_with(role)
    assert f"<h2>{heading}" in client_of(reader).get(address(reader)).content.decode()


def test_it_offers_its_writers_to_go_on(owner, chatbot, client_of):
    text = client_of(owner).get(address(owner)).content.decode()
    assert text.index("Dupliquer") < text.index("Pourquoi ce constat")
    assert address(owner, "form") in text
    assert address(owner, "check") in text


@pytest.mark.parametrize("page", PAGES)
def test_to_who_may_not_read_it_the_dossier_does_not_exist(
    owner, chatbot, page, member_with: Hire, elsewhere: LocalAuthority, client_of
):
    for member in (member_with(Role.COUNCILLOR), member_with(Role.TRAINER), member_with(*Role, authority=elsewhere)):
        assert client_of(member).get(address(member, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_nothing_that_people_type_is_taken_for_a_page(owner, page, client_of):
    typed = "<script>alert(1)</script>"
    create(owner, typed, unit_id=None, answers={"summary": typed, "purpose": typed}, at=NOW)
    text = client_of(owner).get(address(owner, page)).content.decode()
    assert typed not in text
    assert "&lt;script&gt;" in text


def test_its_journal_tells_what_happened_the_last_act_first(owner, chatbot, client_of):
    save_answers(owner, chatbot.id, chatbot.revision, {"purpose": "Répondre plus vite."}, at=NOW)
    text = client_of(owner).get(address(owner, "journal")).content.decode()
    assert text.index("a modifié des réponses") < text.index("a ouvert ce dossier.")
    lines = re.findall(r"<li><p class=\"when\">.*?</li>", text, re.DOTALL)
    assert len(lines) == 2
    assert not any(chatbot.title in line for line in lines), "the page has already named the dossier"


def test_it_shows_every_answer_with_who_gave_it(owner, chatbot, client_of):
    text = client_of(owner).get(address(owner, "answers")).content.decode()
    assert "Un agent virtuel répond aux habitants." in text
    assert "Inès Vasseur, le" in text.replace("\u00a0", " ")


def test_it_says_what_to_do_when_nothing_was_answered(owner, client_of):
    create(owner, "Essai", unit_id=None, at=NOW)
    text = client_of(owner).get(address(owner, "answers")).content.decode()
    assert "Aucune réponse pour l’instant" in text


def test_other_apps_add_their_pieces_and_their_pages(owner, chatbot, client_of, tmp_path, settings):
    (tmp_path / "panel.html").write_text("<p>{{ panel.words }}</p>", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    get_template("panel.html")
    seen = []

    def panel(member, file, on):
        seen.append((member.user_id, file.id, type(on)))
        return Panel("panel.html", {"words": "Trois actes possibles"})

    for place in Place:
        contributions.register_panel(place, panel)
        contributions.register_panel(place, panel)
    contributions.register_panel(Place.ASIDE, lambda member, file, on: None)
    contributions.register_tab(lambda member, file: Tab("review", "Instruction", "/ailleurs/", count=2))
    text = client_of(owner).get(address(owner)).content.decode()
    assert text.count("Trois actes possibles") == len(Place)
    assert '<a href="/ailleurs/">Instruction' in text
    assert seen == [(owner.user_id, chatbot.id, date)] * len(Place)


def test_it_reads_a_dossier_in_few_queries_whatever_it_holds(
    owner, chatbot, client_of, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = client_of(owner)
    client.get(address(owner))
    with django_assert_max_num_queries(9):
        client.get(address(owner))


def test_the_computed_verdict_has_its_own_name_and_its_digests_are_folded(owner, chatbot, client_of):
    text = client_of(owner).get(address(owner)).content.decode()
    assert text.index("Constat de Balise") < text.index("Défavorable")
    assert "Ce n’est pas la décision de la collectivité." in text
    folded = text[text.index("<summary>Empreintes du constat</summary>") :].partition("</details>")[0]
    assert "sha256:" in folded


@pytest.mark.parametrize("where", ["dossiers/2026-999/", "dossiers/2026-999/pieces/", "dossiers/nulle-part/"])
def test_what_does_not_exist_is_told_in_the_same_words_whichever_way_one_came(owner, client_of, where):
    response = client_of(owner).get(f"/espace/{owner.authority.slug}/{where}")
    text = response.content.decode()
    assert response.status_code == 404
    assert "<h1>Page introuvable</h1>" in text
    assert "Vérifiez l’adresse." in text
    assert "Impossible en l’état" not in text
