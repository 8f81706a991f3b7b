# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Records are kept beside a SQLite journal before they are put in its tables: nobody who reads it can tell."""

import asyncio
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.gateway.journal.test_faults import agrees_with_its_records, killed_while_it_writes
from tests.gateway.journal.usage_records import record, usage_records

from balise.core.usage import Selection, UsageRecord, line_of, totals_by_line
from balise.gateway.journal.journal import ENOUGH, Journal, JournalUnavailableError
from balise.gateway.journal.opening import journal_at
from balise.gateway.journal.sink import SinkBusyError, SinkError
from balise.gateway.journal.sqlite_sink import SqliteSink
from balise.loading.usage_journal.arrivals import arrival_of, arrivals_beside, arrivals_path
from balise.loading.usage_journal.errors import ForeignJournalError
from balise.loading.usage_journal.opening import open_journal
from balise.loading.usage_journal.rows import row_of

PART_KEPT_PART_PLACED = st.tuples(st.lists(usage_records(), max_size=20), st.integers(0, 20))

SELECTIONS = (Selection(), Selection("2026-11"), Selection("", "2026-12", unit="dsi"))


@contextmanager
def writer(path: Path) -> Iterator[SqliteSink]:
    """Open a file to write to, as the event loop of a gateway does."""
    sink = SqliteSink(path)
    sink.open()
    try:
        yield sink
    finally:
        sink.close()


def files_open() -> list[int]:
    """Return the numbers of the files that this process holds open."""
    return [int(each.name) for each in Path("/proc/self/fd").iterdir()]


