# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a dossier would come to under the frameworks in force today, beside what it comes to: before anybody decides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from balise.core.amendment import Cause, causes_of_flip
from balise.core.evaluation import Evaluation, Finding, Result
from balise.core.frameworks import Framework
from balise.core.questions import QuestionBank
from balise.rendering.document import (
    Block,
    BulletList,
    Code,
    FindingItem,
    FindingList,
    Mark,
    Paragraph,
    Runs,
    Strong,
    Tag,
)
from balise.rendering.provenance import short_title, version_in_words
from balise.rendering.reasons import Addressee, mark_of, why
from balise.rendering.typography import colon, sentence
from balise.rendering.verdicts import outcome_mark
from balise.rendering.vocabulary import word
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import judged
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.queries import adopted_references
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class Side:
    """A framework on one side of the comparison."""

    name: str
    mark: Mark
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Pair:
    """One framework before and after; a side is None when it comes into force, or when it is left."""

    title: str
    lead: bool
    before: Side | None
    after: Side | None
    blocks: tuple[Block, ...]
    """What changed, and why; empty when nothing did."""

    @property
    def changed(self) -> bool:
        """Tell whether the two sides are not one and the same text."""
        return self.before is None or self.after is None or self.before.name != self.after.name


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole comparison of a dossier with itself."""

    references: tuple[str, ...]
    """What the dossier would be pinned to."""
    pairs: tuple[Pair, ...]


def newer_references(file: DossierFile) -> tuple[str, ...]:
    """Return what is in force in the authority when the dossier is pinned to something else, else nothing."""
    references = adopted_references(file.authority_id)
    return () if references == file.references else references


def difference(file: DossierFile, references: tuple[str, ...], on: date, addressee: Addressee) -> Difference:
    """Judge the dossier under what it is pinned to and under ``references``, and tell the two apart to a reader."""
    before = judged(file, on)
    after = judged(replace(file, references=references), on)
    bank = bank_of((*file.references, *(name for name in references if name not in file.references)))
    old = {evaluation.framework.id: evaluation for evaluation in before.others}
    new = {evaluation.framework.id: evaluation for evaluation in after.others}
    ids = dict.fromkeys((*new, *old))
    others = (_pair(old.get(name), new.get(name), bank, addressee, lead=False) for name in ids)
    return Difference(references, (_pair(before.lead, after.lead, bank, addressee, lead=True), *others))


def _pair(
    before: Evaluation | None, after: Evaluation | None, bank: QuestionBank, addressee: Addressee, *, lead: bool
) -> Pair:
    one = after or before
    assert one is not None  # noqa: S101 - for the type checker
    return Pair(
        title=short_title(one.framework, current_language()),
        lead=lead,
        before=_side(before),
        after=_side(after),
        blocks=tuple(_changes(before, after, bank, addressee)) if before is not None and after is not None else (),
    )


def _side(evaluation: Evaluation | None) -> Side | None:
    if evaluation is None:
        return None
    return Side(_name(evaluation.framework), outcome_mark(evaluation, current_language()), evaluation)


def _name(framework: Framework) -> str:
    language = current_language()
    return f"{short_title(framework, language)}, {version_in_words(framework, language)}"


def _changes(before: Evaluation, after: Evaluation, bank: QuestionBank, addressee: Addressee) -> Iterator[Block]:
    """Yield the criteria that made the outcome change, then every finding that differs.

    Two charters that share no criterion are told apart by their outcomes alone: line by line, everything would be new.
    """
    another = before.framework.id != after.framework.id
    causes = causes_of_flip(before, after)
    if causes and (another or before.outcome is not after.outcome):
        flips = before.outcome is not after.outcome
        said = _("Ce qui fait changer l’issue") if flips else _("Ce qui change, pour la même issue")
        yield Paragraph.of(Strong(f"{said}{colon(current_language())}"))
        yield BulletList(tuple(_cause(cause, before, after.on, bank, addressee) for cause in causes))
    if another:
        yield Paragraph.of(_("Ce n’est pas la même charte : leurs critères ne se comparent pas un à un."))
        return
    items = tuple(_items(before, after, bank, addressee))
    if items:
        yield FindingList(items)
    elif before.framework.digest != after.framework.digest and before.outcome is after.outcome:
        yield Paragraph.of(_("Le texte a changé, mais aucun constat ne change pour ce dossier."))


def _cause(cause: Cause, before: Evaluation, on: date, bank: QuestionBank, addressee: Addressee) -> Runs:
    """Return a point that the dossier no longer has, or has now: a reader cannot tell by its words alone."""
    language, finding = current_language(), cause.finding
    turn = _("Disparaît") if cause.framework.digest == before.framework.digest else _("Apparaît")
    mark = mark_of(finding, language)
    title = sentence(finding.rule.criterion.title.in_(language))
    said = f"{title} {why((finding,), on, bank, language, addressee)}"
    return (Strong(f"{turn}{colon(language)}"), " ", *((mark, " ") if mark is not None else ()), said)


def _items(before: Evaluation, after: Evaluation, bank: QuestionBank, addressee: Addressee) -> Iterator[FindingItem]:
    old = {finding.rule.criterion.id: finding for finding in before.findings}
    new = {finding.rule.criterion.id: finding for finding in after.findings}
    for name in dict.fromkeys((*new, *old)):
        then, now = old.get(name), new.get(name)
        if then is not None and now is not None and _alike(then, now):
            continue
        if _idle(then) and _idle(now):
            continue
        yield _item(name, then, now, after, bank, addressee)


def _alike(one: Finding, other: Finding) -> bool:
    return (one.result, one.rule.strength) == (other.result, other.rule.strength)


def _idle(finding: Finding | None) -> bool:
    return finding is None or finding.result is Result.NOT_APPLICABLE


def _item(
    name: str,
    then: Finding | None,
    now: Finding | None,
    after: Evaluation,
    bank: QuestionBank,
    addressee: Addressee,
) -> FindingItem:
    language = current_language()
    shown = now or then
    assert shown is not None  # noqa: S101 - for the type checker
    told = _("%(before)s → %(after)s") % {"before": _result(then), "after": _result(now)}
    reason = why((now,), after.on, bank, language, addressee) if now is not None and not _idle(now) else ""
    return FindingItem(
        number=shown.rule.criterion.commitment.partition(":")[2],
        title=sentence(shown.rule.criterion.title.in_(language)),
        blocks=(Paragraph.of(f"{told}. {reason}".strip(), " ", Code(name)),),
        mark=None if now is None else mark_of(now, language),
        tags=_novelty(then, now),
    )


def _result(finding: Finding | None) -> str:
    return _("absent") if finding is None else word(finding.result, current_language()).lower()


def _novelty(then: Finding | None, now: Finding | None) -> tuple[Tag, ...]:
    if then is None:
        return (Tag(_("nouveau critère")),)
    return (Tag(_("critère retiré")),) if now is None else ()
