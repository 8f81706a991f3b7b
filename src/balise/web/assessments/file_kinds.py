# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What kind of document a file is: its name and its first bytes must agree, whatever the browser says of it.

Only what an office reads every day is accepted: no page, no drawing that holds a script, no archive. Of an office
document, the names of its parts are read, and macros, scripts, controls and foreign objects are refused.

What is not looked at: the content of a part, and the inside of a PDF, which may hold scripts or attached files. Balise
opens no document and serves each as a file to keep; the antivirus of the reader's computer has the last word.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from balise.rendering.document import legible
from balise.web.ui.refusals import RefusedError

LONGEST_NAME = 120
MOST_PARTS = 5_000
_SEEN_FIRST = 4096
_READ_AT_ONCE = 1024 * 1024
_PART_LISTED = b"PK\x01\x02"
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
        if not first.startswith(b"PK\x03\x04") or first[30 : 30 + len(marker)] != marker:
            return False
        names = _parts_of(file)
        return "mimetype" in names and _refuse_what_runs(names)

    return begins


def _office_open_xml(part: str) -> Callable[[BinaryIO], bool]:
    """Return the test of an Office Open XML file: the names of its parts, which are read without unpacking them."""

    def holds(file: BinaryIO) -> bool:
        if not _first_bytes(file).startswith(b"PK\x03\x04"):
            return False
        names = _parts_of(file)
        return "[Content_Types].xml" in names and part in names and _refuse_what_runs(names)

    return holds


def _parts_of(file: BinaryIO) -> frozenset[str]:
    """Return the names of the parts of an archive; none when it is not a readable one.

    Parts are counted before they are listed: listing takes time for each, and the number that an archive declares of
    itself may be false. Each part listed begins with the same four bytes.

    Raises:
        RefusedError: it holds more parts than a document does.
    """
    if _occurrences(_PART_LISTED, file) > MOST_PARTS:
        raise RefusedError(
            _(
                "Ce fichier contient trop d’éléments pour un document : %(most)d au plus. Exportez-le en PDF, puis "
                "joignez le PDF."
            )
            % {"most": MOST_PARTS},
            status=400,
        )
    file.seek(0)
    try:
        return frozenset(ZipFile(file).namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()


def _occurrences(signature: bytes, file: BinaryIO) -> int:
    """Count a signature in a file that is read in pieces; one that straddles two pieces counts."""
    file.seek(0)
    found, kept = 0, b""
    while piece := file.read(_READ_AT_ONCE):
        found += (kept + piece).count(signature)
        kept = (kept + piece)[1 - len(signature) :]
    return found


def _refuse_what_runs(names: Iterable[str]) -> bool:
    """Return True when no part can run on the computer of a reader, by its name.

    Raises:
        RefusedError: a part is a macro, a script, a control or an object made by another program.
    """
    if any(_RUNS.search(name) for name in names):
        raise RefusedError(
            _(
                "Ce fichier n’est pas d’une sorte acceptée : il contient une macro, un script ou un objet d’un autre "
                "logiciel. Enregistrez-le sans eux, ou exportez-le en PDF, puis joignez-le de nouveau."
            ),
            status=400,
        )
    return True


def _plain_text(file: BinaryIO) -> bool:
    """Tell whether a file is text: no null byte, no control character, and no page in disguise."""
    first = _first_bytes(file)
    return bool(first) and _PLAIN.issuperset(first) and not _MARKUP.match(first) and not first.startswith(_SIGNATURES)


_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"#!")
_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
_RUNS = re.compile(
    r"(?:^|/)(?:basic|scripts|activex|macrosheets|dialogsheets)/"
    r"|vbaproject|vbadata"
    r"|(?:^|/)embeddings/(?!.*\.(?:docx|xlsx|pptx)$)."
    r"|\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|jar|class|py|sh|html?|svg|ole)$",
    re.IGNORECASE | re.DOTALL,
)
"""The names of parts that run, or that another program would open. A chart keeps its figures in an embedded sheet."""
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
    "json": Kind("application/json", _plain_text),
    "eml": Kind("message/rfc822", _plain_text),
}
"""The kinds accepted, by the end of the name."""


def kind_of(filename: str, file: BinaryIO) -> Kind | None:
    """Return the kind of a file whose name and content agree, or None.

    Raises:
        RefusedError: an office document holds too many parts, or one that runs.
    """
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
