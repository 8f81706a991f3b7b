# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trace of a finding: the rule, the answers it used, those it lacks, and where the rule comes from.

A verdict that cannot be traced to a sentence somebody voted is an opinion. Everything needed to contest the
finding is here, and it is the same on every page.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from balise.core.evaluation import Finding
from balise.core.frameworks import Rule, Strength
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.core.references import Reference, SourceStatus
from balise.rendering.answer_words import subject_in_words
from balise.rendering.condition_words import requirements_in_words
from balise.rendering.document import (
    Block,
    Blocks,
    Code,
    Definition,
    DefinitionList,
    Link,
    Paragraph,
    Run,
    Runs,
    Strong,
    Tag,
    in_french,
)
from balise.rendering.reasons import Addressee, announcement, facts_of, mark_of, out_of_force, way_out
from balise.rendering.typography import capitalised, date_in_words, sentence
from balise.rendering.vocabulary import word

WHY_THIS_FINDING = Text("Pourquoi ce constat", "Why this finding")

_APPLIES_WHEN = Text("S’applique si", "Applies when")
_EXPECTS = Text("Vérifie", "Checks")
_ANSWERS = Text("Réponses lues", "Answers read")
_MISSING = Text("Il manque", "Missing")
_DATES = Text("Dates", "Dates")
_SOURCES = Text("Source", "Source")
_NOT_APPLICABLE = Text("Sans objet", "Not applicable")
_REREAD = Text("relue le {day}", "reread on {day}")


def trace(
    findings: Sequence[Finding],
    on: date,
    bank: QuestionBank,
    language: Language,
    *,
    given: tuple[Reference, ...] = (),
) -> Blocks:
    """Return, rule by rule, everything the findings of a commitment rest on.

    ``given`` are sources that the page already gives elsewhere. Sources that all the rules share are given
    once, at the end: said ten times, nobody would read them.
    """
    shared = () if given else _shared_references(findings)
    known = given or shared
    blocks = tuple(block for finding in findings for block in _finding(finding, on, known, bank, language))
    return (*blocks, DefinitionList(tuple(sources(shared, language)))) if shared else blocks


def rule_in_words(
    rule: Rule, usual: Strength, given: tuple[Reference, ...], bank: QuestionBank, language: Language
) -> Blocks:
    """Return a rule before any dossier: what it says, when it applies, what it checks, the way out.

    Its strength too, unless it is the ``usual`` one of the commitment; and its sources, unless they are those
    that the page already gives.
    """
    strength = () if rule.strength is usual else (Tag(word(rule.strength, language)),)
    entries = (
        *_conditions(rule, bank, language),
        Definition(
            announcement(rule.strength, language, Addressee.WRITER), ((way_out(rule, language, Addressee.WRITER),),)
        ),
        *_own_sources(rule, given, language),
    )
    return (_rule_title(rule, strength, language), DefinitionList(entries))


def _shared_references(findings: Sequence[Finding]) -> tuple[Reference, ...]:
    """Return the sources of the rules when all rest on the same; none otherwise."""
    found = dict.fromkeys(finding.rule.references for finding in findings)
    return next(iter(found)) if len(found) == 1 else ()


def _own_sources(rule: Rule, given: tuple[Reference, ...], language: Language) -> Iterator[Definition]:
    if rule.references != given:
        yield from sources(rule.references, language)


def sources(references: Sequence[Reference], language: Language) -> Iterator[Definition]:
    """Yield the sources of a rule, each with the day somebody last reread it."""
    if references:
        yield Definition(
            _SOURCES.in_(language), tuple(source_in_words(reference, language) for reference in references)
        )


def source_in_words(reference: Reference, language: Language) -> Runs:
    """Return a source: its text and article, a link when there is one, how sure we are of it."""
    source = reference.source
    foreign = None if language is Language.FRENCH else Language.FRENCH
    said: Run = Link(source.text, source.link, foreign) if source.link else in_french(source.text, language)
    reread = _REREAD.in_(language).format(day=date_in_words(source.last_reviewed_on, language))
    doubt = () if source.status is SourceStatus.FOUND else (f"{word(source.status, language)}, ",)
    article = (f", {reference.article}",) if reference.article else ()
    return (said, *article, " (", *doubt, f"{reread})")


def _finding(
    finding: Finding, on: date, given: tuple[Reference, ...], bank: QuestionBank, language: Language
) -> Iterator[Block]:
    mark = mark_of(finding, language)
    yield _rule_title(finding.rule, (mark,) if mark is not None else (_NOT_APPLICABLE.in_(language),), language)
    yield DefinitionList(
        (
            *_conditions(finding.rule, bank, language),
            *_dates(finding.rule, on, language),
            *_list(_ANSWERS, facts_of(finding, bank, language), language),
            *_list(_MISSING, [subject_in_words(name, bank, language) for name in finding.missing], language),
            *_own_sources(finding.rule, given, language),
        )
    )


def _rule_title(rule: Rule, state: Sequence[Run], language: Language) -> Paragraph:
    criterion = rule.criterion
    title = Strong(sentence(criterion.title.in_(language)))
    return Paragraph((title, " ", Code(criterion.id), *(run for part in state for run in (" ", part))))


def _conditions(rule: Rule, bank: QuestionBank, language: Language) -> Iterator[Definition]:
    criterion = rule.criterion
    if criterion.applies_when is not None:
        yield from _list(_APPLIES_WHEN, requirements_in_words(criterion.applies_when, bank, language), language)
    yield from _list(_EXPECTS, requirements_in_words(criterion.expects, bank, language), language)


def _dates(rule: Rule, on: date, language: Language) -> Iterator[Definition]:
    if not rule.in_force.covers(on):
        yield Definition(_DATES.in_(language), ((out_of_force(rule.in_force, on, language),),))


def _list(term: Text, items: Sequence[str], language: Language) -> Iterator[Definition]:
    if items:
        yield Definition(term.in_(language), tuple((capitalised(item),) for item in items))
