# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Attestations: by their code for anybody, one's own, and the last day until which somebody is trained."""

from collections.abc import Iterable
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


def attested_until(authority_id: int, user_ids: Iterable[int]) -> dict[int, date]:
    """Return the last day until which each of these people is attested; nothing is said of who never was.

    Without a limit, the last day that there is; the first, when all that somebody held was withdrawn.
    """
    rows = Attestation.objects.filter(authority_id=authority_id, user_id__in=set(user_ids))
    found: dict[int, date] = {}
    for user_id, expires_on, withdrawn_at in rows.values_list("user_id", "expires_on", "withdrawn_at"):
        if user_id is not None:
            until = (expires_on or date.max) if withdrawn_at is None else date.min
            found[user_id] = max(until, found.get(user_id, date.min))
    return found


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
