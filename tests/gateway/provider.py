# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A provider to call: a real server on this machine, that answers as the last message of the request tells it to.

``echo`` answers what it was sent; ``slow``, ``mute``, ``stall``, ``cut``, ``half``, ``reset`` and a status fail as
providers do.
"""

import asyncio
import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Seen:
    """A request as the provider received it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Provider:
    """The server, and what it saw."""

    address: str = ""
    seen: list[Seen] = field(default_factory=list)
    abandoned: threading.Event = field(default_factory=threading.Event)
    """Somebody hung up on a stream that was not over."""
    says: Callable[[str], str] = str
    """What it makes of what it was asked, before it answers that."""

    @property
    def last(self) -> Seen:
        """Return the last request."""
        return self.seen[-1]


USAGE = {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19}


@contextlib.contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider in a thread of its own."""
    told = Provider()
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve() -> None:
        server = await asyncio.start_server(lambda reader, writer: _serve(told, reader, writer), "127.0.0.1", 0)
        told.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        ready.set()
        with contextlib.suppress(asyncio.CancelledError):
            await server.serve_forever()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait()
    try:
        yield told
    finally:
        for task in asyncio.all_tasks(loop):
            loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()


async def _serve(told: Provider, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = json.loads(await reader.readexactly(int(headers.get("content-length", 0))) or b"{}")
            told.seen.append(Seen(head[0].split()[1], headers, body))
            try:
                await _answer(told, body, writer)
            except (AttributeError, KeyError, IndexError, TypeError):
                await _json(writer, 400, {"error": {"message": "odd"}})  # as a model refuses what it cannot read
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def _wanted(body: dict[str, Any]) -> str:
    if "messages" in body:
        content = body["messages"][-1].get("content")
        return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return str(body.get("prompt") or body.get("input"))


async def _answer(told: Provider, body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    words = told.says(_wanted(body))
    if words.isdigit():
        await _json(writer, int(words), {"error": {"message": f"le fournisseur répète : {words}"}})
    elif words == "reset":
        writer.transport.abort()
    elif words == "stall":
        await asyncio.sleep(3600)
    elif words == "hang":
        while not writer.transport.is_closing():
            writer.write(b"HTTP/1.1 102 Processing\r\n\r\n")  # a wire that was hung up is known by writing to it
            await asyncio.sleep(0.02)
        told.abandoned.set()
    elif words == "garbage":
        writer.write(b"this is no HTTP\r\n\r\n")
        await writer.drain()
    elif words == "half":
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"id":')
        await writer.drain()
        writer.transport.abort()
    elif body.get("stream"):
        await _stream(told, words, writer)
    else:
        await _json(writer, 200, _reply(body, words))


def _reply(body: dict[str, Any], words: str) -> dict[str, Any]:
    if "input" in body:
        return {"object": "list", "data": [{"object": "embedding", "index": 0, "embedding": [0.1]}], "usage": USAGE}
    choice: dict[str, Any] = {"index": 0, "finish_reason": "stop"}
    if "prompt" in body:
        choice["text"] = words
    else:
        choice["message"] = {"role": "assistant", "content": words}
        if body.get("tools"):
            call = {"name": body["tools"][0]["function"]["name"], "arguments": json.dumps({"text": words})}
            choice["message"]["tool_calls"] = [{"id": "c1", "type": "function", "function": call}]
    return {"id": "r1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": USAGE}


async def _json(writer: asyncio.StreamWriter, status: int, content: object) -> None:
    raw = json.dumps(content, ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nRetry-After: 7\r\nContent-Length: {len(raw)}\r\n\r\n"
    )
    writer.write(head.encode() + raw)
    await writer.drain()


async def _stream(told: Provider, words: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    if words == "mute":
        await asyncio.sleep(3600)
    pieces = words.split(" ")
    for rank, piece in enumerate(pieces):
        content = piece + (" " if rank < len(pieces) - 1 else "")
        await _event(writer, {"choices": [{"index": 0, "delta": {"content": content}, "finish_reason": None}]})
        if piece == "cut":
            writer.transport.abort()
            return
        if piece == "stall":
            with contextlib.suppress(ConnectionError):
                while True:
                    await _event(writer, {"choices": [{"index": 0, "delta": {"content": "…"}, "finish_reason": None}]})
                    await asyncio.sleep(0.02)
            told.abandoned.set()
            return
        if piece == "silence":
            await asyncio.sleep(3600)
    await _event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    await _event(writer, {"choices": [], "usage": USAGE})
    done = b"data: [DONE]\n\n"
    writer.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(done), done))
    await writer.drain()


async def _event(writer: asyncio.StreamWriter, content: dict[str, Any]) -> None:
    shown = {"id": "r1", "object": "chat.completion.chunk", "created": 1, "model": "m", **content}
    raw = b"data: " + json.dumps(shown, ensure_ascii=False).encode() + b"\n\n"
    writer.write(b"%x\r\n%b\r\n" % (len(raw), raw))
    await writer.drain()
    if writer.is_closing():
        raise ConnectionResetError
