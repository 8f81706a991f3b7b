# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.journal.acts import register_acts
from balise.web.organisations.acts import ACTS


class OrganisationsConfig(AppConfig):
    """Local authorities, their units, their members and the frameworks they adopted."""

    name = "balise.web.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal, and welcome those who accept an invitation."""
        from balise.web.accounts.welcome import on_acceptance, tell_places  # noqa: PLC0415 - rows exist only now
        from balise.web.organisations.operations.memberships import welcome  # noqa: PLC0415 - idem
        from balise.web.organisations.places import places_held_by  # noqa: PLC0415 - idem

        register_acts(ACTS)
        on_acceptance(welcome)
        tell_places(places_held_by)
