# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was found in a text, remembered for when it comes again: a conversation sends all that was said at each turn.

Of a text, nothing is kept but a keyed digest, whose key is drawn at start and known to this process alone: neither
the text, nor anything of it, can be read back. Only what was found is kept: places, and their types.
"""

import os
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b

from balise.gateway.pseudonyms.kinds import Span
from balise.gateway.pseudonyms.screening import Finder, Found, Search

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
        self._known: OrderedDict[bytes, Found] = OrderedDict()
        self._spans = 0

    def find(self, text: str, /) -> tuple[Span, ...]:
        """Return where personal data stands in a text; what breaks is remembered by nobody."""
        return self.find_all((text,), lambda: (self._finder.find(text),))[0]

    def find_all(self, texts: Sequence[str], search: Search) -> Found:
        """Return what ``search`` finds in the texts of a call, where a name told in one is looked for in the others."""
        if sum(map(len, texts)) < SHORTEST:
            return search()
        name = self._name(texts)
        found = self._known.get(name)
        if found is None:
            found = search()
            self._keep(name, found)
        else:
            self._touch(name)
        return found

    def _name(self, texts: Sequence[str]) -> bytes:
        digest = blake2b(digest_size=16, key=self._key)
        for text in texts:
            written = text.encode("utf-8", "surrogatepass")
            digest.update(len(written).to_bytes(8))  # or two calls would have one name, cut elsewhere
            digest.update(written)
        return digest.digest()

    def _touch(self, name: bytes) -> None:
        with suppress(KeyError):  # another thread has just forgotten it
            self._known.move_to_end(name)

    def _keep(self, name: bytes, found: Found) -> None:
        spans = sum(map(len, found))
        if spans > MOST_SPANS // 8 or name in self._known:
            return
        self._known[name] = found
        self._spans += spans
        while len(self._known) > MOST_TEXTS or self._spans > MOST_SPANS:
            self._spans -= sum(map(len, self._known.popitem(last=False)[1]))
