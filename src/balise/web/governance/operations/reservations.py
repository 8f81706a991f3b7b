# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lifting a reservation: what it asked for is done, and the answers of the dossier say so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Finding, Result
from balise.core.language import Language, Text
from balise.core.states import State
from balise.rendering.answer_words import subject_in_words, value_in_words
from balise.rendering.typography import AND, joined, labelled
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import is_open_to_correction
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.acts import RESERVATION_LIFTED
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.models import Reservation
from balise.web.governance.operations.moving import Hold, hold
from balise.web.governance.permissions import check_may_lift
from balise.web.governance.queries.corrections import (
    SideEffect,
    Turn,
    correcting_questions,
    finding_of,
    side_effects,
)
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

_UNANSWERED = Text("sans réponse", "unanswered")
"""What the journal says of a question that nobody had answered."""


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
    the criterion beside the point. Nor may it change what was found of others: the same fact may tell whether they
    apply, and somebody must look at that. What was answered before and after is sealed with the act.

    Raises:
        RefusedError: no such reservation, done already, not theirs, nothing said, the criterion still not kept, or
            another that would be dropped, broken or unknown.
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
        tried = replace(held.file, answers={**held.file.answers, **changed})
        _check_kept(_found(held, reservation.criterion, tried))
        _check_nothing_else(_turned(held, reservation.criterion, tried), held.file)
        standing.establish(dossier_id, changed, origin=f"reservation:{reservation_id}", at=at)
    Reservation.objects.filter(pk=reservation_id).update(done_on=held.on, done_by_id=member.user_id, note=note.strip())
    details = {"number": held.file.number, "reservation": reservation.text, "note": note.strip(), "id": reservation_id}
    details |= {"ids": list(changed), **in_both(answers=_changes(held.file, changed))} if changed else {}
    record(held.file.authority_id, RESERVATION_LIFTED.code, member.actor, held.file.subject, at, details)


def _found(held: Hold, criterion: str, tried: DossierFile) -> Finding | None:
    """Return what is found with these answers: as the dossier stands, or as the service that the rule speaks of."""
    found = finding_of(judged(tried, held.on), criterion)
    if found is None or found.result is not Result.NOT_APPLICABLE:
        return found
    return finding_of(judged_in_service(tried, held.instruction, held.on), criterion)


def _turned(held: Hold, criterion: str, tried: DossierFile) -> tuple[SideEffect, ...]:
    """Return what these answers would do to other criteria, today and once the tool serves, each of them once."""
    if tried.answers == held.file.answers:
        return ()
    today = side_effects(held.judged, judged(tried, held.on), criterion)
    serving = side_effects(
        judged_in_service(held.file, held.instruction, held.on),
        judged_in_service(tried, held.instruction, held.on),
        criterion,
    )
    return tuple({each.finding.rule.criterion.id: each for each in (*serving, *today)}.values())


def _changes(file: DossierFile, changed: Mapping[str, AnswerValue]) -> list[Text]:
    """Return each answer that changes, before and after, in words."""
    return [Text(*(_change(file, *each, language) for language in Language)) for each in changed.items()]


def _change(file: DossierFile, question: str, value: AnswerValue, language: Language) -> str:
    bank = bank_of(file.references)

    def said(answer: AnswerValue | None) -> str:
        return _UNANSWERED.in_(language) if answer is None else value_in_words(question, answer, bank, language)

    became = f"{said(file.answers.get(question))} → {said(value)}"
    return labelled(subject_in_words(question, bank, language), became, language)


def _check_nothing_else(effects: Sequence[SideEffect], file: DossierFile) -> None:
    if not effects:
        return
    said = {
        Turn.DROPPED: _("« %(criterion)s » ne s’appliquerait plus"),
        Turn.BROKEN: _("« %(criterion)s » ne serait plus tenu"),
        Turn.UNKNOWN: _("« %(criterion)s » attendrait une réponse"),
    }
    language = current_language()
    turns = [said[turn] % {"criterion": finding.rule.criterion.title.in_(language)} for finding, turn in effects]
    first = _(
        "Avec ces réponses, la réserve serait levée, mais d’autres constats changeraient : %(turns)s. La réserve n’est "
        "pas levée : quelqu’un doit d’abord regarder ce changement."
    ) % {"turns": joined(turns, AND, language)}
    raise RefusedError(f"{first} {_way_on(file)}")


def _way_on(file: DossierFile) -> str:
    """Return how a change that goes beyond a reservation is looked at, from where the dossier is."""
    if file.state is State.DEPLOYED:
        return _(
            "Demandez un réexamen : un instructeur y corrige la réponse en disant pourquoi, et la réserve se lève "
            "ensuite."
        )
    if is_open_to_correction(file):
        return _(
            "Un instructeur corrige d’abord la réponse dans le formulaire, en disant pourquoi ; la réserve se lève "
            "ensuite."
        )
    return _("Demandez à un instructeur de renvoyer le dossier pour complément : ses réponses y seront revues.")


def _check_kept(finding: Finding | None) -> None:
    if finding is None or finding.result is Result.SATISFIED:
        return
    if finding.result is Result.NOT_APPLICABLE:
        raise RefusedError(
            _(
                "Avec ces réponses, « %(criterion)s » ne s’appliquerait plus : ce n’est pas le tenir, et la réserve "
                "n’est pas levée. Corrigez les réponses, ou décidez de nouveau du dossier."
            )
            % {"criterion": finding.rule.criterion.title.in_(current_language())}
        )
    raise RefusedError(
        _(
            "Avec ces réponses, « %(criterion)s » n’est toujours pas tenu. Corrigez les réponses que le critère "
            "regarde, ou attendez que ce soit fait."
        )
        % {"criterion": finding.rule.criterion.title.in_(current_language())}
    )
