# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The frameworks at hand, one a line."""

from collections.abc import Sequence

from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.rendering.document import Align, Code, Document, Paragraph, Runs, Table
from balise.rendering.typography import capitalised, number_in_words
from balise.rendering.vocabulary import word

_MASTHEAD = Text("Cadres", "Frameworks")
_TITLE = Text("Chartes et lois livrées", "Shipped charters and laws")
_CAPTION = Text("Ce qui peut juger un dossier", "What can judge a dossier")
_HEADER = (
    Text("Identifiant", "Id"),
    Text("Version", "Version"),
    Text("Titre", "Title"),
    Text("Sorte", "Kind"),
    Text("Engagements", "Commitments"),
    Text("Critères", "Criteria"),
)
_SEE = Text("Pour en lire un :", "To read one:")


def framework_list(frameworks: Sequence[Framework], language: Language) -> Document:
    """Return the list of frameworks, with how many commitments and criteria each has."""
    table = Table(
        _CAPTION.in_(language),
        tuple((title.in_(language),) for title in _HEADER),
        tuple(_row(framework, language) for framework in frameworks),
        (Align.START, Align.START, Align.START, Align.START, Align.END, Align.END),
    )
    return Document(
        title=_TITLE.in_(language),
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(),
        body=(table, Paragraph.of(_SEE.in_(language), " ", Code("balise frameworks lyon-2025"))),
    )


def _row(framework: Framework, language: Language) -> tuple[Runs, ...]:
    return (
        (Code(framework.id),),
        (framework.version,),
        (framework.title.in_(language),),
        (capitalised(word(framework.kind, language)),),
        (number_in_words(len(framework.commitments), language),),
        (number_in_words(len(framework.criteria), language),),
    )
