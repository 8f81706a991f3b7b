# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading a backup before anything is written, or Django even loaded.

Loading the settings draws the secrets of an installation that has none. A backup that turns out to be torn must not
leave some behind: put back beside them, those of the installation that was lost would be the second ones.
"""

import zlib
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from balise.web.journal.sealing import fingerprint
from balise.web.safekeeping.archive import CHUNK, KEPT_APPS, MANIFEST, TABLES, ArchiveError, Manifest, manifest_from

OTHER_KEY = (
    "Cette sauvegarde a été scellée avec une autre clé de journal : remettez d’abord le dossier « secrets » de "
    "l’installation sauvegardée (ou BALISE_JOURNAL_KEY), puis recommencez. Si cette clé est perdue pour de bon, "
    "ajoutez --key-lost : les données reviendront ; de leur journal, seul l’enchaînement pourra être vérifié jusqu’à "
    "ce jour, et tout ensuite."
)

_TORN = (BadZipFile, KeyError, UnicodeDecodeError, EOFError, NotImplementedError, RuntimeError, zlib.error)
"""What reading a ZIP that was cut short, altered or enciphered raises."""


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says of itself, every one of its files read and checked against its fingerprint.

    Raises:
        ArchiveError: the file is not a backup, or was damaged or altered.
        OSError: the file cannot be read.
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
    except _TORN as error:
        raise ArchiveError(f"« {path} » n’est pas une sauvegarde de Balise, ou elle est tronquée.") from error
    return manifest


def check_key(manifest: Manifest, key: str, *, key_lost: bool) -> None:
    """Refuse a key that did not seal the journal of a backup; an installation without a key yet has an empty one.

    Raises:
        ArchiveError: it is another key, and nobody said that the right one is lost.
    """
    if not key_lost and (not key or manifest.journal_key != fingerprint(key)):
        raise ArchiveError(OTHER_KEY)


def _check_names(manifest: Manifest) -> None:
    """Refuse a name that would be written outside the private folder, and a table of another app or without rows."""
    for name in manifest.digests:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise ArchiveError(f"La sauvegarde contient un nom de fichier interdit : « {name} ».")
    for name in manifest.rows:
        if name.partition(".")[0] not in KEPT_APPS:
            raise ArchiveError(f"La sauvegarde contient une table inconnue : « {name} ».")
        if f"{TABLES}{name}.jsonl" not in manifest.digests:
            raise ArchiveError(f"La sauvegarde est abîmée : la table « {name} » n’y est pas. Prenez une autre copie.")


def _digest(archive: ZipFile, name: str) -> str:
    digest = sha256()
    with archive.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
