# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Putting a backup back, into an empty installation, on whatever engine, from this version or an older one.

The tables are first made as they were when the backup was made, the rows put in, and only then brought up to date:
the way an old database itself would be upgraded.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.apps import apps as current_apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from balise.web.journal.sealing import fingerprint
from balise.web.safekeeping.archive import FILES, KEPT_APPS, MANIFEST, TABLES, ArchiveError, Manifest, manifest_from
from balise.web.safekeeping.backup import CHUNK, Advance, kept_models

NOT_EMPTY = (
    "Cette installation contient déjà des données : une restauration ne les écrase jamais. Indiquez une base vide "
    "(BALISE_DATABASE_URL) et un dossier vide (BALISE_DATA_DIR), puis recommencez."
)


OTHER_KEY = (
    "Cette sauvegarde a été scellée avec une autre clé de journal : remettez d’abord le dossier « secrets » de "
    "l’installation sauvegardée (ou BALISE_JOURNAL_KEY), puis recommencez. Si cette clé est perdue pour de bon, "
    "ajoutez --key-lost : les données reviendront, mais leur journal ne pourra plus être vérifié."
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
        ArchiveError: the backup cannot be used, or there is already something here.
    """
    manifest = read_manifest(path)
    if manifest.journal_key != fingerprint(settings.JOURNAL_KEY) and not key_lost:
        raise ArchiveError(OTHER_KEY)
    _refuse_unless_empty()
    with _files_beside(path, manifest):
        history = _migrate(manifest)
        with ZipFile(path) as archive, transaction.atomic():
            for name in manifest.rows:
                _fill(archive, history.get_model(name), advance)
            _reset_counters(history)
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
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _fill(archive: ZipFile, model: type[models.Model], advance: Callable[[int], None]) -> None:
    """Put the rows of one table back, as they were: no default, no automatic date."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for record in _records(archive, f"{TABLES}{model._meta.label_lower}.jsonl"):
        row = model(**{name: fields[name].to_python(value) for name, value in record.items()})
        row.save_base(raw=True, force_insert=True)
        advance(1)


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
def _files_beside(path: Path, manifest: Manifest) -> Iterator[None]:
    """Write the evidence beside its place, and put it there once all the rest has succeeded."""
    root = Path(settings.MEDIA_ROOT)
    beside = root.with_name(root.name + ".partiel")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700, parents=True)
    try:
        _write_files(path, manifest, beside)
        yield
    except BaseException:
        shutil.rmtree(beside)
        raise
    if root.is_dir():
        root.rmdir()
    beside.rename(root)


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
