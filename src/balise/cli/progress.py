# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A progress bar for long work: on the terminal's error stream, and none when piped."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, length: int | None) -> Iterator[Callable[[int], None]]:
    """Yield a function to call with the number of items done.

    Nothing is drawn when the error stream is not a terminal, so that logs and pipes stay clean.
    """
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    bar: click._termui_impl.ProgressBar[int]
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update
