# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Installations of the tests, each with a folder and a database of its own, made and filled by programs of their own.

Filling one takes seconds, most of them spent making its tables: it is done once for an engine, then copied.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest

HERE = Path(__file__).parent
SERVER = os.environ.get("BALISE_TEST_DATABASE_URL", "")


class Installation:
    """An installation of its own: a folder, and a database on one of the engines."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(HERE.parents[2]),
            "BALISE_DATA_DIR": str(folder),
            "BALISE_JOURNAL_KEY": "la même clé pour tous les tests",
            "BALISE_SECRET_KEY": "only-for-the-tests-" + "0" * 40,
            **({"BALISE_DATABASE_URL": database} if database else {}),
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def balise(self, *words: str) -> str:
        done = self.run("-m", "balise", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def rows(self, backup: Path) -> dict[str, list[Any]]:
        """Return every row of the installation, by table, as a backup of it says."""
        self.balise("backup", str(backup))
        with ZipFile(backup) as archive:
            names = [name for name in archive.namelist() if name.startswith("tables/")]
            return {name: [json.loads(line) for line in archive.open(name)] for name in names}

    def keyless(self) -> "Installation":
        """Take the keys away: the installation draws its own."""
        for name in ("BALISE_JOURNAL_KEY", "BALISE_SECRET_KEY"):
            del self.environment[name]
        return self

    def filled(self) -> "Installation":
        self.balise("manage", "migrate")
        done = self.run(str(HERE / "filling.py"))
        assert done.returncode == 0, done.stderr
        return self


Filled = Callable[..., Installation]
"""``filled(folder, engine="sqlite", keyless=False)``: a filled installation, in a folder that is not there yet."""


@pytest.fixture
def new_database() -> Iterator[Callable[[str], str]]:
    """Return a function that gives the address of a new database on the engine named."""
    with _databases() as new:
        yield new


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, bool], Installation]]:
    """Return a function that gives a filled installation to copy, made when it is first asked for."""
    made: dict[tuple[str, bool], Installation] = {}
    with _databases() as new:

        def template(engine: str, keyless: bool) -> Installation:
            if (engine, keyless) not in made:
                site = Installation(tmp_path_factory.mktemp("modele") / "site", new(engine))
                made[engine, keyless] = (site.keyless() if keyless else site).filled()
            return made[engine, keyless]

        yield template


@pytest.fixture
def filled_in(templates: Callable[[str, bool], Installation]) -> Iterator[Filled]:
    """Return a function that gives an installation filled, in a folder."""
    with _databases() as new:

        def fill(folder: Path, engine: str = "sqlite", *, keyless: bool = False) -> Installation:
            model = templates(engine, keyless)
            shutil.copytree(model.folder, folder)
            site = Installation(folder, new(engine, model.environment.get("BALISE_DATABASE_URL", "")))
            return site.keyless() if keyless else site

        yield fill


@contextmanager
def _databases() -> Iterator[Callable[..., str]]:
    """Yield what makes a database on an engine, empty or as another one is; drop those that it made."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    made: list[str] = []

    def new(engine: str, like: str = "") -> str:
        if engine == "sqlite":
            return ""
        if not SERVER:
            pytest.skip("PostgreSQL : BALISE_TEST_DATABASE_URL n’est pas réglée (voir .ci/postgresql).")
        name = f"balise_{uuid4().hex}"
        template = f' TEMPLATE "{like.rpartition("/")[2]}"' if like else ""
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"{template}'.encode())
        made.append(name)
        return SERVER.rpartition("/")[0] + "/" + name

    yield new
    for name in made:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
