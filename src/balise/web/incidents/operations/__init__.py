# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is written of incidents: one act, one transaction, one entry of the journal."""
