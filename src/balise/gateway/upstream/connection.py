# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One connection to a provider, and the exchange that it carries: a request out, an answer in, one at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Protocol, cast

import httptools

from balise.gateway.upstream.errors import UpstreamBrokenError, UpstreamError

MOST_BUFFERED = 256 * 1024
"""Bytes of an answer that wait for a slow client before the provider is asked to wait too."""


class Keeper(Protocol):
    """Who takes back a connection when its exchange is over."""

    def done(self, connection: "Connection", *, reusable: bool) -> None:
        """Take note that the exchange is over."""


class Exchange:
    """An answer as it arrives."""

    __slots__ = (
        "_chunks",
        "_connection",
        "_error",
        "_held",
        "_room",
        "_waiter",
        "complete",
        "headers",
        "started",
        "status",
    )

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._chunks: list[bytes] = []
        self._held = 0
        self._room = MOST_BUFFERED
        self._waiter: asyncio.Future[None] | None = None
        self._error: UpstreamError | None = None
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        """By name, in lower case; the last one wins."""
        self.started = False
        self.complete = False

    async def head(self) -> None:
        """Wait for the status and the headers.

        Raises:
            UpstreamError: they will not come.
        """
        while not self.started:
            await self._news()

    async def read(self, most: int) -> bytes:
        """Return the whole body.

        Raises:
            UpstreamError: it will not come whole, or it is longer than ``most``.
        """
        if self._held > self._room:
            self._connection.resume()
        self._room = most
        while not self.complete:
            if self._held > most:
                self.cancel()
                raise UpstreamBrokenError("answer too long")
            await self._news()
        if self._held > most:
            raise UpstreamBrokenError("answer too long")
        return b"".join(self._taken())

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body as it comes.

        Raises:
            UpstreamError: it broke before its end; what came before was yielded.
        """
        while True:
            if self._chunks:
                yield b"".join(self._taken())
            elif self.complete:
                return
            else:
                await self._news()

    def cancel(self) -> None:
        """Stop here: the provider sees the connection close, and stops working for nobody."""
        if not self.complete:
            self._connection.abort()

    def _taken(self) -> list[bytes]:
        taken, self._chunks = self._chunks, []
        if self._held > self._room:
            self._connection.resume()
        self._held = 0
        return taken

    async def _news(self) -> None:
        if self._error is not None:
            raise self._error
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def begin(self, status: int, headers: dict[bytes, bytes]) -> None:
        """Take in the status and the headers."""
        self.status, self.headers, self.started = status, headers, True
        self._wake()

    def add(self, chunk: bytes) -> None:
        """Take in a part of the body."""
        self._chunks.append(chunk)
        self._held += len(chunk)
        if self._held > self._room:
            self._connection.pause()
        self._wake()

    def end(self) -> None:
        """Take in the end of the body."""
        self.complete = True
        self._wake()

    def fail(self, error: UpstreamError) -> None:
        """Take in that the rest will not come."""
        self._error = error
        self._wake()


class Connection(asyncio.Protocol):
    """The wire: bytes out, parsed answers in."""

    def __init__(self, keeper: Keeper, clock: Callable[[], float]) -> None:
        self._keeper = keeper
        self._clock = clock
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._headers: dict[bytes, bytes] = {}
        self._exchange: Exchange | None = None
        self.deadline = 0.0
        """When the exchange is given up, on the clock of the loop."""
        self.patience = 0.0
        """Seconds that may pass between two parts of an answer."""
        self.idle_since = 0.0

    @property
    def open(self) -> bool:
        """Whether a request may be written."""
        return self._transport is not None and not self._transport.is_closing()

    def send(self, request: bytes, first: float, then: float) -> Exchange:
        """Write a request and return its answer to come: ``first`` seconds for its head, ``then`` between parts."""
        assert self._transport is not None  # noqa: S101 - the pool gives no connection that is not made
        self._exchange = Exchange(self)
        self.deadline, self.patience = self._clock() + first, then
        self._transport.write(request)
        return self._exchange

    def expire(self, error: UpstreamError) -> None:
        """Give the exchange up."""
        if self._exchange is not None:
            self._exchange.fail(error)
        self.abort()

    def abort(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """Close once what was written has left."""
        if self._transport is not None:
            self._transport.close()

    def pause(self) -> None:
        """Read no more for now."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read again."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    # What the event loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the wire."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        self.deadline = self._clock() + self.patience
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.expire(UpstreamBrokenError("not HTTP"))

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that the wire is gone; a body without a length ends there, and only that one is whole."""
        exchange, self._exchange = self._exchange, None
        if exchange is not None and not exchange.complete:
            if exc is None and exchange.started and self._ends_with_the_wire():
                exchange.end()
            else:
                exchange.fail(UpstreamBrokenError("connection lost"))
        self._keeper.done(self, reusable=False)

    def _ends_with_the_wire(self) -> bool:
        return b"content-length" not in self._headers and b"transfer-encoding" not in self._headers

    # What the parser calls.

    def on_message_begin(self) -> None:
        """Begin an answer."""
        self._headers = {}

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header."""
        self._headers[name.lower()] = value

    def on_headers_complete(self) -> None:
        """Give the head of the answer; what is only informational is passed over."""
        status = self._parser.get_status_code()
        if self._exchange is not None and status >= 200:  # noqa: PLR2004 - as HTTP says it
            self._exchange.begin(status, self._headers)

    def on_body(self, body: bytes) -> None:
        """Give a part of the body."""
        if self._exchange is not None:
            self._exchange.add(body)

    def on_message_complete(self) -> None:
        """Give the end of the answer, and the connection back."""
        if self._exchange is None:
            self.abort()  # an answer that nobody asked for
            return
        if not self._exchange.started:
            return
        exchange, self._exchange = self._exchange, None
        exchange.end()
        self._keeper.done(self, reusable=self._parser.should_keep_alive())
