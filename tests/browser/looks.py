# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be held against a page whatever it says: each check returns sentences, none when all is well."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.browser.accessibility import violations

HEAVIEST = 30 * 1024
"""Style and script of a page, compressed: the budget of the project."""

SMALLEST_SCREEN = 320
ZOOMED_SCREEN = 640
"""What is left of a screen of 1280 pixels at 200 %."""

WIDE = {"width": 1280, "height": 900}


def unreadable(page: Page) -> Iterator[str]:
    """Yield what axe-core holds against the page, in a light room and in a dark one."""
    yield from (f"axe: {violation}" for violation in violations(page))
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour halfway to another
    yield from (f"axe, in the dark: {violation}" for violation in violations(page, rule="color-contrast"))
    page.emulate_media(color_scheme="light")


def too_wide(page: Page) -> Iterator[str]:
    """Yield the screens that the page does not fit."""
    for width in (SMALLEST_SCREEN, ZOOMED_SCREEN):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("document.scrollingElement.scrollWidth")
        if found > width:
            yield f"{found} px wide on a screen of {width}: {page.evaluate(_WIDEST, width)}"
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


_WIDEST = """(width) => [...document.querySelectorAll("main *, header *, footer *")]
    .filter((each) => each.getBoundingClientRect().right > width + 1 && !each.closest(".table-scroll"))
    .slice(0, 3).map((each) => each.tagName.toLowerCase() + "." + each.className).join(", ")"""


def ill_named(page: Page, language: str) -> Iterator[str]:
    """Yield what is wrong in the title, the heading or the language."""
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} h1"
    if not page.locator("h1").first.inner_text().strip():
        yield "an empty h1"
    if page.title().startswith(("–", " ")) or not page.title():
        yield f"title: {page.title()!r}"
    found = page.locator("html").get_attribute("lang")
    if found != language:
        yield f"lang={found!r}, {language!r} expected"


def too_heavy(page: Page) -> Iterator[str]:
    """Yield the weight of style and script, when it is above the budget."""
    weight = page.evaluate(
        """() => performance.getEntriesByType("resource").filter((each) => /\\.(css|js)$/.test(each.name))
            .reduce((sum, each) => sum + each.encodedBodySize, 0)"""
    )
    if not 0 < weight <= HEAVIEST:
        yield f"{weight} bytes of style and script"
