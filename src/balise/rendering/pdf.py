# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tree as a tagged PDF: one more reading of it, on A4 pages that a screen reader can follow.

typst sets the pages and refuses what PDF/UA-1 forbids. No text of the document is ever markup: it goes in as data, and
`pdf.typ` only places it. Nothing is read from the machine, neither its fonts nor its clock, so that the same document
gives the same bytes.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files

from balise.rendering.document import Document
from balise.rendering.pdf_fonts import fonts
from balise.rendering.pdf_tree import Data, NotAccessibleError, page_data

_REFUSAL = "PDF/UA-1 error"


def to_pdf(document: Document, *, author: str = "Balise", footer: str = "", on: date | None = None) -> bytes:
    """Return the document as a PDF/UA-1 file, the same bytes each time.

    ``author`` is who it is by, ``footer`` what stands at the foot of every page (without one, the author), and ``on``
    the day that the file says it is of; without one it says none.

    Raises:
        NotAccessibleError: a figure or a heading has no words, or PDF/UA-1 forbids something else.
    """
    return typeset("pdf.typ", page_data(document, author, footer or author, on))


def typeset(layout: str, data: Data) -> bytes:
    """Return the PDF/UA-1 file that a layout of this room makes of plain data.

    Raises:
        NotAccessibleError: PDF/UA-1 forbids something of it.
    """
    import typst  # noqa: PLC0415 - thirty megabytes that only a page laid out needs, and no start of the site

    try:
        return typst.compile(
            _layout(layout),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=0,
        )
    except typst.TypstError as error:
        if not error.message.startswith(_REFUSAL):
            raise
        raise NotAccessibleError(error.message) from error


@cache
def _layout(name: str) -> bytes:
    return files("balise.rendering").joinpath(name).read_bytes()
