# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the site must present itself to the gateway: the key of the assistant, sealed, and the tokens of the trained.

The site shows its other keys once and keeps their digest alone. That of the assistant it presents on each request: it
is kept sealed (AES-GCM) under a key drawn from the secret of the site, which is not in the database. A copy of the
database opens nothing.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SEALS, TOKENS = b"balise: key of the assistant", b"balise: tokens of the assistant"
"""What each key is drawn for: no one serves two ends."""
_NONCE, _SIZE = 12, 32


class SealBrokenError(Exception):
    """The key cannot be read: the secret of the site has changed, or the row was moved to another deployment."""


def sealed(secret: str, deployment: str) -> str:
    """Return the key of a deployment sealed, as a row keeps it."""
    nonce = os.urandom(_NONCE)
    content = AESGCM(_drawn_for(SEALS)).encrypt(nonce, secret.encode(), deployment.encode())
    return urlsafe_b64encode(nonce + content).decode("ascii")


def unsealed(kept: str, deployment: str) -> str:
    """Return the key that a row keeps.

    Raises:
        SealBrokenError: it cannot be read.
    """
    try:
        whole = urlsafe_b64decode(kept.encode("ascii"))
        opened = AESGCM(_drawn_for(SEALS)).decrypt(whole[:_NONCE], whole[_NONCE:], deployment.encode())
    except (InvalidTag, ValueError):
        raise SealBrokenError from None
    return opened.decode()


def token_of_the_site(digest: str) -> str:
    """Return the opaque word by which the site presents somebody who was trained, from the digest of their token.

    It follows from their token, so that it is kept nowhere and counts no longer than theirs.
    """
    return f"site-{hmac.new(_drawn_for(TOKENS), digest.encode(), sha256).hexdigest()}"


def _drawn_for(end: bytes) -> bytes:
    return HKDF(SHA256(), _SIZE, salt=None, info=end).derive(settings.SECRET_KEY.encode())
