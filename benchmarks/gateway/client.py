# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A client that calls as fast as it is answered, or on a timetable, and keeps how long each answer took.

Run as a program by ``load.py``: what to do comes as JSON in its first argument, what was seen leaves as JSON.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice, product

import httptools
import uvloop

CLOCK = time.perf_counter


@dataclass
class Asked:
    """What to do."""

    port: int
    body: str
    connections: int
    seconds: float
    warm: float
    varied: bool = True
    """Another name in each prompt, so that none was seen before."""
    rate: float = 0.0
    """Calls a second, on a timetable; 0: each connection calls again as soon as it is answered."""


@dataclass
class Seen:
    """What came of it: seconds from the call to its first byte and to its last, once warm."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0


class Calling(asyncio.Protocol):
    """One connection, and one call at a time on it."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._answered: asyncio.Future[tuple[float, bool]] | None = None
        self._first = 0.0
        self._tail = b""
        self._streamed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport  # type: ignore[assignment]  # uvloop's is not declared as one that writes

    def data_received(self, data: bytes) -> None:
        """Read what comes."""
        self._parser.feed_data(data)

    def connection_lost(self, _error: Exception | None) -> None:
        """Tell whoever waits that nothing more comes."""
        if self._answered is not None and not self._answered.done():
            self._answered.set_result((self._first or CLOCK(), False))

    def on_message_begin(self) -> None:
        """Forget the answer before."""
        self._first, self._tail, self._streamed = 0.0, b"", False

    def on_header(self, name: bytes, value: bytes) -> None:
        """See whether the answer is a stream."""
        if name.lower() == b"content-type" and value.startswith(b"text/event-stream"):
            self._streamed = True

    def on_body(self, body: bytes) -> None:
        """Note when the first words came."""
        if not self._first:
            self._first = CLOCK()
        self._tail = (self._tail + body)[-32:]

    def on_message_complete(self) -> None:
        """Tell whoever waits that the answer is whole."""
        good = self._parser.get_status_code() == 200 and (not self._streamed or b"[DONE]" in self._tail)  # noqa: PLR2004
        if self._answered is not None and not self._answered.done():
            self._answered.set_result((self._first, good))

    async def call(self, raw: bytes) -> tuple[float, bool]:
        """Call; return when the first words came, and whether the answer is whole and good."""
        assert self._transport is not None  # noqa: S101 - for the type checker
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(raw)
        return await self._answered


NAME, VARIETY = "Durand", 8000
"""The name in the prompts, and how many take its place: more than anything remembers."""


def names(many: int) -> list[str]:
    """Return names of six letters, as likely and as unknown as each other."""
    syllables = [first + vowel for first in "bcdfglmnprstv" for vowel in "aeiou"]
    found = ("".join(each).capitalize() for each in product(syllables, repeat=3))
    return list(islice(found, 0, many * 7, 7)) if many > 1 else [NAME]


def request_of(body: str) -> bytes:
    """Return a call as it is written."""
    raw = body.encode()
    head = (
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer sk-bench\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n"
    )
    return head.encode() + raw


async def played(asked: Asked) -> Seen:
    """Call for as long as is asked."""
    loop = asyncio.get_running_loop()
    requests = cycle([request_of(asked.body.replace(NAME, name)) for name in names(VARIETY if asked.varied else 1)])
    calls = [(await loop.create_connection(Calling, "127.0.0.1", asked.port))[1] for _ in range(asked.connections)]
    seen, begun = Seen(), CLOCK()
    warm, end = begun + asked.warm, begun + asked.warm + asked.seconds

    async def once(calling: Calling, at: float) -> None:
        first, good = await calling.call(next(requests))
        done = CLOCK()
        if at >= warm:
            seen.errors += not good
            seen.first.append(first - at)
            seen.whole.append(done - at)

    async def again(calling: Calling) -> None:
        while (now := CLOCK()) < end:
            await once(calling, now)

    if asked.rate:
        await _on_a_timetable(calls, once, begun, end, asked.rate)
    else:
        await asyncio.gather(*(again(calling) for calling in calls))
    seen.seconds = CLOCK() - warm
    return seen


async def _on_a_timetable(calls: list[Calling], once: object, begun: float, end: float, rate: float) -> None:
    """Call at each instant of a timetable, late or not: what waits for a free connection has waited."""
    free: asyncio.Queue[Calling] = asyncio.Queue()
    for calling in calls:
        free.put_nowait(calling)

    async def one(at: float) -> None:
        calling = await free.get()
        await once(calling, at)  # type: ignore[operator]  # the function above
        free.put_nowait(calling)

    tasks, rank = [], 0
    while (at := begun + rank / rate) < end:
        await asyncio.sleep(max(0.0, at - CLOCK()))
        tasks.append(asyncio.create_task(one(at)))
        rank += 1
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    seen = json.dumps(asdict(uvloop.run(played(Asked(**json.loads(sys.argv[1]))))))
    with open(
        sys.stdout.fileno(), "wb", closefd=False
    ) as out:  # buffered: an unbuffered one loses what a pipe has no room for
        out.write(seen.encode())
