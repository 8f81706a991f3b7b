# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The public register as open data: one file a format, all of them streams over the same entries."""
