# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Signing in with a real identity provider: the certified library answers, by the network, as a city's directory or as
ProConnect would; the site asks it for tokens, keys and claims, and believes only what is signed for it.
"""

import html
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests.servers.oidc_provider import PLAIN, PROCONNECT, PROCONNECT_ES256, OidcProvider
from tests.web.conftest import make_authority, make_member

from balise.core.roles import Role
from balise.web.accounts.models import User
from balise.web.accounts.operations import invite
from balise.web.config.environment import read_environment
from balise.web.config.identity import BACKEND, identity_settings
from balise.web.organisations.models import LocalAuthority
from balise.web.organisations.queries import member_of

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
CLAIRE = "claire.martin@valbrise.example"
NOE = "noe.lefevre@valbrise.example"


@pytest.fixture(autouse=True)
def _plain_files(settings):
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def declared(settings: LazySettings, oidc_provider: OidcProvider, tmp_path) -> Callable[..., None]:
    """Declare the site to the provider as one of its clients, by the variables that a person would set."""

    def declare(client_id: str = PROCONNECT, **more: str) -> None:
        variables = {"BALISE_DATA_DIR": str(tmp_path), **oidc_provider.environment(client_id), **more}
        oidc = read_environment(variables).oidc
        assert oidc is not None
        settings.OIDC = oidc
        settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, BACKEND]
        for name, value in identity_settings(oidc).items():
            setattr(settings, name, value)

    return declare


@dataclass
class Person:
    """Somebody with a browser: one session on the site, one at the provider."""

    provider: OidcProvider
    site: Client = field(default_factory=lambda: Client(HTTP_HOST="127.0.0.1:8000"))
    there: requests.Session = field(default_factory=requests.Session)

    def signs_in(self, login="claire.martin", way="/oidc/authenticate/"):
        """Go to the provider, say who one is, come back; return the page of the site."""
        return self.comes_back(self.says(login, self.goes(way)))

    def goes(self, way="/oidc/authenticate/"):
        to = self.site.get(way)
        assert to.status_code == 302, to.status_code
        assert to.headers["location"].startswith(f"{self.provider.issuer}/auth?")
        return self.follow(self.there.get(to.headers["location"], allow_redirects=False, timeout=10))

    def says(self, login, page):
        given = {"login": login, "password": self.provider.accounts[login].password, "action": "sign-in"}
        return self.answers(page, given)

    def answers(self, page, given):
        return self.follow(self.there.post(page.url, data=given, allow_redirects=False, timeout=10))

    def follow(self, response):
        while response.is_redirect:
            target = urljoin(response.url, response.headers["location"])
            if not target.startswith(self.provider.issuer):
                return response
            response = self.there.get(target, allow_redirects=False, timeout=10)
        return response

    def comes_back(self, response):
        assert response.headers["location"].startswith(f"{SITE}/oidc/callback/")
        back = urlsplit(response.headers["location"])
        return self.site.get(f"{back.path}?{back.query}")

    def is_in(self):
        return self.site.get("/compte/").status_code == 200


@pytest.fixture
def somebody(oidc_provider):
    with ExitStack() as sessions:

        def new() -> Person:
            person = Person(oidc_provider)
            sessions.callback(person.there.close)
            return person

        yield new


@pytest.fixture
def valbrise(db) -> LocalAuthority:
    return make_authority("valbrise", "Ville de Valbrise", None)


@pytest.fixture
def invited(valbrise) -> Callable[..., str]:
    administrator = make_member(valbrise, Role.ADMINISTRATOR, name="Jeanne Morel")

    def call(email: str = CLAIRE, name: str = "Claire Martin", *roles: Role) -> str:
        return invite(administrator, email, name, roles or (Role.DPO,), at=timezone.now())

    return call


def way_of(person, link):
    """The way to the provider that the page of an invitation offers."""
    found = re.search(r'href="(/oidc/authenticate/\?invitation=[^"]+)"', person.site.get(link).content.decode())
    assert found is not None
    return html.unescape(found[1])


def said(response):
    return html.unescape(response.content.decode())


# Coming in


@pytest.mark.parametrize("client_id", [PLAIN, PROCONNECT, PROCONNECT_ES256])
def test_it_lets_in_somebody_invited_and_recognises_her_the_next_day(
    declared, somebody, invited, valbrise, oidc_provider, client_id
):
    declared(client_id)
    claire = somebody()

    response = claire.signs_in(way=way_of(claire, invited()))

    assert response.status_code == 302
    assert response.url == "/espace/"
    user = User.objects.get(email=CLAIRE)
    assert (user.issuer, user.sub) == (oidc_provider.issuer, oidc_provider.accounts["claire.martin"].sub)
    assert user.name == "Claire Martin"
    member = member_of(user.pk, "valbrise")
    assert member is not None
    assert member.roles == {Role.DPO}

    tomorrow = somebody()
    tomorrow.signs_in()
    assert tomorrow.is_in()
    assert User.objects.filter(email=CLAIRE).count() == 1


def test_it_finds_the_invitation_of_an_address_that_the_provider_verified(declared, somebody, invited):
    declared()
    invited()
    claire = somebody()

    claire.signs_in()

    assert claire.is_in()


def test_it_asks_for_an_invitation_whoever_comes_without(declared, somebody, valbrise):
    declared()
    claire = somebody()

    response = claire.signs_in()

    assert response.status_code == 403
    assert "personne ne vous a encore invité" in said(response)
    assert not claire.is_in()
    assert not User.objects.exists()


def test_it_does_not_trust_an_address_that_was_never_verified(declared, somebody, invited, oidc_provider):
    declared()
    invited()
    with oidc_provider.changed("claire.martin", email_verified=False):
        claire = somebody()
        response = claire.signs_in()

    assert response.status_code == 403
    assert not claire.is_in()


def test_it_follows_the_address_of_a_person_and_keeps_her_account(declared, somebody, invited, oidc_provider):
    declared(PLAIN)
    claire = somebody()
    claire.signs_in(way=way_of(claire, invited()))
    before = User.objects.get(email=CLAIRE)

    with oidc_provider.changed("claire.martin", email="claire.durand@valbrise.example"):
        later = somebody()
        later.signs_in()
        assert later.is_in()

    before.refresh_from_db()
    assert before.email == "claire.durand@valbrise.example"


def test_it_never_opens_the_account_of_who_had_this_address_before(declared, somebody, invited, oidc_provider):
    declared()
    claire = somebody()
    claire.signs_in(way=way_of(claire, invited()))

    with oidc_provider.changed("noe.lefevre", email=CLAIRE):
        noe = somebody()
        response = noe.signs_in("noe.lefevre")

    assert response.status_code == 403
    assert not noe.is_in()


def test_it_opens_no_local_account_by_its_address_alone(declared, somebody, valbrise):
    declared()
    User.objects.create(email=NOE, name="Noé Lefèvre")

    noe = somebody()
    response = noe.signs_in("noe.lefevre")

    assert response.status_code == 403
    assert User.objects.get(email=NOE).sub == ""


def test_it_sends_the_person_where_she_was_going_and_never_to_another_site(declared, somebody, invited):
    declared()
    invited()
    claire = somebody()
    assert claire.signs_in(way="/oidc/authenticate/?next=/compte/").url == "/compte/"
    again = somebody()
    assert again.signs_in(way="/oidc/authenticate/?next=https://ailleurs.example/").url == "/espace/"


def test_it_gives_a_new_session_key_to_whoever_comes_in(declared, somebody, invited):
    declared()
    invited()
    claire = somebody()
    page = claire.goes()
    before = claire.site.session.session_key

    claire.comes_back(claire.says("claire.martin", page))

    assert claire.is_in()
    assert claire.site.session.session_key != before


# What is asked, and what is believed


def test_it_asks_with_a_state_a_nonce_a_proof_and_the_level_that_is_set(declared, somebody):
    declared(BALISE_OIDC_ACR_VALUES="eidas1")

    asked = parse_qs(urlsplit(somebody().site.get("/oidc/authenticate/").url).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["acr_values"] == ["eidas1"]
    assert asked["redirect_uri"] == [f"{SITE}/oidc/callback/"]
    assert asked["scope"] == ["openid given_name usual_name email siret"]
    for secret in ("state", "nonce", "code_challenge"):
        assert len(asked[secret][0]) >= 32


def test_it_refuses_a_level_of_certainty_below_the_one_that_is_set(declared, somebody, invited, oidc_provider):
    invited()
    declared(BALISE_OIDC_ACR_VALUES="https://proconnect.gouv.fr/assurance/consistency-checked-2fa")
    claire = somebody()

    response = claire.signs_in()

    assert response.status_code == 400
    assert "n’a pas pu être vérifiée" in said(response)
    assert not claire.is_in()


def test_it_refuses_unsigned_claims_where_signed_ones_are_expected(declared, somebody, invited):
    invited()
    declared(PLAIN, BALISE_OIDC_USERINFO_SIGNED="oui")
    claire = somebody()

    assert claire.signs_in().status_code == 400
    assert not claire.is_in()


def test_it_refuses_the_tokens_of_another_issuer(declared, somebody, invited, oidc_provider):
    invited()
    doors = {"AUTHORIZATION": "auth", "TOKEN": "token", "USER": "me", "JWKS": "jwks"}
    elsewhere = {f"BALISE_OIDC_{name}_ENDPOINT": f"{oidc_provider.issuer}/{path}" for name, path in doors.items()}
    declared(BALISE_OIDC_ISSUER="https://un-autre.example", **elsewhere)
    claire = somebody()

    assert claire.signs_in().status_code == 400
    assert not claire.is_in()


def test_it_refuses_tokens_signed_otherwise_than_it_was_told(declared, somebody, invited):
    invited()
    declared(PROCONNECT_ES256, BALISE_OIDC_SIGNING_ALGORITHM="RS256")
    claire = somebody()

    assert claire.signs_in().status_code == 400
    assert not claire.is_in()


def test_it_refuses_an_answer_brought_to_another_browser(declared, somebody, invited):
    invited()
    declared()
    thief, victim = somebody(), somebody()
    victim.site.get("/oidc/authenticate/")
    answer = thief.says("claire.martin", thief.goes())

    response = victim.comes_back(answer)

    assert response.status_code == 400
    assert "a commencé dans un autre navigateur" in said(response)
    assert not victim.is_in()


def test_it_takes_an_answer_once(declared, somebody, invited):
    invited()
    declared()
    claire = somebody()
    answer = claire.says("claire.martin", claire.goes())
    claire.comes_back(answer)
    claire.site.post("/deconnexion/")

    assert claire.comes_back(answer).status_code == 400
    assert not claire.is_in()


def test_it_says_so_when_the_provider_cannot_be_reached(declared, somebody, invited):
    invited()
    declared(BALISE_OIDC_TOKEN_ENDPOINT="http://127.0.0.1:9/token")  # noqa: S106 - an address where nobody listens
    claire = somebody()

    response = claire.signs_in()

    assert response.status_code == 502
    assert "ProConnect ne répond pas" in said(response)


def test_it_says_so_when_the_person_gives_up(declared, somebody):
    declared()
    claire = somebody()

    response = claire.comes_back(claire.answers(claire.goes(), {"action": "give-up"}))

    assert response.status_code == 403
    assert "Vous avez renoncé à vous connecter avec ProConnect." in said(response)


def test_it_does_not_shut_the_door_to_a_whole_building_after_many_refusals(declared, somebody, invited):
    declared()
    for _ in range(11):
        assert somebody().signs_in("noe.lefevre").status_code == 403

    invited()
    claire = somebody()
    claire.signs_in()
    assert claire.is_in()


def test_it_ends_the_session_of_somebody_whose_account_is_closed(declared, somebody, invited):
    invited()
    declared()
    claire = somebody()
    claire.signs_in()
    User.objects.filter(email=CLAIRE).update(is_active=False)

    assert not claire.is_in()
    assert somebody().signs_in().status_code == 403


# Leaving


def test_it_ends_the_session_at_the_provider_too(declared, somebody, invited):
    invited()
    declared()
    claire = somebody()
    claire.signs_in()

    left = claire.site.post("/deconnexion/")
    assert not claire.is_in()
    end = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', left.content.decode())
    assert end is not None
    confirmation = claire.there.get(html.unescape(end[1]), timeout=10)
    xsrf = re.search(r'name="xsrf" value="(\w+)"', confirmation.text)
    assert xsrf is not None
    door = f"{claire.provider.issuer}/session/end/confirm"
    done = claire.answers(_Page(door), {"xsrf": xsrf[1], "logout": "yes"})

    assert done.headers["location"].startswith(f"{SITE}/?state=")
    assert "Identifiant" in claire.goes().text


@dataclass(frozen=True)
class _Page:
    url: str


def test_it_leaves_the_provider_alone_when_the_session_was_opened_with_a_password(declared, somebody, valbrise):
    declared()
    member = make_member(valbrise)
    person = somebody()
    person.site.force_login(User.objects.get(pk=member.user_id), backend="django.contrib.auth.backends.ModelBackend")

    assert person.site.post("/deconnexion/").url == "/"
