# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The journal as the gateway knows it: a record is handed in, and the wait ends when it would outlive the process.

A store that keeps a few records in less time than it takes to wake a thread is written to by the event loop itself:
what was handed in during one turn of the loop is one group, and a record that comes after a while is one by itself. One
thread writes the rest: to a store that makes one wait, to one that somebody else is writing to, and groups too long for
the loop. While it writes a group, the next one gathers: the busier the gateway, the larger the groups, and the cheaper
each record. Loop and thread never write at the same time: while a record is with the thread, all go there.

A store that fails is never worked around: whoever hands a record in is told, the gateway stops taking calls, and the
thread tries again until the store takes something.
"""

import asyncio
import logging
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import Enum, auto
from queue import Empty, SimpleQueue
from time import monotonic

from balise.core.usage import UsageRecord
from balise.gateway.journal.sink import Sink, SinkError

logger = logging.getLogger(__name__)

ROOM = 20_000
"""Records that may wait: four seconds of the fastest gateway. Beyond, the store does not follow."""
MOST_AT_ONCE = 64
"""Records that the event loop may write itself: about two milliseconds of its time."""
LONE_AFTER = 0.001
"""Seconds without a record after which the next one comes alone."""
FLUSH_EVERY = 1.0
RETRY_EVERY = 0.5

_Waiting = tuple[UsageRecord, asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class _Signal(Enum):
    """What the thread is told beside records."""

    LOOK = auto()
    """The store failed: it is to be tried again."""
    END = auto()


class JournalUnavailableError(Exception):
    """A record could not be kept: the reply that it is about must not leave whole."""


class Journal:
    """The writing side of a usage journal.

    ``start`` once, ``await append`` for each call, ``await close`` at the end. ``healthy`` tells whether records are
    taken, which readiness should show.
    """

    def __init__(
        self, sink: Sink, *, flush_every: float = FLUSH_EVERY, retry_every: float = RETRY_EVERY, room: int = ROOM
    ) -> None:
        self._sink = sink
        self._flush_every = flush_every
        self._retry_every = retry_every
        self._room = room
        self._waiting: SimpleQueue[_Waiting | _Signal] = SimpleQueue()
        self._gathering: list[_Waiting] = []
        """What the event loop will write before its next turn."""
        self._last_written = 0.0
        """When the event loop last wrote, on the clock that only goes forward."""
        self._handed_over = 0
        """Records that are with the thread; counted by the event loop alone."""
        self._failing = True
        self._unsynced = False
        """The disk refused what the store had taken."""
        self._unflushed = threading.Event()
        self._closing = threading.Event()
        self._opened = threading.Event()
        self._refusal: Exception | None = None
        self._writer = threading.Thread(target=self._write_on, name="usage-journal", daemon=True)
        self._flusher = threading.Thread(target=self._flush_on, name="usage-journal-flush", daemon=True)

    @property
    def healthy(self) -> bool:
        """Tell whether the last thing written was taken."""
        return not (self._failing or self._unsynced) and self._writer.is_alive()

    def start(self) -> None:
        """Open the store, which may take the two seconds of a server that does not answer: before anything is served.

        It is then tried again and again, and nothing is healthy meanwhile.

        Raises:
            UsageJournalError: it is something else than a journal: no patience mends that.
        """
        self._writer.start()
        self._opened.wait()
        if self._refusal is not None:
            raise self._refusal
        self._flusher.start()

    async def append(self, record: UsageRecord) -> None:
        """Keep a record; return once it was handed to the operating system, or to the server.

        A call that is cancelled meanwhile is kept all the same.

        Raises:
            JournalUnavailableError: it is not kept.
        """
        waiting = self._waiting.qsize() + len(self._gathering)
        if self._failing or self._unsynced or self._closing.is_set() or waiting >= self._room:
            raise JournalUnavailableError
        if self._alone() and self._written_alone(record):
            return
        loop = asyncio.get_running_loop()
        kept = loop.create_future()
        if self._sink.at_once and not self._handed_over:
            self._gathering.append((record, loop, kept))
            if len(self._gathering) == 1:
                loop.call_soon(self._write_here)
        else:
            self._hand_over([(record, loop, kept)])
        await kept

    async def close(self) -> None:
        """Write what waits, bring it to the disk, and let go of the store."""
        self._closing.set()  # here and not beside: no record can come in behind the end
        self._hand_over(self._gathered_here())
        self._waiting.put(_Signal.END)
        await asyncio.get_running_loop().run_in_executor(None, self._wait_for_the_end)

    # In the event loop

    def _gathered_here(self) -> list[_Waiting]:
        group, self._gathering = self._gathering, []
        return group

    def _hand_over(self, group: Iterable[_Waiting]) -> None:
        for waiting in group:
            self._handed_over += 1
            self._waiting.put(waiting)

    def _alone(self) -> bool:
        """Tell whether no other record can be expected during this turn: waiting for them would only be waiting."""
        free = self._sink.at_once and not self._handed_over and not self._gathering
        return free and monotonic() - self._last_written > LONE_AFTER

    def _written_alone(self, record: UsageRecord) -> bool:
        """Write a record at once; return False when the store has no time for it.

        Raises:
            JournalUnavailableError: the store failed.
        """
        try:
            self._sink.write_at_once([record])
        except SinkError:
            self._fail()
            self._waiting.put(_Signal.LOOK)
            raise JournalUnavailableError from None
        except Exception:  # noqa: BLE001 - the store is busy, or takes no such record: the thread has time for both
            return False
        self._unflushed.set()
        self._last_written = monotonic()
        return True

    def _write_here(self) -> None:
        group = self._gathered_here()
        if not group:
            return
        if len(group) > MOST_AT_ONCE:
            self._hand_over(group)
            return
        try:
            self._sink.write_at_once([record for record, _, _ in group])
        except SinkError:
            self._fail()
            _wake([kept for _, _, kept in group], kept=False)
            self._waiting.put(_Signal.LOOK)
        except Exception:  # noqa: BLE001 - the store is busy, or takes no such record: the thread has time for both
            self._hand_over(group)
        else:
            self._unflushed.set()
            self._last_written = monotonic()
            _wake([kept for _, _, kept in group], kept=True)

    def _taken_back(self, futures: Sequence["asyncio.Future[None]"], kept: bool) -> None:
        self._handed_over -= len(futures)
        _wake(futures, kept=kept)

    def _wait_for_the_end(self) -> None:
        for thread in (self._writer, self._flusher):
            if thread.ident is not None:
                thread.join()

    # In the writer's thread

    def _write_on(self) -> None:
        try:
            self._sink.open()
        except SinkError:
            pass
        except Exception as error:  # noqa: BLE001 - raised again by start(), in the thread of whoever asked
            self._refusal = error
            self._opened.set()
            return
        else:
            self._failing = False
        self._opened.set()
        try:
            while self._turn():
                pass
        finally:
            self._failing = True
            self._last_words()

    def _turn(self) -> bool:
        """Write the next group; return False when there will be no other."""
        try:
            first = self._waiting.get(timeout=self._retry_every if self._failing else None)
        except Empty:
            self._try_again()
            return True
        group, last = self._gathered(first)
        if group:
            began = monotonic()
            self._write(group)
            if self._sink.pace and not last:
                self._closing.wait(max(0.0, self._sink.pace - (monotonic() - began)))
        return not last

    def _gathered(self, first: _Waiting | _Signal) -> tuple[list[_Waiting], bool]:
        """Return what waits, and whether it is the end."""
        group: list[_Waiting] = []
        waiting = first
        with suppress(Empty):
            while waiting is not _Signal.END:
                if not isinstance(waiting, _Signal):
                    group.append(waiting)
                if len(group) >= self._sink.largest_group:
                    return group, False
                waiting = self._waiting.get_nowait()
            return group, True
        return group, False

    def _write(self, group: Sequence[_Waiting]) -> None:
        try:
            self._sink.write([record for record, _, _ in group])
        except SinkError:
            self._fail()
            self._settle(group, kept=False)
            return
        except Exception:  # noqa: BLE001 - one record that no store takes must not take the others with it
            if len(group) == 1:
                self._settle(group, kept=False)
                return
            for each in group:
                self._write([each])
            return
        self._recover()
        self._unflushed.set()
        self._settle(group, kept=True)

    def _try_again(self) -> None:
        try:
            self._sink.probe()
        except Exception:  # noqa: BLE001 - whatever it is, the next turn tries again
            return
        self._recover()

    def _fail(self) -> None:
        """Take no call until the store takes records again, and say so once: whoever runs the gateway reads its log."""
        if not self._failing:
            logger.error("The usage journal takes no record: calls are refused until it does.")
        self._failing = True

    def _recover(self) -> None:
        if self._failing:
            logger.warning("The usage journal takes records again.")
        self._failing = False

    def _last_words(self) -> None:
        """Bring all to the disk; what came after the end is refused rather than left waiting."""
        left: list[_Waiting] = []
        with suppress(Empty):
            while True:
                waiting = self._waiting.get_nowait()
                if not isinstance(waiting, _Signal):
                    left.append(waiting)
        self._settle(left, kept=False)
        with suppress(Exception):
            self._sink.flush()
        with suppress(Exception):
            self._sink.close()

    def _settle(self, group: Iterable[_Waiting], *, kept: bool) -> None:
        """Wake whoever waits, each loop once."""
        by_loop: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
        for _, loop, future in group:
            by_loop.setdefault(loop, []).append(future)
        for loop, futures in by_loop.items():
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._taken_back, futures, kept)

    # In the thread that syncs, so that no group waits for the disk

    def _flush_on(self) -> None:
        while not self._closing.wait(self._flush_every):
            if not self._unflushed.is_set():
                continue
            self._unflushed.clear()
            try:
                self._sink.flush()
            except SinkError:
                self._unflushed.set()
                self._unsynced = True
            else:
                self._unsynced = False


def _wake(futures: Iterable["asyncio.Future[None]"], *, kept: bool) -> None:
    for future in futures:
        if future.done():
            continue
        if kept:
            future.set_result(None)
        else:
            future.set_exception(JournalUnavailableError())
