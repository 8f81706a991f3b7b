# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a store must do for the journal: take groups of records whole, or say that it cannot."""

from collections.abc import Sequence
from typing import Protocol

from balise.core.usage import UsageRecord

LARGEST_GROUP = 512
"""Records to a group, for a store that likes them small."""


class SinkError(Exception):
    """The store did not take a group: full, locked, gone. Its words are those of the store, never of a call."""


class SinkBusyError(Exception):
    """Somebody else writes to the store: nothing was kept, and waiting would do."""


class Sink(Protocol):
    """A store of records and of their totals. Everything but ``flush`` is called by one thread at a time."""

    at_once: bool
    """Whether a few records are kept sooner than another thread is woken to keep them."""
    pace: float
    """Seconds to leave between two groups; 0 for a store that likes them small."""
    largest_group: int

    def open(self) -> None:
        """Make the tables where they are not.

        Raises:
            SinkError: it cannot be reached now.
            UsageJournalError: it is something else than a journal, which no patience mends.
        """

    def write(self, records: Sequence[UsageRecord]) -> None:
        """Keep records and their totals, all or none; those that are there already are passed over.

        Raises:
            SinkError: none was kept, as far as can be known.
        """

    def write_at_once(self, records: Sequence[UsageRecord]) -> None:
        """Keep records as ``write`` does, and wait for nobody; only for a store that is ``at_once``.

        Raises:
            SinkBusyError: somebody else writes: nothing was kept, ``write`` will.
            SinkError: none was kept.
        """

    def probe(self) -> None:
        """Write something of no meaning.

        Raises:
            SinkError: it would not take a group either.
        """

    def flush(self) -> None:
        """Bring what was written to the disk, if the store leaves it to us; from a thread of its own.

        Raises:
            SinkError: the disk refused.
        """

    def close(self) -> None:
        """Let go of it."""
