# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Putting a backup back, into an empty installation, on whatever engine, from this version or an older one.

The tables are first made as they were when the backup was made, the rows put in, and only then brought up to date:
the way an old database itself would be upgraded.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.apps import apps as current_apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DataError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps
from django.db.models.sql import InsertQuery

from balise.web.journal.keys import go_on_under
from balise.web.safekeeping.archive import CHUNK, FILES, KEPT_APPS, TABLES, ArchiveError, Manifest
from balise.web.safekeeping.backup import Advance, kept_models
from balise.web.ui.column_limits import DoesNotFitError, refuse_what_does_not_fit

ROWS_A_STATEMENT = 500
"""How many rows are put back at once, or fewer where the engine does not take as many values."""

NOT_EMPTY = (
    "Cette installation contient déjà des données : une restauration ne les écrase jamais. Indiquez une base vide "
    "(BALISE_DATABASE_URL) et un dossier vide (BALISE_DATA_DIR), puis recommencez."
)


NOT_UPGRADED = (
    "Les données et les pièces de cette sauvegarde sont remises, mais leur passage à la version de Balise installée "
    "ici a échoué ({reason}). Rien n’est perdu : corrigez la cause, puis lancez « balise manage migrate ». Pour tout "
    "reprendre au début, indiquez une base et un dossier vides."
)
STAYS_UNDER_A_LOST_KEY = (
    "Les données et les pièces de cette sauvegarde sont remises, mais leur passage à la version de Balise installée "
    "ici a échoué ({reason}), et leur journal attend toujours la clé perdue : « balise manage migrate » n’y suffirait "
    "pas. Corrigez la cause, indiquez une base vide (BALISE_DATABASE_URL) et un dossier vide (BALISE_DATA_DIR), puis "
    "relancez « balise restore --key-lost FICHIER ». La sauvegarde est intacte."
)

_REFUSED = (
    " Rien n’a été remis. Corrigez cette ligne dans l’installation d’où vient la sauvegarde, faites-en une autre, puis "
    "recommencez."
)
TOO_LONG = (
    "La base de données refuse la ligne {row} de la table « {table} » : « {column} » a {length} caractères, et {limit} "
    "au plus y tiennent." + _REFUSED
)
WITH_A_NULL = (
    "La base de données refuse la ligne {row} de la table « {table} » : « {column} » contient un caractère nul, "
    "qu’aucun texte ne peut contenir." + _REFUSED
)
NOT_TAKEN = (
    "La base de données refuse une ligne de la table « {table} », entre la {first} et la {last} : une valeur n’y tient "
    "pas." + _REFUSED
)


def restore(path: Path, manifest: Manifest, *, key_lost: bool = False, advance: Advance = lambda _done: None) -> None:
    """Put a backup back.

    ``manifest``: what ``reading`` returned of this file, which is neither hashed nor asked for its key again: both
    were checked before the settings were loaded.
    ``key_lost``: the key that sealed the journal is gone for good; what it sealed can no longer be verified, what
    the key of now seals can.

    Raises:
        ArchiveError: the backup holds what this version does not know, there is already something here, or what was put
            back could not be brought up to date; in that last case alone, rows and evidence stay.
    """
    _check_tables(manifest)
    _refuse_unless_empty()
    with _files_beside(path, manifest) as put_in_place:
        history = _migrate(manifest)
        with ZipFile(path) as archive, transaction.atomic():
            for name in manifest.rows:
                _fill(archive, history.get_model(name), advance)
            _leave_the_witness_behind(history)
            _reset_counters(history)
            connection.check_constraints()  # now, while the rows can still be undone together with the evidence
            put_in_place()
    try:
        _migrate_to_latest()
    except Exception as error:
        raise ArchiveError((STAYS_UNDER_A_LOST_KEY if key_lost else NOT_UPGRADED).format(reason=error)) from error
    if key_lost:
        go_on_under(settings.JOURNAL_KEY)


def _refuse_unless_empty() -> None:
    tables = set(connection.introspection.table_names())
    if any(model._meta.db_table in tables and model._default_manager.exists() for model in kept_models()):
        raise ArchiveError(NOT_EMPTY)
    if Path(settings.MEDIA_ROOT).is_dir() and any(Path(settings.MEDIA_ROOT).rglob("*")):
        raise ArchiveError(NOT_EMPTY)


