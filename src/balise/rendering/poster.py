# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The poster of a use: one A4 page in large letters, with a code to scan, tagged for those who read it on a screen.

Hung at a counter or in a room, it is read from afar and standing up: a title, three or four plain sentences, where to
read more. The code is never alone: its address is written beside it, for whoever has no telephone.
"""

import re
from collections.abc import Mapping
from datetime import date

from balise.core.language import Language, Text
from balise.core.notice_formats import PosterWords
from balise.rendering.drawing import bare
from balise.rendering.pdf import typeset
from balise.rendering.pdf_tree import Data, colours, placed
from balise.rendering.qr_code import svg

_REGIONS: Mapping[Language, str] = {Language.FRENCH: "fr", Language.ENGLISH: "gb"}
_SUBJECT = Text("Mention à afficher", "Notice to display")
_LONG_WORD = re.compile(r"(?<!\S)(?:[^\s@]{25,}(?!\S)|\S{37,})")
"""What a line of the poster may cut: no e-mail address that it has room for, for it is copied as it is read."""
_CODE = Text("Code à scanner, qui mène à {address}", "Code to scan, leading to {address}")


def poster_pdf(words: PosterWords, address: str, language: Language, *, on: date | None = None) -> bytes:
    """Return the poster as a PDF/UA-1 file; the code leads to ``address``, in full.

    Raises:
        QRCodeError: no code can be made of the address.
        NotAccessibleError: a text is empty, or PDF/UA-1 forbids something else.
    """
    return typeset("poster.typ", _data(words, address, language, on))


def _data(words: PosterWords, address: str, language: Language, on: date | None) -> Data:
    return {
        "title": words.title,
        "title_pieces": placed(words.title),
        "subject": placed(words.subject),
        "description": _SUBJECT.in_(language),
        "lines": [placed(line, _LONG_WORD) for line in words.lines],
        "invitation": placed(words.invitation),
        "address": placed(words.address),
        "target": address,
        "authority": words.authority,
        "authority_pieces": placed(words.authority),
        "code": {"svg": bare(svg(address, language)), "alternative": _CODE.in_(language).format(address=address)},
        "language": str(language),
        "region": _REGIONS[language],
        "on": None if on is None else {"year": on.year, "month": on.month, "day": on.day},
        "colours": colours(),
    }
