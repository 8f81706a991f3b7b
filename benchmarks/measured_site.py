# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A site to measure, on each engine: made for the occasion, in a folder and a database of its own, and deleted after.

Each measurement runs in a process of its own, given the environment of its site: Django reads its settings once.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).parents[1]


@contextlib.contextmanager
def measured_sites(server: str) -> Iterator[Mapping[str, dict[str, str]]]:
    """Yield the environment of an empty site on SQLite and, if a server is given, on PostgreSQL, by engine."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as databases:
        sites = {"sqlite": _environment(Path(folder) / "sqlite")}
        if server:
            address = databases.enter_context(_database(server))
            sites["postgresql"] = _environment(Path(folder) / "postgresql") | {"BALISE_DATABASE_URL": address}
        for environment in sites.values():
            run(environment, "-m", "balise", "manage", "migrate", "--verbosity", "0")
            run(environment, "-m", "balise", "manage", "collectstatic", "--no-input", "--verbosity", "0")
        yield sites


def run(environment: Mapping[str, str], *words: str) -> str:
    """Run Python on a site and return what it printed; an error ends the benchmark with its own words."""
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def open_site() -> None:
    """Start Django in this process, on the site of its environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 - the environment first
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))}
    return {**kept, "PYTHONUTF8": "1", "BALISE_DATA_DIR": str(folder)}


@contextlib.contextmanager
def _database(server: str) -> Iterator[str]:
    """Make a database under a name that nobody has, and delete that one, and no other, in the end."""
    import psycopg  # noqa: PLC0415 - only when it is measured

    name = f"balise_bench_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server.rpartition("/")[0] + "/" + name
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}"')
