# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was found in a text, remembered for when it comes again: a conversation sends all that was said at each turn.

Of a text, nothing is kept but a keyed digest, whose key is drawn at start and known to this process alone: neither
the text, nor anything of it, can be read back. Only what was found is kept: places, and their types.
"""

import os
from collections import OrderedDict
from contextlib import suppress
from hashlib import blake2b

from balise.gateway.pseudonyms.kinds import Span
from balise.gateway.pseudonyms.screening import Finder

MOST_TEXTS = 4096
MOST_SPANS = 40_000
"""Of all the texts together: ten megabytes."""
SHORTEST = 16
"""In characters: a shorter text is searched as fast as it is remembered."""


class RememberingFinder:
    """A finder that searches a text once; the texts that come again the least are forgotten first."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._key = os.urandom(32)
        self._known: OrderedDict[bytes, tuple[Span, ...]] = OrderedDict()
        self._spans = 0

    def find(self, text: str, /) -> tuple[Span, ...]:
        """Return where personal data stands in a text; what breaks is remembered by nobody."""
        if len(text) < SHORTEST:
            return self._finder.find(text)
        name = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key).digest()
        found = self._known.get(name)
        if found is None:
            found = self._finder.find(text)
            self._keep(name, found)
        else:
            self._touch(name)
        return found

    def _touch(self, name: bytes) -> None:
        with suppress(KeyError):  # another thread has just forgotten it
            self._known.move_to_end(name)

    def _keep(self, name: bytes, found: tuple[Span, ...]) -> None:
        if len(found) > MOST_SPANS // 8 or name in self._known:
            return
        self._known[name] = found
        self._spans += len(found)
        while len(self._known) > MOST_TEXTS or self._spans > MOST_SPANS:
            self._spans -= len(self._known.popitem(last=False)[1])
