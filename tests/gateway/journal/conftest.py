# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The three stores of the usage journal, each with an empty journal at an address of its own."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

from balise.loading.usage_journal.addresses import journal_address
from balise.loading.usage_journal.clickhouse_http import ClickhouseConnection

SERVER = Path(__file__).parents[1] / "clickhouse_server.py"
STORES = ("sqlite", "postgresql", "clickhouse")

NewAddress = Callable[[], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[str]:
    """Make a database in the server of the tests, and drop it after them."""
    server = os.environ.get("BALISE_TEST_DATABASE_URL")
    if not server:
        pytest.skip("BALISE_TEST_DATABASE_URL names no PostgreSQL server (« .ci/postgresql start » gives one)")
    name = f"usage_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def clickhouse_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a real ClickHouse engine, in a process of its own."""
    if importlib.util.find_spec("chdb") is None:
        pytest.skip("chdb, the ClickHouse engine of the tests, is not installed (requirements/engines.txt)")
    folder = tmp_path_factory.mktemp("clickhouse")
    with subprocess.Popen(
        [sys.executable, SERVER, folder / "data"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield f"clickhouse+http://127.0.0.1:{server.stdout.readline().strip()}"
        server.communicate()


@pytest.fixture(params=STORES)
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> NewAddress:
    """Return what gives the address of an empty journal, in each of the stores."""
    match request.param:
        case "sqlite":
            return lambda: f"sqlite:///{tmp_path / uuid4().hex / 'usage.sqlite3'}"
        case "postgresql":
            return _schemas(request.getfixturevalue("postgresql_database"))
        case _:
            return _databases(request.getfixturevalue("clickhouse_server"))


def _schemas(database: str) -> NewAddress:
    def make() -> str:
        name = f"s{uuid4().hex}"
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{database}?options=-csearch_path%3D{name}"

    return make


def _databases(server: str) -> NewAddress:
    def make() -> str:
        name = f"d{uuid4().hex}"
        with closing(ClickhouseConnection(journal_address(f"{server}/default"), 30)) as connection:
            connection.ask(f"CREATE DATABASE {name}")
        return f"{server}/{name}"

    return make
