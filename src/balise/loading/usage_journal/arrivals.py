# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files beside a SQLite journal in which a gateway keeps records until it puts them in their tables.

A record is a line: a checksum, then its row in JSON. A line that a power cut or another hand left half written is thus
told from a whole one, and passed over: the reply that it was about has not left.
"""

import glob
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from balise.loading.usage_journal.rows import Row

LARGEST_AMOUNT = 2**63 - 1
"""What the tables take."""
_CHECKSUM = 8
_encode = msgspec.json.Encoder().encode


def arrivals_path(journal: Path, name: str) -> Path:
    """Return the path of a file of that name beside a journal."""
    return journal.with_name(f"{journal.name}-arrivals-{name}")


def arrivals_beside(journal: Path) -> list[Path]:
    """Return those that there are, in the order of their names."""
    return sorted(journal.parent.glob(f"{glob.escape(journal.name)}-arrivals-*"))


def arrival_of(row: Row) -> bytes:
    """Return the line of a row.

    Raises:
        ValueError: it holds what no table takes.
    """
    if any(type(value) is int and value > LARGEST_AMOUNT for value in row):
        raise ValueError("an amount is too large")
    text = _encode(row)
    return b"%08x%b\n" % (zlib.crc32(text), text)


def rows_in(content: bytes) -> Iterator[Row]:
    """Yield the rows of the lines that are whole."""
    for line in content.splitlines():
        checksum, text = line[:_CHECKSUM], line[_CHECKSUM:]
        if checksum == b"%08x" % zlib.crc32(text) and text:
            yield tuple(json.loads(text))


def arrived(journal: Path) -> list[Row]:
    """Return the rows of all the files beside a journal; some may be in its tables already.

    Raises:
        OSError: one of them cannot be read.
    """
    rows: list[Row] = []
    for path in arrivals_beside(journal):
        try:
            rows += rows_in(path.read_bytes())
        except FileNotFoundError:
            continue  # its gateway stopped meanwhile, and put them in the tables first
    return rows
