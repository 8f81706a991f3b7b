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
from balise.core.states import State
from balise.rendering.typography import AND, joined
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import is_open_to_correction
from balise.web.assessments.queries.verdicts import judged
from balise.web.assessments.told_answers import changes_said
from balise.web.governance.acts import RESERVATION_LIFTED
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.models import Reservation
from balise.web.governance.operations.moving import Hold, hold
from balise.web.governance.permissions import check_may_lift, leaves_to_another
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
    the criterion beside the point. Of one that the charter in force no longer judges, the word of whoever carries the
    dossier is not enough either. Nor may it change what was found of others: the same fact may tell whether they
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
        _check_kept(_found(held, reservation.criterion, tried), alone=leaves_to_another(member, held.file))
        _check_nothing_else(_turned(held, reservation.criterion, tried), held.file)
        standing.establish(dossier_id, changed, origin=f"reservation:{reservation_id}", at=at)
    Reservation.objects.filter(pk=reservation_id).update(done_on=held.on, done_by_id=member.user_id, note=note.strip())
    details = {"number": held.file.number, "reservation": reservation.text, "note": note.strip(), "id": reservation_id}
    if changed:
        said = changes_said(bank_of(held.file.references), held.file.answers, changed)
        details |= {"ids": list(changed), **in_both(answers=said)}
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


def _check_kept(finding: Finding | None, *, alone: bool) -> None:
    """See that the criterion is kept; ``alone`` is said of whoever may not vouch for their own project."""
    if finding is None and alone:
        raise RefusedError(
            _(
                "Les textes en vigueur ne jugent plus ce critère, et vous portez ce dossier : une autre personne "
                "constate que la réserve est levée, ou une nouvelle décision la déclare sans objet."
            )
        )
    if finding is None or finding.result is Result.SATISFIED:
        return
    if finding.result is Result.NOT_APPLICABLE:
        raise RefusedError(
            _(
                "Avec ces réponses, « %(criterion)s » ne s’appliquerait plus : ce n’est pas le tenir, et la réserve "
                "n’est pas levée. Corrigez les réponses, ou décidez de nouveau du dossier : une décision peut la "
                "déclarer sans objet, en disant pourquoi."
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
