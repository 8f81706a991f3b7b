# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Granting an exception to one criterion of the charter, and putting an end to it before its time."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from balise.core.charter_exceptions import CharterException
from balise.core.day_words import day_in_words
from balise.core.roles import Role
from balise.rendering.typography import date_in_words
from balise.web.assessments.files import DossierFile
from balise.web.governance.acts import EXCEPTION_GRANTED, EXCEPTION_REVOKED
from balise.web.governance.letters import Words
from balise.web.governance.models import ExceptionGrant
from balise.web.governance.operations.letters import write
from balise.web.governance.operations.moving import Hold, hold
from balise.web.governance.permissions import (
    forbidden,
    leaves_to_another,
    may_grant_exceptions,
    own_project,
)
from balise.web.governance.queries.follow_up import criterion_title
from balise.web.governance.queries.suspensions import Uncovered, uncovered_of
from balise.web.governance.records import ExceptionRecord, Instruction
from balise.web.governance.refusals import ActRefusedError
from balise.web.governance.situation import situation_of
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.members import Member
from balise.web.organisations.queries import contacts_of
from balise.web.ui.languages import current_language
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
            **in_both(criterion=criterion_title(criterion, held.file.references), expires=day_in_words(expires_on)),
            "authority": asked.deciding_authority,
            "criterion_id": criterion,
            "motive": asked.motive,
            "exception": row.pk,
        },
    )
    return row.pk


def exception_in_force(instruction: Instruction, exception_id: int, on: date) -> ExceptionRecord:
    """Return an exception that covers something still.

    Raises:
        RefusedError: there is none, or it was ended already (404); or its time is over (409).
    """
    granted = next((each for each in instruction.exceptions if each.id == exception_id), None)
    if granted is None or granted.revoked_on is not None:
        raise RefusedError(_("Cette exception n’existe pas dans ce dossier, ou elle a déjà pris fin."), status=404)
    if granted.core.has_ended(on):
        raise RefusedError(
            _("Cette exception a pris fin d’elle-même le %(day)s : il n’y a plus rien à retirer.")
            % {"day": date_in_words(granted.expires_on, current_language())}
        )
    return granted


@transaction.atomic
def revoke_exception(member: Member, dossier_id: int, exception_id: int, motive: str, *, at: datetime) -> None:
    """Put an end to an exception before its time, and tell the owner what follows.

    Nothing is suspended here: a tool in service that the exception alone covered is, by the next periodic work.

    Raises:
        RefusedError: no such exception, one that has ended, not theirs to end, or no motive.
    """
    held = hold(member, dossier_id, at=at)
    granted = exception_in_force(held.instruction, exception_id, held.on)
    _check_may(member, held)
    if not motive.strip():
        raise RefusedError(_("Dites pourquoi l’exception prend fin : la personne qui porte le dossier le lira."))
    ExceptionGrant.objects.filter(pk=exception_id).update(revoked_at=at)
    told = {**in_both(criterion=criterion_title(granted.criterion, held.file.references)), "motive": motive.strip()}
    _record(member, held, EXCEPTION_REVOKED.code, {**told, "exception": exception_id})
    with translation.override("fr"):
        sentence = EXCEPTION_REVOKED.told({**told, "actor": member.name, "subject": held.file.title})
        follows = [f"{each.words}." for each in after_revoking(held.file, held.instruction, exception_id, held.on)]
    title = f"{held.file.number} – {held.file.title}"
    words = Words(f"exception-revoked:{exception_id}", title, (sentence, *follows))
    contacts = contacts_of(held.file.authority_id, {held.file.owner_id} - {member.user_id})
    write(held.file, member.authority.slug, contacts, words, at=at)


def after_revoking(file: DossierFile, instruction: Instruction, exception_id: int, on: date) -> tuple[Uncovered, ...]:
    """Return what would then be about to suspend the tool; nothing when another exception, or none, is needed."""
    changed = [replace(each, revoked_on=on) if each.id == exception_id else each for each in instruction.exceptions]
    return tuple(each for each in uncovered_of(file, changed, on) if each.exception.id == exception_id)


def _check_may(member: Member, held: Hold) -> None:
    if may_grant_exceptions(member, held.file):
        return
    if not member.holds(Role.REVIEWER):
        raise forbidden(_("Seul un instructeur enregistre une exception, une fois accordée par qui en répond."))
    if leaves_to_another(member, held.file):
        raise own_project()
    raise RefusedError(_("Une exception s’accorde une fois le dossier déposé, et jusqu’à son retrait."))


def _record(member: Member, held: Hold, act: str, details: dict[str, Any]) -> None:
    record(
        held.file.authority_id, act, member.actor, held.file.subject, held.at, {"number": held.file.number, **details}
    )
