# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.governance.acts import ACTS
from balise.web.journal.acts import register_acts


class GovernanceConfig(AppConfig):
    """Opinions, decisions, exceptions, reservations, deployments."""

    name = "balise.web.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal, and add what it knows to the pages of dossiers."""
        from balise.web.assessments.contributions import (  # noqa: PLC0415 - rows exist only now
            Place,
            register_lateness,
            register_panel,
            register_tab,
        )
        from balise.web.governance import going_on, panels  # noqa: PLC0415 - idem
        from balise.web.governance.how_much_waits import how_much_waits  # noqa: PLC0415 - idem
        from balise.web.governance.queries.follow_up import late_of  # noqa: PLC0415 - idem
        from balise.web.organisations.contributions import register_how_much_waits  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_how_much_waits(how_much_waits)
        register_panel(Place.TOP, going_on.what_goes_on)
        register_panel(Place.TOP, panels.what_was_decided)
        register_panel(Place.ACTS, panels.once_in_service)
        register_panel(Place.ACTS, panels.acts_now)
        register_panel(Place.ASIDE, panels.where_it_stands)
        register_tab(panels.review_tab)
        register_lateness(late_of)
