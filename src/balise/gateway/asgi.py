# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The few words of ASGI that the gateway speaks: a body read in time, an answer sent."""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterable, MutableMapping
from types import coroutine
from typing import Any, cast

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Header = tuple[bytes, bytes]

JSON = (b"content-type", b"application/json")


LEAVING = "balise.leaving"
"""Where the server of a gateway keeps, in the scope of a request, what to call when its client leaves."""


class BodyTooLargeError(Exception):
    """A body is longer than allowed; what is left of it is not read."""


class ClientGoneError(Exception):
    """The client left before its request was whole."""


async def body_of(scope: Scope, receive: Receive, most: int, seconds: float) -> bytes:
    """Return the body of a request.

    Raises:
        BodyTooLargeError: it is longer than ``most`` bytes, or says that it will be.
        TimeoutError: it did not come whole in time.
        ClientGoneError: the client left.
    """
    announced = header(scope, b"content-length")
    if announced.isdigit() and int(announced) > most:
        raise BodyTooLargeError
    message = await receive() if announced == b"0" else await _first(receive, seconds)
    if not message.get("more_body", False):
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        whole: bytes = message.get("body", b"")
        if len(whole) > most:
            raise BodyTooLargeError
        return whole
    parts, size = [message.get("body", b"")], len(message.get("body", b""))
    async with asyncio.timeout(seconds):
        while message.get("more_body", False):
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGoneError
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > most:
                raise BodyTooLargeError
    return b"".join(parts)


async def _first(receive: Receive, seconds: float) -> MutableMapping[str, Any]:
    """Return the first part of a body: most come with their head, and no timer is made for what is there already."""
    receiving = receive().__await__()
    try:
        awaited = next(receiving)
    except StopIteration as there:
        return cast("MutableMapping[str, Any]", there.value)
    async with asyncio.timeout(seconds):
        return await _resumed(receiving, awaited)


@coroutine
def _resumed(
    receiving: Generator[Any, Any, MutableMapping[str, Any]], awaited: Any
) -> Generator[Any, Any, MutableMapping[str, Any]]:
    """Go on with what began to wait."""
    try:
        yield awaited
    except BaseException:
        receiving.close()
        raise
    return (yield from receiving)


def header(scope: Scope, name: bytes) -> bytes:
    """Return a header of the request, empty when it is not there."""
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return b""


async def answer(send: Send, status: int, body: bytes, headers: Iterable[Header] = ()) -> None:
    """Send a whole answer."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [JSON, length, *headers]})
    await send({"type": "http.response.body", "body": body})
