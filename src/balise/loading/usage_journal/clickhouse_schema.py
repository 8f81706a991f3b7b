# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# ruff: noqa: S608 - every name in these statements is ours, every value a parameter

"""The tables of a usage journal in ClickHouse: totals are made from the records, as they come in, by the server.

A ``SummingMergeTree`` adds rows of the same name up when it merges its parts; until then they are several, which is why
readers add up again.
"""

from balise.loading.usage_journal.schema import (
    ABOUT,
    FORMAT,
    INTEGERS,
    LINE,
    PERSONAL_DATA,
    RECORD_COLUMNS,
    RECORDS,
    REFUSALS,
    ROLLUPS,
    SPENT,
    TOTALS,
)

FEW_WORDS = frozenset({"authority", "unit", "deployment", "model", "provider", "jurisdiction", "fate", "method"})
_INSTANT = "fromUnixTimestamp64Micro(at, 'UTC')"
_MONTH = f"formatDateTime({_INSTANT}, '%Y-%m')"
_FATES = ", ".join(f"countIf(fate = '{fate}') AS {fate}" for fate in ("served", "refused", "failed", "cut"))
_AMOUNTS = ", ".join(
    f"sum({name}) AS {name}"
    for name in ("tokens_in", "tokens_out", "energy_min", "energy_max", "carbon_min", "carbon_max")
)
_SPENT = ", ".join(f"sum({name}) AS {name}" for name in ("tokens_in", "tokens_out", "energy_min", "energy_max"))
_WHERE_FROM = ", ".join(name for name in LINE if name != "month")
_NAMED = ", ".join(LINE)

_CALLS = f"SELECT {_MONTH} AS month, {_WHERE_FROM}"
_COMMITMENT = "arrayJoin(if(empty(commitments), [''], commitments)) AS commitment"
_COUNTED = "arrayJoin(arrayZip(mapKeys(personal_data), mapValues(personal_data))) AS counted"

FEEDS = {
    TOTALS: f"{_CALLS}, count() AS calls, {_FATES}, {_AMOUNTS} FROM {RECORDS} GROUP BY {_NAMED}",
    REFUSALS: (
        f"{_CALLS}, refusal, {_COMMITMENT}, count() AS calls FROM {RECORDS} WHERE refusal != '' "
        f"GROUP BY {_NAMED}, refusal, commitment"
    ),
    PERSONAL_DATA: (
        f"{_CALLS}, counted.1 AS kind, sum(counted.2) AS found FROM (SELECT *, {_COUNTED} FROM {RECORDS}) "
        f"WHERE counted.2 > 0 GROUP BY {_NAMED}, kind"
    ),
    SPENT: (
        f"SELECT deployment, formatDateTime({_INSTANT}, '%Y-%m-%d') AS day, {_SPENT} "
        f"FROM {RECORDS} GROUP BY deployment, day"
    ),
}
"""What each table of totals is fed with, from each group of records."""


def clickhouse_tables() -> tuple[str, ...]:
    """Return what makes the tables, and does nothing where they are."""
    columns = ", ".join(f"{name} {_kind(name)}" for name in RECORD_COLUMNS)
    return (
        f"CREATE TABLE IF NOT EXISTS {ABOUT} (format UInt32) ENGINE = ReplacingMergeTree ORDER BY format",
        (
            f"CREATE TABLE IF NOT EXISTS {RECORDS} ({columns}) ENGINE = MergeTree "
            f"PARTITION BY toYYYYMM({_INSTANT}) ORDER BY (at, id)"
        ),
        *(
            f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(f'{name} {_kind(name)}' for name in keys)}, "
            f"{', '.join(f'{name} Int64' for name in amounts)}) "
            f"ENGINE = SummingMergeTree(({', '.join(amounts)})) ORDER BY ({', '.join(keys)})"
            for table, (keys, amounts) in ROLLUPS.items()
        ),
        *(f"CREATE MATERIALIZED VIEW IF NOT EXISTS {table}_feed TO {table} AS {feed}" for table, feed in FEEDS.items()),
        f"INSERT INTO {ABOUT} SELECT {FORMAT} WHERE {FORMAT} NOT IN (SELECT format FROM {ABOUT})",
    )


def _kind(name: str) -> str:
    match name:
        case "commitments":
            return "Array(String)"
        case "personal_data":
            return "Map(String, Int64)"
        case "first_token_ms":
            return "Nullable(Int64)"
        case _ if name in INTEGERS:
            return "Int64"
        case _:
            return "LowCardinality(String)" if name in FEW_WORDS else "String"
