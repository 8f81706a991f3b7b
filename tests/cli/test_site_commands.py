# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The commands about an installation: a mistyped setting is a sentence, and makes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "balise", *words],
        env={**kept, "PYTHONUTF8": "1", **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("foo", "BALISE_DATABASE_URL n’est pas l’adresse d’une base"),
        ("postgresql://personne@127.0.0.1:1/base", "La base de données ne répond pas"),
    ],
)
@pytest.mark.parametrize("words", [("serve",), ("manage", "check"), ("journal", "verify")], ids=" ".join)
def test_it_says_in_a_sentence_that_the_database_cannot_be_used(tmp_path, words, address, sentence):
    done = run(tmp_path, *words, BALISE_DATA_DIR=str(tmp_path / "donnees"), BALISE_DATABASE_URL=address)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("journal", "verify"), ("journal", "heads"), ("backup", "x.zip"), ("tick",)], ids=" ".join
)
def test_it_makes_nothing_where_there_is_no_installation(tmp_path, words):
    done = run(tmp_path, *words, BALISE_DATA_DIR=str(tmp_path / "faute-de-frappe"))

    assert done.returncode == 2
    assert "Il n’y a pas d’installation de Balise ici" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
