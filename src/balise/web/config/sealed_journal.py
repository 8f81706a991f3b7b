# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a database holds a journal already, asked before Django is loaded and before a key is drawn.

A key drawn for a database that another one sealed would be a second one, beside the first when it is put back.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import dj_database_url

LONGEST_WAIT = 10
"""In seconds, for a server to answer."""
_TABLE = "journal_head"
_ANY = f"SELECT 1 FROM {_TABLE} LIMIT 1"  # noqa: S608 - a name of ours


class UnreachableError(Exception):
    """The server of the database does not answer."""


class DamagedError(UnreachableError):
    """The file of the database cannot be read."""


def holds_a_journal(url: str) -> bool:
    """Tell whether the database at this address holds at least one journal; an address that is none holds nothing.

    Raises:
        UnreachableError: nobody answers there, or the file cannot be read.
    """
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError:
        return False
    if url.startswith("sqlite:"):
        return _in_a_file(Path(found["NAME"]))
    return url.startswith("postgres") and bool(found["NAME"]) and _on_a_server(found)


def _in_a_file(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            there = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [_TABLE]).fetchone()
            return there is not None and database.execute(_ANY).fetchone() is not None
    except sqlite3.Error as error:  # never « none »: a key drawn for a damaged journal would be a second one
        raise DamagedError(str(path)) from error


def _on_a_server(found: dict[str, Any]) -> bool:
    import psycopg  # noqa: PLC0415 - only where there is a server, and no key yet

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    where = {name: found[key] for name, key in names.items() if found.get(key)}
    options = {name: value for name, value in found.get("OPTIONS", {}).items() if isinstance(value, str | int)}
    try:
        with psycopg.connect(**{"connect_timeout": LONGEST_WAIT, **options, **where}) as connection:
            there = connection.execute("SELECT to_regclass(%s)", [_TABLE]).fetchone()
            return there is not None and there[0] is not None and connection.execute(_ANY).fetchone() is not None
    except psycopg.Error as error:
        raise UnreachableError(str(error)) from error
