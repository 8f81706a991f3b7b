# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The sign by which a spreadsheet knows that a table is UTF-8: without it, the one most in use misreads accents."""

BYTE_ORDER_MARK = "\ufeff"
