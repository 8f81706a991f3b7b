# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tools see what they are there to see: a check that finds nothing proves nothing until it has found something."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests.browser.html_checker import CSS
from tests.servers.oidc_provider import PLAIN, PROCONNECT

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'"
GOOD = f"""<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>Essai</title></head>
<body><main><h1>Essai</h1><p>Une page sans faute.</p></main></body>
</html>
"""
ELSEWHERE = "http://ailleurs.example/pixel.gif"
ASKED = {
    "response_type": "code",
    "redirect_uri": "http://127.0.0.1:9/retour",
    "scope": "openid email",
    "state": "0" * 32,
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256",
}
WITHOUT_NAME = GOOD.replace("</main>", '<button type="button"></button></main>')
BADLY_NESTED = GOOD.replace("<p>Une", "<p><div>Une").replace("faute.</p>", "faute.</div></p>")


@pytest.fixture
def show(page, tmp_path):
    """Show a document of ours in the browser."""

    def show(html):
        document = tmp_path / "page.html"
        document.write_text(html, encoding="utf-8")
        page.goto(document.as_uri())
        return page

    return show


def test_it_finds_nothing_against_a_good_page(show, axe, vnu):
    page = show(GOOD)

    assert axe(page) == []
    assert vnu(GOOD) == []


def test_it_finds_a_button_without_a_name_and_says_so_in_french(show, axe):
    (found,) = axe(show(WITHOUT_NAME))

    assert found.rule == "button-name"
    assert found.said == "Les boutons doivent avoir un texte perceptible"
    assert {"RGAAv4", "wcag2a"} <= set(found.tags)
    assert found.where == ("button",)


def test_it_finds_a_block_inside_a_paragraph(vnu):
    found = vnu(BADLY_NESTED)

    assert [message.severity for message in found] == ["error"]
    assert "p" in found[0].said
    assert found[0].line == 4


def test_it_finds_a_property_that_css_does_not_have(vnu):
    assert vnu("p { color: black }", CSS) == []
    assert "colour" in vnu("p { colour: black }", CSS)[0].said


def test_it_checks_a_page_under_its_policy_and_sees_what_breaks_it(show, axe, faults):
    page = show(GOOD)
    axe(page)

    page.evaluate(
        "() => { const intruder = document.createElement('script'); intruder.textContent = 'window.intruder = true';"
        " document.head.append(intruder); }"
    )

    assert page.evaluate("window.intruder") is None
    assert "Content Security Policy" in faults.pop()


def test_it_sees_a_page_that_calls_another_machine(show, faults):
    show(GOOD.replace("img-src 'self'", "img-src *").replace("</main>", f'<img src="{ELSEWHERE}" alt=""></main>'))

    assert faults.pop() == f"foreign request: {ELSEWHERE}"


def test_it_sees_an_error_in_a_script_of_the_page(show, faults):
    page = show(GOOD)
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('raté'); }); }")

    assert "raté" in faults.pop()


@pytest.mark.parametrize("client_id", [PLAIN, PROCONNECT])
def test_it_signs_a_person_in_at_the_identity_provider(page, oidc_provider, client_id):
    claire = oidc_provider.accounts["claire.martin"]
    page.route("**/retour?*", lambda route: route.fulfill(body="de retour"))

    page.goto(f"{oidc_provider.issuer}/auth?{urlencode(ASKED | {'client_id': client_id})}")
    page.get_by_label("Identifiant").fill(claire.login)
    page.get_by_label("Mot de passe").fill(claire.password)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_text("de retour").wait_for()

    assert "code" in parse_qs(urlsplit(page.url).query)
