# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A report that was published or corrected, for whoever is told of it."""

from django.urls import reverse

from balise.web.governance.contributions import NewsLine
from balise.web.journal.queries import Told
from balise.web.organisations.members import Member
from balise.web.reports.permissions import READERS
from balise.web.reports.queries.reports import title_of


def report_news(member: Member, told: Told) -> NewsLine:
    """Return the report and its page: that of those who prepare it, or that of the public for everybody else."""
    slug, year = member.authority.slug, told.details.get("year")
    if year is None:  # an entry older than this detail
        return NewsLine(told.subject_title, reverse("reports:public", args=[slug]))
    route = "reports:report" if member.holds(*READERS) else "reports:public-report"
    return NewsLine(title_of(year), reverse(route, args=[slug, year]))
