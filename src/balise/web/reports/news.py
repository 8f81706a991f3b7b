# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a report that was published or corrected is read by whoever is told of it."""

from django.urls import reverse

from balise.web.journal.queries import Told
from balise.web.organisations.members import Member
from balise.web.reports.permissions import READERS


def report_address(member: Member, told: Told) -> str:
    """Return the page of the report: that of those who prepare it, or that of the public for everybody else."""
    slug, year = member.authority.slug, told.details.get("year")
    if year is None:  # an entry older than this detail
        return reverse("reports:public", args=[slug])
    return reverse("reports:report" if member.holds(*READERS) else "reports:public-report", args=[slug, year])
