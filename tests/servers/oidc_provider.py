# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A real OpenID provider (``oidc.mjs``) as a fixture: its address, its clients, its accounts.

A test folder takes it by importing it in its ``conftest.py``::

    from tests.servers.oidc_provider import oidc_provider

    __all__ = ["oidc_provider"]
"""

import contextlib
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from tests.servers.processes import started
from tests.servers.tools import SERVERS, node, package_file

PLAIN = "balise-keycloak"
PROCONNECT = "balise-proconnect"
PROCONNECT_ES256 = "balise-proconnect-es256"


@dataclass(frozen=True)
class Account:
    """Somebody the provider knows, with what it will say of her."""

    login: str
    password: str
    sub: str
    claims: dict[str, Any]


@dataclass(frozen=True)
class Client:
    """A site declared to the provider."""

    client_id: str
    client_secret: str
    signing_algorithm: str
    userinfo_signed: bool


@dataclass(frozen=True)
class OidcProvider:
    """The provider that runs on this machine for the length of the tests."""

    issuer: str
    clients: dict[str, Client]
    accounts: dict[str, Account]

    def environment(self, client_id: str) -> dict[str, str]:
        """Return the settings that make a site sign people in here, as ``client_id``."""
        client = self.clients[client_id]
        proconnect = client_id != PLAIN
        return {
            "BALISE_OIDC_ISSUER": self.issuer,
            "BALISE_OIDC_CLIENT_ID": client.client_id,
            "BALISE_OIDC_CLIENT_SECRET": client.client_secret,
            "BALISE_OIDC_SCOPES": "openid given_name usual_name email siret" if proconnect else "openid profile email",
            "BALISE_OIDC_SIGNING_ALGORITHM": client.signing_algorithm,
            "BALISE_OIDC_USERINFO_SIGNED": "oui" if client.userinfo_signed else "non",
        }

    @contextlib.contextmanager
    def changed(self, login: str, **claims: Any) -> Iterator[None]:
        """Change what the provider says of an account (``password`` and ``acr`` too) while the block lasts."""
        before = self.accounts[login].claims
        self._put(login, {**before, **claims})
        try:
            yield
        finally:
            self._put(login, before)

    def _put(self, login: str, claims: dict[str, Any]) -> None:
        connection = http.client.HTTPConnection(urlsplit(self.issuer).netloc, timeout=10)
        with contextlib.closing(connection):
            connection.request("PUT", f"/accounts/{quote(login)}", json.dumps(claims).encode())
            answer = connection.getresponse()
            answer.read()
            assert answer.status == http.client.NO_CONTENT, answer.status


@pytest.fixture(scope="session")
def oidc_provider() -> Iterator[OidcProvider]:
    """The provider, on a free port, until the last test."""
    package_file("oidc-provider/package.json")
    with started([node(), SERVERS / "oidc.mjs"], ready=r"^\{.*\}$") as line:
        yield _described(json.loads(line[0]))


def _described(said: dict[str, Any]) -> OidcProvider:
    return OidcProvider(
        issuer=said["issuer"],
        clients={
            client["client_id"]: Client(
                client_id=client["client_id"],
                client_secret=client["client_secret"],
                signing_algorithm=client["id_token_signed_response_alg"],
                userinfo_signed="userinfo_signed_response_alg" in client,
            )
            for client in said["clients"]
        },
        accounts={
            login: Account(login=login, password=claims["password"], sub=claims["sub"], claims=claims)
            for login, claims in said["accounts"].items()
        },
    )
