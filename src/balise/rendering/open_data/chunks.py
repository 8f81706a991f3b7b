# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A stream of small texts gathered into pieces worth sending.

A row is too little for a server to send and a file too much for it to hold: pieces of this size keep the memory of
10,000 entries to that of a hundred, and the cost of each to nothing.
"""

from collections.abc import Iterable, Iterator

SIZE = 1 << 16


def gathered(texts: Iterable[str], size: int = SIZE) -> Iterator[bytes]:
    """Yield the texts as UTF-8, in pieces of about ``size`` characters."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= size:
            yield "".join(held).encode()
            held.clear()
            length = 0
    if held:
        yield "".join(held).encode()
