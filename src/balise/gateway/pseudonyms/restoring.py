# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Placeholders put back into a reply that comes piece by piece.

A placeholder may be cut anywhere. What is held back is only what may still become one: the text from its last bracket,
a few dozen characters at most; everything else leaves at once.
"""

import codecs
from dataclasses import dataclass, field

from balise.gateway.pseudonyms.placeholders import LONGEST, Mapping, may_begin, restored


@dataclass(slots=True)
class Restorer:
    """Restores a text that comes in pieces."""

    mapping: Mapping
    inside_json: bool = False
    """The text is JSON (the arguments of a tool call): values are escaped."""
    _held: str = field(default="", repr=False)

    def feed(self, piece: str) -> str:
        """Take a piece, and return what may leave."""
        text = self._held + piece if self._held else piece
        bracket = text.rfind("[", max(0, len(text) - LONGEST))
        if bracket >= 0 and may_begin(text[bracket:]):
            self._held = text[bracket:]
            text = text[:bracket]
        else:
            self._held = ""
        return restored(text, self.mapping, inside_json=self.inside_json)

    def close(self) -> str:
        """Return what was held back: the text is over."""
        held, self._held = self._held, ""
        return restored(held, self.mapping, inside_json=self.inside_json)


@dataclass(slots=True)
class BytesRestorer:
    """Restores UTF-8 that comes in pieces, cut anywhere, even inside a character."""

    restorer: Restorer
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("surrogateescape"), repr=False
    )

    def feed(self, piece: bytes) -> bytes:
        """Take a piece, and return what may leave; bytes that are not UTF-8 leave as they came."""
        return self.restorer.feed(self._decoder.decode(piece)).encode("utf-8", "surrogateescape")

    def close(self) -> bytes:
        """Return what was held back."""
        last = self.restorer.feed(self._decoder.decode(b"", final=True))
        return (last + self.restorer.close()).encode("utf-8", "surrogateescape")
