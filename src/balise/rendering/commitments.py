# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A commitment as it was adopted: its words, where they come from, who it binds and how hard."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from balise.core.frameworks import Commitment, Framework, Scope, Strength, Wording
from balise.core.language import Language, Text
from balise.core.references import Reference
from balise.rendering.document import Block, Definition, DefinitionList, Manner, Paragraph, Quotation, Runs, Strong
from balise.rendering.trace import sources
from balise.rendering.typography import AND, Counted, capitalised, date_in_words, joined, labelled, sentence
from balise.rendering.vocabulary import WORDINGS_EXPLAINED, word

_PLAINLY = Text("En clair", "In plain words")
_WORDING = Text("Formulation", "Wording")
_MODALITY = Text("Nature", "Nature")
_STRENGTH = Text("S’il n’est pas tenu", "If it is not kept")
_BINDS = Text("Qui est tenu", "Who is bound")
_REVIEWED = Text("Dernière relecture", "Last reread")
_CONSEQUENCES = {
    Strength.BLOCKING: Text("l’avis est défavorable", "the opinion is unfavourable"),
    Strength.CORRECTABLE: Text(
        "le point est à corriger, et la décision porte une réserve",
        "the point is to be corrected, and the decision carries a reservation",
    ),
    Strength.ADVISORY: Text("un conseil, sans effet sur l’avis", "advice, without effect on the opinion"),
}
_CRITERIA = Counted(Text("{n} critère", "{n} criterion"), Text("{n} critères", "{n} criteria"))
_SAYS = Text("L’engagement", "The commitment")
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


def reminder(commitment: Commitment, on: date, language: Language) -> Block:
    """Return the sentence of a commitment on that day, quietly: quoted only when the words are somebody's."""
    text = commitment.statement.at(on).in_(language)
    if commitment.wording in _SOMEBODY_ELSES_WORDS:
        return Quotation(text)
    return Paragraph.of(labelled(_SAYS.in_(language), text, language), manner=Manner.QUIET)


def particulars(commitment: Commitment, framework: Framework, language: Language) -> DefinitionList:
    """Return what else is to be known of a commitment: wording, force, sources, last review."""
    return DefinitionList(tuple(_particulars(commitment, framework, language)))


def references_of(commitment: Commitment, framework: Framework) -> tuple[Reference, ...]:
    """Return the sources of a commitment, each with the article relied upon."""
    by_id = {source.id: source for source in framework.sources}
    return tuple(Reference(by_id[cited.source], cited.article) for cited in commitment.sources)


def _particulars(commitment: Commitment, framework: Framework, language: Language) -> Iterator[Definition]:
    wording = sentence(word(commitment.wording, language))
    yield _said(_WORDING, f"{wording} {WORDINGS_EXPLAINED[commitment.wording].in_(language)}", language)
    yield _said(_MODALITY, sentence(word(commitment.modality, language)), language)
    if commitment.scope is Scope.DOSSIER:
        yield Definition(_STRENGTH.in_(language), _consequences(commitment, framework, language))
    if commitment.binds:
        bound = joined([word(bound, language) for bound in commitment.binds], AND, language)
        yield _said(_BINDS, sentence(bound), language)
    yield from sources(references_of(commitment, framework), language)
    yield _said(_REVIEWED, capitalised(date_in_words(commitment.last_reviewed_on, language)), language)


def _consequences(commitment: Commitment, framework: Framework, language: Language) -> tuple[Runs, ...]:
    """Return what a breach leads to; when the criteria differ, how many of them lead to each consequence."""
    counts = Counter(rule.strength for rule in framework.rules_by_commitment[commitment.id])
    counts = counts or Counter((commitment.strength,))
    said = {strength: _CONSEQUENCES[strength].in_(language) for strength in Strength if counts[strength]}
    if len(said) == 1:
        return tuple((sentence(text),) for text in said.values())
    return tuple(
        (sentence(labelled(_CRITERIA.of(counts[strength], language), text, language)),)
        for strength, text in said.items()
    )


def _said(term: Text, text: str, language: Language) -> Definition:
    return Definition(term.in_(language), ((text,),))
