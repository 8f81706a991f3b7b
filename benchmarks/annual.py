# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2


"""What the annual report costs when a year was large: read from the totals, computed, written.

``python benchmarks/annual.py [--records N] [--dossiers N] [--written] [--json] [ADDRESS…]``

The totals of a year are put in each usage journal as its gateway would have left them (12 months, 40 units, 60
deployments, 3 models), then the year is read, its figures computed and its page and files written. No report ever reads
a record. ``--written`` writes them all the same, one by one through the gateway's own sink, which keeps the totals: it
takes a quarter of an hour and some gigabytes. ClickHouse makes its totals of its records, and is always written so.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from balise.core.annual.record import (
    AuthorityFacts,
    CharterFacts,
    CommitmentFacts,
    DecisionTaken,
    DossierYear,
    MeasuredUsage,
    Service,
    UsageLine,
    YearPeriod,
    YearRecord,
)
from balise.core.annual.report import compute
from balise.core.digests import digest
from balise.core.evaluation import Result
from balise.core.language import Language
from balise.core.notice_coverage import Announcement
from balise.core.refusals import RefusalCode
from balise.core.states import Act, State
from balise.core.usage import NO_FOOTPRINT, Fate, FootprintRange, Selection, UsageRecord
from balise.gateway.journal.opening import sink_at
from balise.loading.annual_annex import plain, record_of, record_text
from balise.loading.frameworks import load_framework
from balise.loading.questions import shipped_bank
from balise.loading.usage_journal.addresses import journal_address
from balise.loading.usage_journal.opening import open_journal
from balise.loading.usage_journal.schema import TOTALS, upsert
from balise.rendering.annual_files import annual_json
from balise.rendering.annual_page import AnnualText, Page
from balise.rendering.annual_report import annual_report
from balise.rendering.html import to_html
from balise.rendering.pdf import to_pdf

YEAR = YearPeriod.ending(2026)
UNITS, DEPLOYMENTS, MODELS = 40, 60, ("petit", "moyen", "grand")
GOAL = 5.0
"""Seconds."""


def lines(records: int) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of totals that so many calls leave, each with its share of them."""
    chance = random.Random(7)  # noqa: S311 - the same year at every run
    many = 12 * UNITS * DEPLOYMENTS * len(MODELS)
    for rank in range(many):
        month, rest = divmod(rank, UNITS * DEPLOYMENTS * len(MODELS))
        unit, rest = divmod(rest, DEPLOYMENTS * len(MODELS))
        deployment, model = divmod(rest, len(MODELS))
        calls = records * (rank + 1) // many - records * rank // many
        refused = calls // 10
        tokens = calls * chance.randrange(200, 900)
        energy = calls * 1_000
        yield (
            *(f"2026-{month + 1:02d}", "valbrise", f"unit-{unit}", f"deployment-{deployment}", MODELS[model]),
            *(calls, calls - refused, refused, 0, 0, tokens, tokens // 2, energy, 2 * energy, energy // 3, energy),
        )


def fill(address: str, records: int) -> None:
    """Make the tables as a gateway does, and put the totals in them."""
    sink = sink_at(journal_address(address))
    sink.open()
    sink.close()
    if address.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 - of this engine alone

        with psycopg.connect(address) as there, there.cursor() as cursor:
            cursor.execute(f"TRUNCATE {TOTALS}")
            cursor.executemany(upsert(TOTALS, f"VALUES ({', '.join(['%s'] * 16)})"), list(lines(records)))
        return
    import sqlite3  # noqa: PLC0415 - of this engine alone

    with sqlite3.connect(address.removeprefix("sqlite:///")) as kept:
        kept.executemany(upsert(TOTALS, f"VALUES ({', '.join('?' * 16)})"), lines(records))


GROUP = 512
"""Records that a sink takes at once."""


def calls(records: int) -> Iterator[UsageRecord]:
    """Yield the calls of a year, in the order of time, each to one of the lines."""
    chance = random.Random(7)  # noqa: S311 - the same year at every run
    first, step = datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=364.9) / records
    footprint = FootprintRange(1_000, 2_000, 333, 1_000, "ecologits 0.11.3")
    for rank in range(records):
        refused = rank % 10 == 0
        yield UsageRecord(
            id=f"{rank:024x}",
            at=first + rank * step,
            deployment=f"deployment-{chance.randrange(DEPLOYMENTS)}",
            authority="valbrise",
            unit=f"unit-{chance.randrange(UNITS)}",
            model=MODELS[chance.randrange(len(MODELS))],
            provider="interne",
            jurisdiction="FR",
            fate=Fate.REFUSED if refused else Fate.SERVED,
            refusal=RefusalCode.MODEL_NOT_ALLOWED if refused else None,
            tokens_in=0 if refused else 200 + rank % 700,
            tokens_out=0 if refused else 100,
            footprint=NO_FOOTPRINT if refused else footprint,
        )


