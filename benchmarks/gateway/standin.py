# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A provider to measure before: it answers at once, or after a delay, in one piece or word by word; nothing is thought.

Run as a program (``python standin.py PORT DELAY GAP WORDS``, seconds), it says its address once it answers.
"""

import asyncio
import json
import sys

import httptools
import uvloop

USAGE = {"prompt_tokens": 60, "completion_tokens": 40, "total_tokens": 100}
HEAD = {"id": "r", "object": "chat.completion", "created": 1, "model": "mock-model"}
TEXT = "Bonjour Madame, votre demande a bien été reçue et sera étudiée par la commission. " * 3
WHOLE = json.dumps(
    {
        **HEAD,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}],
        "usage": USAGE,
    },
    ensure_ascii=False,
).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(WHOLE), WHOLE)
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(raw: bytes) -> bytes:
    """Return bytes as a chunk of HTTP."""
    return b"%x\r\n%b\r\n" % (len(raw), raw)


def event(choices: list[object], **more: object) -> bytes:
    """Return an event of a stream."""
    return chunk(b"data: " + json.dumps({**HEAD, "choices": choices, **more}).encode() + b"\n\n")


WORD = event([{"index": 0, "delta": {"content": "mot "}, "finish_reason": None}])
LAST = (
    event([{"index": 0, "delta": {}, "finish_reason": "stop"}])
    + event([], usage=USAGE)
    + chunk(b"data: [DONE]\n\n")
    + b"0\r\n\r\n"
)


class Answering(asyncio.Protocol):
    """One connection of a client."""

    def __init__(self, delay: float, gap: float, words: int) -> None:
        self._delay, self._gap, self._words = delay, gap, words
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._parser = httptools.HttpRequestParser(self)
        self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport  # type: ignore[assignment]  # uvloop's is not declared as one that writes

    def data_received(self, data: bytes) -> None:
        """Read what comes."""
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        """Keep the body until it is whole."""
        self._body += body

    def on_message_complete(self) -> None:
        """Answer."""
        streamed = b'"stream":true' in self._body.replace(b" ", b"")
        self._body = b""
        if self._delay:
            self._loop.call_later(self._delay, self._answer, streamed)
        else:
            self._answer(streamed)

    def _answer(self, streamed: bool) -> None:
        if not streamed:
            self._write(ANSWER)
        else:
            self._write(STREAM)
            self._stream(self._words)

    def _stream(self, left: int) -> None:
        if not left:
            self._write(LAST)
            return
        self._write(WORD)
        self._loop.call_later(self._gap, self._stream, left - 1)

    def _write(self, raw: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(raw)


async def serve(port: int, delay: float, gap: float, words: int) -> None:
    """Answer until this process is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(delay, gap, words), "127.0.0.1", port, backlog=4096)
    print(f"http://127.0.0.1:{port}/v1", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asked_port, asked_delay, asked_gap, asked_words = sys.argv[1:5]
    uvloop.run(serve(int(asked_port), float(asked_delay), float(asked_gap), int(asked_words)))
