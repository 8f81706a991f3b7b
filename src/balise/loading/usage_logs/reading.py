# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading a log of any length in constant memory: its bytes, its lines, what could not be read and why.

Nothing of a line is ever kept or shown but its number: it holds addresses.
"""

import codecs
import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from balise.core.outside_usage import Directory, Seen, Tally
from balise.loading.usage_logs.errors import CutFileError
from balise.loading.usage_logs.units import Units

GZIP = b"\x1f\x8b"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BLOCK = 1 << 20
EXAMPLES = 5
BEGINNING = 50
"""Lines: two logs that have as many in common are one."""
LONGEST_LINE = 1 << 16

Advance = Callable[[int], None]


class LineError(Exception):
    """A line that is none of its format; the text is a short reason, the same for all alike."""


Parser = Callable[[bytes], Seen | None]
"""From a line: what it shows, None when it names no service; raises ``LineError``."""

Opening = Callable[[Directory, Units], Parser]
"""Makes the reader of one file: some formats begin by saying their columns."""


@dataclass(slots=True)
class LogRead:
    """What was read of a file."""

    lines: int = 0
    matched: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """By reason."""
    examples: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the first lines refused, by reason."""
    digest: str = ""
    """Of what is in the file, packed or not: the same twice is imported once."""
    beginning: str = ""
    """Of its first lines: what tells that a log which grew since is the same."""


def read_log(path: Path, parse: Parser, tally: Tally, advance: Advance) -> LogRead:
    """Add up what a log shows; the progress is told in bytes of the file.

    Raises:
        OSError: it cannot be read.
        UnreadFileError: nothing of it can be used; the text says why.
    """
    read, hashed, first = LogRead(), sha256(), sha256()
    for number, line in enumerate(_lines(_in_utf_8(_hashed(_blocks(path, advance), hashed.update))), start=1):
        read.lines = number
        if number <= BEGINNING:
            first.update(line.rstrip() + b"\n")
        try:
            seen = parse(line)
        except LineError as reason:
            _refuse(read, str(reason), number)
            continue
        if seen is not None:
            read.matched += 1
            tally.add(seen)
    read.digest, read.beginning = f"sha256:{hashed.hexdigest()}", f"sha256:{first.hexdigest()}"
    return read


def _refuse(read: LogRead, reason: str, number: int) -> None:
    read.refused[reason] += 1
    examples = read.examples.setdefault(reason, [])
    if len(examples) < EXAMPLES:
        examples.append(number)


def _hashed(blocks: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for block in blocks:
        update(block)
        yield block


def _in_utf_8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what Windows writes as every other program does: no mark at the beginning, and one byte a letter."""
    decoder: codecs.IncrementalDecoder | None = None
    for place, block in enumerate(blocks):
        if place == 0 and block.startswith(UTF_16):
            decoder = codecs.getincrementaldecoder("utf-16")("replace")
        if decoder is not None:
            yield decoder.decode(block).encode()
        else:
            yield block.removeprefix(codecs.BOM_UTF8) if place == 0 else block


def _blocks(path: Path, advance: Advance) -> Iterator[bytes]:
    with path.open("rb") as file:
        beginning = file.read(2)
        file.seek(0)
        if beginning == GZIP:
            yield from _unpacked(file, advance)
            return
        while block := file.read(BLOCK):
            advance(len(block))
            yield block


def _unpacked(file: BinaryIO, advance: Advance) -> Iterator[bytes]:
    with gzip.open(file) as plain:
        told = 0
        while block := _next_block(plain):
            advance(file.tell() - told)
            told = file.tell()
            yield block


def _next_block(plain: gzip.GzipFile) -> bytes:
    try:
        return plain.read(BLOCK)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise CutFileError from None


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines; one without an end is cut, so that a file that is no log cannot fill the memory."""
    rest = b""
    for block in blocks:
        pieces = (rest + block).split(b"\n")
        rest = pieces.pop()
        yield from pieces
        if len(rest) > LONGEST_LINE:
            yield rest[:LONGEST_LINE]
            rest = b""
    if rest:
        yield rest
