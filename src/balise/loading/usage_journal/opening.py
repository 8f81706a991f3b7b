# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door of a usage journal: an address in, a journal to read out."""

from balise.loading.usage_journal.addresses import Store, journal_address
from balise.loading.usage_journal.reading import Journal


def open_journal(written: str) -> Journal:
    """Return the journal at an address, open to be read; what a store needs is imported only for it.

    Raises:
        UsageJournalError: the address names none, nothing is there, it is something else, or it does not answer.
    """
    address = journal_address(written)
    match address.store:
        case Store.SQLITE:
            from balise.loading.usage_journal.sqlite_store import SqliteStore  # noqa: PLC0415 - see above

            return Journal(SqliteStore(address))
        case Store.POSTGRESQL:
            from balise.loading.usage_journal.postgresql_store import PostgresqlStore  # noqa: PLC0415 - see above

            return Journal(PostgresqlStore(address))
        case Store.CLICKHOUSE:
            from balise.loading.usage_journal.clickhouse_store import ClickhouseStore  # noqa: PLC0415 - see above

            return Journal(ClickhouseStore(address))
