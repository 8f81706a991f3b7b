# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Sign-in with an identity provider: ProConnect, Keycloak, the directory of a metropolis.

mozilla-django-oidc plays the protocol; here stands what it leaves to us: the audience and the issuer of every token,
the signed userinfo of ProConnect, and who a person is (``operations.identities``). An answer that cannot be believed
raises, and never counts as a wrong password: else ten refusals would shut the provider's door to a whole building.
"""

from collections.abc import Mapping
from typing import Any

import jwt
import requests
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils import timezone
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from balise.web.accounts.models import User
from balise.web.accounts.operations.identities import Identity, recognise
from balise.web.accounts.provider import provider

INVITATION = "oidc_invitation"
"""Where the session keeps the digest of the invitation by which somebody goes to the provider."""

LEEWAY = 30
"""Seconds by which the clocks of two machines may differ."""

LONGEST_SUB = 255
LONGEST_NAME = 150
LONGEST_ADDRESS = 254


class UnreliableAnswerError(Exception):
    """What the provider answered cannot be believed."""


class IdentityProviderBackend(OIDCAuthenticationBackend):  # type: ignore[misc] # the library has no type
    """Lets in whom the provider vouches for, once they have been invited."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Return the person who comes back from the provider.

        Without the nonce and the verifier of a request made by this very session, this is no such return: the form
        of a local account passes here too, and its address may carry a code that somebody slipped in.
        """
        if not credentials.get("nonce") or not credentials.get("code_verifier"):
            return None
        try:
            user: User | None = super().authenticate(request, **credentials)
        except (SuspiciousOperation, requests.HTTPError) as error:
            raise UnreliableAnswerError(str(error)) from error
        return user

    def verify_token(self, token: str, **expected: Any) -> dict[str, Any]:
        """Return the claims of a token whose signature, issuer, audience and nonce are right."""
        try:
            claims: dict[str, Any] = super().verify_token(token, **expected)
        except (jwt.PyJWTError, KeyError, TypeError) as error:
            raise UnreliableAnswerError(f"token: {error!r}") from error
        if expected.get("nonce"):
            self._check_identity_token(claims)
        return claims

    def get_payload_data(self, token: str, key: Any) -> dict[str, Any]:
        """Return the claims of a token, verified. An unsigned one is never read, whatever the settings say."""
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[self.OIDC_RP_SIGN_ALGO],
            audience=self.OIDC_RP_CLIENT_ID,
            issuer=[provider().issuer, f"{provider().issuer}/"],
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "sub"]},
        )
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Return what the provider says of the person: in JSON, or in a token signed as ProConnect does."""
        response = requests.get(
            self.OIDC_OP_USER_ENDPOINT,
            headers={"Authorization": f"Bearer {access_token}"},
            timeout=self.get_settings("OIDC_TIMEOUT"),
        )
        response.raise_for_status()
        signed = response.headers.get("content-type", "").lower().startswith("application/jwt")
        if provider().userinfo_signed and not signed:
            raise UnreliableAnswerError("userinfo: not signed")
        told = self.verify_token(response.text) if signed else response.json()
        if not isinstance(told, dict) or told.get("sub") != payload["sub"]:
            raise UnreliableAnswerError("userinfo: about somebody else")
        return told

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> User:
        """Return the account of the person. None is ever made without an invitation."""
        told = self.get_userinfo(access_token, id_token, payload)
        invitation = self.request.session.get(INVITATION)
        return recognise(identity_of(provider().issuer, told), invitation, at=timezone.now())

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session, unless their account was closed since."""
        user: User | None = super().get_user(user_id)
        return user if user is not None and user.is_active else None

    def _check_identity_token(self, claims: Mapping[str, Any]) -> None:
        """Check what is said of the sign-in itself."""
        if "exp" not in claims:
            raise UnreliableAnswerError("token: without end")
        wanted = provider().acr_values.split()
        if wanted and claims.get("acr") not in wanted:
            raise UnreliableAnswerError(f"token: level {claims.get('acr')!r} instead of {wanted}")


def identity_of(issuer: str, told: Mapping[str, Any]) -> Identity:
    """Return the person described by verified claims.

    Raises:
        UnreliableAnswerError: nobody is described.
    """
    sub = told.get("sub")
    if not isinstance(sub, str) or not 0 < len(sub) <= LONGEST_SUB or not sub.isprintable():
        raise UnreliableAnswerError("claims: no usable sub")
    surname = _words(told.get("usual_name")) or _words(told.get("family_name"))
    name = f"{_words(told.get('given_name'))} {surname}".strip() or _words(told.get("name"))
    return Identity(
        issuer=issuer,
        sub=sub,
        email=_address(told.get("email")),
        email_verified=_said(told.get("email_verified")),
        name=name[:LONGEST_NAME].strip(),
    )


def _words(claim: Any) -> str:
    """Return a text on one line, without anything that cannot be printed."""
    if not isinstance(claim, str):
        return ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in claim).split())


def _address(claim: Any) -> str:
    if not isinstance(claim, str) or len(claim) > LONGEST_ADDRESS:
        return ""
    try:
        validate_email(claim)
    except ValidationError:
        return ""
    return claim


def _said(claim: Any) -> bool | None:
    """Return a truth, which some providers write as a word."""
    return {"true": True, "false": False}.get(str(claim).casefold())
