# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Text made safe for a cell of a spreadsheet, and given back as it was.

A spreadsheet program runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, whoever wrote it and however it is
quoted; blanks before do not always stop it. What residents download must not run what a supplier typed. The apostrophe
in front is the spreadsheet's own mark for « this is text ». Text that already wears it gets one more, so that taking
one away always gives back what was written.

A sign and figures alone (-12, -3,5, +33 3 88 60 90 90) call nothing and name no cell: they are left as they are, since
whoever adds up a column or dials a number would otherwise meet an apostrophe.
"""

import re

MARK = "'"
SIGNS = tuple("=+-@＝＋－＠")  # noqa: RUF001 - the full-width signs are run too
"""First characters by which a spreadsheet program takes a text for a formula."""
BREAKS = ("\t", "\r", "\n")
"""First characters that move what follows into another cell."""
RUN = (*SIGNS, *BREAKS)

_FIGURES = re.compile(r"[+-]\d[\d .,\u00a0\u202f]*")
"""A signed number or a telephone number; no letter, no bracket, no second sign."""


def neutralised(text: str) -> str:
    """Return the text as a cell that no spreadsheet program runs."""
    return MARK + text if _would_run(text) else text


def original(cell: str) -> str:
    """Return the text that was written in a cell: the inverse of ``neutralised``."""
    return cell[1:] if cell.startswith(MARK) and _would_run(cell[1:]) else cell


def _would_run(text: str) -> bool:
    """Tell whether a text runs, or would once its apostrophes are gone: one apostrophe more or less changes nothing."""
    if text[:1].isalnum():
        return False
    bare = text.lstrip(MARK)
    if bare.startswith(BREAKS):
        return True
    bare = bare.lstrip()
    return bare.startswith(SIGNS) and _FIGURES.fullmatch(bare) is None
