# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door of the writing side: an address in, a journal to write to out."""

from balise.gateway.journal.journal import Journal
from balise.gateway.journal.sink import Sink
from balise.loading.usage_journal.addresses import JournalAddress, Store, journal_address


def journal_at(written: str, *, sync_every_group: bool = False) -> Journal:
    """Return the journal at an address, to be started; what a store needs is imported only for it.

    ``sync_every_group`` brings every group to the disk before its replies leave, against a power cut; otherwise the
    disk follows within a second, and only the end of the process is guarded against.

    Raises:
        JournalAddressError: the address names none.
    """
    return Journal(sink_at(journal_address(written), sync_every_group=sync_every_group))


def sink_at(address: JournalAddress, *, sync_every_group: bool = False) -> Sink:
    """Return the store at an address."""
    match address.store:
        case Store.SQLITE:
            from balise.gateway.journal.sqlite_sink import SqliteSink  # noqa: PLC0415 - see above

            return SqliteSink(address.path, sync_every_group=sync_every_group)
        case Store.POSTGRESQL:
            from balise.gateway.journal.postgresql_sink import PostgresqlSink  # noqa: PLC0415 - see above

            return PostgresqlSink(address.url, sync_every_group=sync_every_group)
        case Store.CLICKHOUSE:
            from balise.gateway.journal.clickhouse_sink import ClickhouseSink  # noqa: PLC0415 - see above

            return ClickhouseSink(address, sync_every_group=sync_every_group)
