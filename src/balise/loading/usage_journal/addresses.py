# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a usage journal is: a file, a PostgreSQL database, or a ClickHouse server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from balise.core.language import Text
from balise.loading.usage_journal.errors import JournalAddressError

VARIABLE = "BALISE_USAGE_JOURNAL"
FILE_NAME = "usage.sqlite3"
DEFAULT_FOLDER = "balise-data"
CLICKHOUSE_PORTS = {"http": 8123, "https": 8443}


class Store(StrEnum):
    """What keeps a journal."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    CLICKHOUSE = "clickhouse"


@dataclass(frozen=True, slots=True)
class JournalAddress:
    """An address, read; its password is never shown."""

    store: Store
    shown: str
    """For messages: without user nor password."""
    path: Path = Path()
    """Of the file, for SQLite."""
    url: str = field(default="", repr=False)
    """For PostgreSQL, as its library takes it."""
    secure: bool = False
    host: str = ""
    port: int = 0
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    database: str = ""


def journal_address(written: str) -> JournalAddress:
    """Return the journal that an address names; a bare path is that of a SQLite file.

    Raises:
        JournalAddressError: it names none.
    """
    scheme, separator, rest = written.partition("://")
    if not separator:
        return _file(written)
    try:
        match scheme:
            case "sqlite":
                return _file(unquote(rest.removeprefix("/")))
            case "postgresql" | "postgres":
                return _postgresql(written)
            case "clickhouse+http" | "clickhouse+https":
                return _clickhouse(written, scheme.removeprefix("clickhouse+"))
            case _:
                raise JournalAddressError(_unknown(f"{scheme}://…"))
    except ValueError as error:  # a port that is no number, a bracket that nothing closes
        raise JournalAddressError(_unknown(f"{scheme}://…")) from error


def default_address(environment: Mapping[str, str]) -> str:
    """Return where the journal of this installation is, when nobody says: the setting, or a file among its data."""
    folder = environment.get("BALISE_DATA_DIR") or DEFAULT_FOLDER
    return environment.get(VARIABLE) or str(Path(folder) / FILE_NAME)


def _file(path: str) -> JournalAddress:
    if not path:
        raise JournalAddressError(_unknown("sqlite:///"))
    return JournalAddress(Store.SQLITE, path, path=Path(path))


def _postgresql(written: str) -> JournalAddress:
    parts = urlsplit(written)
    port = f":{parts.port}" if parts.port else ""
    return JournalAddress(Store.POSTGRESQL, f"postgresql://{parts.hostname or ''}{port}{parts.path}", url=written)


def _clickhouse(written: str, scheme: str) -> JournalAddress:
    parts = urlsplit(written)
    port = parts.port or CLICKHOUSE_PORTS[scheme]
    if not parts.hostname:
        raise JournalAddressError(_unknown(f"clickhouse+{scheme}://…"))
    database = parts.path.strip("/") or "default"
    return JournalAddress(
        Store.CLICKHOUSE,
        f"clickhouse+{scheme}://{parts.hostname}:{port}/{database}",
        secure=scheme == "https",
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or "default"),
        password=unquote(parts.password or ""),
        database=database,
    )


def _unknown(shown: str) -> Text:
    return Text(
        f"« {shown} » n’est pas l’adresse d’un journal d’usage. Donnez le chemin d’un fichier, "
        "« sqlite:///chemin », « postgresql://serveur/base » ou « clickhouse+http://serveur:8123/base ».",
        f"“{shown}” is not the address of a usage journal. Give the path of a file, “sqlite:///path”, "
        "“postgresql://server/database” or “clickhouse+http://server:8123/database”.",
    )
