# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files that records of a SQLite journal are added to before they are put in its tables.

There are two, written by turns: one is emptied once what it held is in the tables, and the tables on the disk. Whoever
writes to a file holds it locked: the files of a gateway that was killed are known by nobody holding them.
"""

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from balise.loading.usage_journal.arrivals import arrival_of, arrivals_beside, arrivals_path, rows_in
from balise.loading.usage_journal.rows import Row


class Arrivals:
    """The two files of one gateway. ``sync`` is called by another thread than the rest."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._paths: tuple[Path, ...] = ()
        self._files: list[int] = []
        self._turn = 0
        self._size = 0
        self._placed = 0
        """How many times all that was kept was put in the tables."""
        self._last_placed = [0, 0]
        """When that was last done of what each file holds, in times."""
        self._synced = 0
        """How many of those times are on the disk."""

    def open(self) -> None:
        """Make the files.

        Raises:
            OSError: they cannot be made.
        """
        name, mode = secrets.token_hex(6), self._journal.stat().st_mode & 0o666
        self._paths = tuple(arrivals_path(self._journal, f"{name}-{turn}") for turn in "ab")
        try:
            for path in self._paths:
                self._files.append(_held(path, mode))
        except OSError:
            self.close(kept_elsewhere=True)
            raise

    def keep(self, row: Row) -> None:
        """Add a row; when this returns, it outlives the process.

        Raises:
            ValueError: it holds what no table takes.
            OSError: it is not kept.
        """
        self._add(arrival_of(row))

    def probe(self) -> None:
        """Add a line that says nothing.

        Raises:
            OSError: no row could be added either.
        """
        self._add(b"\n")

    def placed(self) -> None:
        """Take note that all rows are in the tables, and go on in the other file once what it held is on the disk."""
        self._placed += 1
        self._last_placed[self._turn] = self._placed
        other = 1 - self._turn
        if self._last_placed[other] <= self._synced:
            os.ftruncate(self._files[other], 0)
            self._turn, self._size = other, 0

    @contextmanager
    def synced(self) -> Iterator[None]:
        """Bring the files to the disk; inside, whoever asks brings the tables there.

        Raises:
            OSError: the disk refused.
        """
        placed = self._placed
        for path in self._paths:
            with suppress(FileNotFoundError):  # the gateway is stopping, and put all in the tables
                _sync(path)
        yield
        self._synced = placed

    def close(self, *, kept_elsewhere: bool) -> None:
        """Let go of the files, and remove them when the tables hold what they held."""
        for path in self._paths if kept_elsewhere else ():
            path.unlink(missing_ok=True)
        for file in self._files:
            os.close(file)
        self._paths, self._files = (), []

    def _add(self, line: bytes) -> None:
        file = self._files[self._turn]
        written = os.write(file, line)
        if written != len(line):  # the disk is full: half a line would spoil the next one
            os.ftruncate(file, self._size)
            raise OSError("half a line")
        self._size += written


@contextmanager
def left_behind(journal: Path) -> Iterator[Iterable[Row]]:
    """Give the rows that gateways which were killed left beside a journal; their files are removed at the end.

    Raises:
        OSError: one of them cannot be read, or removed.
    """
    held: list[tuple[Path, int]] = []
    try:
        for path in arrivals_beside(journal):
            with suppress(FileNotFoundError):
                file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
                held.append((path, file))
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(held.pop()[1])  # a gateway writes to it
        yield (row for path, _ in held for row in rows_in(path.read_bytes()))
        for path, _ in held:
            path.unlink(missing_ok=True)
    finally:
        for _, file in held:
            os.close(file)


def _held(path: Path, mode: int) -> int:
    """Make a file that nobody can take for one left behind: it bears its name once it is held."""
    unfinished = path.with_name(f".{path.name}")
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, mode)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        unfinished.rename(path)
    except OSError:
        os.close(file)
        unfinished.unlink(missing_ok=True)
        raise
    return file


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fdatasync(file)
    finally:
        os.close(file)
