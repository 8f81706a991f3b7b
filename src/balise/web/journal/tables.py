# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tables of the journal as they are in the database, and not as the code expects them.

Somebody may have dropped one, or a column of one; or the database is of an earlier version, and was not upgraded yet.
"""

from importlib import import_module
from types import ModuleType

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from balise.web.journal.models import Entry, Head, Roll

_KEYS_AND_ROLL = ("journal", "0003_keys_and_roll")
_NO_TRUNCATE = ("journal", "0004_no_truncate")
_LOST_KEYS = ("journal", "0005_lost_keys")
_append_only = import_module("balise.web.journal.migrations.0002_append_only")
_no_truncate = import_module("balise.web.journal.migrations.0004_no_truncate")


def up_to_date() -> bool:
    """Tell whether the database says the key of each chain, and the list of the chains."""
    return _applied(_KEYS_AND_ROLL)


def tells_lost_keys() -> bool:
    """Tell whether the database says up to where a lost key sealed each chain."""
    return _applied(_LOST_KEYS)


def whole() -> bool:
    """Tell whether every table and column of the journal is there, as far as this database was upgraded."""
    expected = {model: {field.column for field in model._meta.concrete_fields} for model in (Entry, Head, Roll)}
    if not tells_lost_keys():
        expected[Head] -= _LOST_COLUMNS
    if not up_to_date():
        expected[Head] -= _KEY_COLUMNS
        del expected[Roll]
    return all(columns <= _columns(model._meta.db_table) for model, columns in expected.items())


def guarded() -> bool:
    """Tell whether the database still refuses to change or delete an entry, in the words that were set."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [_append_only.TABLE]
            )
            return {row[0] for row in cursor.fetchall()} >= set(_append_only.ON["sqlite"])
        wanted = {("journal_entry_append_only", _EACH_ROW_BEFORE_UPDATE_OR_DELETE, _body_of(_append_only))}
        if _applied(_NO_TRUNCATE):
            wanted.add(("journal_entry_no_truncate", _EACH_STATEMENT_BEFORE_TRUNCATE, _body_of(_no_truncate)))
        cursor.execute(
            "SELECT t.tgname, t.tgtype, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = to_regclass(%s) AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL",
            [_append_only.TABLE],
        )
        return set(cursor.fetchall()) >= wanted


_LOST_COLUMNS = frozenset({"lost_until", "lost_words", "lost_seal"})
_KEY_COLUMNS = frozenset({"key", "noted"})
_EACH_ROW_BEFORE_UPDATE_OR_DELETE = 1 + 2 + 8 + 16
_EACH_STATEMENT_BEFORE_TRUNCATE = 2 + 32
"""As PostgreSQL writes them in ``pg_trigger.tgtype``."""


def _applied(migration: tuple[str, str]) -> bool:
    return migration in MigrationRecorder(connection).applied_migrations()


def _body_of(migration: ModuleType) -> str:
    """Return the body of the function that a guard calls on PostgreSQL, as it was set."""
    return str(migration.ON["postgresql"][0].split("$$")[1])


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}
