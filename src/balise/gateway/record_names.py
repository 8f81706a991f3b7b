# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names of records, drawn at random: nobody can tell one from another, nor guess a third."""

import os

SIZE = 16
"""Bytes of chance in a name: two are never the same."""
DRAWN_AT_ONCE = 256 * SIZE
"""Bytes asked of the system at a time: each time gives up the interpreter's lock, and may wait to have it back."""


class RecordNames:
    """Draws names, one a call."""

    def __init__(self) -> None:
        self._drawn = b""
        self._next = 0

    def __call__(self) -> str:
        """Return a name that was never given."""
        if self._next == len(self._drawn):
            self._drawn, self._next = os.urandom(DRAWN_AT_ONCE), 0
        start, self._next = self._next, self._next + SIZE
        return self._drawn[start : self._next].hex()
