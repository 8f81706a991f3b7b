# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every test shares: almost nothing.

The network is closed by ``--disable-socket`` in ``pyproject.toml``, the order is shuffled by pytest-randomly,
and a warning is an error. Time is never patched: the day is an argument.

With a PostgreSQL at hand, only what asks something of a database is played again: the rest would say the same twice.
So would the fourteen thousand cells of the permission matrix: who may open a page is decided in Python, from rows that
every other test of a page reads on both engines.

Some eleven thousand tests and Django make a million objects that last as long as the process: garbage is looked for
among them once, and then among what the tests leave. It is a tenth of the time of a run.
"""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is not a bug: no deadline, and no complaint that examples take long to make. In CI the examples
# are the same at every run, so that a red build is about the change and not about luck; at home they differ, so
# that luck still finds bugs.
settings.register_profile("home", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "home")

OBJECTS_BETWEEN_SEARCHES = 100_000
"""Made and not yet freed, after which Python looks for garbage: 700 unless told, for programs that hold far less."""

MATRIX = "test_permission_matrix.py"
DATABASE_FIXTURES = {"db", "transactional_db", "new_database", "filled_in", "postgresql_database"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, the tests that ask nothing of it."""
    if not os.environ.get("BALISE_TEST_DATABASE_URL"):
        return
    config.hook.pytest_deselected(items=[item for item in items if not _asks_postgresql(item)])
    items[:] = filter(_asks_postgresql, items)


def _asks_postgresql(item: pytest.Item) -> bool:
    if item.path.name == MATRIX:
        return False
    if "sqlite" in item.name or "postgresql" in item.name:
        return "postgresql" in item.name
    named = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(named & DATABASE_FIXTURES)


def pytest_collection_finish() -> None:
    """Look no more for garbage among what was read to know the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES, 50, 100)
