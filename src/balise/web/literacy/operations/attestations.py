# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Issuing attestations to those who came, recording what was followed elsewhere, and withdrawing what was wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.core.training import Audience, counted_in, last_day
from balise.web.journal.operations import Subject, record
from balise.web.literacy.acts import ATTESTATION_WITHDRAWN, ATTESTED, OUTSIDE_RECORDED
from balise.web.literacy.models import Attestation, Registration, Session
from balise.web.literacy.operations.messages import Occasion, write_to
from balise.web.literacy.operations.sessions import locked_session, record_of, registered
from balise.web.literacy.permissions import check_trains
from balise.web.organisations.members import Member
from balise.web.organisations.queries.memberships import members_of
from balise.web.organisations.queries.people import person_at
from balise.web.ui.public_codes import draw
from balise.web.ui.refusals import RefusedError

LENGTH = 12
"""Signs of a code: one opens what names a person, and must not be found by trying (29 to the 12th, 3.5 × 10¹⁷)."""


@dataclass(frozen=True, slots=True)
class OutsideTraining:
    """What somebody followed elsewhere, as it is typed."""

    name: str
    email: str
    audience: Audience
    unit_id: int | None
    training: str
    provider: str
    reference: str
    hours: Decimal | None
    followed_on: date
    expires_on: date | None


@transaction.atomic
def attest(member: Member, session_id: int, *, at: datetime) -> int:
    """Issue the attestations of a session to those who came and passed the quiz, if any; return how many were new.

    Raises:
        RefusedError: it is not theirs (403), there is no such session (404), or nobody is there to attest (409).
    """
    check_trains(member)
    row = locked_session(member, session_id)
    held = set(Attestation.objects.filter(registration__session=row).values_list("registration_id", flat=True))
    new = [each for each in registered(row) if each.pk not in held and _deserves(row, each)]
    if not new:
        raise RefusedError(_("Personne de plus n’a droit à une attestation : notez d’abord les présences."))
    roles: dict[int | None, frozenset[Role]] = {each.user_id: each.roles for each in members_of(member.authority.id)}
    for entry in new:
        code = _issue(member, row, entry, roles.get(entry.user_id, frozenset()), at)
        write_to([entry], Occasion.ATTESTED, row, at=at, code=code)
    record_of(member, ATTESTED, row, at)
    return len(new)


@transaction.atomic
def record_outside(member: Member, given: OutsideTraining, *, at: datetime) -> str:
    """Keep a training followed elsewhere, and return the code of its attestation.

    Raises:
        RefusedError: it is not theirs (403), or the day is to come (409).
    """
    check_trains(member)
    if given.followed_on > timezone.localtime(at).date():
        raise RefusedError(_("Cette formation n’a pas encore eu lieu : consignez-la une fois suivie."))
    person = person_at(member.authority.id, given.email) if given.email else None
    row = Attestation.objects.create(
        code=draw(LENGTH),
        authority_id=member.authority.id,
        user_id=None if person is None else person.user_id,
        name=given.name,
        audience=given.audience.value,
        unit_id=given.unit_id or (None if person is None else person.unit_id),
        training=given.training,
        hours=given.hours,
        provider=given.provider,
        reference=given.reference,
        followed_on=given.followed_on,
        issued_at=at,
        expires_on=given.expires_on,
    )
    subject = Subject("attestation", str(row.pk), given.training)
    record(member.authority.id, OUTSIDE_RECORDED.code, member.actor, subject, at, {"provider": given.provider})
    return row.code


@transaction.atomic
def withdraw_attestation(member: Member, code: str, reason: str, *, at: datetime) -> None:
    """Have an attestation count no more.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), or no reason is given (409).
    """
    check_trains(member)
    rows = Attestation.objects.select_for_update().filter(authority_id=member.authority.id, code=code)
    row = rows.first()
    if row is None:
        raise RefusedError(_("Cette attestation n’existe pas ici."), status=404)
    if not reason.strip():
        raise RefusedError(_("Dites pourquoi : qui vérifiera l’attestation le lira."))
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_because = at, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    subject = Subject("attestation", str(row.pk), row.training)
    record(
        member.authority.id, ATTESTATION_WITHDRAWN.code, member.actor, subject, at, {"reason": row.withdrawn_because}
    )


def _deserves(row: Session, entry: Registration) -> bool:
    """Tell whether somebody came, and passed the quiz: whoever has no account has no page where to answer it."""
    return bool(entry.present) and (not row.path.quiz or entry.passed_quiz or entry.user_id is None)


def _issue(member: Member, row: Session, entry: Registration, roles: frozenset[Role], at: datetime) -> str:
    path, today = row.path, timezone.localtime(at).date()
    followed = min(timezone.localtime(row.ends_at).date(), today)
    return Attestation.objects.create(
        code=draw(LENGTH),
        authority_id=member.authority.id,
        registration=entry,
        user_id=entry.user_id,
        name=entry.name,
        audience=counted_in(roles, Audience(path.audience)).value,
        unit_id=entry.unit_id,
        training=path.title,
        content=path.content,
        hours=path.hours,
        provider=row.provider,
        followed_on=followed,
        issued_at=at,
        expires_on=last_day(followed, path.validity_months),
    ).code
