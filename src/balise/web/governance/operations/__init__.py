# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What people decide about dossiers: one act, one transaction, one journal entry."""
