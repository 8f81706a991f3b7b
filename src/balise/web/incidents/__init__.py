# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What went wrong with the uses that serve: reported, answered by dated measures, closed, counted in the report."""
