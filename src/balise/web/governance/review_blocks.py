# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Verdicts and findings in the pages of this app, by the same blocks as documents and the command line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from balise.core.evaluation import Evaluation, Finding, Result
from balise.core.frameworks import Strength
from balise.rendering.document import Block, Blocks, FindingList, Manner, Paragraph, Section, Strong
from balise.rendering.findings import finding_item, findings_sections
from balise.rendering.html import to_fragment
from balise.rendering.provenance import names
from balise.rendering.reasons import Addressee, gravest, gravity
from balise.rendering.verdicts import outcomes_beside, verdict
from balise.web.assessments.queries.verdicts import Judged
from balise.web.organisations.frameworks import bank_of
from balise.web.ui.languages import current_language

_COUNTING = frozenset({Strength.BLOCKING, Strength.CORRECTABLE})
_OPEN = frozenset({Result.NOT_SATISFIED, Result.UNKNOWN})


def verdict_fragment(
    evaluation: Evaluation, level: int = 2, awaiting: str = "", others: Sequence[Evaluation] = ()
) -> SafeString:
    """Return the answer of a framework and its reason, under the name of who says it.

    An adviser and the authority also speak of reservations, on the same pages: each is read under its own name.
    ``awaiting`` is said in place of the count of missing answers, by who knows that all of them are opinions to come.
    ``others`` are the texts that do not lead: a charter kept does not hide a law that is not.
    """
    language = current_language()
    answer = verdict(evaluation, None, bank_of([evaluation.framework.reference]), language)
    if awaiting:
        answer = replace(answer, blocks=(Paragraph.of(Strong(awaiting)),))
    said = _(
        "Calculé selon « %(framework)s », d’après les réponses et les pièces. Ce n’est pas la décision de la "
        "collectivité."
    ) % {"framework": names([evaluation.framework], language)[evaluation.framework.digest]}
    beside = Section(_("Au regard des autres textes"), (outcomes_beside(others, language),))
    calculated = Paragraph.of(said, manner=Manner.QUIET)
    section = Section(_("Constat de Balise"), (answer, calculated, *([beside] if others else [])))
    return _written((section,), level=level)


def findings_fragment(evaluation: Evaluation, addressee: Addressee, level: int = 2) -> SafeString:
    """Return every finding of a framework, the gravest first, with its article and its source."""
    bank = bank_of([evaluation.framework.reference])
    return _written(tuple(findings_sections(evaluation, bank, current_language(), addressee)), level=level)


def unmet_fragment(judged: Judged) -> SafeString:
    """Return what is not kept or not known, framework by framework; nothing when all that counts is kept."""
    return _written(tuple(_unmet(judged.all, Addressee.WRITER)), level=3)


def others_fragment(judged: Judged, addressee: Addressee) -> SafeString:
    """Return what the other frameworks find missing or not kept; nothing when all that counts is kept."""
    return _written(tuple(_unmet(judged.others, addressee)), level=3)


def _unmet(evaluations: Iterable[Evaluation], addressee: Addressee) -> Iterator[Block]:
    language = current_language()
    listed = tuple(evaluations)
    titles = names([evaluation.framework for evaluation in listed], language)
    for evaluation in listed:
        bank = bank_of([evaluation.framework.reference])
        found = [each for each in evaluation.framework.commitments if _is_open(evaluation.findings_of(each.id))]
        found.sort(key=lambda commitment: gravity(gravest(evaluation.findings_of(commitment.id))))
        items = tuple(finding_item(commitment, evaluation, bank, language, addressee) for commitment in found)
        if items:
            yield Section(titles[evaluation.framework.digest], (FindingList(items),))


def _is_open(findings: Iterable[Finding]) -> bool:
    return any(finding.result in _OPEN and finding.rule.strength in _COUNTING for finding in findings)


def _written(blocks: Blocks, *, level: int) -> SafeString:
    return mark_safe(to_fragment(blocks, level=level, paths=True))  # noqa: S308 - escaped by the writer
