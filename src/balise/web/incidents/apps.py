# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.incidents.acts import ACTS
from balise.web.journal.acts import register_acts


class IncidentsConfig(AppConfig):
    """What went wrong with the uses that serve."""

    name = "balise.web.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known, show incidents beside their dossier, and on the home page of who answers."""
        from balise.web.assessments.contributions import Place, register_panel  # noqa: PLC0415 - rows exist only now
        from balise.web.governance.contributions import register_waiting  # noqa: PLC0415 - idem
        from balise.web.incidents.awaited_incidents import awaited_incidents  # noqa: PLC0415 - idem
        from balise.web.incidents.panels import what_went_wrong  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_panel(Place.ASIDE, what_went_wrong)
        register_waiting(awaited_incidents)
