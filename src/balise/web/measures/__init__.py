# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""AI seen from outside the gateway: imported, added up, compared with what was approved and declared."""
