# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A notice as a piece of HTML to be pasted in somebody else's page or signature, accessible on its own.

It says its language, for the page around it may be in another; its link is named by the address itself, which a
printed page still shows; and it brings neither style, class nor image, so that it takes the look of where it stands.
"""

from collections.abc import Sequence
from html import escape

from balise.core.language import Language, Text

_MORE = Text("En savoir plus\u00a0: ", "Read more: ")


def notice_snippet(text: str, address: str, url: str, language: Language | None) -> str:
    """Return the text of a notice as a paragraph, in which the address is a link to the register.

    ``language`` is that of the text; None when nobody said it, and then the paragraph says none.
    """
    said = "" if language is None else f' lang="{language.value}"'
    return f"<p{said}>{_linked(text, address, url)}</p>"


def signature_snippet(lines: Sequence[str], address: str, url: str, language: Language) -> str:
    """Return the lines of a signature as a paragraph that ends by the link to the register."""
    said = [*map(escape, lines), escape(_MORE.in_(language)) + _link(address, url)]
    return f'<p lang="{language.value}">{"<br>".join(said)}</p>'


def _linked(text: str, address: str, url: str) -> str:
    if not address or address not in text:
        return escape(text)
    before, _address, after = text.partition(address)
    return escape(before) + _link(address, url) + escape(after)


def _link(address: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(address)}</a>'
