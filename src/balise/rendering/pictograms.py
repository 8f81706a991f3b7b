# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pictograms on a page: within the page itself, so that nothing more is asked for, and with their words."""

from html import escape

from balise.core.language import Language
from balise.core.pictograms import Pictogram
from balise.rendering.document import legible
from balise.rendering.drawing import bare


def inline(pictogram: Pictogram, language: Language) -> str:
    """Return the drawing as an element of a web page: it takes the colour of the text, and says what it shows."""
    words = escape(legible(pictogram.alternative.in_(language)))
    return bare(pictogram.svg).replace("<svg ", f'<svg class="pictogram" role="img" aria-label="{words}" ', 1)


def decoration(pictogram: Pictogram) -> str:
    """Return the drawing for beside words that say the same: a screen reader passes over it."""
    return bare(pictogram.svg).replace("<svg ", '<svg class="pictogram" aria-hidden="true" focusable="false" ', 1)
