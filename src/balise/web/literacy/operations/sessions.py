# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The sessions of a training: opened, changed, cancelled. Whoever registered is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.core.day_words import day_in_words
from balise.core.training import Form, Standing, standings
from balise.web.journal.acts import Act
from balise.web.journal.operations import Subject, record
from balise.web.journal.told import in_both, together
from balise.web.literacy.acts import SESSION_CANCELLED, SESSION_CHANGED, SESSION_OPENED
from balise.web.literacy.models import Registration, Session
from balise.web.literacy.operations.messages import Occasion, write_to
from balise.web.literacy.operations.paths import locked_path
from balise.web.literacy.permissions import check_trains
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class SessionProposal:
    """A session, as it is typed."""

    form: Form
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    provider: str = ""
    seats: int | None = None


@transaction.atomic
def open_session(member: Member, path_id: int, proposal: SessionProposal, *, at: datetime) -> int:
    """Open a session and return its identifier; one that is over may be recorded too, with who came.

    Raises:
        RefusedError: it is not theirs (403), there is no such training (404), it is closed, or the hours are wrong.
    """
    check_trains(member)
    path = locked_path(member, path_id)
    if path.closed_at is not None:
        raise RefusedError(_("Cette formation est fermée : rouvrez-la d’abord."))
    row = Session(path=path)
    _plan(row, proposal)
    row.save()
    record_of(member, SESSION_OPENED, row, at)
    return row.pk


@transaction.atomic
def change_session(member: Member, session_id: int, proposal: SessionProposal, *, at: datetime) -> int:
    """Plan a session anew. Those who have a seat are told of a new hour or place; those who waited, of a new seat.

    Returns:
        How many people are told: none when nothing changes for them, or once the session is over.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), it is cancelled, or a seat would be taken back.
    """
    check_trains(member)
    row = locked_session(member, session_id)
    before = seated(row)
    if proposal.seats is not None and proposal.seats < len(before):
        raise RefusedError(_("Il y a déjà plus d’inscrits que de places : une place donnée ne se reprend pas."))
    moved = _moves(row, proposal)
    _plan(row, proposal)
    row.changes += 1
    row.save()
    told = 0
    if row.ends_at > at:
        freed = [each for each in registered(row) if each.pk in seated(row) - before]
        if moved:
            told = write_to([each for each in registered(row) if each.pk in before], Occasion.CHANGED, row, at=at)
        told += write_to(freed, Occasion.SEAT_FREED, row, at=at)
    record_of(member, SESSION_CHANGED, row, at)
    return told


@transaction.atomic
def cancel_session(member: Member, session_id: int, reason: str, *, at: datetime) -> int:
    """Cancel a session, and tell whoever registered.

    Returns:
        How many people are told.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), it has begun, or no reason is given.
    """
    check_trains(member)
    row = locked_session(member, session_id)
    if row.starts_at <= at and row.form != Form.SELF_PACED:
        raise RefusedError(_("Cette séance a commencé : elle ne s’annule plus."))
    if not reason.strip():
        raise RefusedError(_("Dites pourquoi : les personnes inscrites le liront."))
    row.cancelled_at, row.cancelled_because = at, reason.strip()
    row.changes += 1
    row.save()
    told = write_to(registered(row), Occasion.CANCELLED, row, at=at)
    record_of(member, SESSION_CANCELLED, row, at, reason=row.cancelled_because)
    return told


def locked_session(member: Member, session_id: int) -> Session:
    """Return a session of the authority, held until the transaction ends: two people never take the same seat.

    Raises:
        RefusedError: there is none (404), or it is cancelled.
    """
    rows = Session.objects.select_for_update(of=("self",)).select_related("path__authority")
    row = rows.filter(path__authority_id=member.authority.id, pk=session_id).first()
    if row is None:
        raise RefusedError(_("Cette séance n’existe pas dans votre collectivité."), status=404)
    if row.cancelled_at is not None:
        raise RefusedError(_("Cette séance est annulée."))
    return row


def registered(row: Session) -> Sequence[Registration]:
    """Return who registered and did not withdraw, in the order in which they came."""
    return list(row.registrations.filter(withdrawn_at=None).order_by("registered_at", "pk"))


def seated(row: Session) -> set[int]:
    """Return the registrations that have a seat."""
    found = standings([each.pk for each in registered(row)], row.seats)
    return {each for each, standing in found.items() if standing is Standing.SEATED}


def record_of(member: Member, act: Act, row: Session, at: datetime, **details: str) -> None:
    """Write an act about a session in the journal."""
    subject = Subject("training_session", str(row.pk), row.path.title)
    day = in_both(day=day_in_words(timezone.localtime(row.starts_at).date()))
    record(member.authority.id, act.code, member.actor, subject, at, together(day, details))


def _plan(row: Session, proposal: SessionProposal) -> None:
    if proposal.ends_at <= proposal.starts_at:
        raise RefusedError(_("La séance finit avant d’avoir commencé."))
    row.form = proposal.form.value
    row.starts_at, row.ends_at = proposal.starts_at, proposal.ends_at
    row.place, row.provider, row.seats = proposal.place, proposal.provider, proposal.seats


def _moves(row: Session, proposal: SessionProposal) -> bool:
    kept = (Form(row.form), row.starts_at, row.ends_at, row.place)
    return kept != (proposal.form, proposal.starts_at, proposal.ends_at, proposal.place)
