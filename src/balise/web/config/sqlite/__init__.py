# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""SQLite as PostgreSQL would be: it keeps any text in any column, and the site would find out on the day it moves."""
