# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing people: one act, one transaction, one journal entry when it belongs to an authority."""

from balise.web.accounts.operations.invitations import invite, resend, revoke_invitation

__all__ = ["invite", "resend", "revoke_invitation"]
