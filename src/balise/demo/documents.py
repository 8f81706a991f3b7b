# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documents of the story: real files, small, that say what they stand for and nothing else.

Written by hand rather than by a library: a page of text and a plain image need none, and these must never weigh.
"""

import struct
import zlib
from textwrap import wrap

_WIDTH, _HEIGHT = 320, 180
_LINE = 64


def document(name: str, title: str) -> bytes:
    """Return a file of the kind that its name says, about ``title``: a PDF, a PNG image, or a text."""
    if name.endswith(".pdf"):
        return _pdf(title)
    if name.endswith(".png"):
        return _png(title)
    return f"{_SAID}\n\n{title}\n".encode()


_SAID = "Document d’exemple de la démonstration de Balise. Valbrise n’existe pas."


def _pdf(title: str) -> bytes:
    """Return a page that bears the title, in a font that every reader has."""
    lines = [*wrap(title, _LINE), "", *wrap(_SAID, _LINE)]
    shown = b"".join(b"(%s) Tj T* " % _escaped(line) for line in lines)
    page = b"BT /F1 13 Tf 18 TL 60 770 Td %sET" % shown
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % _FONT,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + table + trailer


_FONT = b"<< /Font << /F1 5 0 R >> >>"


def _escaped(line: str) -> bytes:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252", "replace")


def _png(title: str) -> bytes:
    """Return an image of bands whose colours come from the title: two titles, two images."""
    seed = zlib.crc32(title.encode())
    band = [bytes([(seed >> shift) % 200 + 40 for shift in (0, 8, 16)]), b"\xff\xff\xff"]
    rows = b"".join(b"\x00" + band[row // 20 % 2] * _WIDTH for row in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
