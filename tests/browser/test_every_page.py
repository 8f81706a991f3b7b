# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every kind of page, seen by somebody who opens it: readable, light, well formed, at home on every screen.

The table is in ``site_pages.py``, the checks in ``looks.py``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.urls import URLResolver, get_resolver, resolve
from playwright.sync_api import ConsoleMessage, Page, Response
from tests.browser.french_sentences import french_in
from tests.browser.looks import WIDE, ill_named, too_heavy, too_wide, unreadable
from tests.browser.site_pages import MISTAKEN, NO_ROUTE, NOT_PAGES, PAGES, Mistaken, Shown, routes_shown

DELIBERATE = "The “list” role is unnecessary"
"""Not for everybody: a screen reader of Apple no longer announces a list whose bullets are hidden."""


@pytest.fixture(scope="session")
def titles() -> dict[str, str]:
    """Which address bears each title, as the tests go."""
    return {}


def _routes(resolver: URLResolver, space: tuple[str, ...] = ()) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, (*space, entry.namespace) if entry.namespace else space)
        else:
            yield ":".join((*space, entry.name or "(no name)"))


def test_it_knows_every_page_of_the_site():
    routes, known = set(_routes(get_resolver())), set(routes_shown())
    assert not routes - known, f"Add a line to tests/browser/site_pages.py for: {sorted(routes - known)}"
    assert not known - routes, f"tests/browser/site_pages.py knows pages that are no more: {sorted(known - routes)}"
    assert not {page.route for page in PAGES} & NOT_PAGES.keys()


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_it_is_read_by_all_on_every_screen(shown, read, vnu, titles):
    page, address = read(shown.who, shown.path)
    with _listening(page) as noise:
        response = page.goto(address)
        wrong = [*_rightly_opened(shown, response)]
        wrong += [f"html: {message}" for message in vnu(response.text()) if DELIBERATE not in message.said]
        wrong += [*ill_named(page, "fr"), *too_heavy(page), *unreadable(page), *too_wide(page)]
    if titles.setdefault(page.title(), shown.route) != shown.route:
        wrong.append(f"the title of {titles[page.title()]} too: {page.title()}")

    assert not wrong + noise, "\n".join(["", *wrong, *noise])


@pytest.mark.parametrize("mistaken", MISTAKEN, ids=str)
def test_it_shows_what_is_wrong_in_a_form_to_all_on_every_screen(mistaken, opened, vnu):
    page, response = _sent(opened, mistaken)

    wrong = [f"html: {message}" for message in vnu(response.text()) if DELIBERATE not in message.said]
    if response.status != mistaken.status:
        wrong.append(f"{response.status} instead of {mistaken.status}")
    if page.locator(".error-summary").count() != 1:
        wrong.append(f"{page.locator('.error-summary').count()} summaries of errors")
    elif not page.locator(".error-summary").evaluate("each => each === document.activeElement"):
        wrong.append("the summary of errors has not the focus")
    wrong += [*ill_named(page, "fr"), *unreadable(page), *too_wide(page)]

    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_it_says_nothing_in_french_to_whoever_reads_english(shown, read):
    page, address = read(shown.who, shown.path, language="en")
    page.goto(address)

    assert [*french_in(page), *ill_named(page, "en")] == []


def _sent(opened: Callable[..., tuple[Page, str]], mistaken: Mistaken) -> tuple[Page, Response]:
    page, address = opened(mistaken.who, mistaken.path, viewport=WIDE)
    page.goto(address)
    for label, value in mistaken.typed.items():
        page.get_by_label(label).first.fill(value)
    # Only the answer to the form itself: the page also asks for previews.
    with page.expect_response(lambda each: each.request.is_navigation_request()) as sent:
        page.locator("main").get_by_role("button", name=mistaken.button, exact=True).click()
    page.wait_for_load_state()
    return page, sent.value


def _rightly_opened(shown: Shown, response: Response) -> Iterator[str]:
    if response.status != shown.status:
        yield f"{response.status} instead of {shown.status}"
    if shown.route != NO_ROUTE and resolve(urlsplit(response.url).path).view_name != shown.route:
        yield f"a page of {resolve(urlsplit(response.url).path).view_name}"


@contextmanager
def _listening(page: Page) -> Iterator[list[str]]:
    """Keep the errors of the console, but for the one that says the status of the page itself."""
    noise: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and message.location.get("url") != page.url:
            noise.append(f"console: {message.text} ({message.location.get('url')})")

    page.on("console", hear)
    yield noise
    page.remove_listener("console", hear)
