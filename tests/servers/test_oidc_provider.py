# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The provider signs people in as a city's directory and as ProConnect do: by the network, nothing of ours between."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import jwt
import pytest
import requests
from tests.servers.oidc_provider import PLAIN, PROCONNECT, PROCONNECT_ES256, Client, OidcProvider

CALLBACK = "http://127.0.0.1:9/oidc/callback/"  # nobody listens there: the browser stops before going
SCOPES = {
    PLAIN: "openid profile email",
    PROCONNECT: "openid given_name usual_name email siret",
    PROCONNECT_ES256: "openid given_name usual_name email siret",
}


@dataclass
class Browser:
    """Somebody's browser on her way from a site to the provider and back."""

    provider: OidcProvider
    client: Client
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    state: str = field(default_factory=lambda: secrets.token_hex(16))
    session: requests.Session = field(default_factory=requests.Session)

    def door(self, name: str) -> str:
        discovery = self.session.get(f"{self.provider.issuer}/.well-known/openid-configuration", timeout=10)
        address: str = discovery.json()[name]
        return address

    def arrive(self, **changes: str | None) -> requests.Response:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": CALLBACK,
            "scope": SCOPES[self.client.client_id],
            "state": self.state,
            "nonce": self.nonce,
            "acr_values": "eidas1",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **changes,
        }
        door = self.door("authorization_endpoint")
        return self.follow(self.session.get(door, params=asked, allow_redirects=False, timeout=10))

    def answer(self, page: requests.Response, **form: str) -> requests.Response:
        return self.follow(self.session.post(page.url, data=form, allow_redirects=False, timeout=10))

    def follow(self, response: requests.Response) -> requests.Response:
        """Follow redirections as long as they stay at the provider."""
        while response.is_redirect:
            target = urljoin(response.url, response.headers["location"])
            if not target.startswith(self.provider.issuer):
                return response
            response = self.session.get(target, allow_redirects=False, timeout=10)
        return response

    def sign_in(self, login: str = "claire.martin") -> dict[str, str]:
        account = self.provider.accounts[login]
        return brought_back(self.answer(self.arrive(), login=login, password=account.password, action="sign-in"))

    def exchange(self, code: str, verifier: str | None = None) -> requests.Response:
        return self.session.post(
            self.door("token_endpoint"),
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": CALLBACK,
                "client_id": self.client.client_id,
                "client_secret": self.client.client_secret,
                "code_verifier": verifier or self.verifier,
            },
            timeout=10,
        )

    def userinfo(self, access_token: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {access_token}"}
        return self.session.get(self.door("userinfo_endpoint"), headers=headers, timeout=10)

    def verified(self, token: str, algorithm: str) -> dict[str, Any]:
        keys = jwt.PyJWKSet.from_dict(self.session.get(self.door("jwks_uri"), timeout=10).json())
        header = jwt.get_unverified_header(token)
        assert header["alg"] == algorithm
        claims: dict[str, Any] = jwt.decode(
            token,
            keys[header["kid"]],
            algorithms=[algorithm],
            audience=self.client.client_id,
            issuer=self.provider.issuer,
        )
        return claims


def brought_back(response: requests.Response) -> dict[str, str]:
    """What the provider says to the site in the address it sends the browser to."""
    address = response.headers["location"]
    assert address.startswith(CALLBACK), address
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.fixture
def browser(oidc_provider):
    opened: list[requests.Session] = []

    def open_browser(client_id: str = PROCONNECT) -> Browser:
        new = Browser(oidc_provider, oidc_provider.clients[client_id])
        opened.append(new.session)
        return new

    yield open_browser
    for session in opened:
        session.close()


@pytest.mark.parametrize("client_id", [PLAIN, PROCONNECT, PROCONNECT_ES256])
def test_it_signs_somebody_in_with_a_code_and_a_signed_identity_token(browser, oidc_provider, client_id):
    claire = browser(client_id)

    back = claire.sign_in()
    tokens = claire.exchange(back["code"]).json()
    identity = claire.verified(tokens["id_token"], claire.client.signing_algorithm)

    assert back["state"] == claire.state
    assert identity["sub"] == oidc_provider.accounts["claire.martin"].sub
    assert identity["nonce"] == claire.nonce
    assert identity["acr"] == "eidas1"


def test_it_tells_a_plain_site_who_she_is_in_json(browser, oidc_provider):
    claire = browser(PLAIN)

    told = claire.userinfo(claire.exchange(claire.sign_in()["code"]).json()["access_token"])

    assert told.headers["content-type"].startswith("application/json")
    assert told.json() == {
        "sub": oidc_provider.accounts["claire.martin"].sub,
        "name": "Claire Martin",
        "given_name": "Claire",
        "family_name": "Martin",
        "preferred_username": "claire.martin",
        "email": "claire.martin@valbrise.example",
        "email_verified": True,
    }


@pytest.mark.parametrize(("client_id", "algorithm"), [(PROCONNECT, "RS256"), (PROCONNECT_ES256, "ES256")])
def test_it_tells_a_proconnect_site_who_he_is_in_a_signed_token(browser, oidc_provider, client_id, algorithm):
    noe = browser(client_id)

    told = noe.userinfo(noe.exchange(noe.sign_in("noe.lefevre")["code"]).json()["access_token"])
    claims = noe.verified(told.text, algorithm)

    assert told.headers["content-type"].startswith("application/jwt")
    assert claims["sub"] == oidc_provider.accounts["noe.lefevre"].sub
    assert (claims["given_name"], claims["usual_name"]) == ("Noé", "Lefèvre")
    assert (claims["email"], claims["siret"]) == ("noe.lefevre@valbrise.example", "00000000000026")
    assert "family_name" not in claims


def test_it_keeps_the_same_sub_for_somebody_whose_address_changes(browser, oidc_provider):
    claire = browser(PLAIN)
    with oidc_provider.changed("claire.martin", email="claire.durand@valbrise.example"):
        changed = claire.userinfo(claire.exchange(claire.sign_in()["code"]).json()["access_token"]).json()

    again = browser(PLAIN)
    as_before = again.userinfo(again.exchange(again.sign_in()["code"]).json()["access_token"]).json()

    assert changed["email"] == "claire.durand@valbrise.example"
    assert as_before["email"] == "claire.martin@valbrise.example"
    assert changed["sub"] == as_before["sub"]


def test_it_refuses_a_wrong_password_on_the_same_page(browser):
    claire = browser()
    wrong = {"login": "claire.martin", "password": "autre chose", "action": "sign-in"}

    page = claire.answer(claire.arrive(), **wrong)

    assert page.status_code == 401
    assert "Identifiant ou mot de passe incorrect." in page.text
    assert "<form" in page.text


def test_it_tells_the_site_when_the_person_gives_up(browser):
    claire = browser()

    back = brought_back(claire.answer(claire.arrive(), action="give-up"))

    assert back["error"] == "access_denied"
    assert back["state"] == claire.state


def test_it_does_not_ask_again_somebody_who_is_signed_in(browser):
    claire = browser()
    claire.sign_in()

    back = brought_back(claire.arrive())

    assert back["code"]


def test_it_refuses_a_site_that_does_not_prove_the_code_was_asked_by_it(browser):
    claire = browser()

    without = brought_back(claire.arrive(code_challenge=None, code_challenge_method=None))
    stolen = claire.exchange(claire.sign_in()["code"], verifier=secrets.token_urlsafe(48))

    assert without["error"] == "invalid_request"
    assert stolen.json()["error"] == "invalid_grant"


def test_it_refuses_to_send_anybody_out_of_this_machine(browser):
    page = browser().arrive(redirect_uri="http://ailleurs.example/oidc/callback/")

    assert page.status_code == 400
    assert "redirect_uri" in page.text


def test_it_signs_somebody_out_and_sends_her_back_to_the_site(browser):
    claire = browser()
    tokens = claire.exchange(claire.sign_in()["code"]).json()
    asked = {"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": CALLBACK, "state": claire.state}

    page = claire.session.get(claire.door("end_session_endpoint"), params=asked, timeout=10)
    xsrf = re.search(r'name="xsrf" value="(\w+)"', page.text)
    assert xsrf is not None
    confirm = f"{claire.door('end_session_endpoint')}/confirm"
    done = claire.follow(
        claire.session.post(confirm, data={"xsrf": xsrf[1], "logout": "yes"}, allow_redirects=False, timeout=10)
    )

    assert brought_back(done) == {"state": claire.state}
    assert "Se connecter" in claire.arrive().text
