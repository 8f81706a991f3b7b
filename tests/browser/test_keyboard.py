# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The site without a mouse: Tab, Enter, Space and the arrows are enough, and one always sees where one is."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.furnishing import PASSWORD
from tests.browser.site_pages import CITY, DOSSIERS, DRAFT, NOBODY, OWNER, REVIEWER

FARTHEST = 120
"""Presses of Tab after which something is too far, or the focus is caught."""

WHERE = """async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
    const marked = (each) => (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0)
        || each.boxShadow !== "none";
    const held = here.closest(".choice, label, summary");
    return {
        body: here === document.body,
        name: (here.getAttribute("aria-label") || here.innerText || here.name || here.id || "").trim(),
        tag: here.tagName.toLowerCase(),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: marked(style) || (held !== null && marked(getComputedStyle(held))),
        positive: here.tabIndex > 0,
    };
}"""


def tab(page: Page) -> dict[str, object]:
    """Press Tab once, and return where one is."""
    page.keyboard.press("Tab")
    found: dict[str, object] = page.evaluate(WHERE)
    return found


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what bears this name.

    Raises:
        AssertionError: it is never reached.
    """
    passed = []
    for _press in range(FARTHEST):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.evaluate(_NAMED, name):
            return
        passed.append(focused.inner_text() if focused.count() else "")
    raise AssertionError(f"« {name} » is not reached; passed by: {passed}")


def enter(page: Page) -> None:
    """Press Enter where it leads to another page, and wait for that page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


_NAMED = """(here, name) => {
    const words = [...(here.labels || [])].map((label) => label.innerText).concat(here.innerText || "");
    return words.some((each) => each.trim().split("\\n")[0].replace(/\\u00a0/g, " ").startsWith(name));
}"""


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (NOBODY, "/connexion/"),
        (OWNER, CITY),
        (OWNER, f"{DRAFT}formulaire/people/"),
        (REVIEWER, f"{DRAFT}instruction/"),
        (REVIEWER, DOSSIERS),
        (OWNER, f"{CITY}outils/puis-je/"),
        (OWNER, CITY + "outils/{tool}/"),
    ],
    ids=lambda value: value or "nobody",
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_always_sees_where_one_is(opened, who, path, scheme):
    page, address = opened(who, path, color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)

    wrong = []
    for _press in range(FARTHEST):
        here = tab(page)
        if here["body"]:
            break
        if not (here["seen"] and here["marked"]) or here["positive"]:
            wrong.append(here)
    assert not wrong


def test_the_focus_follows_the_page_from_its_head_to_its_end(opened):
    page, address = opened(NOBODY, "/connexion/")
    page.goto(address)
    names = []
    for _press in range(FARTHEST):
        here = tab(page)
        if here["body"]:
            break
        names.append(str(here["name"]))
    assert names[0] == "Aller au contenu"
    assert names.index("username") < names.index("password") < names.index("Se connecter", names.index("password"))


def test_the_first_key_leads_past_the_menus(opened):
    page, address = opened(OWNER, CITY)
    page.goto(address)

    assert tab(page)["name"] == "Aller au contenu"
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_somebody_signs_in_opens_her_dossier_answers_a_theme_and_saves_it(play):
    page = play(NOBODY, "/connexion/")
    tab_to(page, "Adresse électronique")
    page.keyboard.type("jeanne.tardieu@valbrise.example")
    tab_to(page, "Mot de passe")
    page.keyboard.type(PASSWORD)
    enter(page)
    expect(page.get_by_role("heading", level=1, name="Ce qui vous attend")).to_be_visible()

    tab_to(page, "Transcription des conseils municipaux")
    enter(page)
    tab_to(page, "Compléter les réponses")
    enter(page)
    tab_to(page, "Personnes concernées")
    enter(page)

    expect(page.get_by_role("heading", level=1, name="Personnes concernées")).to_be_visible()
    partners = page.get_by_label("Partenaires")
    ticked = partners.is_checked()
    tab_to(page, "Partenaires")
    page.keyboard.press("Space")
    assert partners.is_checked() is not ticked
    with page.expect_response(lambda reply: "/apercu/" in reply.url):  # it brings the questions of this answer:
        _choose_another(page)  # saved before they are shown, the theme would be shown once more
    tab_to(page, "Combien de personnes")
    page.keyboard.press("Control+A")
    page.keyboard.type("1234")
    tab_to(page, "Enregistrer et continuer")
    enter(page)

    expect(page.get_by_role("heading", level=1, name="Personnes concernées")).to_have_count(0)
    page.go_back()
    page.reload()
    assert partners.is_checked() is not ticked
    expect(page.get_by_label(re.compile("^Combien de personnes"))).to_have_value("1234")


def _choose_another(page: Page) -> None:
    """Go to the first group of buttons of which one is chosen, and choose the next with an arrow."""
    for _press in range(FARTHEST):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("type") == "radio":
            before = page.locator(":focus").get_attribute("value")
            page.keyboard.press("ArrowDown")
            expect(page.locator(":focus")).to_be_checked()
            assert page.locator(":focus").get_attribute("value") != before
            return
    raise AssertionError("no group of buttons is reached")


def test_the_menus_open_close_and_lead_somewhere(opened):
    page, address = opened(REVIEWER, CITY)
    page.goto(address)
    tab_to(page, "La collectivité")
    charter = page.get_by_role("link", name="Charte", exact=True)
    expect(charter).to_be_hidden()
    page.keyboard.press("Enter")
    expect(charter).to_be_visible()
    page.keyboard.press("Enter")
    expect(charter).to_be_hidden()
    page.keyboard.press("Space")
    tab_to(page, "Charte")
    enter(page)
    expect(page).to_have_url(re.compile("/charte/$"))


def test_the_focus_goes_to_the_summary_of_errors_and_from_there_to_the_field(opened):
    page, address = opened(OWNER, f"{DRAFT}formulaire/people/")
    page.goto(address)
    number = page.get_by_label(re.compile("^Combien de personnes"))
    number.fill("beaucoup")
    number.press("Enter")

    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(number).to_be_focused()
    assert number.get_attribute("aria-invalid") == "true"
    assert "« beaucoup »" in page.locator(f"#{_error_of(number)}").inner_text().replace("\u00a0", " ")


def _error_of(field) -> str:
    described = (field.get_attribute("aria-describedby") or "").split()
    return next(each for each in described if "error" in each)
