# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A framework as a page to read: what was adopted, by whom, in whose words, and how it is checked."""

from collections import Counter
from collections.abc import Iterator

from balise.core.frameworks import Commitment, Framework, Indicator, Principle, Scope, Vote, Wording
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.core.references import Reference
from balise.rendering.commitments import particulars, references_of, statement
from balise.rendering.document import (
    Align,
    Aside,
    Block,
    Blocks,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    FindingItem,
    FindingList,
    Manner,
    Note,
    Paragraph,
    Runs,
    Section,
    Strong,
    Table,
    Tag,
)
from balise.rendering.findings import wording_tag
from balise.rendering.trace import rule_in_words, source_in_words
from balise.rendering.typography import (
    Counted,
    capitalised,
    date_in_words,
    number_in_words,
    sentence,
)
from balise.rendering.vocabulary import WORDINGS_EXPLAINED, word

_ADOPTED = Text("{body}, {day}", "{body}, {day}")
_VOTE = Text("Vote", "Vote")
_PUBLISHER = Text("Adopté par", "Adopted by")
_VERSION = Text("Version", "Version")
_IN_FORCE = Text("En vigueur", "In force")
_SINCE = Text("depuis le {day}", "since {day}")
_UNTIL = Text("jusqu’au {day}, exclu", "until {day}, excluded")
_IN_BRIEF = Text("En bref", "In brief")
_HONESTY = Text("D’où viennent les mots", "Where the words come from")
_HONESTY_CAPTION = Text("Origine des formulations", "Where the wordings come from")
_WORDING = Text("Formulation", "Wording")
_MEANING = Text("Ce que cela veut dire", "What it means")
_COMMITMENTS = Text("Engagements", "Commitments")
_HOW_CHECKED = Text("Comment c’est vérifié", "How it is checked")
_CONTROLS = Text("La passerelle", "The gateway")
_INDICATORS = Text("Le bilan annuel compte", "The annual report counts")
_CONSULTED = Text("Qui a été consulté", "Who was consulted")
_EXCEPTIONS = Text("Demander une exception", "Asking for an exception")
_SOURCES = Text("Sources", "Sources")
_OTHER = Text("Autres engagements", "Other commitments")
_RECONSTRUCTED = Counted(
    Text(
        "{n} engagement est une reconstitution : il n’a pas la valeur d’un texte voté.",
        "{n} commitment is a reconstruction: it does not have the standing of a text that was voted.",
    ),
    Text(
        "{n} engagements sont des reconstitutions : ils n’ont pas la valeur d’un texte voté.",
        "{n} commitments are reconstructions: they do not have the standing of a text that was voted.",
    ),
)


def framework_page(framework: Framework, bank: QuestionBank, language: Language) -> Document:
    """Return the framework as a page to read, from its vote to its sources."""
    return Document(
        title=framework.title.in_(language),
        language=language,
        masthead=capitalised(word(framework.kind, language)),
        opening=tuple(_opening(framework, language)),
        asides=(Aside(_IN_BRIEF.in_(language), (DefinitionList(tuple(_brief(framework, language))),)),),
        body=(
            _honesty(framework, language),
            *_principles(framework, bank, language),
            *_around(framework, language),
        ),
        colophon=(Paragraph.of(Code(framework.reference), " ", Code(framework.digest)),),
    )


def _opening(framework: Framework, language: Language) -> Iterator[Block]:
    if framework.summary is not None:
        yield Paragraph.of(framework.summary.in_(language), manner=Manner.LEDE)
    reconstructed = sum(commitment.wording is Wording.RECONSTRUCTED for commitment in framework.commitments)
    if reconstructed:
        yield Note((Paragraph.of(Strong(_RECONSTRUCTED.of(reconstructed, language))),))


def _brief(framework: Framework, language: Language) -> Iterator[Definition]:
    yield _entry(_PUBLISHER, framework.publisher, language)
    if framework.vote is not None:
        yield _entry(_VOTE, _vote_in_words(framework.vote, language), language)
    yield _entry(_VERSION, f"{framework.version} ({word(framework.status, language)})", language)
    bounds = [
        text.in_(language).format(day=date_in_words(day, language))
        for text, day in ((_SINCE, framework.in_force.start), (_UNTIL, framework.in_force.end))
        if day is not None
    ]
    if bounds:
        yield _entry(_IN_FORCE, capitalised(", ".join(bounds)), language)
    yield _entry(_COMMITMENTS, number_in_words(len(framework.commitments), language), language)


