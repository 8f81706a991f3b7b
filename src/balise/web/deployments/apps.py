# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig

from balise.web.deployments.acts import ACTS
from balise.web.journal.acts import register_acts


class DeploymentsConfig(AppConfig):
    """The gateway as the site sees it: deployments, keys, and the bundle that is published."""

    name = "balise.web.deployments"
    label = "deployments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known, add its page to dossiers, publish the bundle after what changes it."""
        from balise.web.assessments.contributions import register_tab  # noqa: PLC0415 - rows exist only now
        from balise.web.deployments.operations.drill_answers import settle_after  # noqa: PLC0415 - idem
        from balise.web.deployments.operations.publishing import publish_after  # noqa: PLC0415 - idem
        from balise.web.deployments.tabs import gateway_page  # noqa: PLC0415 - idem
        from balise.web.journal.operations import register_follower  # noqa: PLC0415 - idem

        register_acts(ACTS)
        register_tab(gateway_page)
        register_follower(settle_after)
        register_follower(publish_after)
