# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What serves stays light: nothing is loaded that a call does not need."""

import subprocess
import sys

HEAVY = {"chdb", "ecologits", "psycopg", "pydantic", "django", "yaml", "click", "http.client", "sqlite3"}


def loaded(*statements: str) -> set[str]:
    """Return which of the heavy modules a process has loaded after these statements."""
    said = subprocess.run(
        [sys.executable, "-c", f"{'; '.join(statements)}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY & set(said.stdout.split())


def test_a_journal_loads_only_what_its_store_needs():
    door = "from balise.gateway.journal.opening import journal_at"

    assert loaded(door) == set()
    assert loaded(door, "journal_at('usage.sqlite3')") == {"sqlite3"}
    assert loaded(door, "journal_at('postgresql://server/base')") >= {"psycopg"}
    assert loaded(door, "journal_at('clickhouse+http://server/base')") == {"http.client"}


def test_a_footprint_prepared_beside_never_loads_its_method():
    assert (
        loaded(
            "from balise.core.policy import Energy",
            "from balise.gateway.footprint import footprint, prepare",
            "energy = Energy('FRA', active_parameters=7)",
            "prepare([energy])",
            "assert footprint(energy, 100, 1.0).energy_max > 0",
        )
        == set()
    )
