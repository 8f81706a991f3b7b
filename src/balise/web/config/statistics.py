# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the database knows of its own tables: how many rows, how many alike, hence which way to look for them.

PostgreSQL counts by itself, all day long. SQLite never does unless it is asked, and then takes every index for a good
one: to search a register of 10,000 entries took it twice as long. It is asked when the site starts, for a sample of
each table: some hundredths of a second.
"""

from contextlib import suppress

from django.db import OperationalError, connection

SAMPLE = 1000
"""How many rows of each index are looked at."""


def refresh_statistics() -> None:
    """Let SQLite look at its tables; a start is never delayed by another process that writes for too long."""
    if connection.vendor != "sqlite":
        return
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
        cursor.execute("ANALYZE")
