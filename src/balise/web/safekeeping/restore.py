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
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.apps import apps as current_apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps
from django.db.models.sql import InsertQuery

from balise.web.journal.sealing import fingerprint
from balise.web.safekeeping.archive import FILES, KEPT_APPS, MANIFEST, TABLES, ArchiveError, Manifest, manifest_from
from balise.web.safekeeping.backup import CHUNK, Advance, kept_models

ROWS_A_STATEMENT = 500
"""How many rows are put back at once, or fewer where the engine does not take as many values."""

NOT_EMPTY = (
    "Cette installation contient déjà des données : une restauration ne les écrase jamais. Indiquez une base vide "
    "(BALISE_DATABASE_URL) et un dossier vide (BALISE_DATA_DIR), puis recommencez."
)


OTHER_KEY = (
    "Cette sauvegarde a été scellée avec une autre clé de journal : remettez d’abord le dossier « secrets » de "
    "l’installation sauvegardée (ou BALISE_JOURNAL_KEY), puis recommencez. Si cette clé est perdue pour de bon, "
    "ajoutez --key-lost : les données reviendront, mais leur journal ne pourra plus être vérifié."
)

NOT_UPGRADED = (
    "Les données et les pièces de cette sauvegarde sont remises, mais leur passage à la version de Balise installée "
    "ici a échoué ({reason}). Rien n’est perdu : corrigez la cause, puis lancez « balise manage migrate ». Pour tout "
    "reprendre au début, indiquez une base et un dossier vides."
)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says of itself, every one of its files checked against its fingerprint.

    Raises:
        ArchiveError: the file is not a backup, or was damaged or altered.
    """
    try:
        with ZipFile(path) as archive:
            manifest = manifest_from(archive.read(MANIFEST).decode())
            _check_names(manifest)
            for name, expected in manifest.digests.items():
                if _digest(archive, name) != expected:
                    raise ArchiveError(
                        f"La sauvegarde est abîmée : « {name} » n’a plus son empreinte. Prenez une autre copie."
                    )
    except (BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise ArchiveError(f"« {path} » n’est pas une sauvegarde de Balise, ou elle est tronquée.") from error
    return manifest


def restore(path: Path, *, key_lost: bool = False, advance: Advance = lambda _done: None) -> Manifest:
    """Put a backup back and return its manifest.

    ``key_lost``: the key that sealed the journal is gone for good; what it sealed can no longer be verified.

    Raises:
        ArchiveError: the backup cannot be used, there is already something here, or what was put back could not be
            brought up to date; in that last case alone, rows and evidence stay.
    """
    manifest = read_manifest(path)
    if manifest.journal_key != fingerprint(settings.JOURNAL_KEY) and not key_lost:
        raise ArchiveError(OTHER_KEY)
    _refuse_unless_empty()
    with _files_beside(path, manifest) as put_in_place:
        history = _migrate(manifest)
        with ZipFile(path) as archive, transaction.atomic():
            for name in manifest.rows:
                _fill(archive, history.get_model(name), advance)
            _reset_counters(history)
            connection.check_constraints()  # now, while the rows can still be undone together with the evidence
            put_in_place()
    _migrate_to_latest()
    return manifest


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
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    except Exception as error:
        raise ArchiveError(NOT_UPGRADED.format(reason=error)) from error


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
        query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql()


def _records(archive: ZipFile, name: str) -> Iterator[dict[str, Any]]:
    with archive.open(name) as file:
        for line in file:
            yield json.loads(line)


def _reset_counters(history: StateApps) -> None:
    """Make the engine number the rows to come after those put back."""
    restored = [model for app in KEPT_APPS for model in history.get_app_config(app).get_models()]
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


def _check_names(manifest: Manifest) -> None:
    """Refuse a name that would be written outside the private folder."""
    for name in manifest.digests:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise ArchiveError(f"La sauvegarde contient un nom de fichier interdit : « {name} ».")
    labels = {model._meta.label_lower for model in current_apps.get_models()}
    for name in manifest.rows:
        if name.partition(".")[0] not in KEPT_APPS or (name not in labels and not manifest.migrations):
            raise ArchiveError(f"La sauvegarde contient une table inconnue : « {name} ».")


def _digest(archive: ZipFile, name: str) -> str:
    digest = sha256()
    with archive.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
