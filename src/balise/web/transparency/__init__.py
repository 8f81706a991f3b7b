# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What residents read without an account: the register, its entries and their history, and the questions they ask."""