def write(address: str, records: int) -> None:
    """Write every call through the sink of the gateway, which keeps the totals."""
    sink = sink_at(journal_address(address))
    sink.open()
    left = calls(records)
    while group := list(islice(left, GROUP)):
        sink.write(group)
    sink.flush()
    sink.close()


def read(address: str) -> MeasuredUsage:
    """Return the usage of the year, from the totals."""
    with open_journal(address) as journal:
        totals = journal.totals(Selection("2026-01", "2026-12", authority="valbrise"))
    summed: dict[tuple[str, str], list[int]] = {}
    for line, each in totals.items():
        sums = summed.setdefault((line.deployment, line.model), [0] * 8)
        amounts = (each.calls, each.served, each.refused, each.tokens_in + each.tokens_out)
        footprint = (each.energy_min, each.energy_max, each.carbon_min, each.carbon_max)
        for place, amount in enumerate((*amounts, *footprint)):
            sums[place] += amount
    return MeasuredUsage(tuple(UsageLine(*key, "FR", "", "", *sums) for key, sums in sorted(summed.items())))


def year(dossiers: int, usage: MeasuredUsage) -> YearRecord:
    """Return a year of so many dossiers, judged by the charter of Lyon."""
    chance = random.Random(11)  # noqa: S311 - the same year at every run
    framework = load_framework("lyon-2025")
    criteria = [criterion.id for criterion in framework.criteria]
    facts = tuple(
        CommitmentFacts(each.id, each.number, each.title, each.scope, each.modality) for each in framework.commitments
    )
    charter = CharterFacts(framework.reference, framework.title, framework.digest, date(2025, 9, 25), facts)

    def dossier(rank: int) -> DossierYear:
        begun = YEAR.first_day + timedelta(days=chance.randrange(300))
        return DossierYear(
            chance.choice((State.DEPLOYED, State.REFUSED, State.IN_REVIEW, State.SUSPENDED)),
            begun,
            number=f"2026-{rank:05d}",
            unit=f"unit-{rank % UNITS}",
            submitted_on=begun,
            judged_on=begun,
            results={each: chance.choice(tuple(Result)) for each in criteria},
            facts={"policy_area": "culture", "personal_data": "yes", "annual_cost": rank},
            decisions=(DecisionTaken(Act.DECIDE_FAVOURABLE, begun + timedelta(days=chance.randrange(60))),),
            services=(Service(begun),),
            notices=Announcement.ANNOUNCED,
        )

    filed = tuple(dossier(rank) for rank in range(dossiers))
    return YearRecord(YEAR, AuthorityFacts("valbrise", "Valbrise"), charter, filed, usage=usage)


def measure(address: str, records: int, dossiers: int, *, written: bool) -> dict[str, float | int | str]:
    """Return the seconds of each step, for one engine."""
    took: dict[str, float] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = step()
        took[name] = round(time.perf_counter() - began, 3)
        return found

    if written or address.startswith("clickhouse"):
        timed("written", lambda: write(address, records))
    else:
        fill(address, records)
    usage = timed("read", lambda: read(address))
    record = year(dossiers, usage)
    text = timed("freeze", lambda: record_text(record))
    record = timed("thaw", lambda: record_of(text))
    figures = timed("compute", lambda: compute(record))
    page = Page(record, figures, AnnualText(digest=digest(record)), shipped_bank(), lambda _name: "", Language.FRENCH)
    timed("page", lambda: to_html(annual_report(page)))
    timed("pdf", lambda: to_pdf(annual_report(page)))
    timed("annex", lambda: annual_json(page, plain))
    counted = next(figure for figure in figures if figure.id == "environment.calls").total or 0
    computed = took["read"] + took["freeze"] + took["thaw"] + took["compute"]
    engine = address.partition(":")[0]
    return {
        "engine": engine,
        "calls": int(counted),
        "dossiers": dossiers,
        **took,
        "report_computed": round(computed, 3),
    }


def main() -> int:
    """Measure each engine, and leave with 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--records", type=int, default=20_000_000)
    parser.add_argument("--dossiers", type=int, default=1000)
    parser.add_argument("--written", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here = f"sqlite:///{Path(folder) / 'usage.sqlite3'}"
        addresses = (here, *asked.addresses)
        found = [measure(each, asked.records, asked.dossiers, written=asked.written) for each in addresses]
    if asked.json:
        sys.stdout.write(f"{json.dumps(found, indent=2)}\n")
    for each in () if asked.json else found:
        sys.stdout.write(", ".join(f"{name} {value}" for name, value in each.items()) + "\n")
    return int(any(float(each["report_computed"]) > GOAL for each in found))


if __name__ == "__main__":
    sys.exit(main())
