# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from tests.web.conftest import Hire

from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.assessments.queries.dossiers import file_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
TRIAGE = "/espace/valbrise/dossiers/nouveau/tri/"
DECLARATION = "/espace/valbrise/dossiers/nouveau/declaration/"


def plain(page: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def asked(page: Any) -> str | None:
    found = re.search(r'name="asked" value="(\w+)"', page.content.decode())
    return found[1] if found else None


def carried(page: Any) -> list[tuple[str, str]]:
    html = page.content.decode()
    form = html[html.index('method="get"') :].partition("</form>")[0]
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)


def answer(browser: Client, page: Any, *values: str) -> Any:
    name = asked(page)
    fields: dict[str, list[str]] = {}
    for key, value in [*carried(page), *((f"q-{name}", value) for value in values)]:
        fields.setdefault(key, []).append(value)
    return browser.get(TRIAGE, fields)


def last_dossier() -> DossierFile:
    return file_of(Dossier.objects.latest("pk").pk)


def test_the_triage_asks_one_question_at_a_time_and_says_early_that_a_project_is_blocked(
    member_with: Hire, client_of: Browser
) -> None:
    browser = client_of(member_with())
    page = browser.get(TRIAGE)
    assert asked(page) == "audience"
    page = answer(browser, page, "residents")
    assert "Rien ne bloque à ce stade" in plain(page)
    assert asked(page) == "interaction_mode"
    page = answer(browser, page, "direct")
    assert "Bloqué en l’état" in plain(page)
    assert "Ce qui suffirait" in plain(page)
    assert "Pas d’IA en interaction directe" in plain(page) or "interaction" in plain(page)
    assert not Dossier.objects.exists()


def test_a_project_that_is_blocked_is_told_so_first_and_is_not_pushed_on(member_with: Hire, client_of: Browser) -> None:
    browser = client_of(member_with())
    page = browser.get(TRIAGE, {"q-audience": "residents"})
    assert "<details><summary>Continuer quand même" not in page.content.decode()
    assert " checked" in page.content.decode()
    page = browser.get(TRIAGE, {"q-audience": "residents", "q-interaction_mode": "direct"})
    html = page.content.decode()
    order = [
        '<div class="verdict stop">',
        "<details><summary>Continuer quand même</summary>",
        "<details><summary>Garder ces réponses</summary>",
    ]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert " checked" not in html
    kept = {"q-audience": "residents", "q-interaction_mode": "direct", "keep": "idea", "title": ""}
    assert "<details open><summary>Garder ces réponses" in browser.post(f"{TRIAGE}garder/", kept).content.decode()


def test_the_triage_ends_without_losing_an_answer_and_never_says_that_a_project_passes(
    member_with: Hire, client_of: Browser
) -> None:
    browser = client_of(member_with())
    page, steps = browser.get(TRIAGE), 0
    while asked(page) is not None:
        page = answer(browser, page)
        steps += 1
    assert steps <= 8
    assert "Ce n’est pas encore un accord" in plain(page)
    assert plain(page).count("Je ne sais pas encore") == steps


def test_an_answer_of_the_triage_is_changed_without_losing_the_others(member_with: Hire, client_of: Browser) -> None:
    browser = client_of(member_with())
    page = answer(browser, answer(browser, browser.get(TRIAGE), "residents", "staff"), "direct")
    links = re.findall(r'href="([^"]*tri/\?[^"]*)"', page.content.decode())
    again = dict(parse_qsl(urlsplit(links[0].replace("&amp;", "&")).query))
    assert again == {"q-interaction_mode": "direct"}
    assert asked(browser.get(TRIAGE, again)) == "audience"


@pytest.mark.parametrize(("keep", "state"), [("idea", State.IDEA), ("dossier", State.DRAFT)])
def test_the_answers_of_the_triage_become_an_idea_or_a_dossier(
    member_with: Hire, client_of: Browser, keep: str, state: State
) -> None:
    browser = client_of(member_with())
    fields = {"q-audience": ["residents"], "q-interaction_mode": "direct", "title": "Agent", "keep": keep}
    page = browser.post(f"{TRIAGE}garder/", fields, follow=True)
    file = last_dossier()
    assert file.state is state
    assert file.answers == {"audience": ("residents",), "interaction_mode": "direct"}
    assert file.number in plain(page)


def test_a_triage_kept_without_title_asks_for_one_and_keeps_the_answers(member_with: Hire, client_of: Browser) -> None:
    fields = {"q-audience": ["residents"], "q-interaction_mode": "direct", "title": "", "keep": "idea"}
    page = client_of(member_with()).post(f"{TRIAGE}garder/", fields)
    assert page.status_code == 422
    assert "Donnez un titre" in plain(page)
    assert '<input type="hidden" name="q-interaction_mode" value="direct">' in page.content.decode()
    assert not Dossier.objects.exists()


def test_an_address_with_nonsense_asks_the_question_again(member_with: Hire, client_of: Browser) -> None:
    page = client_of(member_with()).get(TRIAGE, {"q-audience": "martians", "passees": "nothing", "q-summary": "x"})
    assert page.status_code == 200
    assert asked(page) == "audience"


def test_a_use_is_declared_in_one_page_and_becomes_a_dossier_later(member_with: Hire, client_of: Browser) -> None:
    member = member_with(Role.TRAINER, name="Ada Roux")
    browser = client_of(member)
    page = browser.get(DECLARATION)
    assert "n’entraîne aucune sanction" in plain(page)
    assert len(re.findall(r'class="question"', page.content.decode())) <= 8
    fields = {"title": "Brouillons de courriels", "q-summary": "Il rédige.", "q-in_service_on": "01/03/2026"}
    page = browser.post(DECLARATION, fields, follow=True)
    assert "Merci" in plain(page)
    file = last_dossier()
    assert file.state is State.DECLARED
    assert file.answers["project_status"] == "in_service"
    assert file.answers["summary"] == "Il rédige."
    assert entries_about("dossier", str(file.id))[0].sentence.startswith("Ada Roux a déclaré un usage existant")
    page = browser.post(f"/espace/valbrise/dossiers/{file.number}/ouvrir/", follow=True)
    assert "C’est maintenant un dossier" in plain(page)
    assert file_of(file.id).state is State.DRAFT


def test_a_declaration_with_mistakes_keeps_everything_typed(member_with: Hire, client_of: Browser) -> None:
    fields = {"title": "", "q-summary": "Il rédige.", "q-in_service_on": "un jour", "q-audience": ["staff"]}
    page = client_of(member_with()).post(DECLARATION, fields)
    assert page.status_code == 422
    for said in ("Donnez un titre", "« un jour » n’est pas une date", "Il rédige."):
        assert said in plain(page)
    assert 'value="un jour"' in page.content.decode()
    assert re.search(r'value="staff"[^>]*checked', page.content.decode())
    assert not Dossier.objects.exists()


def test_nothing_begins_where_no_charter_is_in_force_and_the_page_says_what_to_do(
    member_with: Hire, client_of: Browser, db: None
) -> None:
    bare = LocalAuthority.objects.create(slug="sans-charte", name="Sans charte", kind="municipality")
    browser = client_of(member_with(authority=bare))
    for page in ("tri/", "declaration/"):
        refused = browser.get(f"/espace/sans-charte/dossiers/nouveau/{page}")
        assert refused.status_code == 409
        assert "Aucune charte n’est en vigueur" in plain(refused)
