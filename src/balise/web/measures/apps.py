# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.journal.acts import register_acts
from balise.web.measures.acts import ACTS


class MeasuresConfig(AppConfig):
    """AI seen from outside the gateway."""

    name = "balise.web.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal."""
        register_acts(ACTS)
