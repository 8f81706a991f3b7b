# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The database of the site, in one setting: checked before anything is asked of it."""

from typing import Any

import dj_database_url

from balise.web.config.environment import MisconfiguredError

SQLITE = "balise.web.config.sqlite"
"""Our own door to SQLite, which refuses what PostgreSQL would refuse."""

ENGINES = {"sqlite": SQLITE, "postgres": "", "postgresql": ""}
"""The kinds of address that can be given, with the engine that serves each when it is not that of Django."""

NOT_ONE = (
    "BALISE_DATABASE_URL n’est pas l’adresse d’une base PostgreSQL ou SQLite : écrivez "
    "postgresql://utilisateur:mot-de-passe@serveur/base, ou retirez ce réglage pour un fichier SQLite."
)
"""What was written is not shown: a password may stand in it."""

SQLITE_OPTIONS = {
    # One writer waits for the other instead of failing at the first statement after a read.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}

IN_MEMORY = {"NAME": ":memory:"}
"""Where tests keep theirs: said aloud, for tools know Django's own engine alone by its name."""


def database_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for the address of a database.

    Raises:
        MisconfiguredError: it is not one, or of an engine that Balise does not know, or names no database.
    """
    engine = ENGINES.get(url.partition(":")[0])
    if engine is None:
        raise MisconfiguredError(NOT_ONE)
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    except ValueError as error:
        raise MisconfiguredError(NOT_ONE) from error
    if found["NAME"] in {"", ":memory:"}:  # a database that no two processes would share
        raise MisconfiguredError(NOT_ONE)
    return found | {"ENGINE": engine, "OPTIONS": SQLITE_OPTIONS, "TEST": IN_MEMORY} if engine else found
