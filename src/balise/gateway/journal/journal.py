# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The journal as the gateway knows it: a record is handed in, and the wait ends when it would outlive the process.

A store that keeps a record in less time than it takes to wake a thread is written to by the event loop itself, record
by record; the loop puts them in their place many at a time, once their replies have left. Any other store is written to
by a thread, in groups: while it writes one, the next one gathers, and the busier the gateway, the cheaper each record.

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
from balise.gateway.journal.sink import PromptKeeper, Sink, SinkBusyError, SinkError

logger = logging.getLogger(__name__)

ROOM = 20_000
"""Records that may wait: four seconds of the fastest gateway. Beyond, the store does not follow."""
ENOUGH = 64
"""Records worth being put in their place together: a millisecond of the event loop."""
MOST = 512
"""Records that may wait for a free turn of the loop: beyond, whoever appends puts them in place."""
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
        self._prompt = sink.at_once
        self._flush_every = flush_every
        self._retry_every = retry_every
        self._room = room
        self._waiting: SimpleQueue[_Waiting | _Signal] = SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        """Where records are handed in, once one was."""
        self._placing = False
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
        waiting = self._waiting.qsize() if self._prompt is None else self._prompt.waiting
        if self._failing or self._unsynced or self._closing.is_set() or waiting >= self._room:
            raise JournalUnavailableError
        loop = asyncio.get_running_loop()
        if self._prompt is not None:
            self._keep(record, self._prompt, loop)
            return
        kept = loop.create_future()
        self._waiting.put((record, loop, kept))
        await kept

    async def close(self) -> None:
        """Write what waits, bring it to the disk, and let go of the store."""
        self._closing.set()  # here and not beside: no record can come in behind the end
        self._waiting.put(_Signal.END)
        await asyncio.get_running_loop().run_in_executor(None, self._wait_for_the_end)

    # In the event loop

    def _keep(self, record: UsageRecord, prompt: PromptKeeper, loop: asyncio.AbstractEventLoop) -> None:
        """Keep a record at once.

        Raises:
            JournalUnavailableError: it is not kept.
        """
        try:
            prompt.keep(record)
        except SinkError:
            self._look()
            raise JournalUnavailableError from None
        except Exception:  # noqa: BLE001 - one record that no store takes says nothing of the others
            raise JournalUnavailableError from None
        self._unflushed.set()
        self._loop = loop
        if prompt.waiting >= MOST:
            self._place()
        elif prompt.waiting >= ENOUGH and not self._placing:
            self._placing = True
            loop.call_soon(self._place)

    def _place(self) -> None:
        """Have the store put records in their place: after the reply, whose turn in the loop comes first."""
        self._placing = False
        if self._prompt is None or not self._prompt.waiting or self._failing or self._closing.is_set():
            return  # the thread has the store, or will soon
        try:
            self._prompt.place()
        except SinkBusyError:
            return  # the next record asks again, or the next second
        except SinkError:
            self._look()
        self._unflushed.set()

    def _look(self) -> None:
        """Take no call, and have the thread try the store until it takes something."""
        self._fail()
        self._waiting.put(_Signal.LOOK)

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
                loop.call_soon_threadsafe(_wake, futures, kept)

    # In the thread that syncs, so that no group waits for the disk

    def _flush_on(self) -> None:
        while not self._closing.wait(self._flush_every):
            self._leave_none_waiting()
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

    def _leave_none_waiting(self) -> None:
        """Have the records of a gateway that nobody calls any more put in their place too."""
        if self._prompt is not None and self._prompt.waiting and self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed: whoever closes the journal does it
                self._loop.call_soon_threadsafe(self._place)


def _wake(futures: Iterable["asyncio.Future[None]"], kept: bool) -> None:  # as an event loop calls it
    for future in futures:
        if future.done():
            continue
        if kept:
            future.set_result(None)
        else:
            future.set_exception(JournalUnavailableError())
