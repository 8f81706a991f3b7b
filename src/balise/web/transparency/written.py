# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A document of the rendering room as a page of the portal: its opening, its body, what stands beside it."""

from django.utils.safestring import SafeString, mark_safe

from balise.rendering import html
from balise.rendering.document import Blocks, Document

_HEADING = 2


def fragment(blocks: Blocks) -> SafeString:
    """Return blocks as a piece of page; the writer escapes all that people typed."""
    return mark_safe(html.to_fragment(blocks, level=_HEADING, paths=True))  # noqa: S308 - escaped by the writer


def written(document: Document) -> dict[str, object]:
    """Return what ``transparency/document.html`` reads."""
    return {
        "title": document.title,
        "masthead": document.masthead,
        "opening": fragment(document.opening),
        "body": fragment(document.body),
        "asides": [(aside.title, fragment(aside.blocks)) for aside in document.asides],
        "colophon": fragment(document.colophon),
    }
