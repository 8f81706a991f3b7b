# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lifting a reservation: what it asked for is done, and the answers of the dossier say so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Finding, Result
from balise.core.language import Language
from balise.rendering.answer_words import subject_in_words, value_in_words
from balise.rendering.typography import labelled
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.acts import RESERVATION_LIFTED
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.models import Reservation
from balise.web.governance.operations.moving import Hold, hold
from balise.web.governance.permissions import check_may_lift
from balise.web.governance.queries.corrections import correcting_questions, finding_of
from balise.web.journal.operations import record
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

_UNANSWERED = "sans réponse"
"""What the journal, a French document, says of a question that nobody had answered."""


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

    A reservation about a criterion is lifted when the criterion is kept: a word is not enough, and neither is making
    the criterion beside the point. What was answered before and after is sealed with the act.

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
    changed: dict[str, AnswerValue] = {}
    if reservation.criterion:
        asked = correcting_questions(held.file, held.judged, reservation.criterion)
        given = {question: value for question, value in (answers or {}).items() if question in asked}
        changed = {name: value for name, value in given.items() if held.file.answers.get(name) != value}
        _check_kept(_found(held, reservation.criterion, changed))
        standing.establish(dossier_id, changed, origin=f"reservation:{reservation_id}", at=at)
    Reservation.objects.filter(pk=reservation_id).update(done_on=held.on, done_by_id=member.user_id, note=note.strip())
    details = {"number": held.file.number, "reservation": reservation.text, "note": note.strip(), "id": reservation_id}
    details |= {"answers": _changes(held.file, changed)} if changed else {}
    record(held.file.authority_id, RESERVATION_LIFTED.code, member.actor, held.file.subject, at, details)


def _found(held: Hold, criterion: str, changed: Mapping[str, AnswerValue]) -> Finding | None:
    """Return what is found with these answers: as the dossier stands, or as the service that the rule speaks of."""
    file = replace(held.file, answers={**held.file.answers, **changed})
    found = finding_of(judged(file, held.on), criterion)
    if found is None or found.result is not Result.NOT_APPLICABLE:
        return found
    return finding_of(judged_in_service(file, held.instruction, held.on), criterion)


def _changes(file: DossierFile, changed: Mapping[str, AnswerValue]) -> list[str]:
    """Return each answer that changes, before and after, in words."""
    bank, language = bank_of(file.references), Language.FRENCH

    def said(question: str, value: AnswerValue | None) -> str:
        return _UNANSWERED if value is None else value_in_words(question, value, bank, language)

    return [
        labelled(
            subject_in_words(question, bank, language),
            f"{said(question, file.answers.get(question))} → {said(question, value)}",
            language,
        )
        for question, value in changed.items()
    ]


def _check_kept(finding: Finding | None) -> None:
    if finding is None or finding.result is Result.SATISFIED:
        return
    if finding.result is Result.NOT_APPLICABLE:
        raise RefusedError(
            _(
                "Avec ces réponses, « %(criterion)s » ne s’appliquerait plus : ce n’est pas le tenir, et la réserve "
                "n’est pas levée. Corrigez les réponses, ou décidez de nouveau du dossier."
            )
            % {"criterion": finding.rule.criterion.title.fr}
        )
    raise RefusedError(
        _(
            "Avec ces réponses, « %(criterion)s » n’est toujours pas tenu. Corrigez les réponses que le critère "
            "regarde, ou attendez que ce soit fait."
        )
        % {"criterion": finding.rule.criterion.title.fr}
    )
