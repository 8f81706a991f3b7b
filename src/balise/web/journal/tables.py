# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tables of the journal as they are in the database, and not as the code expects them.

Somebody may have dropped one, or a column of one; or the database is of an earlier version, and was not upgraded yet.
"""

from importlib import import_module

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from balise.web.journal.models import Entry, Head, Roll

_KEYS_AND_ROLL = ("journal", "0003_keys_and_roll")
_append_only = import_module("balise.web.journal.migrations.0002_append_only")


def up_to_date() -> bool:
    """Tell whether the database says the key of each chain, and the list of the chains."""
    return _KEYS_AND_ROLL in MigrationRecorder(connection).applied_migrations()


def whole() -> bool:
    """Tell whether every table and column of the journal is there, as far as this database was upgraded."""
    if up_to_date():
        expected = {model: {field.column for field in model._meta.concrete_fields} for model in (Entry, Head, Roll)}
    else:
        expected = {
            Entry: {field.column for field in Entry._meta.concrete_fields},
            Head: {"id", "chain_id", "number", "digest", "seal"},
        }
    return all(columns <= _columns(model._meta.db_table) for model, columns in expected.items())


def guarded() -> bool:
    """Tell whether the database still refuses to change or delete an entry, in the words that were set."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [_append_only.TABLE]
            )
            return {row[0] for row in cursor.fetchall()} >= set(_append_only.ON["sqlite"])
        cursor.execute(
            "SELECT p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = to_regclass(%s) AND t.tgname = 'journal_entry_append_only'"
            " AND t.tgenabled IN ('O', 'A') AND t.tgtype = %s AND t.tgqual IS NULL",
            [_append_only.TABLE, _EACH_ROW_BEFORE_UPDATE_OR_DELETE],
        )
        found: list[tuple[str]] = cursor.fetchall()
        return found == [(_append_only.ON["postgresql"][0].split("$$")[1],)]


_EACH_ROW_BEFORE_UPDATE_OR_DELETE = 1 + 2 + 8 + 16
"""As PostgreSQL writes it in ``pg_trigger.tgtype``."""


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}
