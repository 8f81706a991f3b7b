# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What runs beside the site of the demonstration: its provider, then the gateway, each a process of its own."""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes


class NotStartedError(Exception):
    """A program that runs beside the site ended before it answered; it has said why on its own."""


@contextmanager
def provider_running(port: int) -> Iterator[None]:
    """Run the provider of the demonstration on this machine.

    Raises:
        NotStartedError: it could not answer.
    """
    with _running("balise.demo.provider", str(port)):
        yield


@contextmanager
def gateway_running(bundle: Path, journal: str, port: int) -> Iterator[None]:
    """Run the gateway on the rules and the journal of the site; conversations may be kept, until it stops.

    Raises:
        NotStartedError: it could not answer.
    """
    every = "0.5"  # a demonstration is watched
    words = ("--bundle", str(bundle), "--journal", journal, "--port", str(port), "--every", every)
    with _running("balise", "gateway", *words, BALISE_GATEWAY_SEAL_KEY=b64encode(token_bytes(32)).decode()):
        yield


@contextmanager
def _running(*words: str, **settings: str) -> Iterator[None]:
    process, owner = _started(words, settings), os.getpid()
    try:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        if not process.stdout.readline():
            raise NotStartedError
        yield
    finally:
        if os.getpid() == owner:  # and no copy of it: the server of the site makes such copies, which end before it
            process.terminate()
            process.wait()


def _started(words: Sequence[str], settings: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start a module of this program; its standard input is held open, and what goes wrong is read in the terminal."""
    return subprocess.Popen(  # noqa: S603 - this very program, on a path and a port of ours
        [sys.executable, "-m", *words],
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
