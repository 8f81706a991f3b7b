# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Judging a dossier by the frameworks in force today rather than by those it was filed under: an explicit act.

A new version of the charter moves no dossier by itself. Somebody looks at what would change, and says yes: the dossier
is then pinned to what is in force, and both verdicts are kept, the one before and the one after.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.language import Language, Text
from balise.core.roles import Role
from balise.core.states import State
from balise.rendering.provenance import short_title, version_in_words
from balise.rendering.typography import quoted
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import to_file
from balise.web.assessments.operations.standing import day_of, judge_again, keep_verdict, locked_row
from balise.web.assessments.permissions import may_edit, may_read, no_such_dossier
from balise.web.assessments.told_outcomes import outcome_said
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.frameworks import framework_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import adopted_references
from balise.web.ui.refusals import RefusedError

BEFORE = "reevaluation_before"
AFTER = "reevaluation_after"
OVER = frozenset({State.REFUSED, State.CLOSED, State.WITHDRAWN, State.ARCHIVED})
"""The states in which a verdict is history: nobody judges it again."""


def may_reevaluate(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may move the dossier to other versions: its writers while they write, then reviewers."""
    if file.state in OVER or not may_read(member, file):
        return False
    return member.holds(Role.REVIEWER) or may_edit(member, file)


@transaction.atomic
def reevaluate(member: Member, dossier_id: int, expected: Sequence[str], *, at: datetime) -> DossierFile:
    """Pin the dossier to the frameworks in force and keep both verdicts.

    ``expected`` are the references whose effect the person was shown: if others came into force meanwhile, nothing
    happens.

    Raises:
        RefusedError: not theirs, over, nothing new, or something newer than what was shown.
    """
    row = locked_row(dossier_id)
    before = to_file(row)
    _check_may(member, before)
    references = adopted_references(member.authority.id)
    if not references or references == before.references:
        raise RefusedError(_("Ce dossier est déjà évalué selon ce qui est en vigueur : il n’y a rien à changer."))
    if tuple(expected) != references:
        raise RefusedError(
            _(
                "Ce qui est en vigueur a changé depuis que cette page est ouverte. Rien n’a été fait : relisez la "
                "comparaison, puis confirmez."
            )
        )
    on = day_of(at)
    keep_verdict(dossier_id, BEFORE, by=member.user_id, on=on, at=at)
    row.frameworks = list(references)
    row.updated_at = at
    judge_again(row, on)
    row.save()
    keep_verdict(dossier_id, AFTER, by=member.user_id, on=on, at=at)
    after = to_file(row)
    record(member.authority.id, "dossier.reevaluated", member.actor, after.subject, at, _details(before, after))
    return after


def _details(before: DossierFile, after: DossierFile) -> dict[str, object]:
    return {
        "number": after.number,
        "from": list(before.references),
        "to": list(after.references),
        **in_both(
            lead=_lead_said(before.lead, after.lead),
            before=outcome_said(before.outcome),
            after=outcome_said(after.outcome),
        ),
    }


def _lead_said(before: str, after: str) -> Text:
    """Return the leading charter before and after as readers call them; alone when it is another text that changed."""
    if before == after:
        return Text(*(_charter_said(after, language) for language in Language))
    said = {language: [_charter_said(each, language) for each in (before, after)] for language in Language}
    old, new = said[Language.FRENCH]
    former, present = said[Language.ENGLISH]
    return Text(f"de {old} à {new}", f"from {former} to {present}")


def _charter_said(reference: str, language: Language) -> str:
    framework = framework_of(reference)
    return quoted(f"{short_title(framework, language)}, {version_in_words(framework, language)}", language)


def _check_may(member: Member, file: DossierFile) -> None:
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    if file.state in OVER:
        raise RefusedError(_("Ce dossier est terminé : son verdict reste celui du jour où il a été décidé."))
    if not may_reevaluate(member, file):
        raise RefusedError(
            _(
                "Une fois déposé, un dossier n’est réévalué que par un instructeur. Demandez-le à celui qui l’a en "
                "charge."
            ),
            status=403,
        )
