# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether the tables are those of this version: one that dates is never read nor written as if it did not."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from balise.core.language import Text

OLDER = Text(
    "La base de données date d’une version antérieure de Balise. Sauvegardez-la (« balise backup FICHIER »), "
    "mettez-la à jour (« balise manage migrate »), puis relancez.",
    "The database comes from an earlier version of Balise. Back it up (“balise backup FILE”), upgrade it (“balise "
    "manage migrate”), then start again.",
)


class NotReadyError(Exception):
    """The site cannot start; the sentence says what to do first."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.fr)
        self.sentence = sentence


def refuse_an_older_version() -> None:
    """Refuse a database that holds tables, but not those of this version.

    Raises:
        NotReadyError: it is older than this version.
    """
    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations and executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError(OLDER)


def tables_are_missing() -> bool:
    """Tell whether the database is empty: its tables are still to be made."""
    return not MigrationRecorder(connection).applied_migrations()
