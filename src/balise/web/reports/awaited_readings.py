# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The reports to read before they are published: on the home page of their readers, and in their roundups."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.web.assessments.contributions import Panel
from balise.web.governance.contributions import Awaited, ToldLine
from balise.web.organisations.members import Member
from balise.web.reports.permissions import READERS
from balise.web.reports.queries.reports import unread_by


def awaited_readings(member: Member, on: date) -> Awaited | None:  # noqa: ARG001 - they wait whatever the day
    """Return the reports that somebody is to read, None for who reads none or when none waits."""
    if not member.holds(*READERS):
        return None
    years = unread_by(member.user_id, member.authority.id)
    if not years:
        return None
    return Awaited(Panel("reports/awaited_readings.html", years), tuple(_told(member, year) for year in years))


def _told(member: Member, year: int) -> ToldLine:
    said = _("bilan annuel %(year)s à relire") % {"year": year}
    return ToldLine(said, said, reverse("reports:report", args=[member.authority.slug, year]))
