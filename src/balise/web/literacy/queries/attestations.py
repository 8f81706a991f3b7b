# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Attestations: by their code for anybody, one's own, and the last day until which somebody is trained."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from balise.core.training import Audience, validity
from balise.web.literacy.models import Attestation
from balise.web.literacy.records import AttestationCard
from balise.web.organisations.members import Member


def attestation_behind(code: str, on: date, *, authority_id: int | None = None) -> AttestationCard | None:
    """Return the attestation that bears a code, of one authority if it is named, or None."""
    rows = Attestation.objects.select_related("authority").filter(code=code)
    row = (rows if authority_id is None else rows.filter(authority_id=authority_id)).first()
    return None if row is None else _card(row, on)


def attestations_of(member: Member, on: date) -> tuple[AttestationCard, ...]:
    """Return a person's own attestations, the last first."""
    rows = _rows(member.authority.id).filter(user_id=member.user_id)
    return tuple(_card(row, on) for row in rows)


def outside_attestations(authority_id: int) -> QuerySet[Attestation]:
    """Return what was followed elsewhere, the last first, not read yet."""
    return _rows(authority_id).filter(registration=None)


def cards(rows: QuerySet[Attestation] | list[Attestation], on: date) -> tuple[AttestationCard, ...]:
    """Return attestations as pages are given them."""
    return tuple(_card(row, on) for row in rows)


def trained_until(authority_id: int, user_id: int, on: date) -> date | None:
    """Return the last day on which somebody counts as trained; None when they do not today.

    An attestation that does not expire counts until the last day that there is.
    """
    rows = Attestation.objects.filter(authority_id=authority_id, user_id=user_id, withdrawn_at=None)
    days = [each or date.max for each in rows.values_list("expires_on", flat=True)]
    last = max(days, default=None)
    return None if last is None or last < on else last


def _rows(authority_id: int) -> QuerySet[Attestation]:
    rows = Attestation.objects.filter(authority_id=authority_id).select_related("authority")
    return rows.order_by("-followed_on", "-pk")


def _card(row: Attestation, on: date) -> AttestationCard:
    return AttestationCard(
        id=row.pk,
        code=row.code,
        authority=row.authority.name,
        name=row.name,
        audience=Audience(row.audience),
        training=row.training,
        content=tuple(row.content.splitlines()),
        hours=row.hours,
        provider=row.provider,
        reference=row.reference,
        followed_on=row.followed_on,
        issued_on=timezone.localtime(row.issued_at).date(),
        expires_on=row.expires_on,
        validity=validity(row.expires_on, row.withdrawn_at is not None, on),
        withdrawn_because=row.withdrawn_because,
    )