def _vote_in_words(vote: Vote, language: Language) -> str:
    said = _ADOPTED.in_(language).format(body=vote.body, day=date_in_words(vote.on, language))
    return ", ".join((said, *(part for part in (vote.result, vote.reference) if part)))


def _honesty(framework: Framework, language: Language) -> Section:
    """Return how many wordings are of each origin, and what each origin is worth."""
    counts = Counter(commitment.wording for commitment in framework.commitments)
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (capitalised(word(wording, language)),),
            (number_in_words(counts[wording], language),),
            (WORDINGS_EXPLAINED[wording].in_(language),),
        )
        for wording in Wording
        if counts[wording]
    )
    header = tuple((text.in_(language),) for text in (_WORDING, _COMMITMENTS, _MEANING))
    table = Table(_HONESTY_CAPTION.in_(language), header, rows, (Align.START, Align.END, Align.START))
    return Section(_HONESTY.in_(language), (table,))


def _principles(framework: Framework, bank: QuestionBank, language: Language) -> Iterator[Section]:
    """Yield the principles in order, each with its commitments; then the commitments of none."""
    for principle in framework.principles:
        items = tuple(
            _commitment(commitment, framework, bank, language)
            for commitment in framework.commitments
            if commitment.principle == principle.id
        )
        yield Section(principle.title.in_(language), (*_summary(principle, language), FindingList(items)), principle.id)
    orphans = tuple(
        _commitment(commitment, framework, bank, language)
        for commitment in framework.commitments
        if commitment.principle not in framework.principles_by_id
    )
    if orphans:
        yield Section(_OTHER.in_(language), (FindingList(orphans),))


def _summary(principle: Principle, language: Language) -> Blocks:
    return () if principle.summary is None else (Paragraph.of(principle.summary.in_(language)),)


def _commitment(commitment: Commitment, framework: Framework, bank: QuestionBank, language: Language) -> FindingItem:
    rules = framework.rules_by_commitment[commitment.id]
    given = references_of(commitment, framework)
    scope = () if commitment.scope is Scope.DOSSIER else (Tag(word(commitment.scope, language)),)
    return FindingItem(
        number=commitment.number,
        title=commitment.title.in_(language),
        blocks=(
            *statement(commitment, None, language),
            Disclosure(
                _HOW_CHECKED.in_(language),
                (
                    *(
                        block
                        for rule in rules
                        for block in rule_in_words(rule, commitment.strength, given, bank, language)
                    ),
                    *_measures(commitment, language),
                    particulars(commitment, framework, language),
                ),
            ),
        ),
        tags=(wording_tag(commitment, language), Tag(word(commitment.strength, language)), *scope),
        id=commitment.id,
    )


def _measures(commitment: Commitment, language: Language) -> Iterator[Block]:
    """Yield what the gateway enforces and what the annual report counts.

    The parameters of a control are for the gateway: they are left to the data.
    """
    entries = (
        (_CONTROLS, [word(control.kind, language) for control in commitment.controls]),
        (_INDICATORS, [_indicator(indicator, language) for indicator in commitment.indicators]),
    )
    said = tuple(
        Definition(term.in_(language), tuple((sentence(text),) for text in texts)) for term, texts in entries if texts
    )
    if said:
        yield DefinitionList(said)


def _indicator(indicator: Indicator, language: Language) -> str:
    return f"{indicator.label.in_(language)} ({indicator.unit})"


def _around(framework: Framework, language: Language) -> Iterator[Section]:
    if framework.exception_procedure is not None:
        yield Section(_EXCEPTIONS.in_(language), (Paragraph.of(framework.exception_procedure.in_(language)),))
    if framework.consulted:
        consulted = tuple((capitalised(text.in_(language)),) for text in framework.consulted)
        yield Section(_CONSULTED.in_(language), (BulletList(consulted),))
    if framework.sources:
        cited = tuple(source_in_words(Reference(source, None), language) for source in framework.sources)
        yield Section(_SOURCES.in_(language), (BulletList(cited),))


def _entry(term: Text, text: str, language: Language) -> Definition:
    return Definition(term.in_(language), ((text,),))
