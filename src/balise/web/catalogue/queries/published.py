# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether what is said of a tool may be told outside: only if everybody who says something of it publishes theirs.

A commune that follows the catalogue of its metropolis chooses for itself alone. To leave out one voice and keep the
others would not do: the answer would be wider than the one that holds.
"""

from collections.abc import Collection

from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.queries.followed import Chain


def is_published(entry: Entry, chain: Chain, publishing: Collection[int]) -> bool:
    """Tell whether all who speak of a tool are among ``publishing``; whoever proposed it always speaks of it."""
    heard = zip(chain.ids, entry.voices, strict=False)  # the voices stop at the authority whose tool it is
    return all(authority_id in publishing for authority_id, voice in heard if voice.ruling is not None or voice.cells)
