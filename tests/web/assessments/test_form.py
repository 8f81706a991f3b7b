# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome
from balise.core.relevance import asked_questions
from balise.core.roles import Role
from balise.core.states import State
from balise.loading.questions import shipped_bank
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.corrections import LONGEST_MOTIVE, motive_of
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations import standing
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.permissions import BEING_WRITTEN
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.form_pages import FormPage, Progress, form_pages
from balise.web.journal.queries import entries_about
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.organisations.models import LocalAuthority, Unit
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
DOSSIERS = "/espace/valbrise/dossiers/"


def plain(page: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("&#x27;", "’"))


def theme(file: DossierFile, name: str) -> str:
    return f"{DOSSIERS}{file.number}/formulaire/{name}/"


def opened(page: Any) -> dict[str, Any]:
    """Return the fields that a browser would send back from a page, as it shows them."""
    html = page.content.decode()
    form = html[html.index("data-preview") :]
    fields: dict[str, Any] = {"shown": re.findall(r'name="shown" value="([^"]+)"', form)}
    fields["revision"] = re.search(r'name="revision" value="(\d+)"', form)[1]  # type: ignore[index]
    return fields


def last_dossier() -> DossierFile:
    return file_of(Dossier.objects.latest("pk").pk)


def test_it_offers_three_ways_to_begin_and_says_that_declaring_brings_no_sanction(
    member_with: Hire, client_of: Browser
) -> None:
    page = client_of(member_with()).get(f"{DOSSIERS}nouveau/")
    assert "n’entraîne aucune sanction" in plain(page)
    for address in ("tri/", "declaration/", "dossier/"):
        assert f"{DOSSIERS}nouveau/{address}" in page.content.decode()


def test_it_opens_a_dossier_from_its_title_and_shows_its_themes(
    member_with: Hire, client_of: Browser, authority: LocalAuthority
) -> None:
    unit = Unit.objects.create(authority=authority, name="Accueil")
    browser = client_of(member_with())
    page = browser.post(
        f"{DOSSIERS}nouveau/dossier/", {"title": "Tri", "unit": unit.pk, "owner": "1", "state": "deployed"}, follow=True
    )
    file = last_dossier()
    assert (file.title, file.unit_name, file.state) == ("Tri", "Accueil", State.DRAFT)
    assert "Identité" in plain(page)
    assert "À remplir" in plain(page)
    assert "Ce que valent vos réponses" in plain(page)


def test_a_dossier_without_title_is_asked_for_one_and_keeps_what_was_typed(
    member_with: Hire, client_of: Browser, authority: LocalAuthority
) -> None:
    unit = Unit.objects.create(authority=authority, name="Accueil")
    page = client_of(member_with()).post(f"{DOSSIERS}nouveau/dossier/", {"title": " ", "unit": unit.pk})
    assert "Donnez un titre" in plain(page)
    assert f'value="{unit.pk}" selected' in page.content.decode()
    assert not Dossier.objects.exists()


