# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The connections to one provider: kept while they serve, given up when they do not."""

import asyncio
import ssl
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from balise.gateway.upstream.connection import Connection, Exchange
from balise.gateway.upstream.errors import UpstreamSilentError, UpstreamUnreachableError

SWEEP = 0.25
"""Seconds between two looks at the deadlines."""
KEPT = 4.0
"""Seconds that an idle connection is kept: common servers close theirs after five, and a request written to a
connection that closes at that moment is lost without anybody knowing whether it was done."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds that a provider is given."""

    connect: float = 5.0
    first_byte: float = 120.0
    between: float = 60.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a provider listens."""

    host: str
    port: int
    secure: bool
    prefix: str
    """The path that stands before every address, without its final bar."""

    @classmethod
    def of(cls, base_url: str) -> "Endpoint":
        """Return the place that a base address names.

        Raises:
            ValueError: the address is not one of HTTP.
        """
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            raise ValueError(f"not the address of a provider: {base_url!r}")
        secure = parts.scheme == "https"
        return cls(parts.hostname, parts.port or (443 if secure else 80), secure, parts.path.rstrip("/"))

    @property
    def authority(self) -> str:
        """Return what the ``Host`` header says."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.secure else 80) else f"{name}:{self.port}"


class Pool:
    """Connections to one place; a request takes one that is idle, or makes one."""

    def __init__(self, endpoint: Endpoint, timeouts: Timeouts, tls: ssl.SSLContext | None = None) -> None:
        self.endpoint = endpoint
        self._timeouts = timeouts
        self._tls = tls if not endpoint.secure or tls is not None else ssl.create_default_context()
        self._idle: deque[Connection] = deque()
        self._busy: set[Connection] = set()
        self._sweeping: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    async def send(self, head: bytes, body: bytes) -> Exchange:
        """Send a request and return its answer to come; ``head`` ends before the length of the body.

        Only a connection that cannot be made is tried again: what was written once is never written twice.

        Raises:
            UpstreamUnreachableError: no connection could be made.
        """
        connection = self._taken() or await self._made()
        self._busy.add(connection)
        if self._sweeping is None:
            self._sweeping = self._loop.call_later(SWEEP, self._sweep)
        request = b"%bContent-Length: %d\r\n\r\n%b" % (head, len(body), body)
        return connection.send(request, self._timeouts.first_byte, self._timeouts.between)

    def done(self, connection: Connection, *, reusable: bool) -> None:
        """Take a connection back."""
        if connection not in self._busy:
            if connection in self._idle:
                self._idle.remove(connection)
            return
        self._busy.discard(connection)
        if reusable and connection.open:
            connection.idle_since = self._loop.time()
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close what is idle now, and the rest as soon as it has answered."""
        while self._idle:
            self._idle.pop().close()
        if self._sweeping is not None:
            self._sweeping.cancel()
            self._sweeping = None

    def abort(self) -> None:
        """Close everything at once."""
        self.close()
        for connection in tuple(self._busy):
            connection.abort()

    def _taken(self) -> Connection | None:
        """Return the connection used last, which is the likeliest to be alive."""
        while self._idle:
            connection = self._idle.pop()
            if connection.open and self._loop.time() - connection.idle_since < KEPT:
                return connection
            connection.close()
        return None

    async def _made(self) -> Connection:
        place = self.endpoint
        try:
            async with asyncio.timeout(self._timeouts.connect):
                _transport, connection = await self._loop.create_connection(
                    lambda: Connection(self, self._loop.time),
                    place.host,
                    place.port,
                    ssl=self._tls if place.secure else None,
                )
        except (OSError, ssl.SSLError, TimeoutError) as error:
            raise UpstreamUnreachableError(type(error).__name__) from None
        return connection

    def _sweep(self) -> None:
        """Give up what is late, and forget what has been idle for long."""
        now = self._loop.time()
        for connection in tuple(self._busy):
            if now > connection.deadline:
                connection.expire(UpstreamSilentError("deadline"))
        while self._idle and now - self._idle[0].idle_since > KEPT:
            self._idle.popleft().close()
        self._sweeping = self._loop.call_later(SWEEP, self._sweep) if self._busy or self._idle else None
