# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What already stops a project, why, and what would be enough: the triage in the words of the other pages."""

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balise.core.mending import ChangeSet
from balise.core.questions import QuestionBank
from balise.core.triage import FrameworkTriage, Triage
from balise.rendering.advice_page import WHAT_WOULD_DO
from balise.rendering.changes import MOST_SETS, change_in_words
from balise.rendering.document import (
    Block,
    FindingItem,
    FindingList,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Tone,
    Verdict,
)
from balise.rendering.reasons import Addressee, announcement, mark_of, way_out, why
from balise.rendering.typography import labelled
from balise.web.assessments.pre_verdict import fragment
from balise.web.ui.languages import current_language


def stopped() -> SafeString:
    """Return the answer for a project that something stops already: it stands first on the page."""
    said = _(
        "Tel que vous le décrivez, ce projet ne peut pas passer, quelles que soient les réponses suivantes. Voici "
        "pourquoi, et ce qui suffirait."
    )
    return fragment((Verdict(Tone.STOP, _("Bloqué en l’état"), (Paragraph.of(said),)),), level=2)


def what_blocks(found: Triage, bank: QuestionBank) -> SafeString:
    """Return, for each framework that stops the project, the commitments not kept and what would be enough."""
    return fragment(tuple(_blocked(each, bank) for each in found.frameworks if each.blocked), level=3)


def _blocked(found: FrameworkTriage, bank: QuestionBank) -> Section:
    language = current_language()
    title = found.evaluation.framework.title.in_(language)
    return Section(title, (FindingList(tuple(_findings(found, bank))), *_enough(found, bank)))


def _findings(found: FrameworkTriage, bank: QuestionBank) -> Iterator[FindingItem]:
    language = current_language()
    framework = found.evaluation.framework
    for finding in found.blocked_by:
        criterion = finding.rule.criterion
        commitment = framework.commitments_by_id[criterion.commitment]
        label = announcement(finding.rule.strength, language, Addressee.WRITER)
        to_do = way_out(finding.rule, language, Addressee.WRITER)
        yield FindingItem(
            number=commitment.number,
            title=commitment.title.in_(language),
            blocks=(
                Paragraph.of(why((finding,), found.evaluation.on, bank, language, Addressee.WRITER)),
                Paragraph.of(Strong(label), labelled("", to_do, language)),
            ),
            mark=mark_of(finding, language),
        )


def _enough(found: FrameworkTriage, bank: QuestionBank) -> Iterator[Block]:
    """Yield the smallest changes, or that there are none: each set is a list, and any of them will do."""
    if found.out_of_reach:
        said = _("Aucun petit changement n’y suffit : ce qui bloque est un fait, ou demande un autre projet.")
        yield Paragraph.of(said)
        return
    blocks: list[Block] = []
    for rank, changes in enumerate(found.enough[:MOST_SETS]):
        if rank:
            blocks.append(Paragraph.of(_("Ou bien :")))
        blocks.append(_changes(changes, found, bank))
    yield Section(WHAT_WOULD_DO.in_(current_language()), tuple(blocks))


def _changes(changes: ChangeSet, found: FrameworkTriage, bank: QuestionBank) -> NumberedList:
    language = current_language()
    said = (change_in_words(change, found.evaluation.on, bank, language) for change in changes.changes)
    return NumberedList(tuple(said))
