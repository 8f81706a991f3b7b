# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The commands about an installation: a mistyped setting is a sentence, and makes nothing."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "words", [("journal", "verify"), ("journal", "heads"), ("backup", "x.zip"), ("tick",)], ids=" ".join
)
def test_it_makes_nothing_where_there_is_no_installation(tmp_path, words):
    done = subprocess.run(
        [sys.executable, "-m", "balise", *words],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
            "BALISE_DATA_DIR": str(tmp_path / "faute-de-frappe"),
            "PYTHONUTF8": "1",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert "Il n’y a pas d’installation de Balise ici" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
