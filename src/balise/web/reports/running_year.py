# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The year that is running, gathered as a report would be, beside the last one that was published."""

from dataclasses import replace
from datetime import date

from balise.web.organisations.members import Place
from balise.web.reports.gathering import Gathered, gather
from balise.web.reports.periods import so_far
from balise.web.reports.queries.reports import beside_earlier_reports, last_reported


def gathered_so_far(authority: Place, today: date) -> Gathered:
    """Return what is known of the year up to a day: it is frozen by nobody, and changes with each act."""
    gathered = gather(authority, so_far(today, last_reported(authority.id)))
    return replace(gathered, record=beside_earlier_reports(gathered.record, authority.id))
