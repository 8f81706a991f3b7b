# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from balise.web.accounts import sign_in_log
from balise.web.accounts.acts import ACTS
from balise.web.journal.acts import register_acts


class AccountsConfig(AppConfig):
    """People: local accounts, invitations, sign-in with an identity provider."""

    name = "balise.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the acts of this app known to the journal, and log sign-ins."""
        register_acts(ACTS)
        user_logged_in.connect(sign_in_log.signed_in, dispatch_uid="accounts.signed_in")
        user_logged_out.connect(sign_in_log.signed_out, dispatch_uid="accounts.signed_out")
        user_login_failed.connect(sign_in_log.refused, dispatch_uid="accounts.refused")
