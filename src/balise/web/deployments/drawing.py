# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Drawing keys and tokens: what is shown once, and what is kept of it."""

import secrets
from dataclasses import dataclass

from balise.core.policy import fingerprint

KEY, TOKEN = "balise-", "agent-"
"""How each begins: a program that looks for secrets in files recognises them, and so do people."""
BYTES = 32
SHOWN_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A secret just drawn: the only time that it is whole."""

    secret: str
    digest: str
    beginning: str


def draw(prefix: str) -> Drawn:
    """Return a new secret; 256 bits at random need neither salt nor slow digest."""
    secret = f"{prefix}{secrets.token_urlsafe(BYTES)}"
    return Drawn(secret, fingerprint(secret), secret[: len(prefix) + SHOWN_LETTERS])
