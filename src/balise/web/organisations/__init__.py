# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Local authorities, their units, their members and the frameworks they adopted."""
