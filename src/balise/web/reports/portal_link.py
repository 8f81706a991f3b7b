# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The way from a portal to the reports that its authority published."""

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.web.organisations.members import Place
from balise.web.reports.queries.reports import any_published
from balise.web.transparency.contributions import PortalPage

REPORTS = "reports"


def reports_page(place: Place) -> PortalPage | None:
    """Return the page of the reports, for an authority that has published one."""
    if not any_published(place.id):
        return None
    return PortalPage(REPORTS, _("Bilans"), reverse("reports:public", args=[place.slug]))
