# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The secret of an invitation link: drawn at random, kept as a digest."""

import secrets
from hashlib import sha256

BYTES = 32


def new_token() -> str:
    """Return a secret that nobody can guess."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a secret.

    A plain SHA-256 is enough: there is nothing to guess in 256 random bits, unlike in a password.
    """
    return sha256(token.encode()).hexdigest()
