# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Granting an exception to one criterion of the charter, and putting an end to it before its time."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.charter_exceptions import CharterException
from balise.core.day_words import day_in_words
from balise.core.roles import Role
from balise.web.governance.acts import EXCEPTION_GRANTED, EXCEPTION_REVOKED
from balise.web.governance.models import ExceptionGrant
from balise.web.governance.operations.moving import Hold, hold
from balise.web.governance.permissions import forbidden, may_grant_exceptions, own_project
from balise.web.governance.refusals import ActRefusedError
from balise.web.governance.situation import situation_of
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def grant_exception(
    member: Member,
    dossier_id: int,
    criterion: str,
    motive: str,
    deciding_authority: str,
    expires_on: date,
    *,
    at: datetime,
) -> int:
    """Record an exception granted today by whoever answers for it; return its id.

    Raises:
        RefusedError: no such dossier, not theirs to record, or no such criterion to excuse from.
        ActRefusedError: no motive, nobody who answers for it, no end, or a law, which no exception lifts.
    """
    held = hold(member, dossier_id, at=at)
    _check_may(member, held)
    situation = situation_of(held.file, held.instruction, held.judged, held.on, member=member)
    if not any(criterion in judgement.blocking_unmet for judgement in situation.judgements):
        raise RefusedError(_("Ce critère ne bloque pas ce dossier : il n’a pas besoin d’exception."))
    asked = CharterException(criterion, motive.strip(), deciding_authority.strip(), held.on, expires_on)
    if obstacles := situation.obstacles_to(asked):
        raise ActRefusedError(obstacles)
    row = ExceptionGrant.objects.create(
        dossier_id=dossier_id,
        criterion=criterion,
        motive=asked.motive,
        deciding_authority=asked.deciding_authority,
        granted_on=asked.granted_on,
        expires_on=asked.expires_on,
        by_id=member.user_id,
        at=at,
    )
    _record(
        member,
        held,
        EXCEPTION_GRANTED.code,
        {
            "authority": asked.deciding_authority,
            "criterion": title_of(held, criterion),
            "criterion_id": criterion,
            "expires": day_in_words(expires_on).fr,
            "motive": asked.motive,
            "exception": row.pk,
        },
    )
    return row.pk


@transaction.atomic
def revoke_exception(member: Member, dossier_id: int, exception_id: int, motive: str, *, at: datetime) -> None:
    """Put an end to an exception before its time.

    Raises:
        RefusedError: no such exception, not theirs to end, or no motive.
    """
    held = hold(member, dossier_id, at=at)
    granted = next((each for each in held.instruction.exceptions if each.id == exception_id), None)
    if granted is None:
        raise RefusedError(_("Cette exception n’existe pas dans ce dossier, ou elle a déjà pris fin."), status=404)
    _check_may(member, held)
    if not motive.strip():
        raise RefusedError(_("Dites pourquoi l’exception prend fin : la personne qui porte le dossier le lira."))
    ExceptionGrant.objects.filter(pk=exception_id).update(revoked_at=at)
    details = {"criterion": title_of(held, granted.criterion), "motive": motive.strip(), "exception": exception_id}
    _record(member, held, EXCEPTION_REVOKED.code, details)


def title_of(held: Hold, criterion: str) -> str:
    """Return a criterion in the words of its framework, as the journal keeps them."""
    for evaluation in held.judged.all:
        for found in evaluation.framework.criteria:
            if found.id == criterion:
                return found.title.fr
    return criterion


def _check_may(member: Member, held: Hold) -> None:
    if may_grant_exceptions(member, held.file):
        return
    if not member.holds(Role.REVIEWER):
        raise forbidden(_("Seul un instructeur enregistre une exception, une fois accordée par qui en répond."))
    if held.file.is_owner(member):
        raise own_project()
    raise RefusedError(_("Une exception s’accorde une fois le dossier déposé, et jusqu’à son retrait."))


def _record(member: Member, held: Hold, act: str, details: dict[str, Any]) -> None:
    record(
        held.file.authority_id, act, member.actor, held.file.subject, held.at, {"number": held.file.number, **details}
    )
