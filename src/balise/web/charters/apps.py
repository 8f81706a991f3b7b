# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.charters.acts import ACTS, CHARTER_PUBLISHED
from balise.web.journal.acts import register_acts


class ChartersConfig(AppConfig):
    """Charters being written, consulted upon, and voted."""

    name = "balise.web.charters"
    label = "charters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal, and show beside a dossier the consultations on it."""
        from balise.web.assessments.contributions import Place, register_panel  # noqa: PLC0415 - rows exist only now
        from balise.web.charters.awaited_consultations import awaited_consultations  # noqa: PLC0415 - idem
        from balise.web.charters.news import charter_news  # noqa: PLC0415 - idem
        from balise.web.charters.panels import what_was_asked  # noqa: PLC0415 - idem
        from balise.web.governance.contributions import register_news, register_waiting  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_waiting(awaited_consultations)
        register_news((CHARTER_PUBLISHED,), charter_news)
        register_panel(Place.ASIDE, what_was_asked)
