# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The report of a year, held until the transaction ends: two people never write the same one."""

from django.utils.translation import gettext as _

from balise.web.organisations.members import Member
from balise.web.reports.models import AnnualReport
from balise.web.ui.refusals import RefusedError


def held_if_any(member: Member, year: int) -> AnnualReport | None:
    """Return the report of a year of the member's authority, None when there is none yet."""
    return AnnualReport.objects.select_for_update().filter(authority_id=member.authority.id, year=year).first()


def held(member: Member, year: int) -> AnnualReport:
    """Return the report of a year of the member's authority.

    Raises:
        RefusedError: there is none (404).
    """
    row = held_if_any(member, year)
    if row is None:
        raise RefusedError(_("Aucun bilan n’est arrêté pour cette année."), status=404)
    return row
