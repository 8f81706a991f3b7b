# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What kind of document a file is: its name and its first bytes must agree, whatever the browser says of it.

Only what an office reads every day is accepted, and nothing that runs: no page, no drawing that holds a script, no
archive. Balise never opens a document; it only looks at how it begins.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from balise.rendering.document import legible

LONGEST_NAME = 120
_SEEN_FIRST = 4096
_PLAIN = frozenset(range(32, 256)) | {9, 10, 12, 13, 27}
_MARKUP = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of document: what it is served as, and how it begins."""

    media_type: str
    is_one: Callable[[BinaryIO], bool]


def _begins_with(*signatures: bytes) -> Callable[[BinaryIO], bool]:
    def begins(file: BinaryIO) -> bool:
        return _first_bytes(file).startswith(signatures)

    return begins


def _open_document(media_type: str) -> Callable[[BinaryIO], bool]:
    """Return the test of an OpenDocument file: it begins with its own media type, uncompressed."""
    marker = b"mimetype" + media_type.encode()

    def begins(file: BinaryIO) -> bool:
        first = _first_bytes(file)
        return first.startswith(b"PK\x03\x04") and first[30 : 30 + len(marker)] == marker

    return begins


def _office_open_xml(part: str) -> Callable[[BinaryIO], bool]:
    """Return the test of an Office Open XML file: the names of its parts, which are read without unpacking them."""

    def holds(file: BinaryIO) -> bool:
        if not _first_bytes(file).startswith(b"PK\x03\x04"):
            return False
        file.seek(0)
        try:
            names = ZipFile(file).namelist()
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            return False
        return "[Content_Types].xml" in names and part in names and not any("vbaProject" in name for name in names)

    return holds


def _plain_text(file: BinaryIO) -> bool:
    """Tell whether a file is text: no null byte, no control character, and no page in disguise."""
    first = _first_bytes(file)
    return bool(first) and _PLAIN.issuperset(first) and not _MARKUP.match(first) and not first.startswith(_SIGNATURES)


_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"#!")
_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
_JPEG = Kind("image/jpeg", _begins_with(b"\xff\xd8\xff"))

KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", _begins_with(b"%PDF-")),
    "odt": Kind(_ODF + "text", _open_document(_ODF + "text")),
    "ods": Kind(_ODF + "spreadsheet", _open_document(_ODF + "spreadsheet")),
    "odp": Kind(_ODF + "presentation", _open_document(_ODF + "presentation")),
    "docx": Kind(_OOXML + "wordprocessingml.document", _office_open_xml("word/document.xml")),
    "xlsx": Kind(_OOXML + "spreadsheetml.sheet", _office_open_xml("xl/workbook.xml")),
    "png": Kind("image/png", _begins_with(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "txt": Kind("text/plain", _plain_text),
    "csv": Kind("text/csv", _plain_text),
    "eml": Kind("message/rfc822", _plain_text),
}
"""The kinds accepted, by the end of the name."""


def kind_of(filename: str, file: BinaryIO) -> Kind | None:
    """Return the kind of a file whose name and content agree, or None."""
    kind = KINDS.get(suffix_of(filename))
    if kind is None:
        return None
    agrees = kind.is_one(file)
    file.seek(0)
    return kind if agrees else None


def suffix_of(filename: str) -> str:
    """Return what comes after the last dot of a name."""
    return filename.rpartition(".")[2].lower() if "." in filename else ""


def safe_name(filename: str) -> str:
    """Return a name that can be shown and saved anywhere: no folder, no control character, not too long.

    The marks that reverse the order of letters are taken out: « fdp.exe » must not read « exe.pdf ».
    """
    last = re.split(r"[/\\]", legible(filename))[-1]
    cleaned = " ".join(re.sub(r'[<>:"|?*\x00-\x1f\u200b-\u200f\u2028\u2029]', " ", last).split()).strip(". ")
    if len(cleaned) <= LONGEST_NAME:
        return cleaned
    suffix = f".{suffix_of(cleaned)}" if suffix_of(cleaned) in KINDS else ""
    return cleaned[: LONGEST_NAME - len(suffix)].rstrip(". ") + suffix


def _first_bytes(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_SEEN_FIRST)
