# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Django's SQLite, with our way of writing rows; Django asks for this module and this class by their names."""

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations


class Operations(DatabaseOperations):
    """Writes rows by our statements."""

    compiler_module = "balise.web.config.sqlite.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to a file that takes only what PostgreSQL would."""

    ops_class = Operations
