# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A real browser before a real site: the system's Chromium, ``balise serve``, axe-core, the Nu Html Checker.

Only this machine may be reached: by the tests, whose sockets are guarded, and by the browser, which resolves no name.
Nothing here is replaced by a look-alike; ``test_harness.py`` proves that each tool sees what it is there to see.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright
from tests.browser.accessibility import Violation, violations
from tests.browser.furnishing import Furnished, furnished
from tests.browser.html_checker import HtmlChecker, html_checker
from tests.browser.looks import WIDE
from tests.browser.running_site import Site, demonstration_kept_in, running_site
from tests.servers.oidc_provider import PLAIN, OidcProvider, oidc_provider
from tests.servers.tools import program

__all__ = ["oidc_provider"]

HERE = Path(__file__).parent

PATIENCE = 15_000
"""Milliseconds that a button, or what is expected of a page, may take to be there, on a machine that does other things
too: Playwright waits for the former half a minute, and for the latter five seconds."""

expect.set_options(timeout=PATIENCE)

ARGUMENTS = [
    "--no-sandbox",  # in CI everything runs as root, where the sandbox refuses to start
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open the loopback address to the tests of this folder, and nothing else."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    binary = program("chromium", "chromium-browser", "google-chrome")
    with _asynchronous_loop_allowed(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)
        yield browser
        browser.close()


@contextlib.contextmanager
def _asynchronous_loop_allowed() -> Iterator[None]:
    """Let Django's own tests run in the process that drives the browser.

    Playwright keeps an event loop in this thread, and Django then refuses its database to everybody, taking
    synchronous tests for asynchronous ones.
    """
    name = "DJANGO_ALLOW_ASYNC_UNSAFE"
    before = os.environ.get(name)
    os.environ[name] = "1"
    yield
    if before is None:
        del os.environ[name]
    else:
        os.environ[name] = before


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What no page may do, in any test: call another machine, break the site's policy, raise an error in a script.

    The test fails if anything is left here when it ends; one that provokes a fault on purpose takes it away.
    """
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest.fixture
def open_page(chromium: Browser, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own (no cookie yet), with the options of Playwright's ``new_context``."""
    with contextlib.ExitStack() as contexts:

        def open_page(**options: object) -> Page:
            return contexts.enter_context(_page(chromium, faults, **options))

        yield open_page


@contextlib.contextmanager
def _page(chromium: Browser, faults: list[str], **options: object) -> Iterator[Page]:
    """Open a page in a browser of its own, whose faults are added to those given."""
    wanted = {"locale": "fr-FR", "timezone_id": "Europe/Paris", **options}
    context = chromium.new_context(**wanted)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    context.on("request", lambda request: faults.extend(_foreign(request)))
    context.on("console", lambda message: faults.extend(_policy_broken(message)))
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    yield context.new_page()
    context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Open a page as most people do: in French, on a desktop screen."""
    return open_page(viewport={"width": 1280, "height": 900})


def _foreign(request: Request) -> Iterator[str]:
    parts = urlsplit(request.url)
    if parts.scheme not in {"data", "blob", "about", "file"} and parts.hostname != "127.0.0.1":
        yield f"foreign request: {request.url}"


def _policy_broken(message: ConsoleMessage) -> Iterator[str]:
    if "Content Security Policy" in message.text:
        yield message.text


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[Violation]]:
    """Check how accessible a page is: ``assert axe(page) == []``."""
    return violations


@pytest.fixture(scope="session")
def vnu() -> Iterator[HtmlChecker]:
    """Check the HTML itself: ``assert vnu(page.content()) == []``, better still on what the server sent."""
    with html_checker() as checker:
        yield checker


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The data of the demonstration, for each site to copy; the workers of a run share them."""
    own = tmp_path_factory.getbasetemp()
    return demonstration_kept_in(own.parent if hasattr(request.config, "workerinput") else own)


@pytest.fixture(scope="session")
def open_site(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Iterator[Callable[..., Site]]:
    """Start a site of one's own, with settings: ``open_site(**oidc_provider.environment(PROCONNECT))``."""
    with contextlib.ExitStack() as sites:

        def start(**settings: str) -> Site:
            return sites.enter_context(
                running_site(tmp_path_factory.mktemp("site") / "data", demonstration, **settings)
            )

        yield start


@pytest.fixture(scope="session")
def site(open_site: Callable[..., Site]) -> Site:
    """The site with its demonstration and local accounts, one for all the tests that do not change its settings."""
    return open_site()


@pytest.fixture(scope="session")
def furniture(site: Site) -> Furnished:
    """Everybody signed in on the shared site, and what stands in its addresses."""
    return furnished(site)


@pytest.fixture
def opened(open_page: Callable[..., Page], site: Site, furniture: Furnished) -> Callable[..., tuple[Page, str]]:
    """Return a browser signed in as somebody, and the whole address of a path of ``site_pages.py``, still to open."""

    def opened(who: str, path: str, *, language: str = "fr", **options: object) -> tuple[Page, str]:
        return _signed_in(open_page(**options), site, furniture, who, language), _address(site, furniture, path)

    return opened


@dataclass
class Readers:
    """Those who go from page to page and only read: each keeps the same browser, which takes a while to open."""

    chromium: Browser
    site: Site
    furniture: Furnished
    opened: contextlib.ExitStack
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def page(self, who: str, language: str) -> Page:
        """Return the page of somebody who reads a language."""
        if (who, language) not in self.pages:
            page = self.opened.enter_context(_page(self.chromium, self.faults))
            self.pages[who, language] = _signed_in(page, self.site, self.furniture, who, language)
        return self.pages[who, language]


@pytest.fixture(scope="session")
def readers(chromium: Browser, site: Site, furniture: Furnished) -> Iterator[Readers]:
    """Return those who read the shared site."""
    with contextlib.ExitStack() as opened:
        yield Readers(chromium, site, furniture, opened)


@pytest.fixture
def read(readers: Readers) -> Iterator[Callable[..., tuple[Page, str]]]:
    """Return the browser of somebody who only reads, and the whole address of a path, as ``opened`` does.

    The test fails if a page does what none may do.
    """
    readers.faults.clear()
    yield lambda who, path, language="fr": (
        readers.page(who, language),
        _address(readers.site, readers.furniture, path),
    )
    assert readers.faults == []


@pytest.fixture(scope="session")
def playground(open_site: Callable[..., Site], oidc_provider: OidcProvider) -> Site:
    """A site whose data the tests change, and where one may sign in with an identity provider."""
    return open_site(**oidc_provider.environment(PLAIN))


@pytest.fixture(scope="session")
def players(playground: Site) -> Furnished:
    """Everybody signed in on the site whose data the tests change."""
    return furnished(playground)


@pytest.fixture
def play(open_page: Callable[..., Page], playground: Site, players: Furnished) -> Callable[..., Page]:
    """Open a page of the site whose data the tests change, as somebody."""

    def play(who: str, path: str, **options: object) -> Page:
        page = _signed_in(open_page(**{"viewport": WIDE, **options}), playground, players, who, "fr")
        page.goto(_address(playground, players, path))
        return page

    return play


def _address(site: Site, furniture: Furnished, path: str) -> str:
    return site.url(path.format(**furniture.values))


def _signed_in(page: Page, site: Site, furniture: Furnished, who: str, language: str) -> Page:
    cookies = {"sessionid": furniture.sessions[who]} if who else {}
    if language != "fr":
        cookies["django_language"] = language
    page.context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
    return page
