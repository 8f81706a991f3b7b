# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Text made safe for a cell of a spreadsheet, and given back as it was.

A spreadsheet program runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, whoever wrote it and however it is
quoted; blanks before do not always stop it. What residents download must not run what a supplier typed. The apostrophe
in front is the spreadsheet's own mark for « this is text ». Text that already wears it gets one more, so that taking
one away always gives back what was written.
"""

MARK = "'"
RUN = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - the full-width signs are run too
"""First characters by which a spreadsheet program takes a text for a formula or a command."""

_FIRST = frozenset((MARK, *RUN))


def neutralised(text: str) -> str:
    """Return the text as a cell that no spreadsheet program runs."""
    return MARK + text if _would_run(text) else text


def original(cell: str) -> str:
    """Return the text that was written in a cell: the inverse of ``neutralised``."""
    return cell[1:] if cell.startswith(MARK) and _would_run(cell[1:]) else cell


def _would_run(text: str) -> bool:
    """Tell whether a text runs, or would once its apostrophes are gone; nearly all are told by their first sign."""
    return text[:1] in _FIRST and text.lstrip(MARK).startswith(RUN)
