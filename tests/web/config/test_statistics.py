# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What SQLite knows of its tables once the site has started; PostgreSQL is left to count by itself."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import make_authority

from balise.web.config.database import SQLITE_OPTIONS
from balise.web.config.sqlite.base import DatabaseWrapper
from balise.web.config.statistics import refresh_statistics

pytestmark = pytest.mark.django_db


def test_it_gives_up_at_once_while_another_process_writes_and_waits_as_before_afterwards(tmp_path: Path):
    """The file is another than that of the tests, whose memory no other process reaches."""
    options = {**connections.settings["default"], "NAME": str(tmp_path / "balise.sqlite3"), "OPTIONS": SQLITE_OPTIONS}
    here = DatabaseWrapper(options, "here")
    with sqlite3.connect(options["NAME"], isolation_level=None) as writer, here.cursor() as cursor:
        writer.execute("CREATE TABLE uses (name TEXT)")
        writer.execute("CREATE INDEX by_name ON uses (name)")
        writer.execute("INSERT INTO uses VALUES ('courrier')")
        writer.execute("BEGIN IMMEDIATE")
        with CaptureQueriesContext(here) as asked:
            refresh_statistics(here)
        writer.execute("ROLLBACK")
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        assert cursor.fetchone() == (0,)
        refresh_statistics(here)
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        assert cursor.fetchall() == [("uses",)]
    here.close()
    said = [each["sql"] for each in asked.captured_queries]
    assert said.index("PRAGMA busy_timeout=200") < said.index("ANALYZE")


def test_it_lets_sqlite_count_its_rows_and_leaves_the_others_alone():
    make_authority("valbrise", "Ville de Valbrise")
    with CaptureQueriesContext(connection) as asked:
        refresh_statistics()

    if connection.vendor != "sqlite":
        assert not asked.captured_queries
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        assert ("organisations_localauthority",) in cursor.fetchall()
