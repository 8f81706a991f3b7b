# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names of persons, told by what announces them, by the lists, by their shape, then by what was found elsewhere."""