def test_every_theme_of_a_new_dossier_opens_with_its_help_its_example_and_its_reason(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    listed = browser.get(f"{DOSSIERS}{file.number}/formulaire/").content.decode()
    themes = re.findall(rf'href="{DOSSIERS}{file.number}/formulaire/(\w+)/"', listed)
    assert len(themes) == 13
    for name in themes:
        page = browser.get(theme(file, name))
        assert page.status_code == 200
        assert "Pourquoi cette question" in plain(page)
        assert "Exemple" in plain(page)


TYPED: dict[str, dict[str, Any]] = {
    "identity": {
        "q-summary": "Il trie.",
        "q-project_status": "pilot",
        "q-in_service_on": "31/03/2026",
        "q-use_types": ["classify"],
    },
    "people": {"q-audience": ["residents", "staff"], "q-people_per_year": "1 200"},
    "data": {"q-personal_data": "yes"},
}
KEPT: dict[str, AnswerValue] = {
    "summary": "Il trie.",
    "project_status": "pilot",
    "in_service_on": date(2026, 3, 31),
    "audience": ("residents", "staff"),
    "people_per_year": 1200,
    "personal_data": "yes",
}


def test_it_saves_an_answer_of_every_type_and_shows_it_again(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    for name, typed in TYPED.items():
        fields = opened(browser.get(theme(file, name)))
        fields["shown"] = [*fields["shown"], *(key.removeprefix("q-") for key in typed)]
        known = {key: value for key, value in typed.items() if key != "q-use_types"}
        assert browser.post(theme(file, name), {**fields, **known, "save": "1"}).status_code == 302
    saved = file_of(file.id).answers
    assert {name: saved[name] for name in KEPT} == KEPT
    people = browser.get(theme(file, "people")).content.decode()
    assert re.search(r'value="residents"[^>]*checked', people)
    assert 'value="1200"' in people
    checked = plain(browser.get(f"{DOSSIERS}{file.number}/verifier/"))
    for words in ("Il trie.", "31 mars 2026", "1\u202f200", "Oui"):
        assert re.sub(r"\s+", " ", words) in checked


def test_it_takes_an_answer_out_when_the_person_no_longer_knows(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers={"personal_data": "yes", "audience": ("staff",)}, at=NOW)
    browser = client_of(member)
    fields = opened(browser.get(theme(file, "data")))
    browser.post(theme(file, "data"), {**fields, "q-personal_data": "", "save": "1"})
    fields = opened(browser.get(theme(file, "people")))
    browser.post(theme(file, "people"), {**fields, "save": "1"})
    assert file_of(file.id).answers == {}


def test_what_the_page_did_not_show_is_not_touched(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers={"summary": "Il trie.", "contact": "accueil"}, at=NOW)
    fields = {"shown": ["summary", "no_such_question", "audience"], "revision": 1, "q-audience": ["staff"]}
    client_of(member).post(theme(file, "identity"), {**fields, "q-summary": "Il classe.", "save": "1"})
    assert file_of(file.id).answers == {"summary": "Il classe.", "contact": "accueil"}


def test_a_mistake_is_said_in_a_sentence_and_nothing_typed_is_lost(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    fields = opened(browser.get(theme(file, "people")))
    page = browser.post(
        theme(file, "people"), {**fields, "q-audience": ["staff"], "q-people_per_year": "beaucoup", "continue": "1"}
    )
    assert page.status_code == 422
    assert "« beaucoup » n’est pas un nombre" in plain(page)
    assert 'value="beaucoup"' in page.content.decode()
    assert re.search(r'value="staff"[^>]*checked', page.content.decode())
    assert opened(page)["revision"] == fields["revision"]
    assert file_of(file.id).answers == {}


def test_new_questions_of_the_page_are_asked_before_going_on_without_any_script(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    fields = opened(browser.get(theme(file, "data")))
    assert "legal_basis" not in fields["shown"]
    sent = browser.post(theme(file, "data"), {**fields, "q-personal_data": "yes", "continue": "1"})
    assert sent["Location"].startswith(f"{theme(file, 'data')}#question-")
    page = browser.get(theme(file, "data"))
    assert "nouvelles questions sur cette page" in plain(page)
    assert "legal_basis" in opened(page)["shown"]
    again = browser.post(theme(file, "data"), {**opened(page), "q-personal_data": "yes", "continue": "1"})
    assert again["Location"] == theme(file, "technique")


def test_the_last_theme_leads_to_checking_the_answers(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    fields = opened(browser.get(theme(file, "accessibility")))
    sent = browser.post(theme(file, "accessibility"), {**fields, "continue": "1"})
    assert sent["Location"] == f"{DOSSIERS}{file.number}/verifier/"


def test_two_people_saving_at_once_lose_nothing_and_the_second_picks(member_with: Hire, client_of: Browser) -> None:
    ada, zoe = member_with(name="Ada Roux"), member_with(Role.REVIEWER, name="Zoé Blin")
    file = create(ada, "Tri", unit_id=None, at=NOW)
    first, second = client_of(ada), client_of(zoe)
    page_a, page_z = opened(first.get(theme(file, "identity"))), opened(second.get(theme(file, "identity")))
    first.post(theme(file, "identity"), {**page_a, "q-summary": "Il trie.", "q-contact": "accueil@", "save": "1"})
    page = second.post(
        theme(file, "identity"), {**page_z, "q-summary": "Il classe.", "q-owner_unit": "Voirie", "save": "1"}
    )
    assert page.status_code == 409
    assert "Ada Roux a répondu autre chose" in plain(page)
    assert "Il trie." in plain(page)
    assert "Il classe." in page.content.decode()
    kept = {"summary": "Il trie.", "contact": "accueil@", "owner_unit": "Voirie"}
    assert file_of(file.id).answers == kept
    shown = {"q-contact": "accueil@", "q-owner_unit": "Voirie", "q-summary": "Il classe.", **opened(page)}
    second.post(theme(file, "identity"), {**shown, "pick-summary": "theirs", "save": "1"})
    assert file_of(file.id).answers == kept
    second.post(theme(file, "identity"), {**shown, "pick-summary": "mine", "save": "1"})
    assert file_of(file.id).answers == {**kept, "summary": "Il classe."}


def test_a_page_that_does_not_say_where_it_started_from_saves_nothing(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    for revision in ("", "x", "-1", "9" * 30):
        fields = {"shown": "summary", "q-summary": "Il trie.", "revision": revision}
        assert client_of(member).post(theme(file, "identity"), fields).status_code == 400
    assert file_of(file.id).answers == {}


def test_an_established_answer_is_shown_with_its_origin_and_cannot_be_typed_over(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    with transaction.atomic():
        standing.establish(file.id, {"dpo_opinion": "favourable"}, origin="opinion:3", at=NOW)
    browser = client_of(member)
    page = browser.get(theme(file, "follow_up"))
    assert "d’après un avis rendu dans Balise" in plain(page)
    assert 'name="q-dpo_opinion"' not in page.content.decode()
    fields = {**opened(page), "shown": ["dpo_opinion"], "q-dpo_opinion": "unfavourable", "save": "1"}
    browser.post(theme(file, "follow_up"), fields)
    assert file_of(file.id).answers["dpo_opinion"] == "favourable"
    assert file_of(file.id).own_answers == {}


def test_the_form_says_who_gives_an_opinion_and_neither_asks_nor_takes_it(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    page = browser.get(theme(file, "follow_up"))
    assert "que donne le délégué ou la déléguée à la protection des données" in plain(page)
    for question in GIVEN_BY:
        assert f'name="q-{question}"' not in page.content.decode()
        assert f'id="question-{question}"' in page.content.decode()
    sent = {"shown": list(GIVEN_BY), **{f"q-{question}": "favourable" for question in GIVEN_BY}, "save": "1"}
    browser.post(theme(file, "follow_up"), {**opened(page), **sent})
    browser.post(f"{theme(file, 'follow_up')}apercu/", {**opened(page), **sent})
    assert file_of(file.id).answers == {}


def test_an_opinion_to_come_is_neither_counted_nor_asked_of_the_owner(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers={"personal_data": "yes"}, at=NOW)
    page = next(each for each in form_pages(file, NOW.date()) if each.theme.id == "follow_up")
    assert set(page.opinions) == set(GIVEN_BY)
    assert page.asked == len(page.questions) - len(GIVEN_BY)
    assert not set(page.awaited) & set(GIVEN_BY)
    text = client_of(member).get(f"/espace/valbrise/dossiers/{file.number}/verifier/").content.decode()
    assert "Donné pendant l’instruction par le ou la responsable de la sécurité informatique." in text
    assert "#question-dpo_opinion" not in text


def test_the_preview_judges_what_is_typed_and_stores_nothing(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Agent", unit_id=None, at=NOW)
    browser = client_of(member)
    fields = opened(browser.get(theme(file, "people")))
    typed = {**fields, "q-audience": ["residents"], "q-interaction_mode": "direct", "q-people_per_year": "beaucoup"}
    page = browser.post(f"{theme(file, 'people')}apercu/", typed)
    assert page.status_code == 200
    assert "<html" not in page.content.decode()
    assert "Un engagement bloquant n’est pas tenu" in plain(page)
    assert "Ce qui suffirait" in plain(page)
    assert 'data-question="ai_disclosed_in_conversation"' in page.content.decode()
    assert file_of(file.id).answers == {}
    assert len(entries_about("dossier", str(file.id))) == 1


def test_the_preview_brings_the_questions_that_an_answer_makes_matter(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    fields = opened(browser.get(theme(file, "data")))
    page = browser.post(f"{theme(file, 'data')}apercu/", {**fields, "q-personal_data": "yes"})
    assert 'data-question="legal_basis"' in page.content.decode()


def test_an_owner_is_told_that_the_chatbot_cannot_pass_and_what_would_be_enough(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    answers: dict[str, AnswerValue] = {"audience": ("residents",), "interaction_mode": "direct"}
    file = create(member, "Agent conversationnel", unit_id=None, answers=answers, at=NOW)
    page = client_of(member).get(f"{DOSSIERS}{file.number}/formulaire/")
    assert file.outcome is Outcome.UNFAVOURABLE
    assert "Un engagement bloquant n’est pas tenu" in plain(page)
    assert "Ce qui suffirait" in plain(page)


def test_the_answers_to_check_name_those_that_are_missing_and_lead_to_them(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers={"summary": "<b>Il trie.</b>"}, at=NOW)
    page = client_of(member).get(f"{DOSSIERS}{file.number}/verifier/")
    assert "réponses manquent pour conclure" in plain(page)
    assert f"{theme(file, 'people')}#question-audience" in page.content.decode()
    assert "&lt;b&gt;Il trie.&lt;/b&gt;" in page.content.decode()


def test_the_owner_alone_is_led_from_the_checked_answers_to_submitting_them(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    checked = f"{DOSSIERS}{file.number}/verifier/"
    found = re.search(
        r'<a class="button" href="([^"]+)">Déposer le dossier', client_of(member).get(checked).content.decode()
    )
    assert found is not None
    assert client_of(member).get(found[1]).status_code == 200
    assert "Déposer le dossier" not in plain(client_of(member_with(Role.REVIEWER)).get(checked))


def test_readers_check_the_answers_of_a_submitted_dossier_but_cannot_change_them(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers={"summary": "Il trie."}, at=NOW)
    with transaction.atomic():
        standing.enter_state(file.id, State.SUBMITTED, by=None, at=NOW)
    councillor = client_of(member_with(Role.COUNCILLOR))
    assert councillor.get(f"{DOSSIERS}{file.number}/formulaire/")["Location"] == f"{DOSSIERS}{file.number}/verifier/"
    checked = councillor.get(f"{DOSSIERS}{file.number}/verifier/")
    assert "Il trie." in plain(checked)
    assert "/formulaire/identity/" not in checked.content.decode()
    assert councillor.get(theme(file, "identity")).status_code == 403
    own = client_of(member)
    assert own.get(f"{DOSSIERS}{file.number}/formulaire/").status_code == 200
    refused = own.post(theme(file, "identity"), {"shown": "summary", "q-summary": "Non.", "revision": 1})
    assert refused.status_code == 409
    assert "Ce dossier est déposé : il ne se modifie plus" in plain(refused)
    assert "Non." in plain(refused)


CLOSED = {
    State.SUBMITTED: "La personne qui le porte peut le reprendre",
    State.IN_REVIEW: "Un instructeur peut le renvoyer à la personne qui le porte",
    State.ACCEPTED: "Si l’outil n’a jamais servi, il peut aussi le renvoyer",
    State.ACCEPTED_WITH_RESERVATIONS: "Un instructeur peut en décider de nouveau",
    State.EXPERIMENT: "Un instructeur peut en décider de nouveau",
    State.DEPLOYED: "Un instructeur peut ouvrir un réexamen",
    State.UNDER_REASSESSMENT: "Un instructeur qui ne le porte pas peut en corriger les réponses",
    State.SUSPENDED: "Un instructeur qui ne le porte pas peut en corriger les réponses",
    State.REFUSED: "Rouvrez-le en disant pourquoi, ou copiez-le",
    State.CLOSED: "Rouvrez-le en disant pourquoi, ou copiez-le",
    State.WITHDRAWN: "Copiez-le pour en commencer un nouveau",
    State.ARCHIVED: "Copiez-le pour en commencer un nouveau",
}


@pytest.mark.parametrize("state", [state for state in State if state not in BEING_WRITTEN])
def test_a_dossier_no_longer_written_says_who_can_do_something_about_it(
    member_with: Hire, client_of: Browser, state: State
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers={"summary": "Il trie."}, at=NOW)
    with transaction.atomic():
        standing.enter_state(file.id, state, by=None, at=NOW)
    own = client_of(member)
    for page in (own.get(theme(file, "identity")), own.get(f"{DOSSIERS}{file.number}/presentation/")):
        assert page.status_code == 409
        assert CLOSED[state] in plain(page)
    assert CLOSED[state] in plain(own.get(f"{DOSSIERS}{file.number}/formulaire/"))


def corrected(member_with: Hire) -> DossierFile:
    """Return the dossier of somebody else, decided and judged again: a reviewer may set its answers right."""
    file = create(member_with(), "Tri", unit_id=None, answers={"summary": "Il trie."}, at=NOW)
    with transaction.atomic():
        standing.enter_state(file.id, State.SUSPENDED, by=None, at=NOW)
    return file


def test_whoever_corrects_a_decided_dossier_changes_its_answers_alone(member_with: Hire, client_of: Browser) -> None:
    file = corrected(member_with)
    page = client_of(member_with(Role.REVIEWER)).get(f"{DOSSIERS}{file.number}/presentation/")
    assert page.status_code == 409
    assert "Vous pouvez en corriger les réponses." in plain(page)


@pytest.mark.parametrize(
    ("motive", "refusal"),
    [
        ("", "Dites pourquoi la réponse change"),
        ("\u3164", "Dites pourquoi la réponse change"),
        ("x" * (LONGEST_MOTIVE + 1), "Ce motif est trop long."),
    ],
)
def test_a_correction_without_a_motive_or_with_too_long_a_one_is_shown_again_and_not_saved(
    member_with: Hire, client_of: Browser, motive: str, refusal: str
) -> None:
    file = corrected(member_with)
    browser = client_of(member_with(Role.REVIEWER))
    fields = opened(browser.get(theme(file, "identity")))
    page = browser.post(theme(file, "identity"), {**fields, "q-summary": "Il classe.", "motive": motive, "save": "1"})
    assert page.status_code == 422
    assert refusal in plain(page)
    assert "Il classe." in plain(page)
    assert file_of(file.id).answers["summary"] == "Il trie."


def test_the_operation_refuses_too_long_a_motive_by_itself(member_with: Hire) -> None:
    with pytest.raises(RefusedError, match="trop long"):
        motive_of(file_of(corrected(member_with).id), "x" * (LONGEST_MOTIVE + 1))


def test_the_form_of_an_archived_dossier_offers_no_way_to_exchanges_that_are_over(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    for state, offered in ((State.SUBMITTED, True), (State.ARCHIVED, False)):
        with transaction.atomic():
            standing.enter_state(file.id, state, by=None, at=NOW)
        for page in ("formulaire/", "reponses/"):
            assert ("Écrire dans les échanges" in plain(client_of(member).get(f"{DOSSIERS}{file.number}/{page}"))) is (
                offered
            )


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"personal_data": "no"}, ""),
        ({"personal_data": "no", "legal_basis": "public_task"}, "1 autre réponse est gardée"),
        (
            {"personal_data": "no", "legal_basis": "public_task", "children_data": "no"},
            "2 autres réponses sont gardées",
        ),
    ],
)
def test_the_form_counts_apart_the_answers_that_do_not_matter_to_the_project(
    member_with: Hire, client_of: Browser, answers: dict[str, AnswerValue], said: str
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers=answers, at=NOW)
    text = plain(client_of(member).get(f"{DOSSIERS}{file.number}/formulaire/"))
    assert said in text
    assert bool(said) is ("ne compte" in text)


@pytest.mark.parametrize(
    ("answered", "status"),
    [(0, Progress.NOT_STARTED), (1, Progress.IN_PROGRESS), (2, Progress.COMPLETE)],
)
def test_a_page_is_complete_when_nothing_that_it_asks_of_the_owner_is_left_blank(answered: int, status: Progress):
    bank = shipped_bank()
    questions = (*bank.questions[:2], bank.by_id["dpo_opinion"])
    assert FormPage(bank.themes[0], questions, answered, (), ("dpo_opinion",)).status is status


def test_every_question_that_is_asked_is_on_one_page_in_the_order_of_the_form(member_with: Hire) -> None:
    file = create(member_with(), "Tri", unit_id=None, answers={"personal_data": "yes"}, at=NOW)
    bank = bank_of(file.references)
    asked = asked_questions(frameworks_of(file.references), bank, file.answers, NOW.date())
    shown = [question for page in form_pages(file, NOW.date()) for question in page.questions]
    orders = {theme.id: theme.order for theme in bank.themes}
    assert [question.id for question in shown] == sorted(asked, key=lambda name: orders[bank.by_id[name].theme])


@pytest.mark.parametrize(
    "page",
    ["formulaire/", "formulaire/identity/", "formulaire/identity/apercu/", "verifier/", "presentation/", "ouvrir/"],
)
def test_the_pages_of_another_authority_s_dossier_do_not_exist(
    member_with: Hire, client_of: Browser, elsewhere: LocalAuthority, page: str
) -> None:
    file = create(member_with(authority=elsewhere), "Tri", unit_id=None, at=NOW)
    browser = client_of(member_with(Role.REVIEWER, Role.ADMINISTRATOR))
    post_only = page.endswith(("apercu/", "ouvrir/"))
    answer = (browser.post if post_only else browser.get)(f"{DOSSIERS}{file.number}/{page}")
    assert answer.status_code == 404
    assert "n’existe pas ici" in plain(answer)


def test_a_theme_that_does_not_exist_is_said_so(member_with: Hire, client_of: Browser) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    assert client_of(member).get(theme(file, "martians")).status_code == 404


def test_it_changes_the_title_and_the_unit_in_one_act(
    member_with: Hire, client_of: Browser, authority: LocalAuthority
) -> None:
    member = member_with()
    unit = Unit.objects.create(authority=authority, name="Accueil")
    file = create(member, "Tri", unit_id=None, at=NOW)
    started = {"seen-title": "Tri", "seen-unit": "", "seen-tool": ""}
    changed = {"title": "Tri du courrier", "unit": unit.pk}
    client_of(member).post(f"{DOSSIERS}{file.number}/presentation/", {**started, **changed})
    found = file_of(file.id)
    assert (found.title, found.unit_id) == ("Tri du courrier", unit.pk)
    assert entries_about("dossier", str(file.id))[0].act == "dossier.described"


@pytest.mark.parametrize("page", ["formulaire/", "formulaire/people/", "verifier/"])
def test_a_page_of_the_form_reads_the_database_a_dozen_times_at_most_however_full_the_dossier(
    member_with: Hire,
    client_of: Browser,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, answers=KEPT, at=NOW)
    browser = client_of(member)
    browser.get(f"{DOSSIERS}{file.number}/{page}")
    with django_assert_max_num_queries(12):
        browser.get(f"{DOSSIERS}{file.number}/{page}")


def test_the_form_is_in_english_for_whoever_chose_it_and_saves_the_same_answers(
    member_with: Hire, client_of: Browser
) -> None:
    member = member_with()
    file = create(member, "Tri", unit_id=None, at=NOW)
    browser = client_of(member)
    browser.cookies["django_language"] = "en"
    page = browser.get(theme(file, "people"))
    assert "How many people" in plain(page) or "people" in plain(page)
    browser.post(theme(file, "people"), {**opened(page), "q-people_per_year": "1,200", "save": "1"})
    assert file_of(file.id).answers == {"people_per_year": 1200}
