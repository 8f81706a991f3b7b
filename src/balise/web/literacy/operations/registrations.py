# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Registering, by oneself or by whoever gives the training, and withdrawing: the first who waits has the seat."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.training import Standing, standings
from balise.web.literacy.models import Registration, Session
from balise.web.literacy.operations.messages import Occasion, write_to
from balise.web.literacy.operations.sessions import locked_session, registered, seated
from balise.web.literacy.permissions import check_trains
from balise.web.organisations.members import Member
from balise.web.organisations.queries.people import person_at, person_of
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def register(member: Member, session_id: int, *, at: datetime) -> Standing:
    """Register oneself; return whether there was a seat.

    Raises:
        RefusedError: there is no such session (404), it was cancelled or is over (409).
    """
    row = _open(member, session_id, at)
    person = person_of(member.authority.id, member.user_id)
    unit_id = None if person is None else person.unit_id
    return _enter(row, member.user_id, member.name, member.email, unit_id, at=at)


@transaction.atomic
def register_other(
    member: Member, session_id: int, name: str, email: str, unit_id: int | None, *, at: datetime
) -> Standing:
    """Register somebody else, who need not have an account; return whether there was a seat.

    Raises:
        RefusedError: it is not theirs (403), there is no such session (404), it was cancelled or is over (409).
    """
    check_trains(member)
    row = _open(member, session_id, at, past=True)
    person = person_at(member.authority.id, email) if email else None
    if person is None:
        return _enter(row, None, name, email, unit_id, at=at)
    return _enter(row, person.user_id, name, email, unit_id or person.unit_id, at=at)


@transaction.atomic
def withdraw(member: Member, session_id: int, *, at: datetime) -> None:
    """Give one's seat back; whoever waited for it is told.

    Raises:
        RefusedError: there is no such session (404), it was cancelled, or has begun (409).
    """
    row = locked_session(member, session_id)
    if row.starts_at <= at:
        raise RefusedError(_("La séance a commencé : prévenez la personne qui l’anime."))
    _leave(row, [each for each in registered(row) if each.user_id == member.user_id], at)


@transaction.atomic
def withdraw_other(member: Member, registration_id: int, *, at: datetime) -> int:
    """Take somebody off the list, and return the session.

    Raises:
        RefusedError: it is not theirs (403), or nobody is registered under this number (404).
    """
    check_trains(member)
    found = Registration.objects.filter(pk=registration_id, session__path__authority_id=member.authority.id).first()
    if found is None:
        raise RefusedError(_("Cette inscription n’existe pas ici."), status=404)
    row = locked_session(member, found.session_id)
    _leave(row, [each for each in registered(row) if each.pk == registration_id], at)
    return row.pk


def _open(member: Member, session_id: int, at: datetime, *, past: bool = False) -> Session:
    row = locked_session(member, session_id)
    if row.ends_at <= at and not past:
        raise RefusedError(_("Cette séance a déjà eu lieu."))
    return row


def _enter(row: Session, user_id: int | None, name: str, email: str, unit_id: int | None, *, at: datetime) -> Standing:
    already = row.registrations.filter(email__iexact=email).first() if email else None
    if already is not None and already.withdrawn_at is None:
        return _standing(row, already.pk)
    entry = already or Registration(session=row, email=email.lower())
    entry.user_id, entry.name, entry.unit_id = user_id, name, unit_id
    entry.registered_at, entry.withdrawn_at = at, None
    entry.save()
    found = _standing(row, entry.pk)
    if row.ends_at > at:
        write_to([entry], Occasion.SEATED if found is Standing.SEATED else Occasion.WAITING, row, at=at)
    return found


def _leave(row: Session, leaving: list[Registration], at: datetime) -> None:
    before = seated(row)
    for entry in leaving:
        entry.withdrawn_at = at
        entry.save(update_fields=["withdrawn_at"])
        write_to([entry], Occasion.LEFT, row, at=at)
    after = seated(row)
    write_to([each for each in registered(row) if each.pk in after - before], Occasion.SEAT_FREED, row, at=at)


def _standing(row: Session, registration_id: int) -> Standing:
    return standings([each.pk for each in registered(row)], row.seats)[registration_id]
