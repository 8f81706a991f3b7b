# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The database itself refuses to change or delete an entry: a mistake in the code cannot rewrite the past."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SENTENCE = "Une entrée du journal ne se modifie ni ne s’efface."
TABLE = "journal_entry"

ON: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER journal_entry_no_{word} BEFORE {word.upper()} ON {TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for word in ("update", "delete")
    ),
    "postgresql": (
        (
            "CREATE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            f"CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()"
        ),
    ),
}
OFF: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS journal_entry_no_{word}" for word in ("update", "delete")),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS journal_entry_append_only ON {TABLE}",
        "DROP FUNCTION IF EXISTS journal_entry_refuse",
    ),
}


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers of this engine."""
    for statement in ON[editor.connection.vendor]:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove them."""
    for statement in OFF[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers, in the words of each engine."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
