# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Publishing a report, once and for all; and saying aloud what was wrong in it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.journal.operations import record as record_act
from balise.web.organisations.members import Member
from balise.web.reports.acts import CORRECTED, PUBLISHED
from balise.web.reports.models import Erratum
from balise.web.reports.operations.freezing import SHORT
from balise.web.reports.operations.holding import held
from balise.web.reports.permissions import check_may_publish
from balise.web.reports.queries.reports import report_read, subject_of
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def publish(member: Member, year: int, digest: str, *, at: datetime) -> None:
    """Publish the report whose inputs have this digest: what was read is what is published.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), it was frozen again meanwhile, or is published (409).
    """
    check_may_publish(member)
    row = held(member, year)
    if row.published_at is not None:
        raise RefusedError(_("Ce bilan est déjà publié."), status=409)
    if row.digest != digest:
        raise RefusedError(
            _("Les chiffres ont été arrêtés de nouveau depuis que vous les avez lus : relisez-les, puis publiez."),
            status=409,
        )
    row.published_at, row.published_by_id = at, member.user_id
    row.save()
    details = {"digest": row.digest[:SHORT], "whole": row.digest, "year": year}
    record_act(member.authority.id, PUBLISHED.code, member.actor, subject_of(row.pk, row.year), at, details)


@transaction.atomic
def correct(member: Member, year: int, text: str, figure: str, *, at: datetime) -> None:
    """Add an erratum to a published report; ``figure`` names the one it is about, empty for the whole.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), it is not published (409), or nothing is said.
    """
    check_may_publish(member)
    row = held(member, year)
    if row.published_at is None:
        raise RefusedError(_("Ce bilan n’est pas publié : corrigez-le, il n’a pas besoin d’erratum."), status=409)
    if not text.strip():
        raise RefusedError(_("Dites ce qui était faux, et ce qui est juste."))
    if figure and figure not in report_read(row).named:
        raise RefusedError(_("Ce chiffre n’est pas dans le bilan."), status=404)
    Erratum.objects.create(report=row, figure=figure, text=text.strip(), at=at, by_id=member.user_id)
    told = {"text": text.strip(), "figure": figure, "year": year}
    record_act(member.authority.id, CORRECTED.code, member.actor, subject_of(row.pk, row.year), at, told)
