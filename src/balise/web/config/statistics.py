# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the database knows of its own tables: how many rows, how many alike, hence which way to look for them.

PostgreSQL counts by itself, all day long. SQLite never does unless it is asked, and then takes every index for a good
one: to search a register of 10,000 entries took it twice as long. It is asked when the site starts, for a sample of
each table: some hundredths of a second.
"""

from contextlib import suppress

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

SAMPLE = 1000
"""How many rows of each index are looked at."""
LONGEST_WAIT = 200
"""Milliseconds for another process to stop writing; every other statement waits for twenty seconds."""


def refresh_statistics(connection: BaseDatabaseWrapper | None = None) -> None:
    """Let SQLite look at its tables, unless another process writes: a start does not wait, and the next one looks."""
    connection = connections[DEFAULT_DB_ALIAS] if connection is None else connection
    if connection.vendor != "sqlite":
        return
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (wait,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={LONGEST_WAIT}")
        try:
            cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
            cursor.execute("ANALYZE")
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(wait)}")
