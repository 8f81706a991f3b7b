# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Hold many streams open at once through the gateway, see whether all end whole and whether its memory grows.

    python benchmarks/gateway/streams.py --streams 1000 --seconds 300

The provider is in this program: it sends each stream a word every half second, then ends it. The memory is that of the
gateway's process alone (resident set), read every ten seconds once all streams are open.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

UPSTREAM, GATEWAY = 9100, 9130
EVERY = 0.5
"""Seconds between two words of a stream."""
SERVE = Path(__file__).parent / "serve"
BODY = json.dumps(
    {
        "model": "mock-model",
        "stream": True,
        "messages": [{"role": "user", "content": "Rédige un courrier à Mme Durand au sujet de sa demande."}],
    },
    ensure_ascii=False,
).encode()
ASK = (
    b"POST /v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer sk-bench\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
)


def event(content: object) -> bytes:
    """Return an event as a chunk of HTTP."""
    raw = b"data: " + json.dumps(content).encode() + b"\n\n"
    return b"%x\r\n%b\r\n" % (len(raw), raw)


WORD = event({"choices": [{"index": 0, "delta": {"content": "mot "}, "finish_reason": None}]})
END = event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}) + event(
    {"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": 600, "total_tokens": 620}}
)
DONE = b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"


async def upstream(seconds: float, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one stream."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    await reader.readexactly(length)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        writer.write(WORD)
        await asyncio.sleep(EVERY)
    writer.write(END + DONE)
    await writer.drain()
    writer.close()


async def client(opened: asyncio.Semaphore) -> bool:
    """Hold one stream; tell whether it ended whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", GATEWAY)
    writer.write(ASK)
    kept = b""
    while piece := await reader.read(65536):
        if not kept:
            opened.release()
        kept = (kept + piece)[-200:]
        if kept.endswith(b"0\r\n\r\n"):
            break
    writer.close()
    return b"data: [DONE]" in kept


def resident(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def watched(pid: int, opened: asyncio.Semaphore, streams: int) -> None:
    """Print the memory of the gateway while its streams are open."""
    for _ in range(streams):
        await opened.acquire()
    since = time.monotonic()
    while True:
        print(f"{time.monotonic() - since:6.0f} s  {resident(pid):6.1f} MB", flush=True)
        await asyncio.sleep(10)


async def held(pid: int, streams: int, seconds: float) -> int:
    """Hold streams; return how many ended whole."""
    server = await asyncio.start_server(
        lambda reader, writer: upstream(seconds, reader, writer), "127.0.0.1", UPSTREAM, backlog=2048
    )
    opened = asyncio.Semaphore(0)
    watching = asyncio.create_task(watched(pid, opened, streams))
    async with server:
        ended = await asyncio.gather(*(client(opened) for _ in range(streams)))
    watching.cancel()
    return sum(ended)


@contextmanager
def gateway() -> Iterator[int]:
    """Run the gateway as it is measured; yield its process."""
    with Popen([SERVE, str(GATEWAY)], stdout=PIPE, text=True) as process:  # noqa: S603 - our own program
        assert process.stdout is not None  # noqa: S101 - for the type checker
        process.stdout.readline()
        yield process.pid
        process.send_signal(signal.SIGTERM)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=300)
    asked = parser.parse_args()
    with gateway() as pid:
        print(f"   rest   {resident(pid):6.1f} MB")
        whole = asyncio.run(held(pid, asked.streams, asked.seconds))
        print(f"    end   {resident(pid):6.1f} MB")
    print(f"{whole} streams of {asked.streams} ended whole")
    sys.exit(whole != asked.streams)


if __name__ == "__main__":
    main()
