# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.journal.acts import register_acts
from balise.web.literacy.acts import ACTS


class LiteracyConfig(AppConfig):
    """Trainings, attestations, and how many people were trained."""

    name = "balise.web.literacy"
    label = "literacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal, and tell people of their trainings on their home page."""
        from balise.web.governance.contributions import register_waiting  # noqa: PLC0415 - rows exist only now
        from balise.web.literacy.awaited_trainings import awaited_trainings  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_waiting(awaited_trainings)
