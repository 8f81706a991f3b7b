# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What residents come for, without an account nor a script, from the code on a letter to the answer of a person."""

from io import BytesIO
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image
from playwright.sync_api import Page
from tests.browser.site_pages import CITY, DOSSIERS, NOBODY, PORTAL, PUBLISHER
from tests.browser.test_stories import click, said

TELEPHONE = {"viewport": {"width": 390, "height": 780}, "java_script_enabled": False}
MINUTES = f"{DOSSIERS}2026-001/mentions/"
"""The notices of the transcription of council meetings, published and in service."""


def scanned(page: Page) -> str:
    """Return what a telephone reads of the code that the page shows."""
    found = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    assert [code.format for code in found] == [zxingcpp.BarcodeFormat.QRCode]
    return found[0].text


def test_a_resident_scans_the_code_of_a_letter_reads_asks_and_is_answered_by_a_person(play, open_page):
    office = play(PUBLISHER, MINUTES, viewport={"width": 1000, "height": 1000})
    drawing = office.get_by_role("link", name="Télécharger le dessin (SVG)").get_attribute("href")
    office.goto(office.url.partition("/espace/")[0] + str(drawing))
    address = scanned(office)
    assert urlsplit(address).path.startswith("/r/")

    resident = open_page(**TELEPHONE)
    assert resident.goto(address).status == 200
    words = said(resident)
    assert "Transcription des séances du conseil municipal" in words
    assert "En service" in words
    assert "relu par un agent" in words  # the notice in place, as it stands on the letter

    click(resident, "Écrire")
    resident.get_by_label("Votre message").fill("Qui relit le procès-verbal avant le vote ?")
    click(resident, "Envoyer")
    assert "Votre message est arrivé" in said(resident)
    private = resident.url

    answerer = play(PUBLISHER, f"{CITY}questions/")
    click(answerer, "Qui relit le procès-verbal avant le vote ?")
    answerer.get_by_label("Votre réponse").fill("Une rédactrice du secrétariat général, puis le maire.")
    click(answerer, "Envoyer la réponse")
    assert "lira à son adresse privée" in answerer.locator("body").inner_text()

    resident.goto(private)
    assert "La réponse à votre message" in said(resident)
    assert "Une rédactrice du secrétariat général, puis le maire." in said(resident)


def test_a_resident_finds_what_concerns_her_by_a_word_and_contests_it(play):
    resident = play(NOBODY, PORTAL, **TELEPHONE)
    resident.get_by_label("Un mot, ou la référence lue sur un courrier").fill("crèche")
    click(resident, "Chercher")
    click(resident, "Points attribués aux demandes de places en crèche")
    assert "Suspendu" in said(resident)

    click(resident, "Écrire")
    resident.get_by_label("contester cet usage").check()
    resident.get_by_label("Votre message").fill("Mon dossier a été compté deux fois.")
    click(resident, "Envoyer")
    assert "Mon dossier a été compté deux fois." in said(resident)


def test_an_agent_reads_what_to_do_before_answering_a_letter(play):
    agent = play(NOBODY, f"{PORTAL}guide/agents/")
    click(agent, "Répondre au courrier d’un habitant")

    words = said(agent)
    for expected in ("Faites", "Ne faites pas", "À qui demander", "La mention à mettre", "Avec quels outils"):
        assert expected in words
    assert "Causette" in words


def test_a_use_suspended_inside_is_told_outside_at_once(play):
    reviewer = play("instructeur", f"{DOSSIERS}2026-007/actes/suspendre/")
    reviewer.get_by_role("textbox").first.fill("Les prévisions se trompent depuis la rentrée.")
    click(reviewer, "Suspendre")

    resident = play(NOBODY, f"{PORTAL}registre/?q=cantines")
    assert "Suspendu" in said(resident)
    assert "se trompent" not in said(resident)


def test_the_table_of_a_tool_fits_beside_its_aside(play):
    resident = play(NOBODY, f"{PORTAL}catalogue/", viewport={"width": 1024, "height": 800})
    tools = [link.get_attribute("href") for link in resident.locator(".dossiers h2 a").all()]
    assert tools
    for tool in tools:
        resident.goto(resident.url.partition("/portail/")[0] + str(tool))
        shown, whole = resident.locator(".table-scroll").evaluate("each => [each.clientWidth, each.scrollWidth]")
        assert whole <= shown, tool
