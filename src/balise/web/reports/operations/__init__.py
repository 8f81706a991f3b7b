# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing an annual report: one act, one transaction, one entry of the journal."""
