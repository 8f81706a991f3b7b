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


class PromptKeeper(Protocol):
    """What keeps a record sooner than another thread is woken to keep it, and puts it in its place later."""

    @property
    def waiting(self) -> int:
        """How many records are kept and not in their place."""

    def keep(self, record: UsageRecord) -> None:
        """Keep a record; when this returns, it outlives the process, and whoever reads the journal finds it.

        Raises:
            ValueError: no store takes such a record.
            SinkError: it is not kept.
        """

    def place(self) -> None:
        """Put records in their place, some hundreds at most; no reply waits for it.

        Raises:
            SinkBusyError: somebody else writes: another time will do.
            SinkError: the store takes nothing; what was kept is kept.
        """


class Sink(Protocol):
    """A store of records and of their totals. Everything but ``flush`` is called by one thread at a time."""

    pace: float
    """Seconds to leave between two groups; 0 for a store that likes them small."""
    largest_group: int

    @property
    def at_once(self) -> PromptKeeper | None:
        """What keeps records at once, None for a store that makes one wait."""

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
