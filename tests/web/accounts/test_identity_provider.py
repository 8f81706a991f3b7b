# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which tokens are believed, and whom their claims describe. The whole sign-in is tried on a real provider, in
``tests/servers/test_oidc_login.py``.
"""

from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from balise.web.accounts.identity_provider import IdentityProviderBackend, UnreliableAnswerError, identity_of
from balise.web.config.environment import read_environment
from balise.web.config.identity import identity_settings

ISSUER = "https://fournisseur.example"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def backend(settings, tmp_path):
    oidc = read_environment(
        {
            "BALISE_DATA_DIR": str(tmp_path),
            "BALISE_OIDC_ISSUER": ISSUER,
            "BALISE_OIDC_CLIENT_ID": "balise",
            "BALISE_OIDC_CLIENT_SECRET": "secret-of-the-client-long-enough-for-hs256",
        }
    ).oidc
    assert oidc is not None
    settings.OIDC = oidc
    for name, value in identity_settings(oidc).items():
        setattr(settings, name, value)
    return IdentityProviderBackend()


def claims(**changes):
    said = {"iss": ISSUER, "aud": "balise", "sub": "sub-1", "exp": timedelta(minutes=5), **changes}
    now = timezone.now()
    return {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in said.items()
        if value is not None
    }


def read(backend, token):
    return backend.get_payload_data(token, jwt.PyJWK.from_dict(public_jwk()))


def public_jwk():
    return {**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "alg": "RS256", "kid": "of-the-day"}


def test_it_believes_a_token_signed_for_this_site(backend):
    assert read(backend, jwt.encode(claims(), KEY, "RS256"))["sub"] == "sub-1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://un-autre.example"},
        {"iss": None},
        {"aud": "un-autre-site"},
        {"aud": ["un-autre-site"]},
        {"aud": None},
        {"sub": None},
        {"exp": timedelta(minutes=-1)},
        {"nbf": timedelta(minutes=1)},
    ],
    ids=str,
)
def test_it_believes_no_token_made_for_somebody_else_or_for_another_time(backend, wrong):
    with pytest.raises(jwt.InvalidTokenError):
        read(backend, jwt.encode(claims(**wrong), KEY, "RS256"))


def test_it_believes_no_token_signed_by_another_key(backend):
    with pytest.raises(jwt.InvalidTokenError):
        read(backend, jwt.encode(claims(), ANOTHER_KEY, "RS256"))


def test_it_believes_no_unsigned_token_whatever_the_settings_say(backend, settings):
    settings.OIDC_ALLOW_UNSECURED_JWT = True

    with pytest.raises(jwt.InvalidTokenError):
        read(backend, jwt.encode(claims(), "", "none"))


def test_it_believes_no_token_signed_with_the_public_key_taken_for_a_secret(backend):
    forged = jwt.encode(claims(), "n" * 64, "HS256")

    with pytest.raises(jwt.InvalidTokenError):
        read(backend, forged)


def test_it_is_no_sign_in_without_the_nonce_and_the_proof_of_this_session(backend, rf):
    request = rf.post("/connexion/?code=stolen&state=any")

    assert backend.authenticate(request, username="claire", password="secret") is None  # noqa: S106
    assert backend.authenticate(request, nonce="one") is None
    assert backend.authenticate(None) is None


# Whom claims describe


def test_it_names_a_person_as_proconnect_and_as_other_providers_do():
    told = {"sub": "1", "email": "noe@valbrise.example", "given_name": "Noé", "usual_name": "Lefèvre"}
    assert identity_of(ISSUER, told).name == "Noé Lefèvre"
    assert identity_of(ISSUER, {"sub": "1", "given_name": "Noé", "family_name": "Le  Bras"}).name == "Noé Le Bras"
    assert identity_of(ISSUER, {"sub": "1", "name": "Noé L."}).name == "Noé L."
    assert identity_of(ISSUER, {"sub": "1"}).name == ""


@pytest.mark.parametrize(
    ("claim", "verified"), [(True, True), ("true", True), (False, False), ("False", False), (None, None), (1, None)]
)
def test_it_takes_an_address_for_verified_only_when_it_is_said_so(claim, verified):
    assert identity_of(ISSUER, {"sub": "1", "email_verified": claim}).email_verified is verified


@pytest.mark.parametrize("sub", [None, "", 12, "x" * 256, ["1"]])
def test_it_recognises_nobody_without_a_usable_sub(sub):
    with pytest.raises(UnreliableAnswerError):
        identity_of(ISSUER, {"sub": sub})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["email", "email_verified", "given_name", "usual_name", "family_name", "name"])


@given(st.dictionaries(names, anything))
def test_it_describes_somebody_that_can_be_kept_whatever_the_provider_says(told):
    identity = identity_of(ISSUER, {**told, "sub": "sub-1"})

    assert len(identity.name) <= 150
    assert identity.email == "" or "@" in identity.email
    assert identity.email_verified in {True, False, None}
