# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The body of a page and what stands beside it: two columns when the page has something to put there, else one.

A template cannot ask whether one of its blocks is empty, so this tag writes both and looks at what came out. Refused:
asking each page to say it twice, once with the block and once with a switch.
"""

from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class Columns(Node):
    """Holds the two parts of a page."""

    child_nodelists = ("body", "beside")

    def __init__(self, body: NodeList, beside: NodeList) -> None:
        self.body = body
        self.beside = beside

    def render(self, context: Context) -> SafeString:
        """Write the columns; the body comes first for those who read in the order of the page."""
        body = self.body.render(context)
        beside = self.beside.render(context).strip()
        if not beside:
            return format_html('<div class="column"><div class="body flow">{}</div></div>', mark_safe(body))  # noqa: S308 - a template wrote it
        return format_html(
            '<div class="columns"><div class="body flow">{}</div><div class="asides">{}</div></div>',
            mark_safe(body),  # noqa: S308 - a template wrote it
            mark_safe(beside),  # noqa: S308 - a template wrote it
        )


def columns(parser: Parser, token: Token) -> Columns:  # noqa: ARG001 - Django gives it
    """Read ``{% columns %}…{% beside %}…{% endcolumns %}``."""
    body = parser.parse(("beside",))
    parser.delete_first_token()
    beside = parser.parse(("endcolumns",))
    parser.delete_first_token()
    return Columns(body, beside)
