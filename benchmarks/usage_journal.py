# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the usage journal costs: records a second, and microseconds of processor a record.

``python benchmarks/usage_journal.py [--records N] [--json] [ADDRESS…]``

Callers of one event loop append records as fast as they are acknowledged; then a hundred a second, to see how long one
waits. « loop » is the processor of the event loop's thread alone, « process » that of all threads. Beside, for
comparison, what a plain file would cost: the same groups encoded by msgspec, one write each, without any total.
"""

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from balise.core.refusals import RefusalCode
from balise.core.usage import Fate, FootprintRange, UsageRecord
from balise.gateway.journal.journal import Journal
from balise.gateway.journal.opening import journal_at
from balise.gateway.journal.sink import LARGEST_GROUP

START = datetime(2026, 11, 1, tzinfo=UTC)
PACED, EVERY = 100, 0.01


def records(many: int) -> list[UsageRecord]:
    """Return varied records: ten deployments, four units, one call in ten refused, one in five with personal data."""
    chance = random.Random(5)  # noqa: S311 - the same records at every run
    return [_record(number, chance) for number in range(many)]


def _record(number: int, chance: random.Random) -> UsageRecord:
    refused = chance.random() < 0.1  # noqa: PLR2004 - see above
    return UsageRecord(
        id=chance.randbytes(12).hex(),
        at=START + timedelta(milliseconds=number / 5),
        deployment=f"deployment-{chance.randrange(10)}",
        authority="valbrise",
        unit=f"unit-{chance.randrange(4)}",
        model="mistral-small",
        provider="mistral",
        jurisdiction="FR",
        fate=Fate.REFUSED if refused else Fate.SERVED,
        refusal=RefusalCode.PERSONAL_DATA if refused else None,
        commitments=("lyon-2025:4",) if refused else (),
        tokens_in=chance.randrange(1000),
        tokens_out=chance.randrange(500),
        latency_ms=chance.randrange(3000),
        footprint=FootprintRange(1000, 2000, 300, 600, "ecologits 0.11.3"),
        personal_data={"person": 2, "e-mail": 1} if chance.random() < 0.2 else {},  # noqa: PLR2004 - see above
    )


async def measured(journal: Journal, written: Sequence[UsageRecord], callers: int) -> dict[str, float]:
    """Return what appending costs, callers waiting each for its own record."""
    waiting = iter(written)
    waits: list[float] = []

    async def call() -> None:
        for record in waiting:
            began = time.perf_counter()
            await journal.append(record)
            waits.append(time.perf_counter() - began)

    began, process, thread = time.perf_counter(), time.process_time(), time.thread_time()
    await asyncio.gather(*(call() for _ in range(callers)))
    return {
        "records_per_second": len(written) / (time.perf_counter() - began),
        "process_us": (time.process_time() - process) / len(written) * 1e6,
        "loop_us": (time.thread_time() - thread) / len(written) * 1e6,
        **_percentiles(waits),
    }


async def paced(journal: Journal, written: Sequence[UsageRecord]) -> dict[str, float]:
    """Return how long a record waits when there are a hundred a second."""
    waits = []
    for record in written:
        began = time.perf_counter()
        await journal.append(record)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(EVERY)
    return _percentiles(waits)


def _percentiles(waits: list[float]) -> dict[str, float]:
    waits.sort()
    return {"p50_ms": waits[len(waits) // 2] * 1e3, "p99_ms": waits[len(waits) * 99 // 100] * 1e3}


def through(make: Callable[[], Journal], many: int) -> dict[str, dict[str, float]]:
    """Return every measure of a journal."""
    written = records(3 * many + PACED)

    async def run() -> dict[str, dict[str, float]]:
        journal = make()
        journal.start()
        told = {
            "64 callers": await measured(journal, written[:many], 64),
            "500 callers": await measured(journal, written[many : 2 * many], 500),
            "1 caller": await measured(journal, written[2 * many : 2 * many + many // 200], 1),
            "100 a second": await paced(journal, written[3 * many :]),
        }
        await journal.close()
        return told

    return uvloop.run(run())


def plain_file(folder: Path, many: int) -> dict[str, dict[str, float]]:
    """Return what groups of a plain file would cost, without totals nor identity."""
    written = records(many)
    file = os.open(folder / "segment", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    process, began = time.process_time(), time.perf_counter()
    for start in range(0, many, 64):
        os.write(file, b"\n".join(msgspec.json.encode(record) for record in written[start : start + 64]) + b"\n")
    spent = {
        "records_per_second": many / (time.perf_counter() - began),
        "process_us": (time.process_time() - process) / many * 1e6,
    }
    os.close(file)
    return {"groups of 64": spent}


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*", help="other journals to measure: PostgreSQL, ClickHouse")
    parser.add_argument("--records", type=int, default=40_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told: dict[str, Any] = {
            "SQLite, synced every second": through(lambda: journal_at(str(folder / "a.sqlite3")), asked.records),
            "SQLite, synced every group": through(
                lambda: journal_at(str(folder / "b.sqlite3"), sync_every_group=True), asked.records
            ),
            f"a plain file (not a journal; SQLite groups up to {LARGEST_GROUP})": plain_file(folder, asked.records),
        }
        for address in asked.addresses:
            told[address.partition("://")[0]] = through(lambda address=address: journal_at(address), asked.records // 4)  # type: ignore[misc]  # a default
    if asked.json:
        print(json.dumps(told, indent=2))
        return
    for store, measures in told.items():
        print(store)
        for case, figures in measures.items():
            print(f"  {case:<14}" + "  ".join(f"{name} {figure:,.2f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
