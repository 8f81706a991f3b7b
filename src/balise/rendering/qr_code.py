# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The QR code that leads from a letter or a poster to its public page.

A drawing of vectors that takes the room it is given, on white whatever the colours around it, for phones read dark on
light. It says its address to whoever cannot scan it, and a page should also write it out.
"""

import re
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from balise.core.language import Language, Text

if TYPE_CHECKING:
    import segno

LARGEST_VERSION = 13
"""69 modules a side: four tenths of a millimetre each in a code of 3 cm, below which phones begin to fail."""
QUIET_ZONE = 4
"""Blank modules around the code (ISO/IEC 18004)."""

_WEB_ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII | re.IGNORECASE)
_WORDS = Text("Code à scanner, qui mène à {address}", "Code to scan, leading to {address}")


class QRCodeError(ValueError):
    """No code can be made of this address."""


class NotAWebAddressError(QRCodeError):
    """It is no http or https address in ASCII: phones would offer to do something else, or nothing."""


class AddressTooLongError(QRCodeError):
    """The modules would be too small for a phone at the size of a letter."""


def svg(address: str, language: Language = Language.FRENCH) -> str:
    """Return the code of an address as an SVG element, which also stands alone as a file.

    Raises:
        NotAWebAddressError: it is not a web address.
        AddressTooLongError: it is too long.
    """
    if not _WEB_ADDRESS.fullmatch(address):
        raise NotAWebAddressError(address)
    written = BytesIO()
    _code(address).save(
        written, kind="svg", border=QUIET_ZONE, omitsize=True, xmldecl=False, nl=False, light="#fff", svgclass="qr-code"
    )
    words = escape(_WORDS.in_(language).format(address=address))
    named = f'<svg role="img" aria-label="{words}" '
    return written.getvalue().decode("utf-8").replace("<svg ", named, 1).replace(">", f"><title>{words}</title>", 1)


def _code(address: str) -> "segno.QRCode":
    """Return the smallest code that still reads with 15 % of it hidden, or more when that costs no module."""
    import segno  # noqa: PLC0415 - only a page that draws a code waits for it

    try:
        code = segno.make_qr(address, error="m")
    except segno.DataOverflowError as error:
        raise AddressTooLongError(address) from error
    if int(code.version) > LARGEST_VERSION:
        raise AddressTooLongError(address)
    return code
