# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""PostgreSQL empties a table without deleting a row of it (TRUNCATE): the guard of each row did not see that."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SENTENCE = "Le journal ne se vide pas."
TABLE = "journal_entry"

ON: dict[str, tuple[str, ...]] = {
    "sqlite": (),
    "postgresql": (
        (
            "CREATE FUNCTION journal_entry_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            f"CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse_truncate()"
        ),
    ),
}
OFF: dict[str, tuple[str, ...]] = {
    "sqlite": (),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS journal_entry_no_truncate ON {TABLE}",
        "DROP FUNCTION IF EXISTS journal_entry_refuse_truncate",
    ),
}


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the trigger; SQLite has no such statement, and its DELETE is refused already."""
    for statement in ON[editor.connection.vendor]:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove it."""
    for statement in OFF[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """One more trigger, where the engine needs it."""

    dependencies = [("journal", "0003_keys_and_roll")]
    operations = [migrations.RunPython(guard, unguard)]