@contextmanager
def room_for(more: int) -> Iterator[None]:
    """Let this process open so many files more, and no other, whatever it holds open already."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    last = max(files_open())
    with ExitStack() as gaps:
        while gaps.enter_context(Path(os.devnull).open()).fileno() < last:
            pass
        resource.setrlimit(resource.RLIMIT_NOFILE, (last + 1 + more, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def in_tables(path: Path) -> int:
    """Return how many records the tables hold, as plain SQL sees it."""
    with closing(sqlite3.connect(path)) as connection:
        (placed,) = connection.execute("SELECT count(*) FROM usage_record").fetchone()
        return int(placed)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PART_KEPT_PART_PLACED, st.sampled_from(SELECTIONS))
def test_they_are_read_beside_as_in_the_tables(tmp_path: Path, drawn, selection: Selection):
    path = tmp_path / f"{uuid4().hex}.sqlite3"
    drawn_records, placed = drawn
    records = sorted(drawn_records, key=lambda each: (each.at, each.id))
    chosen = [each for each in records if selection.holds(line_of(each))]
    with writer(path) as sink, open_journal(str(path)) as opened_before:
        for each in drawn_records[:placed]:
            sink.keep(each)
        sink.place()
        for each in drawn_records[placed:]:
            sink.keep(each)

        assert in_tables(path) == len(drawn_records[:placed])
        for _where in ("some beside", "all in the tables"):
            assert agrees_with_its_records(str(path)) == records
            assert opened_before.totals(selection) == totals_by_line(chosen)
            assert list(opened_before.records(selection)) == chosen
            sink.place()
        assert in_tables(path) == len(records)


def test_they_are_put_in_the_tables_once_there_are_enough_and_when_the_gateway_stops(tmp_path: Path):
    path, placed = tmp_path / "usage.sqlite3", []

    async def write() -> None:
        journal = Journal(SqliteSink(path), flush_every=3600)
        journal.start()
        for number in range(2 * ENOUGH):
            await journal.append(record(number))
            await asyncio.sleep(0)  # what follows the reply has its turn
            placed.append(in_tables(path))
        await journal.append(record(2 * ENOUGH))
        await journal.close()

    asyncio.run(write())

    assert sorted(set(placed)) == [0, ENOUGH, 2 * ENOUGH]
    assert in_tables(path) == 2 * ENOUGH + 1
    assert arrivals_beside(path) == []


def test_the_last_ones_before_a_silence_are_put_in_the_tables_too(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"

    async def write() -> None:
        journal = Journal(SqliteSink(path), flush_every=0.01)
        journal.start()
        await journal.append(record(1))
        async with asyncio.timeout(20):
            while not in_tables(path):
                await asyncio.sleep(0.01)
        await journal.close()

    asyncio.run(write())


def test_what_is_beside_does_not_grow_with_the_journal(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path) as sink:
        for number in range(40 * ENOUGH):
            sink.keep(record(number))
            if sink.waiting == ENOUGH:
                sink.place()
                sink.flush()

        assert sum(each.stat().st_size for each in arrivals_beside(path)) < 3 * ENOUGH * 400
        assert in_tables(path) == 40 * ENOUGH


def test_nothing_leaves_the_files_before_the_tables_are_on_the_disk(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path) as sink:
        for number in range(4 * ENOUGH):
            sink.keep(record(number))
            if sink.waiting == ENOUGH:
                sink.place()  # and never flushed

        beside = b"".join(each.read_bytes() for each in arrivals_beside(path))
        assert all(record(number).id.encode() in beside for number in range(4 * ENOUGH))


def test_those_that_killed_gateways_left_are_read_and_the_next_one_puts_them_in_the_tables(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    acknowledged: list[str] = []
    left: list[int] = []
    kept: list[str] = []
    for acknowledgements in (1, 7, ENOUGH + 5, 3 * ENOUGH + 1):
        acknowledged += killed_while_it_writes(str(path), acknowledgements, callers=1)
        kept = [each.id for each in agrees_with_its_records(str(path))]
        left.append(len(kept) - in_tables(path))
        assert len(set(kept)) == len(kept)
        assert set(acknowledged) <= set(kept)

    assert max(left) > 0
    with writer(path):
        assert in_tables(path) == len(kept)
    assert arrivals_beside(path) == []


def test_a_line_that_a_power_cut_left_half_written_spoils_no_other(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path) as sink:
        for number in range(3):
            sink.keep(record(number))
        (file,) = (each for each in arrivals_beside(path) if each.stat().st_size)
        lines = file.read_bytes().splitlines(keepends=True)
        damaged = lines[1].replace(b"mistral-small", b"mistral-smalL")
        arrivals_path(path, "other-a").write_bytes(lines[0] + damaged + lines[2][:40])
        file.write_bytes(b"")

        assert [each.id for each in agrees_with_its_records(str(path))] == [record(0).id]


def test_one_that_comes_twice_is_counted_once(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path) as sink:
        sink.write([record(1)])
        for number in (1, 2, 2, 3):
            sink.keep(record(number))
        for _where in ("beside", "in the tables"):
            assert [each.id for each in agrees_with_its_records(str(path))] == [record(each).id for each in (1, 2, 3)]
            sink.place()


def test_they_are_kept_while_somebody_else_writes_and_refused_once_too_many_wait(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"

    async def write() -> None:
        journal = Journal(SqliteSink(path), room=2 * ENOUGH)
        journal.start()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for number in range(2 * ENOUGH):
                await journal.append(record(number))
                await asyncio.sleep(0)
            with pytest.raises(JournalUnavailableError):
                await journal.append(record(2 * ENOUGH))
            assert journal.healthy
            assert in_tables(path) == 0
            other.execute("ROLLBACK")
        async with asyncio.timeout(20):
            while in_tables(path) < 2 * ENOUGH:
                await asyncio.sleep(0.01)
        await journal.append(record(2 * ENOUGH))
        await journal.close()

    asyncio.run(write())

    assert len(agrees_with_its_records(str(path))) == 2 * ENOUGH + 1


def test_they_stay_beside_when_the_gateway_stops_while_somebody_else_writes(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    sink = SqliteSink(path)
    sink.open()
    sink.keep(record(1))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SinkBusyError):
            sink.place()
        sink.close()
        assert [each.id for each in agrees_with_its_records(str(path))] == [record(1).id]
        other.execute("ROLLBACK")

    with writer(path):
        assert in_tables(path) == 1


def test_a_gateway_leaves_to_another_what_it_holds(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path) as one:
        one.keep(record(1))
        with writer(path) as other:
            other.keep(record(2))
            assert in_tables(path) == 0
        assert in_tables(path) == 1
        one.place()

        assert [each.id for each in agrees_with_its_records(str(path))] == [record(1).id, record(2).id]


def test_a_gateway_that_syncs_every_group_takes_up_what_another_left(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    acknowledged = killed_while_it_writes(str(path), 5, callers=1)

    async def write() -> None:
        journal = journal_at(str(path), sync_every_group=True)
        journal.start()
        await journal.append(record(1))
        await journal.close()

    asyncio.run(write())

    assert {*acknowledged, record(1).id} <= {each.id for each in agrees_with_its_records(str(path))}
    assert arrivals_beside(path) == []


def test_words_of_a_later_version_are_left_where_they_are(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path):
        pass
    later = arrival_of(tuple("paused" if value == "served" else value for value in row_of(record(1))))
    left = arrivals_path(path, "later-a")
    left.write_bytes(later)

    with pytest.raises(ForeignJournalError, match="version plus récente"):
        SqliteSink(path).open()
    assert left.read_bytes() == later


def test_an_amount_that_no_table_takes_is_refused_alone(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    too_much: UsageRecord = record(1, tokens_in=2**63)
    with writer(path) as sink:
        with pytest.raises(ValueError, match="too large"):
            sink.keep(too_much)
        sink.keep(record(2))

    assert [each.id for each in agrees_with_its_records(str(path))] == [record(2).id]


def test_a_gateway_that_cannot_make_its_files_leaves_nothing_and_starts_once_it_can(tmp_path: Path):
    path = tmp_path / "usage.sqlite3"
    with writer(path):
        pass
    sink = SqliteSink(path)
    opened = len(files_open())
    refusals = 0
    for more in range(8):
        with room_for(more), suppress(SinkError):
            sink.open()
            break
        refusals += 1
        assert arrivals_beside(path) == []
        assert len(files_open()) <= opened + 1
    sink.open()
    sink.keep(record(1))
    sink.close()

    assert 3 <= refusals < 8
    assert in_tables(path) == 1
    assert not list(tmp_path.glob(".*"))
