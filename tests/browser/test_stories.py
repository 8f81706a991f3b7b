# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What people come for, from the first click to the last, in a real browser before the real site."""

import re
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.looks import ill_named, too_wide, unreadable
from tests.browser.site_pages import (
    CISO,
    CITY,
    COUNCILLOR,
    DOSSIERS,
    DPO,
    DRAFT,
    LATE,
    NOBODY,
    OWNER,
    REVIEWER,
    SUBMITTED,
)

CLICKS_OF_TWO_MINUTES = 8
"""From one's home page to the verdict of the triage: nobody takes two minutes to click eight times."""

ADMINISTRATOR = "admin"
HELPER = "camille.sorbier"
NUMBER = re.compile(r"\d{4}-\d{3}")


def in_days(days: int) -> str:
    """Return a day as the calendar of a browser takes it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def click(page: Page, name: str) -> None:
    """Press the button, or follow the link, that bears these words in the page itself, and wait for the next page."""
    wanted = page.locator("main").get_by_role("button", name=name, exact=True)
    with page.expect_navigation():  # otherwise a slow machine still reads the page one leaves
        wanted.or_(page.locator("main").get_by_role("link", name=name, exact=True)).first.click()


def said(page: Page) -> str:
    """Return the words of the page itself, no-break spaces as plain ones."""
    return page.locator("main").inner_text().replace("\u00a0", " ")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_an_owner_is_told_within_two_minutes_that_the_chatbot_cannot_pass_and_what_would_be_enough(play, script):
    page = play(OWNER, CITY, java_script_enabled=script)
    clicks = 0

    def does(act):
        nonlocal clicks
        act()
        clicks += 1

    does(lambda: click(page, "Commencer un dossier, déclarer un usage"))
    does(lambda: click(page, "J’ai une idée"))
    does(lambda: page.get_by_label("Habitants et usagers").check())
    does(lambda: click(page, "Continuer"))
    does(lambda: page.get_by_label("L’outil répond seul").check())
    does(lambda: click(page, "Continuer"))

    expect(page.get_by_role("heading", name="Bloqué en l’état")).to_be_visible()
    assert "Pas d’IA en contact direct avec les usagers" in said(page)
    assert "Ce qui suffirait" in said(page)
    assert "« un agent relit et envoie »" in said(page)
    assert clicks <= CLICKS_OF_TWO_MINUTES

    page.get_by_text("Garder ces réponses").click()
    page.get_by_label("Titre").fill("Agent conversationnel de l’accueil")
    click(page, "Ouvrir le dossier")
    assert "Agent conversationnel de l’accueil" in page.title()
    assert "est ouvert ; vos réponses y sont déjà." in said(page)
    assert "Un engagement bloquant n’est pas tenu" in said(page)


def test_the_mail_drafting_dossier_goes_from_draft_to_deployed(play):
    owner = play(OWNER, f"{DRAFT}verifier/")
    click(owner, "Déposer le dossier")
    click(owner, "Déposer")
    assert "Déposé" in said(owner)

    reviewer = play(REVIEWER, f"{DRAFT}actes/instruire/")
    click(reviewer, "Prendre en instruction")
    reviewer.goto(_next(reviewer, "avis/"))
    for body in ("Délégué à la protection des données", "Responsable de la sécurité"):
        expect(reviewer.get_by_label(body)).to_be_checked()
    reviewer.get_by_label("À rendre au plus tard le").fill(in_days(15))
    click(reviewer, "Demander ces avis")

    _gives(play, DPO, "Favorable")
    _gives(play, CISO, "Favorable avec réserves", "Chiffrer les échanges.")
    _gives(play, HELPER, "Favorable")

    reviewer.goto(_next(reviewer, "actes/accepter-sous-reserves/"))
    reviewer.get_by_label("Qui décide").fill("La directrice générale des services")
    reviewer.get_by_role("textbox", name="Motif de la décision").fill(
        "Le service rendu est réel, la relecture est garantie."
    )
    rows = reviewer.locator("fieldset", has=reviewer.get_by_label("Pour le"))
    asked_by_the_ciso = rows.filter(has_text="Réserve de l’avis")
    expect(asked_by_the_ciso).to_contain_text("Chiffrer les échanges.")
    row = rows.filter(has_not_text="Réserve de l’avis").first
    row.get_by_label("Ce qu’il faut faire").fill("Refaire un exercice de sortie.")
    row.get_by_label("Pour le").fill(in_days(30))
    row.get_by_label("À lever avant la mise en service").check()
    click(reviewer, "Accepter sous réserves")
    assert "Accepté sous réserves" in said(reviewer)

    owner.goto(_next(owner, "actes/mettre-en-service/"))
    assert "doit être levée avant la mise en service" in said(owner)
    owner.goto(_next(owner, "pieces/joindre/?pour=exit_drill_on"))
    minutes = {"name": "exercice.txt", "mimeType": "text/plain", "buffer": b"Trois jours de courrier, relus."}
    owner.locator("input[type=file]").set_input_files(minutes)
    owner.get_by_label("Ce qu’est la pièce").fill("Compte rendu de l’exercice de sortie")
    click(owner, "Joindre la pièce")
    reviewer.goto(_next(reviewer, "instruction/"))
    reserved = reviewer.locator("li", has_text="Refaire un exercice de sortie")
    reserved.get_by_role("link", name=re.compile("Lever")).first.click()
    reviewer.get_by_label(re.compile("a été fait")).fill("Exercice mené avec l’autre modèle du catalogue.")
    reviewer.locator("[name=q-exit_drill_on]").fill(in_days(-3))
    click(reviewer, "Lever la réserve")
    _tells_people(owner)
    owner.goto(_next(owner, "actes/mettre-en-service/"))
    owner.get_by_label("Prochaine revue").fill(in_days(300))
    owner.get_by_label(re.compile("sans ces pièces")).check()
    click(owner, "Mettre en service")
    assert "En service" in said(owner)

    _a_councillor_understands_it(play(COUNCILLOR, DRAFT))


def _next(page: Page, path: str) -> str:
    return page.url.partition("/dossiers/")[0] + f"/dossiers/{DRAFT.removeprefix(DOSSIERS)}{path}"


def _tells_people(owner: Page) -> None:
    """Say of every channel that its notice is in place, where it can be seen."""
    owner.goto(_next(owner, "mentions/"))
    channels = [option.get_attribute("value") for option in owner.locator("[name=channel] option").all()]
    for channel in channels:
        owner.locator("[name=channel]").select_option(channel)
        owner.get_by_label("En place depuis le").fill(in_days(0))
        owner.get_by_label("Où elle se voit").fill("Modèle de réponse, au pied")
        click(owner, "Enregistrer la preuve")


def _gives(play, who: str, value: str, reservations: str = "") -> None:
    page = play(who, f"{DRAFT}avis/")
    click(page, "Rendre cet avis")
    page.get_by_role("radio", name=re.compile(f"^{value}(?! avec)")).check()
    if reservations:
        page.get_by_label("Vos réserves").fill(reservations)
    click(page, "Rendre cet avis")
    assert "Rendre cet avis" not in said(page)


def _a_councillor_understands_it(page: Page) -> None:
    """See that the page says what it is, where it stands, what it is worth and who decided; and offers no act."""
    words = said(page)
    for expected in (
        "Projets de réponse aux courriers des habitants",
        "En service",
        "un outil résume la demande et propose un projet de réponse",
        "La directrice générale des services",
        "Inès Carvalho",
    ):
        assert expected in words
    assert page.locator("main").get_by_role("link", name="Compléter les réponses").count() == 0
    assert page.locator("#actes-possibles").count() == 0
    page.goto(_next(page, "actes/suspendre/"))
    assert page.locator("main form").count() == 0


def test_a_councillor_cannot_act_on_what_she_reads(play):
    page = play(COUNCILLOR, f"{SUBMITTED}actes/instruire/")
    assert page.locator("main form").count() == 0
    assert "instruction des dossiers" in said(page)


def test_an_exception_without_motive_is_refused_with_its_reason(play):
    page = play(REVIEWER, f"{LATE}exceptions/accorder/")
    assert "facultatif" not in said(page)
    page.get_by_role("radio").first.check()
    page.get_by_label("Qui décide").fill("Le maire")
    page.get_by_label(re.compile("ne vaut plus à partir du")).fill(in_days(90))
    click(page, "Enregistrer l’exception")

    assert "n’a pas de motif" in page.locator(".error-summary").inner_text()
    expect(page.get_by_label("Qui décide")).to_have_value("Le maire")


@pytest.fixture
def new_dossier(play):
    """Return the path of a dossier just opened by the owner."""

    def begin(title: str) -> str:
        page = play(OWNER, f"{DOSSIERS}nouveau/dossier/")
        page.get_by_label("Titre").fill(title)
        click(page, "Ouvrir le dossier")
        return urlsplit(str(page.url)).path.partition("formulaire/")[0]

    return begin


def test_two_people_who_save_at_once_lose_nothing_and_the_second_is_shown_both(play, new_dossier):
    dossier = new_dossier("Tri des demandes de logement")
    first, second = play(OWNER, f"{dossier}formulaire/identity/"), play(REVIEWER, f"{dossier}formulaire/identity/")
    first.get_by_label(re.compile("^En deux ou trois phrases")).fill("Il trie les demandes.")
    click(first, "Enregistrer")
    second.get_by_label(re.compile("^En deux ou trois phrases")).fill("Il classe les demandes.")
    click(second, "Enregistrer")

    expect(second.locator(".error-summary")).to_be_focused()
    assert "Il trie les demandes." in said(second)
    assert "Il classe les demandes." in said(second)
    assert [*unreadable(second), *too_wide(second), *ill_named(second, "fr")] == []
    second.get_by_label("Garder la réponse de cette personne").check()
    click(second, "Enregistrer")
    second.goto(second.url.replace("/formulaire/", "/verifier/"))
    assert "Il trie les demandes." in said(second)


def test_somebody_who_tries_password_after_password_is_told_to_wait(play):
    page = play(NOBODY, "/connexion/")

    statuses = [_tries_to_sign_in(page) for _try in range(settings.AXES_FAILURE_LIMIT)]

    assert statuses[-2:] == [HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS]
    assert [*unreadable(page), *too_wide(page), *ill_named(page, "fr")] == []


def _tries_to_sign_in(page: Page) -> int:
    page.get_by_label("Adresse électronique").fill("curieux@valbrise.example")
    page.get_by_label("Mot de passe").fill("un mot au hasard")
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Se connecter").click()
    assert answer.value is not None
    return answer.value.status


def test_the_page_says_what_answers_come_to_as_they_are_given_and_leaves_the_focus_alone(play, new_dossier):
    page = play(OWNER, f"{new_dossier('Accueil vocal')}formulaire/people/")
    expect(page.locator('[data-question="ai_disclosed_in_conversation"]')).to_have_count(0)

    page.get_by_label("Habitants et usagers").check()
    alone = page.get_by_label("L’outil répond seul")
    alone.focus()
    page.keyboard.press("Space")

    expect(page.locator("[data-pre-verdict]")).to_contain_text("Un engagement bloquant n’est pas tenu")
    expect(page.locator("[data-pre-verdict]")).to_contain_text("Ce qui suffirait")
    expect(page.locator('[data-question="ai_disclosed_in_conversation"]')).to_be_visible()
    expect(alone).to_be_focused()
    expect(page.locator("[data-announced]")).not_to_be_empty()
    page.get_by_label("Un agent relit et envoie").check()
    expect(page.locator('[data-question="ai_disclosed_in_conversation"]')).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Habitants et usagers")).not_to_be_checked()


def test_a_piece_of_evidence_is_attached_and_read_again_byte_for_byte(play, new_dossier, tmp_path):
    paper = tmp_path / "analyse.pdf"
    paper.write_bytes(b"%PDF-1.4\n" + "Analyse d’impact, écrite à Valbrise.\n".encode() * 40 + b"%%EOF\n")
    page = play(OWNER, f"{new_dossier('Lecture des plaques')}pieces/joindre/")
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_label("Ce qu’est la pièce").fill("Analyse d’impact")
    click(page, "Joindre la pièce")

    with page.expect_download() as download:
        page.get_by_role("link", name="Analyse d’impact", exact=True).click()
    assert download.value.suggested_filename == "analyse.pdf"
    assert download.value.path().read_bytes() == paper.read_bytes()


def test_somebody_invited_signs_in_with_the_identity_provider_and_out_again(play, playground, oidc_provider):
    claire = oidc_provider.accounts["claire.martin"]
    administrator = play(ADMINISTRATOR, f"{CITY}membres/inviter/")
    administrator.get_by_label("Nom").fill("Claire Martin")
    administrator.get_by_label("Adresse électronique").fill(claire.claims["email"])
    administrator.get_by_label("Portage de projets").check()
    click(administrator, "Envoyer l’invitation")
    link = re.search(r"/invitation/[\w-]+/", administrator.content())
    assert link is not None

    page = play(NOBODY, link[0])
    page.get_by_role("link", name=re.compile("^Continuer avec ")).click()
    page.get_by_label("Identifiant").fill(claire.login)
    page.get_by_label("Mot de passe").fill(claire.password)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Ce qui vous attend")).to_be_visible()
    assert "Claire Martin" in page.locator("header").inner_text()

    page.get_by_text("Claire Martin").click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{oidc_provider.issuer}/**")
    page.get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("La charte")
    page.goto(playground.url(CITY))
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
