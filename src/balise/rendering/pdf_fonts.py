# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The fonts of a PDF, and what they can show.

The same on every machine: those of the system are never looked at, so that the same document gives the same bytes.
Together they hold the Latin, Greek, Cyrillic, Hebrew and Arabic scripts. A character that none of them shows would be
an empty box on paper and nothing at all to a screen reader: it is written as its code point, which can be looked up.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import typst

_SURELY_SHOWN = re.compile("[ -~\u00a0-\u017f\u2010-\u2019\u201c\u201d•…€\u202f]*")
"""ASCII, Western letters and the signs of French and English typography."""
_PROBE = b'#set document(title: "probe")\n#set text(font: "Atkinson Hyperlegible")\n#sys.inputs.characters'
_JOINERS = "\u200c\u200d"


@cache
def fonts() -> typst.Fonts:
    """Return the font of the pages, and those that come with typst."""
    folder = files("fontpkg_atkinson_hyperlegible").joinpath("files")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def shown(text: str) -> str:
    """Return the text with each character that no font shows written as its code point: ``[U+1F6A6]``."""
    if _SURELY_SHOWN.fullmatch(text):
        return text
    return "".join(cluster if _is_shown(cluster) else _code_points(cluster) for cluster in _clusters(text))


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks set upon it, which one font has to draw together."""
    cluster = ""
    for character in text:
        if cluster and (unicodedata.category(character).startswith("M") or character in _JOINERS):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


@lru_cache(maxsize=65_536)
def _is_shown(cluster: str) -> bool:
    """Tell whether the typesetter finds the glyphs; it knows better than a table of ours, and takes a millisecond."""
    if _SURELY_SHOWN.fullmatch(cluster):
        return True
    try:
        typst.compile(
            _PROBE,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"characters": cluster},
            pdf_standards="ua-1",
            timestamp=0,
        )
    except typst.TypstError:
        return False
    return True


def _code_points(cluster: str) -> str:
    return "".join(f"[U+{ord(character):04X}]" for character in cluster)
