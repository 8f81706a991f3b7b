# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lifting a reservation: what it asked for is done, and the answers of the dossier say so."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Finding, Result
from balise.web.assessments.operations import standing
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.acts import RESERVATION_LIFTED
from balise.web.governance.models import Reservation
from balise.web.governance.operations.moving import hold
from balise.web.governance.permissions import check_may_lift
from balise.web.governance.queries.corrections import correcting_questions, finding_of
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def lift(
    member: Member,
    dossier_id: int,
    reservation_id: int,
    note: str,
    answers: Mapping[str, AnswerValue] | None = None,
    *,
    at: datetime,
) -> None:
    """Say that a reservation is done, how, and which answers it changes; they then prevail over what was typed.

    A reservation about a criterion is lifted when the criterion is kept: a word is not enough.

    Raises:
        RefusedError: no such reservation, done already, not theirs, nothing said, or the criterion still not kept.
    """
    held = hold(member, dossier_id, at=at)
    reservation = held.instruction.reservation(reservation_id)
    if reservation is None:
        raise RefusedError(_("Cette réserve n’existe pas dans ce dossier."), status=404)
    check_may_lift(member, held.file, reservation)
    if reservation.done_on is not None:
        raise RefusedError(_("Cette réserve est déjà levée."))
    if not note.strip():
        raise RefusedError(_("Dites ce qui a été fait, en une phrase : c’est ce que lira qui contrôle."))
    if reservation.criterion:
        asked = correcting_questions(held.file, held.judged, reservation.criterion)
        changed = {question: value for question, value in (answers or {}).items() if question in asked}
        _check_kept(finding_of(judged(held.file, held.on, {**held.file.answers, **changed}), reservation.criterion))
        standing.establish(dossier_id, changed, origin=f"reservation:{reservation_id}", at=at)
    Reservation.objects.filter(pk=reservation_id).update(done_on=held.on, done_by_id=member.user_id, note=note.strip())
    details = {"number": held.file.number, "reservation": reservation.text, "note": note.strip(), "id": reservation_id}
    record(held.file.authority_id, RESERVATION_LIFTED.code, member.actor, held.file.subject, at, details)


def _check_kept(finding: Finding | None) -> None:
    if finding is None or finding.result in {Result.SATISFIED, Result.NOT_APPLICABLE}:
        return
    raise RefusedError(
        _(
            "Avec ces réponses, « %(criterion)s » n’est toujours pas tenu. Corrigez les réponses que le critère "
            "regarde, ou attendez que ce soit fait."
        )
        % {"criterion": finding.rule.criterion.title.fr}
    )
