# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The gateway running: what it is made of, started and stopped in order."""

import asyncio
import gc
import logging
import resource
from collections.abc import Callable
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from balise.gateway.app import Application
from balise.gateway.asgi import LEAVING, Receive, Scope, Send
from balise.gateway.calls import Gateway

GRACE_SECONDS = 30
"""For streams to end when the gateway is asked to stop."""


class HeadWithBody:
    """The transport of an answer, whose head leaves with the first of its body: one packet, and the client wakes once.

    Everything else is asked of the transport itself.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write, unless it is the head of an answer: that waits for what follows it."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(_ANSWER) and not data.startswith(_CONTINUE):
            self._head = data
            return
        self._transport.write(data)

    def let_go(self) -> None:
        """Write a head that nothing follows."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Close once all is written."""
        self.let_go()
        self._transport.close()


_ANSWER, _CONTINUE = b"HTTP/1.1 ", b"HTTP/1.1 100"


def patient_protocol(head_seconds: float) -> type[HttpToolsProtocol]:
    """Return the protocol of the server: it gives up whoever sends the head of a request letter by letter."""

    class PatientProtocol(HttpToolsProtocol):
        _head_timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent
            self._answers = HeadWithBody(transport)
            self._leaving: set[Callable[[], None]] = set()
            super().connection_made(cast("asyncio.Transport", self._answers))  # one in all that is asked of it
            self._wait_for_head()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._wait_for_head()

        def on_headers_complete(self) -> None:
            self._stop_waiting()
            scope: Scope = self.scope  # type: ignore[assignment]  # ASGI lets a server keep what is its own there
            scope[LEAVING] = self._leaving
            super().on_headers_complete()

        def on_response_complete(self) -> None:
            self._answers.let_go()
            super().on_response_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)
            for told in tuple(self._leaving):
                told()

        def _wait_for_head(self) -> None:
            if self._head_timer is None:
                self._head_timer = self.loop.call_later(head_seconds, self.transport.close)

        def _stop_waiting(self) -> None:
            if self._head_timer is not None:
                self._head_timer.cancel()
                self._head_timer = None

    return PatientProtocol


OBJECTS_BETWEEN_SEARCHES = 50_000
"""After how many new objects garbage is searched for: a call makes a few hundred, and leaves hardly one in a circle."""


def _seldom_search_for_garbage() -> None:
    """Leave what was built to serve (word lists, rules) out of each search, and search less often: 5 % of a call."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES, 20, 50)


Opening = Callable[[], Any]


class Running:
    """The gateway as the server sees it: opened when it starts, closed when the last call has ended.

    What it is made of is opened inside the event loop, by ``opening``, an asynchronous context that yields it.
    """

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._application: Application | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or begin and end."""
        if scope["type"] == "http":
            assert self._application is not None  # noqa: S101 - the server begins before it serves
            await self._application(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with self._opening() as gateway:
            assert isinstance(gateway, Gateway)  # noqa: S101 - for the type checker
            self._application = Application(gateway)
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


def hold_many_connections() -> None:
    """Let this process open as many files as the system allows it: a stream holds two, and many are given 1,024."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def serve(opening: Opening, *, host: str, port: int, head_seconds: float, on_ready: Callable[[], None]) -> None:
    """Serve until asked to stop; streams that have begun are let end."""

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[Any] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                _seldom_search_for_garbage()
                on_ready()

    hold_many_connections()
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    config = uvicorn.Config(
        Running(opening),
        host=host,
        port=port,
        loop="uvloop",
        http=patient_protocol(head_seconds),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        backlog=4096,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    Server(config).run()