def _migrate(manifest: Manifest) -> StateApps:
    """Make the tables as they were on the day of the backup, and return the models of that day."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    wanted = [(app, name) for app in KEPT_APPS for name in manifest.migrations.get(app, ())]
    if not known.issuperset(wanted):
        raise ArchiveError(
            f"Cette sauvegarde (Balise {manifest.balise}) a été faite par une version que celle-ci ne connaît pas : "
            "mettez Balise à jour, puis recommencez."
        )
    ends = [(app, names[-1]) for app, names in manifest.migrations.items() if names]
    if executor.loader.applied_migrations:
        executor.migrate([(app, None) for app in reversed(KEPT_APPS)])
        executor = MigrationExecutor(connection)
    state = executor.migrate(ends)
    return state.apps


def _migrate_to_latest() -> None:
    """Bring the tables up to date; the rows are those of the backup already, and stay if this fails."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _fill(archive: ZipFile, model: type[models.Model], advance: Callable[[int], None]) -> None:
    """Put the rows of one table back, as they were: no default, no automatic date.

    ``bulk_create`` would date anew a column that dates itself; the statement underneath it can be told not to.
    """
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    rows = (
        model(**{name: fields[name].to_python(value) for name, value in record.items()})
        for record in _records(archive, f"{TABLES}{model._meta.label_lower}.jsonl")
    )
    while batch := list(islice(rows, ROWS_A_STATEMENT)):
        _insert(model, tuple(fields.values()), batch)
        advance(len(batch))


def _insert(model: type[models.Model], fields: Sequence[Any], rows: list[models.Model]) -> None:
    """Insert rows with their own values, in as few statements as the engine takes."""
    size = connection.ops.bulk_batch_size(fields, rows)
    for start in range(0, len(rows), size):
        query = InsertQuery(model)
        query.insert_values(fields, rows[start : start + size], raw=True)
        try:
            query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql()
        except DataError as error:
            raise ArchiveError(_refused_row(fields, rows[start : start + size])) from error


def _refused_row(fields: Sequence[Any], rows: list[models.Model]) -> str:
    """Return which row the engine would not take, and why; an older version wrote on SQLite what nothing measured."""
    for row in rows:
        for field in fields:
            try:
                refuse_what_does_not_fit(field, getattr(row, field.attname))
            except DoesNotFitError as found:
                sentence = WITH_A_NULL if found.limit is None else TOO_LONG
                told = {"limit": found.limit, "length": found.length, "column": found.column, "table": found.table}
                return sentence.format(**told, row=row.pk)
    return NOT_TAKEN.format(table=rows[0]._meta.db_table, first=rows[0].pk, last=rows[-1].pk)


def _leave_the_witness_behind(history: StateApps) -> None:
    """Forget that a witness knew the journals: it is no part of a backup, and may not have followed."""
    head = history.get_model("journal", "Head")
    if any(field.name == "noted" for field in head._meta.fields):
        head._default_manager.update(noted=False)


def _records(archive: ZipFile, name: str) -> Iterator[dict[str, Any]]:
    with archive.open(name) as file:
        for line in file:
            yield json.loads(line)


def _reset_counters(history: StateApps) -> None:
    """Make the engine number the rows to come after those put back."""
    restored = [model for model in history.get_models() if model._meta.app_label in KEPT_APPS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), restored):
            cursor.execute(statement)


@contextmanager
def _files_beside(path: Path, manifest: Manifest) -> Iterator[Callable[[], None]]:
    """Write the evidence beside its place, and yield what puts it there; if the rows do not stay, nor does it."""
    root = Path(settings.MEDIA_ROOT)
    written = beside = root.with_name(root.name + ".partiel")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700, parents=True)

    def put_in_place() -> None:
        nonlocal written
        if root.is_dir():
            root.rmdir()
        written = beside.rename(root)

    try:
        _write_files(path, manifest, beside)
        yield put_in_place
    except BaseException:
        shutil.rmtree(written)
        raise


def _write_files(path: Path, manifest: Manifest, root: Path) -> None:
    with ZipFile(path) as archive:
        for name in manifest.digests:
            if name.startswith(FILES):
                target = root / name.removeprefix(FILES)
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("xb") as file:
                    target.chmod(0o600)
                    while chunk := source.read(CHUNK):
                        file.write(chunk)


def _check_tables(manifest: Manifest) -> None:
    """Refuse a table that neither this version knows nor an older schema could."""
    labels = {model._meta.label_lower for model in current_apps.get_models()}
    for name in manifest.rows:
        if name not in labels and not manifest.migrations:
            raise ArchiveError(f"La sauvegarde contient une table inconnue : « {name} ».")
