# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.journal.acts import register_acts
from balise.web.reports.acts import ACTS, CORRECTED, PUBLISHED


class ReportsConfig(AppConfig):
    """The annual report of an authority: frozen, reviewed, published, corrected."""

    name = "balise.web.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known, and lead to published reports from the portal."""
        from balise.web.governance.contributions import register_news, register_waiting  # noqa: PLC0415 - rows exist only now
        from balise.web.reports.awaited_readings import awaited_readings  # noqa: PLC0415 - idem
        from balise.web.reports.news import report_news  # noqa: PLC0415 - idem
        from balise.web.reports.portal_link import reports_page  # noqa: PLC0415 - idem
        from balise.web.transparency.contributions import register_portal_page  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_portal_page(reports_page)
        register_waiting(awaited_readings)
        register_news((PUBLISHED, CORRECTED), report_news)
