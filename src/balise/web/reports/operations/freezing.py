# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Freezing a year: what is known of it is gathered once, and every figure follows from that alone."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.annual.record import Pledge, YearPeriod
from balise.core.digests import digest
from balise.loading.annual_annex import record_of, record_text
from balise.web.assessments.operations.standing import day_of
from balise.web.journal.operations import record as record_act
from balise.web.organisations.members import Member
from balise.web.reports.acts import DISCARDED, FROZEN, FROZEN_AGAIN
from balise.web.reports.gathering import Gathered, gather
from balise.web.reports.models import AnnualReport
from balise.web.reports.operations.holding import held_if_any
from balise.web.reports.permissions import check_may_write
from balise.web.reports.queries.reports import beside_earlier_reports, promised_before, subject_of
from balise.web.ui.refusals import RefusedError

SHORT = 19
"""How much of a digest the journal says: ``sha256:`` and twelve letters."""


@transaction.atomic
def freeze(member: Member, period: YearPeriod, *, at: datetime) -> int:
    """Freeze a year, or freeze it again as long as it is not published; return the year.

    Raises:
        RefusedError: it is not theirs (403), the period is not over, or its report is published (409).
    """
    check_may_write(member)
    if period.last_day >= day_of(at):
        raise RefusedError(
            _("Cette période n’est pas finie : un bilan ne s’arrête qu’une fois son dernier jour passé.")
        )
    row = _unpublished(member, period.year)
    gathered = _whole(member, period, row)
    text = record_text(gathered.record)
    kept = {
        "first_day": period.first_day,
        "last_day": period.last_day,
        "inputs": text,
        "digest": digest(record_of(text)),
        "usage_unread": gathered.usage_unread[:600],
        "frozen_at": at,
        "frozen_by_id": member.user_id,
    }
    act = FROZEN if row is None else FROZEN_AGAIN
    if row is None:
        row = AnnualReport(authority_id=member.authority.id, year=period.year)
    for name, value in kept.items():
        setattr(row, name, value)
    row.save()
    subject = subject_of(row.pk, row.year)
    record_act(
        member.authority.id, act.code, member.actor, subject, at, {"digest": row.digest[:SHORT], "whole": row.digest}
    )
    return row.year


@transaction.atomic
def discard(member: Member, year: int, *, at: datetime) -> None:
    """Erase a report that was never published.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), or it is published (409).
    """
    check_may_write(member)
    row = _unpublished(member, year)
    if row is None:
        raise RefusedError(_("Aucun bilan n’est arrêté pour cette année."), status=404)
    subject = subject_of(row.pk, row.year)
    row.delete()
    record_act(member.authority.id, DISCARDED.code, member.actor, subject, at, {})


def _unpublished(member: Member, year: int) -> AnnualReport | None:
    """Hold the report of a year, None when there is none yet.

    Raises:
        RefusedError: it is published (409).
    """
    row = held_if_any(member, year)
    if row is not None and row.published_at is not None:
        raise RefusedError(_("Ce bilan est publié : ses chiffres ne changent plus. Ajoutez un erratum."), status=409)
    return row


def _whole(member: Member, period: YearPeriod, row: AnnualReport | None) -> Gathered:
    """Return the record of the year with what reports before it said; what people said of promises is kept."""
    gathered = gather(member.authority, period)
    promised = promised_before(member.authority.id, period)
    told = {} if row is None else {each.text: each.kept for each in record_of(row.inputs).pledges or ()}
    pledges = None
    if promised is not None:
        pledges = tuple(Pledge(text, told[text]) if text in told else Pledge(text) for text in promised)
    whole = beside_earlier_reports(gathered.record, member.authority.id)
    return replace(gathered, record=replace(whole, pledges=pledges))
