# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.assessments.acts import ACTS
from balise.web.journal.acts import register_acts


class AssessmentsConfig(AppConfig):
    """Dossiers: answers, evidence, comments, verdicts."""

    name = "balise.web.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal."""
        register_acts(ACTS)
