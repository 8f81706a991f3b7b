# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""Records that are not in the tables of a SQLite journal yet, read as if they were.

They are put in a table of the reader's own memory, and views that bear the names of the tables add what they add: no
question need know of them, and nothing is written to the file.
"""

import sqlite3
from collections.abc import Sequence

from balise.loading.usage_journal.rows import Row
from balise.loading.usage_journal.schema import (
    PERSONAL_DATA,
    RECORD_COLUMNS,
    RECORDS,
    REFUSALS,
    ROLLUPS,
    SPENT,
    SPENT_AMOUNTS,
    TOTALS,
    sqlite_columns,
)

_ARRIVALS = "usage_arrival"
_COLUMNS = ", ".join(RECORD_COLUMNS)
_PLACES = ", ".join("?" * len(RECORD_COLUMNS))
_LINE = "strftime('%Y-%m', at / 1000000, 'unixepoch') AS month, authority, unit, deployment, model"
_FATES = ", ".join(f"sum(fate = '{fate}')" for fate in ("served", "refused", "failed", "cut"))
_FOOTPRINT = "sum(energy_min), sum(energy_max), sum(carbon_min), sum(carbon_max)"
_ADDED = {
    TOTALS: f"SELECT {_LINE}, count(*), {_FATES}, sum(tokens_in), sum(tokens_out), {_FOOTPRINT} "
    f"FROM temp.{_ARRIVALS} GROUP BY 1, 2, 3, 4, 5",
    REFUSALS: f"SELECT {_LINE}, refusal, coalesce(named.value, '') AS commitment, count(*) "
    f"FROM temp.{_ARRIVALS} LEFT JOIN json_each(commitments) AS named WHERE refusal <> '' GROUP BY 1, 2, 3, 4, 5, 6, 7",
    PERSONAL_DATA: f"SELECT {_LINE}, found.key AS kind, sum(found.value) "
    f"FROM temp.{_ARRIVALS} JOIN json_each(personal_data) AS found WHERE found.value > 0 GROUP BY 1, 2, 3, 4, 5, 6",
    SPENT: "SELECT deployment, strftime('%Y-%m-%d', at / 1000000, 'unixepoch') AS day, "
    f"{', '.join(f'sum({name})' for name in SPENT_AMOUNTS)} FROM temp.{_ARRIVALS} GROUP BY 1, 2",
}
"""What they add to each table of totals."""


def read_with(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Have what this connection reads next count these rows, but those that the tables hold already.

    To be called in a transaction that has begun to read, and that is rolled back: the tables must not move meanwhile,
    and what is made here is for one answer.

    Raises:
        sqlite3.Error: the tables cannot be read.
    """
    connection.execute(f"CREATE TEMP TABLE {_ARRIVALS} ({sqlite_columns()}, PRIMARY KEY (at, id)) WITHOUT ROWID")
    connection.executemany(f"INSERT OR IGNORE INTO temp.{_ARRIVALS} ({_COLUMNS}) VALUES ({_PLACES})", rows)
    connection.execute(
        f"DELETE FROM temp.{_ARRIVALS} WHERE EXISTS (SELECT 1 FROM main.{RECORDS} AS there "
        f"WHERE (there.at, there.id) = ({_ARRIVALS}.at, {_ARRIVALS}.id))"
    )
    connection.execute(_view(RECORDS, RECORD_COLUMNS, f"SELECT {_COLUMNS} FROM temp.{_ARRIVALS}"))
    for table, (keys, amounts) in ROLLUPS.items():
        connection.execute(_view(table, (*keys, *amounts), _ADDED[table]))


def _view(table: str, columns: tuple[str, ...], more: str) -> str:
    named = ", ".join(columns)
    return f"CREATE TEMP VIEW {table} ({named}) AS SELECT {named} FROM main.{table} UNION ALL {more}"
