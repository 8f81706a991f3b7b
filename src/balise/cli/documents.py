# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Documents shown in the terminal."""

import click

from balise.cli.output import in_colour, width
from balise.rendering.document import Document
from balise.rendering.text import to_text


def show(document: Document, *, unfold: bool = True) -> None:
    """Write a document on standard output, as wide as the terminal; without ``unfold``, the answers alone."""
    click.echo(to_text(document, width=width(), colour=in_colour(), unfold=unfold))
