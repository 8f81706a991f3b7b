# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The secret of a link by which somebody chooses a new password.

Django's own dies with the password, the address and the last sign-in. Ours dies too when the account is closed, and
when the person ends their sessions: whoever fears that somebody else reads their mail does exactly that.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.tokens import PasswordResetTokenGenerator

if TYPE_CHECKING:
    from balise.web.accounts.models import User


class ResetLinks(PasswordResetTokenGenerator):
    """Makes and checks these secrets."""

    def _make_hash_value(self, user: "User", timestamp: int) -> str:
        """Return what the secret stands on: when any of it changes, the link opens nothing any more."""
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}{user.session_round}"


reset_links = ResetLinks()
