# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the answers come to so far, in the words of every other page of Balise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from balise.core.advice import Advice
from balise.core.conditions import AnswerValue
from balise.core.evaluation import Evaluation
from balise.core.questions import QuestionBank
from balise.core.standing import awaited
from balise.rendering import html
from balise.rendering.advice_page import WHAT_WOULD_DO, remedies
from balise.rendering.answer import answer, enough_title
from balise.rendering.document import Blocks, BulletList, Manner, Mark, Paragraph, Section
from balise.rendering.verdicts import outcome_mark
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged, advice_on, judged
from balise.web.organisations.frameworks import bank_of
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class PreVerdict:
    """The verdict of the leading charter, what would be enough, and a word for each law."""

    charter: str
    mark: Mark
    verdict: SafeString
    enough: SafeString
    laws: SafeString
    missing: int


def pre_verdict(file: DossierFile, on: date, answers: Mapping[str, AnswerValue] | None = None) -> PreVerdict:
    """Return what the answers of a dossier come to, or others that somebody is trying without saving them."""
    language = current_language()
    bank = bank_of(file.references)
    found = judged(file, on, answers)
    advice = advice_on(found.lead, bank)
    return PreVerdict(
        charter=found.lead.framework.title.in_(language),
        mark=outcome_mark(found.lead, language),
        verdict=fragment((answer(found.all, {found.lead.framework.digest: advice}, bank, language),), level=3),
        enough=fragment(tuple(_enough(found, advice, bank)), level=3),
        laws=fragment((_beside(found.others),) if found.others else (), level=3),
        missing=len(awaited(found.lead)),
    )


def fragment(blocks: Blocks, level: int) -> SafeString:
    """Return blocks as a piece of page; the writer escapes all that people typed."""
    return mark_safe(html.to_fragment(blocks, level=level, paths=True))  # noqa: S308 - escaped by the writer


def _beside(evaluations: tuple[Evaluation, ...]) -> BulletList:
    language = current_language()
    marked = ((each.framework.title.in_(language), outcome_mark(each, language)) for each in evaluations)
    return BulletList(tuple((f"{title} ", mark) for title, mark in marked))


def _enough(found: Judged, advice: Advice, bank: QuestionBank) -> Iterator[Section]:
    """Yield what would be enough, without the long list of answers still to give: the page has it elsewhere."""
    proposed = advice.acceptable or advice.favourable
    if not advice.out_of_reach and not any(changes.changes for changes in proposed):
        return
    language = current_language()
    for section in remedies(advice, bank, language, briefly=True):
        loud = (block for block in section.blocks if not isinstance(block, Paragraph) or block.manner is Manner.BODY)
        named = section.title == WHAT_WOULD_DO.in_(language)
        yield replace(section, title=enough_title(found.all, language) if named else section.title, blocks=tuple(loud))
