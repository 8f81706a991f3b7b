# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""People: local accounts, invitations, sign-in with an identity provider."""
