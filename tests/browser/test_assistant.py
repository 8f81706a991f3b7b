# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The assistant as a member of staff uses it, with and without scripts, before a gateway and a provider that run."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.furnishing import Furnished, furnished
from tests.browser.looks import too_wide, unreadable
from tests.browser.running_site import Site, running_site
from tests.browser.site_pages import CITY, DOSSIERS, REVIEWER
from tests.gateway.conftest import RunningGateway, run_gateway
from tests.gateway.provider import provider

LETTER = "Madame Odile Vasseur a écrit depuis odile.vasseur@courriel.example hier."
PAGE = f"{DOSSIERS}2026-001/assistant/"
POINT = """
from django.utils import timezone
from balise.web.deployments.models import Provider
from balise.web.deployments.operations.publishing import publish_bundle
Provider.objects.filter(base_url="http://127.0.0.1:9100/v1").update(base_url={address!r})
print(publish_bundle(at=timezone.now()).version)
"""
"""Has the models of the demonstration served by the provider of the test."""


@dataclass
class Desk:
    """A site with its gateway, and everybody signed in."""

    site: Site
    gateway: RunningGateway
    people: Furnished


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Iterator[Desk]:
    """Run a provider, a gateway and a site that knows it."""
    folder: Path = tmp_path_factory.mktemp("passerelle")
    with ExitStack() as stack:
        there = stack.enter_context(provider())
        gateway = stack.enter_context(run_gateway(folder, there))
        site = stack.enter_context(
            running_site(
                tmp_path_factory.mktemp("site") / "data",
                demonstration,
                BALISE_GATEWAY_ADDRESS=gateway.address,
                BALISE_BUNDLE_FILE=str(folder / "regles.json"),
                BALISE_USAGE_JOURNAL=gateway.journal,
            )
        )
        people = furnished(site)
        said = site.balise("manage", "shell", "-v", "0", "-c", POINT.format(address=there.address))
        version = int(said.split()[-1])
        gateway.wait_for(lambda state: (state["bundle"] or {}).get("version") == version)
        yield Desk(site, gateway, people)


@pytest.fixture
def sit(desk: Desk, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens a page as the reviewer, who was trained."""

    def sit(path: str = PAGE, **options: object) -> Page:
        desk.gateway.provider.seen.clear()
        desk.gateway.provider.abandoned.clear()
        page = open_page(**options)
        cookie = {"name": "sessionid", "value": desk.people.sessions[REVIEWER], "url": desk.site.address}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(desk.site.url(path))
        return page

    return sit


def checked(page: Page, text: str) -> None:
    page.get_by_label("Votre demande").fill(text)
    page.get_by_role("button", name="Vérifier avant d’envoyer").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_sees_what_would_leave_then_reads_the_reply_its_footprint_and_the_notice(desk, sit, scripts):
    page = sit(f"{CITY}assistant/", java_script_enabled=scripts)
    page.get_by_role("link", name="Transcription des séances du conseil municipal").click()
    checked(page, LETTER)
    row = page.get_by_role("row", name="odile.vasseur@courriel.example")
    expect(row).to_contain_text("adresse électronique")
    expect(row).to_contain_text("[COURRIEL_1]")
    assert desk.gateway.provider.seen == []

    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#reponse .reply")).to_have_text(LETTER)
    expect(page.locator("#reponse")).to_contain_text("Méthode : ecologits")
    assert "/r/" in page.get_by_label("La mention à coller à côté de ce texte").input_value()
    left = json.dumps(desk.gateway.provider.last.body, ensure_ascii=False)
    assert "Vasseur" not in left
    assert len(desk.gateway.provider.seen) == 1


def test_the_end_of_a_reply_is_announced_and_one_may_send_again(sit):
    page = sit()
    checked(page, "un deux")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="La réponse est complète.")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "La réponse"
    expect(page.get_by_role("button", name="Envoyer", exact=True)).to_be_enabled()


def test_a_reply_is_read_while_it_is_written_and_may_be_stopped(desk, sit):
    page = sit()
    checked(page, "un deux stall")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#reponse .reply")).to_contain_text("un deux")
    expect(page.get_by_role("status").filter(has_text="La réponse s’écrit.")).to_be_visible()
    page.get_by_role("button", name="Arrêter").click()
    expect(page.get_by_role("status").filter(has_text="Arrêtée")).to_be_visible()
    assert desk.gateway.provider.abandoned.wait(20)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_provider_that_fails_is_told_and_the_request_is_kept(sit, scripts):
    page = sit(java_script_enabled=scripts)
    checked(page, "500")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("en panne")
    assert page.get_by_label("Votre demande").input_value() == "500"


def test_each_step_is_readable_and_fits_every_screen(sit):
    page = sit()
    checked(page, LETTER)
    held = [*unreadable(page), *too_wide(page)]
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#reponse")).to_contain_text("Méthode")
    held += [*unreadable(page), *too_wide(page)]
    assert held == []


def test_the_pages_of_the_two_steps_are_valid_html(sit, vnu):
    page = sit(java_script_enabled=False)
    checked(page, LETTER)
    expect(page.locator("#verification")).to_be_visible()
    found = vnu(page.content())
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#reponse")).to_contain_text("Méthode")
    assert [*found, *vnu(page.content())] == []
