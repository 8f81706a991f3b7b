# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A commitment as it was adopted: its words, where they come from, who it binds and how hard."""

from collections.abc import Iterator, Sequence
from datetime import date

from balise.core.frameworks import Commitment, Framework, Wording
from balise.core.language import Language, Text
from balise.core.references import Reference
from balise.rendering.document import Block, Definition, DefinitionList, Paragraph, Quotation, Strong
from balise.rendering.trace import sources
from balise.rendering.typography import AND, capitalised, date_in_words, joined, labelled, sentence
from balise.rendering.vocabulary import WORDINGS_EXPLAINED, word

_PLAINLY = Text("En clair", "In plain words")
_WORDING = Text("Formulation", "Wording")
_MODALITY = Text("Nature", "Nature")
_STRENGTH = Text("S’il n’est pas tenu", "If it is not kept")
_BINDS = Text("Qui est tenu", "Who is bound")
_REVIEWED = Text("Dernière relecture", "Last reread")
_CONSEQUENCES = {
    "blocking": Text("le projet est refusé", "the project is refused"),
    "correctable": Text(
        "le projet reçoit une réserve, à lever dans un délai",
        "the project gets a reservation, to lift in time",
    ),
    "advisory": Text("le projet reçoit un conseil", "the project gets advice"),
}
_SOMEBODY_ELSES_WORDS = (Wording.VOTED, Wording.REPORTED)


def statement(commitment: Commitment, on: date | None, language: Language) -> Iterator[Block]:
    """Yield the commitment in full, as it stood on that day (or as it stands), then in plain words.

    Only words that were voted or reported are quoted: a reconstruction must not look like somebody's words.
    """
    text = (commitment.statement.latest() if on is None else commitment.statement.at(on)).in_(language)
    yield Quotation(text) if commitment.wording in _SOMEBODY_ELSES_WORDS else Paragraph.of(text)
    if commitment.in_plain_words is not None:
        plain = labelled("", commitment.in_plain_words.in_(language), language)
        yield Paragraph.of(Strong(_PLAINLY.in_(language)), plain)


def particulars(commitment: Commitment, framework: Framework, language: Language) -> DefinitionList:
    """Return what else is to be known of a commitment: wording, force, sources, last review."""
    return DefinitionList(tuple(_particulars(commitment, references_of(commitment, framework), language)))


def references_of(commitment: Commitment, framework: Framework) -> tuple[Reference, ...]:
    """Return the sources of a commitment, each with the article relied upon."""
    by_id = {source.id: source for source in framework.sources}
    return tuple(Reference(by_id[cited.source], cited.article) for cited in commitment.sources)


def _particulars(commitment: Commitment, references: Sequence[Reference], language: Language) -> Iterator[Definition]:
    wording = sentence(word(commitment.wording, language))
    yield _said(_WORDING, f"{wording} {WORDINGS_EXPLAINED[commitment.wording].in_(language)}", language)
    yield _said(_MODALITY, sentence(word(commitment.modality, language)), language)
    yield _said(_STRENGTH, sentence(_CONSEQUENCES[commitment.strength].in_(language)), language)
    if commitment.binds:
        bound = joined([word(bound, language) for bound in commitment.binds], AND, language)
        yield _said(_BINDS, sentence(bound), language)
    yield from sources(references, language)
    yield _said(_REVIEWED, capitalised(date_in_words(commitment.last_reviewed_on, language)), language)


def _said(term: Text, text: str, language: Language) -> Definition:
    return Definition(term.in_(language), ((text,),))
