# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The usage journal, written and read back: every store says what the records themselves add up to."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.gateway.journal.conftest import NewAddress
from tests.gateway.journal.usage_records import record, usage_records

from balise.core.refusals import RefusalCode
from balise.core.usage import (
    Fate,
    Selection,
    Spent,
    UsageRecord,
    line_of,
    personal_data_by_type,
    refusals_by_commitment,
    spent_by_day,
    totals_by_line,
)
from balise.gateway.journal.journal import JournalUnavailableError
from balise.gateway.journal.opening import journal_at
from balise.loading.usage_journal.errors import MissingJournalError
from balise.loading.usage_journal.opening import open_journal

SELECTIONS = st.builds(
    Selection,
    first_month=st.sampled_from(["", "2026-11", "2026-12"]),
    last_month=st.sampled_from(["", "2026-11", "2026-12"]),
    deployment=st.sampled_from(["", "a"]),
    model=st.sampled_from(["", "mistral-small"]),
)


def written(address: str, *groups: Iterable[UsageRecord]) -> None:
    """Write groups of records, one after the other, as a gateway would."""

    async def write() -> None:
        journal = journal_at(address)
        journal.start()
        for group in groups:
            await asyncio.gather(*(journal.append(each) for each in group))
        await journal.close()

    asyncio.run(write())


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(usage_records(), max_size=40), max_size=3), SELECTIONS)
def test_it_says_what_the_records_add_up_to(new_address: NewAddress, groups, selection):
    address = new_address()
    written(address, *groups)
    records = [each for group in groups for each in group if selection.holds(line_of(each))]

    with open_journal(address) as journal:
        assert journal.totals(selection) == totals_by_line(records)
        assert journal.refusals(selection) == refusals_by_commitment(records)
        assert journal.personal_data(selection) == personal_data_by_type(records)
        assert list(journal.records(selection)) == sorted(records, key=lambda each: (each.at, each.id))
        assert journal.count(selection) == len(records)
        for (deployment, day), spent in spent_by_day(each for group in groups for each in group).items():
            assert journal.spent(deployment, day) == spent


def test_it_counts_once_a_record_that_comes_twice(new_address: NewAddress):
    address = new_address()
    twice, refused = record(1), record(2, fate=Fate.REFUSED, refusal=RefusalCode.EXPIRED, commitments=("lyon-2025:2",))

    written(address, [twice, twice, refused], [refused, twice, record(3)], [twice])

    with open_journal(address) as journal:
        assert journal.totals() == totals_by_line([twice, refused, record(3)])
        assert journal.refusals() == refusals_by_commitment([refused])
        assert journal.spent("accueil", date(2026, 11, 22)) == Spent(900, 120, 300, 600)


def test_it_reads_a_long_journal_page_by_page_in_the_order_of_time(new_address: NewAddress):
    address = new_address()
    many = [record(number, at=datetime(2026, 11, 22, 8, number % 60, tzinfo=UTC)) for number in range(2500)]

    written(address, reversed(many))

    with open_journal(address) as journal:
        assert list(journal.records()) == sorted(many, key=lambda each: (each.at, each.id))


def test_it_keeps_one_journal_of_gateways_that_write_at_once(new_address: NewAddress):
    address = new_address()

    async def write() -> None:
        journals = [journal_at(address) for _ in range(3)]
        for journal in journals:
            journal.start()
        await asyncio.gather(*(journals[each % 3].append(record(each, unit=f"u{each % 5}")) for each in range(300)))
        for journal in journals:
            await journal.close()

    asyncio.run(write())

    with open_journal(address) as journal:
        assert journal.totals() == totals_by_line(record(each, unit=f"u{each % 5}") for each in range(300))


def test_a_clock_that_jumps_back_changes_no_figure(new_address: NewAddress):
    address = new_address()
    jumping = [record(each, at=datetime(2026, 12 - each % 3, 1, tzinfo=UTC)) for each in range(9)]

    written(address, jumping[:5], jumping[5:])

    with open_journal(address) as journal:
        assert journal.totals() == totals_by_line(jumping)
        assert journal.spent_in_month("accueil", "2026-10") == Spent(900, 120, 300, 600)


def test_it_keeps_no_more_of_a_model_s_name_than_every_store_takes(new_address: NewAddress):
    address = new_address()
    odd = record(1, model="a\x00\ud800" + "b" * 500)

    written(address, [odd, record(2)])

    with open_journal(address) as journal:
        assert {line.model for line in journal.totals()} == {"a" + "b" * 197, "mistral-small"}
        assert {each.model for each in journal.records()} == {"a" + "b" * 197, "mistral-small"}


def test_a_record_that_no_store_takes_does_not_take_the_others_with_it(new_address: NewAddress):
    address = new_address()

    async def write() -> list[object]:
        journal = journal_at(address)
        journal.start()
        told = await asyncio.gather(
            journal.append(record(1)),
            journal.append(record(2, unit="\ud800")),
            journal.append(record(3)),
            return_exceptions=True,
        )
        await journal.close()
        return list(told)

    told = asyncio.run(write())

    assert told[0] is told[2] is None
    assert isinstance(told[1], JournalUnavailableError)
    with open_journal(address) as journal:
        assert journal.totals() == totals_by_line([record(1), record(3)])


def test_a_call_that_leaves_is_kept_all_the_same(new_address: NewAddress):
    address = new_address()

    async def leave() -> None:
        journal = journal_at(address)
        journal.start()
        calls = [asyncio.ensure_future(journal.append(record(rank))) for rank in range(1, 4)]
        await asyncio.sleep(0)
        calls[-1].cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        await journal.close()

    asyncio.run(leave())

    with open_journal(address) as journal:
        assert journal.count() == 3


def test_it_takes_nothing_after_it_was_closed(new_address: NewAddress):
    async def write() -> None:
        journal = journal_at(new_address(), sync_every_group=True)
        journal.start()
        await journal.append(record(1))
        await journal.close()
        with pytest.raises(JournalUnavailableError):
            await journal.append(record(2))
        assert not journal.healthy

    asyncio.run(write())


def test_a_journal_that_no_gateway_has_written_is_said_to_be_missing(new_address: NewAddress):
    with pytest.raises(MissingJournalError, match="premier démarrage"):
        open_journal(new_address())


def test_a_new_journal_is_empty(new_address: NewAddress):
    address = new_address()

    written(address)

    with open_journal(address) as journal:
        assert (journal.totals(), journal.refusals(), journal.personal_data()) == ({}, {}, {})
        assert list(journal.records()) == []
        assert journal.spent("accueil", date(2026, 11, 22)) == journal.spent_in_month("accueil", "2026-11") == Spent()


def test_it_keeps_every_field(new_address: NewAddress):
    address = new_address()
    full = replace(
        record(1),
        fate=Fate.REFUSED,
        refusal=RefusalCode.PERSONAL_DATA,
        commitments=("lyon-2025:2", "lyon-2025:4"),
        tokens_estimated=True,
        latency_ms=12,
        first_token_ms=0,
        personal_data={"person": 2, "iban": 1},
    )

    written(address, [full])

    with open_journal(address) as journal:
        assert list(journal.records()) == [full]


def test_it_finds_the_record_of_a_call_among_the_recent_ones(new_address: NewAddress):
    address, told = new_address(), record(1)
    written(address, [record(2), told, record(3, at=told.at - timedelta(hours=2))])

    with open_journal(address) as journal:
        assert journal.record(told.id, told.at) == told
        assert journal.record(record(3).id, told.at) is None
        assert journal.record("l’été '; DROP", told.at - timedelta(days=1)) is None
