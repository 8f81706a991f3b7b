# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The permanent code of an entry or of an attestation: short, and without signs that are taken for one another.

Drawn, and not counted: nobody learns from a code how many uses an authority has, and none is given twice when two
installations become one. Eight signs of twenty-nine make 5 × 10¹¹ codes.
"""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxz"
"""No 0 or o, 1, i or l, u or y: a code is read aloud on the telephone."""

LENGTH = 8


def draw(length: int = LENGTH) -> str:
    """Return a code that nothing bears, in all likelihood; the database refuses the other case."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(length))


def as_typed(code: str) -> str:
    """Return the code that somebody meant: capitals, spaces and hyphens are theirs."""
    return code.lower().replace("-", "").replace(" ", "")


def is_code(word: str) -> bool:
    """Tell whether a word could be a code: most words that people search for are not, and cost no query."""
    return len(word) == LENGTH and set(word) <= set(ALPHABET)
