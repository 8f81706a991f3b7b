# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the answers come to so far, in the words of every other page of Balise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from balise.core.advice import Advice
from balise.core.conditions import AnswerValue
from balise.core.questions import QuestionBank
from balise.core.standing import awaited
from balise.rendering import html
from balise.rendering.advice_page import remedies
from balise.rendering.answer import answer, enough_title
from balise.rendering.document import Blocks, Manner, Mark, Paragraph, Section
from balise.rendering.reasons import Addressee
from balise.rendering.verdicts import outcome_mark, outcomes_beside
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


def pre_verdict(
    file: DossierFile, on: date, addressee: Addressee, answers: Mapping[str, AnswerValue] | None = None
) -> PreVerdict:
    """Return what the answers of a dossier come to, or others that somebody is trying without saving them."""
    language = current_language()
    bank = bank_of(file.references)
    found = judged(file, on, answers)
    advice = advice_on(found.lead, bank)
    return PreVerdict(
        charter=found.lead.framework.title.in_(language),
        mark=outcome_mark(found.lead, language),
        verdict=fragment((answer(found.all, {found.lead.framework.digest: advice}, bank, language),), level=3),
        enough=fragment(tuple(_enough(found, advice, bank, addressee)), level=3),
        laws=fragment((outcomes_beside(found.others, language),) if found.others else (), level=3),
        missing=len(awaited(found.lead)),
    )


def fragment(blocks: Blocks, level: int) -> SafeString:
    """Return blocks as a piece of page; the writer escapes all that people typed."""
    return mark_safe(html.to_fragment(blocks, level=level, paths=True))  # noqa: S308 - escaped by the writer


def _enough(found: Judged, advice: Advice, bank: QuestionBank, addressee: Addressee) -> Iterator[Section]:
    """Yield what would be enough, without the long list of answers still to give: the page has it elsewhere."""
    proposed = advice.acceptable or advice.favourable
    if not advice.out_of_reach and not any(changes.changes for changes in proposed):
        return
    language = current_language()
    title = enough_title(found.all, language)
    for section in remedies(advice, bank, language, addressee=addressee, title=title, briefly=True):
        loud = (block for block in section.blocks if not isinstance(block, Paragraph) or block.manner is Manner.BODY)
        yield replace(section, blocks=tuple(loud))
