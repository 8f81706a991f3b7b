# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The shape of a backup: one ZIP with a manifest, one JSONL a table, and the evidence as it was filed.

Refused: the engine's own dump. A city that starts on one file and grows onto PostgreSQL restores the same backup
there; and what is inside can be read in thirty years with a text editor.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
MANIFEST = "manifeste.json"
TABLES = "tables/"
FILES = "pieces/"
CHUNK = 1 << 20
"""In bytes, how much of a file is read and written at a time."""

KEPT_APPS = (
    "accounts",
    "organisations",
    "catalogue",
    "assessments",
    "governance",
    "incidents",
    "literacy",
    "charters",
    "transparency",
    "deployments",
    "measures",
    "reports",
    "journal",
)
"""The apps whose rows are kept. Sessions and failed sign-ins are not: they belong to the day, not to the record."""


class ArchiveError(Exception):
    """A backup cannot be made or read; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    balise: str
    engine: str
    made_at: str
    migrations: Mapping[str, list[str]]
    """The schema of the rows: the migrations applied, by app."""
    rows: Mapping[str, int]
    """The number of rows, by table."""
    journal_key: str
    """The fingerprint of the key that sealed the journal; the key itself is never in a backup."""
    digests: Mapping[str, str]
    """The sha-256 of every file of the archive but the manifest."""

    def written(self) -> str:
        """Return the manifest as the text that is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def manifest_from(text: str) -> Manifest:
    """Read a manifest.

    Raises:
        ArchiveError: it is not one, or is of a format to come.
    """
    try:
        found: dict[str, Any] = json.loads(text)
        manifest = Manifest(**found)
    except (ValueError, TypeError) as error:
        raise ArchiveError("Ce fichier n’est pas une sauvegarde de Balise : son manifeste est illisible.") from error
    if manifest.format > FORMAT:
        raise ArchiveError(
            f"Cette sauvegarde vient d’une version plus récente (Balise {manifest.balise}) : mettez Balise à jour, "
            "puis recommencez."
        )
    return manifest
