# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A server started for the tests: ready when it says so, ended by its own process, never by its name.

Nothing sleeps and nothing polls: a thread reads what the server prints until the awaited line comes, then keeps the
last lines for whoever has to understand a failure.
"""

import contextlib
import os
import queue
import re
import signal
import socket
import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

LINES_KEPT = 200
SECONDS_TO_START = 90.0
SECONDS_TO_END = 10.0


class ServerNotReadyError(Exception):
    """The server ended, or said nothing of what was awaited; what it printed follows."""


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on at this instant."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def started(
    command: Sequence[str | Path],
    *,
    ready: str,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[re.Match[str]]:
    """Run ``command`` while the block lasts, from the moment a line it prints matches ``ready``.

    Raises:
        ServerNotReadyError: no such line came.
    """
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=dict(environment) if environment is not None else None,
        cwd=folder,
        start_new_session=True,  # its children end with it
    )
    assert process.stdout is not None
    output = _Output(process.stdout)
    try:
        yield output.until(re.compile(ready), command)
    finally:
        _end(process)
        output.close()


class _Output:
    """What a server prints, read as it comes so that it never waits for a reader."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._coming: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._kept: deque[str] = deque(maxlen=LINES_KEPT)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._stream:
            self._kept.append(line)
            self._coming.put(line)
        self._coming.put(None)

    def until(self, ready: re.Pattern[str], command: Sequence[str | Path]) -> re.Match[str]:
        while True:
            try:
                line = self._coming.get(timeout=SECONDS_TO_START)
            except queue.Empty:
                line = None
            if line is None:
                said = "".join(self._kept) or "(nothing)"
                raise ServerNotReadyError(f"{command[0]} never printed {ready.pattern!r}. It printed:\n{said}")
            found = ready.search(line)
            if found:
                return found

    def close(self) -> None:
        self._reader.join()
        self._stream.close()


def _end(process: subprocess.Popen[str]) -> None:
    """Ask the server to stop, then insist: it and its children are one process group, started here."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
