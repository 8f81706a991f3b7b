# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""The tables of a usage journal: one row a call, and the totals that are kept beside them in the same transaction.

Reports read the totals, never the rows. Identity is the instant and the id together, which keeps the rows in the order
of time: a random id alone would scatter every group of writes over the whole of its index.
"""

from dataclasses import fields

from balise.core.usage import Line, Spent, Totals

FORMAT = 1
"""Grows with the shape of the tables; a reader refuses a later one."""
APPLICATION = 0x42414C55
"""What SQLite files of ours are signed with (« BALU »)."""

RECORDS = "usage_record"
TOTALS = "usage_total"
REFUSALS = "usage_refusal"
PERSONAL_DATA = "usage_personal_data"
SPENT = "usage_spent"
ABOUT = "usage_journal"

RECORD_TEXTS = ("id", "deployment", "authority", "unit", "model", "provider", "jurisdiction", "fate", "refusal")
RECORD_AMOUNTS = ("tokens_in", "tokens_out", "tokens_estimated", "latency_ms", "first_token_ms")
RECORD_FOOTPRINT = ("energy_min", "energy_max", "carbon_min", "carbon_max")
RECORD_COLUMNS = (
    "at",
    *RECORD_TEXTS,
    "commitments",
    *RECORD_AMOUNTS,
    *RECORD_FOOTPRINT,
    "method",
    "personal_data",
)
"""``at`` in microseconds of UTC; ``commitments`` and ``personal_data`` in JSON."""
INTEGERS = frozenset({"at", *RECORD_AMOUNTS, *RECORD_FOOTPRINT})

LINE = tuple(each.name for each in fields(Line))
TOTAL_AMOUNTS = tuple(each.name for each in fields(Totals))
SPENT_AMOUNTS = tuple(each.name for each in fields(Spent))

ROLLUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    TOTALS: (LINE, TOTAL_AMOUNTS),
    REFUSALS: ((*LINE, "refusal", "commitment"), ("calls",)),
    PERSONAL_DATA: ((*LINE, "kind"), ("found",)),
    SPENT: (("deployment", "day"), SPENT_AMOUNTS),
}
"""Each table of totals: what its lines are named by, and what is added up."""


def sqlite_tables() -> tuple[str, ...]:
    """Return what makes the tables in SQLite, and does nothing where they are."""
    return (
        f"CREATE TABLE IF NOT EXISTS {RECORDS} ({sqlite_columns()}, PRIMARY KEY (at, id)) WITHOUT ROWID",
        *(
            f"CREATE TABLE IF NOT EXISTS {table} ({_columns(keys, 'TEXT NOT NULL')}, "
            f"{_columns(amounts, 'INTEGER NOT NULL')}, PRIMARY KEY ({', '.join(keys)})) WITHOUT ROWID"
            for table, (keys, amounts) in ROLLUPS.items()
        ),
    )


def sqlite_columns() -> str:
    """Return the columns of a record as SQLite declares them."""
    return ", ".join(f"{name} {_sqlite(name)}" for name in RECORD_COLUMNS)


def postgresql_tables() -> tuple[str, ...]:
    """Return what makes the tables in PostgreSQL, sorted by bytes as everywhere else."""
    text, amount = 'TEXT COLLATE "C" NOT NULL', "BIGINT NOT NULL"
    columns = ", ".join(
        f"{name} {('BIGINT' if name == 'first_token_ms' else amount) if name in INTEGERS else text}"
        for name in RECORD_COLUMNS
    )
    return (
        f"CREATE TABLE IF NOT EXISTS {ABOUT} (format INTEGER PRIMARY KEY)",
        f"INSERT INTO {ABOUT} VALUES ({FORMAT}) ON CONFLICT DO NOTHING",
        f"CREATE TABLE IF NOT EXISTS {RECORDS} ({columns}, PRIMARY KEY (at, id))",
        *(
            f"CREATE TABLE IF NOT EXISTS {table} ({_columns(keys, text)}, "
            f"{_columns(amounts, 'NUMERIC(38) NOT NULL')}, PRIMARY KEY ({', '.join(keys)}))"
            for table, (keys, amounts) in ROLLUPS.items()
        ),
    )


def upsert(table: str, source: str) -> str:
    """Return the statement that adds rows to a table of totals: ``source`` is a ``VALUES`` or a ``SELECT``."""
    keys, amounts = ROLLUPS[table]
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in amounts)
    return (
        f"INSERT INTO {table} ({', '.join((*keys, *amounts))}) {source} "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sums}"
    )


def _columns(names: tuple[str, ...], kind: str) -> str:
    return ", ".join(f"{name} {kind}" for name in names)


def _sqlite(name: str) -> str:
    if name == "first_token_ms":
        return "INTEGER"
    return "INTEGER NOT NULL" if name in INTEGERS else "TEXT NOT NULL"
