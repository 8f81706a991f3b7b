# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing, consulting, publishing: one act, one transaction, one journal entry."""
