# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Making a backup of a site that goes on answering: every row as of one instant, then the evidence."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from balise import __version__
from balise.web.journal.keys import marks
from balise.web.journal.sealing import fingerprint
from balise.web.safekeeping.archive import CHUNK, FILES, FORMAT, KEPT_APPS, MANIFEST, TABLES, ArchiveError, Manifest

Advance = Callable[[int], None]


def backup(path: Path, *, at: datetime, advance: Advance = lambda _done: None) -> Manifest:
    """Write a backup of the whole installation and return its manifest.

    The file appears under its name only once it is whole, and only its owner may read it.

    Raises:
        ArchiveError: a file of that name exists already, or its folder does not.
        OSError: the system would not write the file named.
    """
    if not path.parent.is_dir():
        raise ArchiveError(f"Le dossier « {path.parent} » n’existe pas : créez-le ou donnez un autre nom.")
    if path.exists():
        raise ArchiveError(f"« {path} » existe déjà : donnez un autre nom, ou déplacez ce fichier.")
    partial = path.with_name(path.name + ".partiel")
    descriptor = _opened(partial, path)
    try:
        with os.fdopen(descriptor, "wb") as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            manifest = _Writer(archive, advance).write(at)
        partial.rename(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return manifest


def _opened(partial: Path, path: Path) -> int:
    """Open the file written meanwhile; a refusal of the system names the file that was asked for."""
    try:
        return os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def kept_models() -> tuple[type[Model], ...]:
    """Return the tables that a backup keeps, as they are in the database: one that dates can be saved as it is."""
    loader = MigrationLoader(connection)
    applied = [(app, names[-1]) for app, names in applied_migrations().items() if names]
    if not applied:
        return ()
    models = loader.project_state(applied).apps.get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.app_label in KEPT_APPS]
    return tuple(sorted(kept, key=lambda model: KEPT_APPS.index(model._meta.app_label)))


def rows_to_keep() -> int:
    """Return how many rows a backup will hold: the length of its progress bar."""
    return sum(model._default_manager.count() for model in kept_models())


class _Writer:
    """Writes one archive, and remembers what it has written for the manifest."""

    def __init__(self, archive: ZipFile, advance: Advance) -> None:
        self.archive = archive
        self.advance = advance
        self.rows: dict[str, int] = {}
        self.digests: dict[str, str] = {}

    def write(self, at: datetime) -> Manifest:
        with _one_instant():
            migrations = applied_migrations()
            for model in kept_models():
                self._table(model)
        for name in _evidence():
            self._copy(FILES + name, Path(settings.MEDIA_ROOT) / name)
        manifest = Manifest(
            format=FORMAT,
            balise=__version__,
            engine=connection.vendor,
            made_at=at.isoformat(timespec="seconds"),
            migrations=migrations,
            rows=self.rows,
            journal_key=_sealed_by(),
            digests=self.digests,
        )
        self.archive.writestr(MANIFEST, manifest.written())
        return manifest

    def _table(self, model: type[Model]) -> None:
        name = model._meta.label_lower
        with self._entry(f"{TABLES}{name}.jsonl") as write:
            for count, row in enumerate(_rows(model), 1):
                write(row)
                self.advance(1)
                self.rows[name] = count
        self.rows.setdefault(name, 0)

    def _copy(self, name: str, source: Path) -> None:
        """Copy one file; one that an act removed since the list was made is gone for the site too."""
        try:
            file = source.open("rb")
        except FileNotFoundError:
            return
        with file, self._entry(name) as write:
            while chunk := file.read(CHUNK):
                write(chunk)

    def _entry(self, name: str) -> "_Entry":
        return _Entry(self, name)


class _Entry:
    """One file of the archive, hashed while it is written."""

    def __init__(self, writer: _Writer, name: str) -> None:
        self.writer = writer
        self.name = name
        self.digest = sha256()
        self.file: IO[bytes] | None = None

    def __enter__(self) -> Callable[[bytes], None]:
        file = self.file = self.writer.archive.open(self.name, "w", force_zip64=True)

        def write(content: bytes) -> None:
            self.digest.update(content)
            file.write(content)

        return write

    def __exit__(self, *_exception: object) -> None:
        if self.file is not None:
            self.file.close()
        self.writer.digests[self.name] = self.digest.hexdigest()


@contextmanager
def _one_instant() -> Iterator[None]:
    """Read every table as of one instant, and let the site go on writing meanwhile."""
    engine: Any = connections["default"]
    if engine.vendor == "sqlite":
        mode, engine.transaction_mode = engine.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            engine.transaction_mode = mode
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def applied_migrations() -> dict[str, list[str]]:
    """Return the migrations applied to the tables that are kept, by app, in order."""
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {app: [name for owner, name in applied if owner == app] for app in KEPT_APPS}


def _sealed_by() -> str:
    """Return the fingerprint of the key that sealed the journal, be it the one in use or one that is lost."""
    used, found = fingerprint(settings.JOURNAL_KEY), marks()
    return used if not found or used in found else min(found)


def _rows(model: type[Model]) -> Iterator[bytes]:
    """Yield the rows of a table as lines of JSON, each field under the name of its column's attribute."""
    fields = model._meta.concrete_fields
    for row in model._default_manager.order_by("pk").iterator(chunk_size=1000):
        record: dict[str, Any] = {field.attname: field.value_from_object(row) for field in fields}
        record |= {
            field.attname: str(record[field.attname]) for field in fields if field.get_internal_type() == "FileField"
        }
        line = json.dumps(record, cls=_Exact, ensure_ascii=False, separators=(",", ":"))
        yield line.encode() + b"\n"


class _Exact(DjangoJSONEncoder):
    """Keeps the microseconds of an instant, which Django's encoder cuts and the journal's seals need."""

    def default(self, o: Any) -> Any:
        """Return what JSON cannot say in words that can be read again."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _evidence() -> Iterator[str]:
    """Yield the files that people filed, by their place under the private folder."""
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix()
