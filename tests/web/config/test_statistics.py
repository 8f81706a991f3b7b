# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What SQLite knows of its tables once the site has started; PostgreSQL is left to count by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import make_authority

from balise.web.config.statistics import refresh_statistics

pytestmark = pytest.mark.django_db


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
