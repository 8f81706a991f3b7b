# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.journal.acts import register_acts
from balise.web.transparency.acts import ACTS


class TransparencyConfig(AppConfig):
    """The public register: entries, editions, and what residents read of them."""

    name = "balise.web.transparency"
    label = "transparency"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal, add its pages to dossiers, tell what it knows of notices."""
        from balise.web.assessments.contributions import register_tab  # noqa: PLC0415 - rows exist only now
        from balise.web.governance.contributions import (  # noqa: PLC0415 - idem
            register_follower,
            register_missing_notices,
            register_waiting,
        )
        from balise.web.transparency.awaited_answers import awaited_answers  # noqa: PLC0415 - idem
        from balise.web.transparency.missing_notices import missing_notices  # noqa: PLC0415 - idem
        from balise.web.transparency.operations.following import follow  # noqa: PLC0415 - idem
        from balise.web.transparency.tabs import notices_page, register_page  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_tab(notices_page)
        register_tab(register_page)
        register_follower(follow)
        register_missing_notices(missing_notices)
        register_waiting(awaited_answers)
