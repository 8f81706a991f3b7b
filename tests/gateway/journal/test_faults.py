# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What happens to the journal when a process is killed, a disk fills up, a file is held, a server goes."""

import asyncio
import json
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from tests.gateway.journal.conftest import NewAddress
from tests.gateway.journal.usage_records import record

from balise.core.usage import (
    UsageRecord,
    personal_data_by_type,
    refusals_by_commitment,
    spent_by_day,
    totals_by_line,
)
from balise.gateway.journal.journal import Journal, JournalUnavailableError
from balise.gateway.journal.opening import journal_at
from balise.gateway.journal.sink import SinkError
from balise.gateway.journal.sqlite_sink import LARGEST_LOG, SqliteSink
from balise.loading.usage_journal.errors import ForeignJournalError, JournalAddressError
from balise.loading.usage_journal.opening import open_journal

ROOT = Path(__file__).parents[3]
KILLS = {"sqlite": (20, 3000), "postgresql": (5, 1000), "clickhouse+http": (3, 60)}
"""How many times a gateway is killed on each store, and after how many acknowledgements at most."""


@contextmanager
def program(name: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of the programs beside."""
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.gateway.journal.{name}", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as running:
        yield running


def killed_while_it_writes(address: str, acknowledgements: int, callers: int = 24) -> list[str]:
    """Kill a program once it has printed so much, wherever it is then; return the ids that it printed whole."""
    with program("appending_program", address, str(callers)) as running:
        assert running.stdout is not None
        said = b""
        while said.count(b"\n") < acknowledgements:
            said += running.stdout.read(1 + acknowledgements % 97)
        running.send_signal(signal.SIGKILL)
        said += running.stdout.read()
        running.wait()
    return said.decode().split("\n")[:-1]


def agrees_with_its_records(address: str) -> list[UsageRecord]:
    """Check that every total of a journal is that of its records, which are returned."""
    with open_journal(address) as journal:
        records = list(journal.records())
        assert journal.totals() == totals_by_line(records)
        assert journal.refusals() == refusals_by_commitment(records)
        assert journal.personal_data() == personal_data_by_type(records)
        for (deployment, day), spent in spent_by_day(records).items():
            assert journal.spent(deployment, day) == spent
    return records


def test_every_record_acknowledged_is_there_after_the_kills(new_address: NewAddress):
    address = new_address()
    kills, most = KILLS[address.partition(":")[0]]
    chance = random.Random(20261122)  # noqa: S311 - chooses when to kill

    acknowledged = [each for _ in range(kills) for each in killed_while_it_writes(address, chance.randrange(1, most))]

    kept = [each.id for each in agrees_with_its_records(address)]
    assert len(acknowledged) >= kills
    assert len(set(kept)) == len(kept)
    assert set(acknowledged) <= set(kept)


def test_it_refuses_when_the_disk_is_full_and_takes_records_again_once_there_is_room(tmp_path):
    address = f"sqlite:///{tmp_path / 'usage.sqlite3'}"

    with program("full_disk_program", address) as running:
        told = json.loads(running.communicate(timeout=60)[0])

    assert (told["refused"], told["healthy_when_full"]) == (True, False)
    assert {each.id for each in agrees_with_its_records(address)} >= set(told["kept"])


def test_two_processes_read_while_one_writes(tmp_path):
    address = f"sqlite:///{tmp_path / 'usage.sqlite3'}"

    async def write() -> None:
        journal = journal_at(address)
        journal.start()
        with program("reading_program", address) as one, program("reading_program", address) as other:
            number = 0
            while number < 3000:
                await asyncio.gather(*(journal.append(record(number + each)) for each in range(20)))
                number += 20
            for reader in (one, other):
                said, _ = await asyncio.to_thread(reader.communicate)
                assert (reader.returncode, said) == (0, b"3000")
        await journal.close()

    asyncio.run(write())


async def append_without_end(journal: Journal) -> None:
    """Append until the journal refuses."""
    for number in count(2):
        await journal.append(record(number))


async def again(journal: Journal) -> None:
    """Wait until a journal takes records."""
    async with asyncio.timeout(20):
        while not journal.healthy:
            await asyncio.sleep(0.01)


def test_it_refuses_while_somebody_holds_the_file_and_recovers_by_itself(tmp_path):
    path = tmp_path / "usage.sqlite3"

    async def write() -> None:
        journal = journal_at(str(path), sync_every_group=True)
        journal.start()
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(JournalUnavailableError):
                await journal.append(record(1))
            assert not journal.healthy
            with pytest.raises(JournalUnavailableError):
                await journal.append(record(2))
            holder.execute("ROLLBACK")
        await again(journal)
        await journal.append(record(3))
        await journal.close()

    asyncio.run(write())

    assert [each.id for each in agrees_with_its_records(str(path))] == [record(3).id]


def test_a_record_waits_for_whoever_else_writes_and_is_then_kept(tmp_path):
    path = tmp_path / "usage.sqlite3"

    async def write() -> None:
        journal = journal_at(str(path), sync_every_group=True)
        journal.start()
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            first = asyncio.ensure_future(journal.append(record(1)))
            done, waiting = await asyncio.wait({first}, timeout=0.2)
            assert (done, waiting) == (set(), {first})
            second = asyncio.ensure_future(journal.append(record(2)))
            holder.execute("ROLLBACK")
        await asyncio.gather(first, second)
        await journal.append(record(3))
        await journal.close()

    asyncio.run(write())

    assert [each.id for each in agrees_with_its_records(str(path))] == [record(each).id for each in (1, 2, 3)]


def test_a_log_grown_long_is_brought_back_into_the_file_while_records_come_in(tmp_path):
    path, log = tmp_path / "usage.sqlite3", tmp_path / "usage.sqlite3-wal"
    sink, numbers = SqliteSink(path), count()
    sink.open()
    while not log.exists() or log.stat().st_size <= LARGEST_LOG:
        sink.write([record(next(numbers))])
    sink.flush()
    sink.write([record(next(numbers))])

    assert log.stat().st_size < LARGEST_LOG // 64
    sink.close()
    assert len(agrees_with_its_records(str(path))) == next(numbers)


def test_it_refuses_while_the_disk_cannot_be_synced_and_recovers_by_itself(tmp_path):
    path = tmp_path / "usage.sqlite3"
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)

    async def write() -> None:
        journal = Journal(SqliteSink(path), flush_every=0.01)
        journal.start()
        await journal.append(record(1))
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))  # no file can be opened any more, the log neither
        try:
            async with asyncio.timeout(20):
                with pytest.raises(JournalUnavailableError):
                    await append_without_end(journal)
            assert not journal.healthy
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        await again(journal)
        await journal.append(record(0))
        await journal.close()

    asyncio.run(write())

    assert {record(0).id, record(1).id} <= {each.id for each in agrees_with_its_records(str(path))}


def test_it_starts_without_its_server_and_refuses_until_it_answers():
    async def write() -> None:
        journal = journal_at("postgresql://nobody@127.0.0.1:1/nothing")
        journal.start()
        assert not journal.healthy
        with pytest.raises(JournalUnavailableError):
            await journal.append(record(1))
        await journal.close()

    asyncio.run(write())


def test_a_connection_that_the_server_cuts_costs_no_record(postgresql_database):
    async def write() -> None:
        journal = journal_at(postgresql_database)
        journal.start()
        await journal.append(record(1))
        with psycopg.connect(postgresql_database, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await journal.append(record(2))
        await journal.close()

    asyncio.run(write())

    assert [each.id for each in agrees_with_its_records(postgresql_database)] == [record(1).id, record(2).id]


def test_it_refuses_to_write_into_what_is_no_journal(tmp_path):
    spreadsheet, database = tmp_path / "budget.ods", tmp_path / "site.sqlite3"
    spreadsheet.write_bytes(b"PK\x03\x04 not a database at all" * 100)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE budget (year)")

    for path in (spreadsheet, database):
        before = path.read_bytes()
        with pytest.raises(ForeignJournalError, match="n’est pas un journal d’usage"):
            journal_at(str(path)).start()
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "address", ["mysql://server/base", "sqlite:///", "", "clickhouse+http://", "postgresql://[::1"]
)
def test_it_refuses_an_address_that_names_no_journal(address):
    with pytest.raises(JournalAddressError, match="n’est pas l’adresse d’un journal d’usage"):
        journal_at(address)


def test_no_error_says_a_word_of_a_record_or_of_a_password(tmp_path):
    address = "postgresql://balise:motdepasse@127.0.0.1:1/nothing"
    sink = SqliteSink(tmp_path)  # a folder is no file

    with pytest.raises(Exception, match="ne répond pas") as told:
        open_journal(address)
    assert "motdepasse" not in str(told.value)
    with pytest.raises(SinkError) as refused:
        sink.write([record(1, deployment="secret")])
    assert "secret" not in str(refused.value)


def test_more_than_can_wait_is_refused_at_once(tmp_path):
    path = tmp_path / "usage.sqlite3"

    async def write() -> list[object]:
        journal = Journal(SqliteSink(path, sync_every_group=True), room=10)
        journal.start()
        told = await asyncio.gather(*(journal.append(record(each)) for each in range(5000)), return_exceptions=True)
        await journal.close()
        return list(told)

    told = asyncio.run(write())

    kept = {record(number).id for number, each in enumerate(told) if each is None}
    assert {type(each) for each in told} == {type(None), JournalUnavailableError}
    assert {each.id for each in agrees_with_its_records(str(path))} == kept
