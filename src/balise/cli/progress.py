# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How far long work has come: on the terminal's error stream, and nothing when piped."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

EVERY = 250
"""A counter that changes at each item cannot be read."""

Advance = Callable[[int], None]


@contextmanager
def progress(label: str, length: int | None) -> Iterator[Advance]:
    """Yield a function to call with the number of items done.

    A bar when the length is known, a counter when it is not. Nothing is drawn when the error stream is not a
    terminal, so that logs and pipes stay clean.
    """
    if not sys.stderr.isatty():
        yield lambda _done: None
    elif length is None:
        yield from _counted(label)
    else:
        with click.progressbar(range(length), label=label, file=sys.stderr) as bar:
            yield bar.update


def _counted(label: str) -> Iterator[Advance]:
    """Yield a function that keeps a counter on the line, and clear the line at the end."""
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        if done % EVERY < more:
            click.echo(f"\r{label}\u00a0: {done}", nl=False, err=True)

    try:
        yield advance
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
