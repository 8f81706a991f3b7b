# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The encoding of a text file that nobody documented.

A byte-order mark decides; else strict UTF-8, which text in another encoding practically never satisfies by
accident; else UTF-16 without a mark, betrayed by its null bytes; else the four encodings in which Western
offices still save (Windows, ISO, old Macintosh, MS-DOS), by reading the accented text under each and keeping
the one that looks like text. When none does, nothing is guessed: the file is refused.

A general detector was tried first (charset-normalizer, restricted to the same encodings): on registers of a
few lines in French it confused Windows and Macintosh one time in four, because it looks for rare characters
where the question is whether « é » stands where one writes « é ».
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

UTF_8 = "utf-8"
USUAL = ("cp1252", "iso8859-15", "mac-roman", "cp850")
"""In order of preference: where two of them read the same text, the first is named."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHUNK = 1 << 20
SAMPLE = 1 << 17
NULLS_OF_UTF16 = 0.6
"""Share of null bytes at even or odd places above which Latin text can only be UTF-16."""

ACCENTED = re.compile(r"(?s)(?<=(.))?([^\x00-\x7f])(?=(.))?")
FRENCH = frozenset("éèêëàâîïôùûüçœæ")
FRENCH_CAPITALS = frozenset("ÉÈÊËÀÂÎÏÔÙÛÜÇŒÆ")
NEIGHBOURS = frozenset("áíóúñìòäößãõåøðþý" + "ÁÍÓÚÑÌÒÄÖÃÕÅØÝ")
MARKS_OF_PRINT = frozenset("’‘“”„«»–—…•€°·§©®™²³±×µ¿¡\u00a0\u202f")
INSIDE_A_WORD = frozenset("’·")
FRACTIONS = frozenset("¼½¾")
STANDS_ALONE = frozenset("àÀ")


def encoding_of(path: Path) -> str | None:
    """Return the encoding of a file, or None when no usual one makes sense of it."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    nulls = _utf16_without_mark(start)
    if nulls is not None:
        return nulls
    if _is_utf8(path):
        return UTF_8
    return _most_like_text(_accented_lines(path))


def _utf16_without_mark(start: bytes) -> str | None:
    """Recognise Latin text two bytes a character: one byte in two is null."""
    half = len(start) // 2
    if not half:
        return None
    if start[1::2].count(0) > half * NULLS_OF_UTF16:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > half * NULLS_OF_UTF16 else None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder(UTF_8)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _accented_lines(path: Path) -> bytes:
    """Return the first lines that hold a byte beyond ASCII: the only ones that say something."""
    kept: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                kept.append(line[:SAMPLE])
                size += len(kept[-1])
            if size >= SAMPLE:
                break
    return b"".join(kept)


def _most_like_text(sample: bytes) -> str | None:
    best, found = 0, None
    for name in USUAL:
        try:
            score = _likeness(sample.decode(name))
        except UnicodeDecodeError:
            continue
        if score > best:
            best, found = score, name
    return found


def _likeness(text: str) -> int:
    """Return how much the accented characters of a text stand where one writes them; below zero, nowhere."""
    return sum(_fitness(before or " ", character, after or " ") for before, character, after in ACCENTED.findall(text))


def _fitness(before: str, character: str, after: str) -> int:
    if character.isalpha():
        return _letter(before, character, after)
    enclosed = before.isalpha() and after.isalpha()
    if character in MARKS_OF_PRINT:
        return -4 if enclosed and character not in INSIDE_A_WORD else 4
    if character in FRACTIONS:
        return -4 if before.isalpha() or after.isalpha() else 1
    return -6


def _letter(before: str, character: str, after: str) -> int:
    """Judge a letter: a capital does not follow a small letter, and few letters stand alone."""
    if character.isupper() and before.islower():
        return -4
    if not before.isalpha() and not after.isalpha() and character not in STANDS_ALONE:
        return 1 if character in FRENCH else -2
    if character in FRENCH:
        return 4
    if character in FRENCH_CAPITALS:
        return 2
    return 1 if character in NEIGHBOURS else -6
