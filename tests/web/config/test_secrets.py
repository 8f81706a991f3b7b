# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The secrets of a site: whole or not there at all, long enough, and never a second key for a journal."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from balise.web.config.environment import MisconfiguredError, known_journal_key, read_environment


def refusal(folder: Path, **variables: str) -> str:
    with pytest.raises(MisconfiguredError) as refused:
        read_environment({"BALISE_DATA_DIR": str(folder), **variables})
    return str(refused.value).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["secret_key", "journal_key"])
@pytest.mark.parametrize("content", [b"", b"\n", b"court\n", b"\xff\xfe" * 40])
def test_it_refuses_a_secret_spoilt_on_the_disk_and_names_its_file(tmp_path: Path, name: str, content: bytes):
    read_environment({"BALISE_DATA_DIR": str(tmp_path)})
    spoilt = tmp_path / "secrets" / name
    spoilt.write_bytes(content)

    assert f"« {spoilt} » est vide, illisible ou trop court" in refusal(tmp_path)
    assert spoilt.read_bytes() == content


@pytest.mark.parametrize(("name", "shortest"), [("SECRET_KEY", 32), ("JOURNAL_KEY", 16)])
def test_it_refuses_a_secret_given_too_short(tmp_path: Path, name: str, shortest: int):
    variable = f"BALISE_{name}"
    said = refusal(tmp_path, **{variable: "x" * (shortest - 1)})

    assert f"« {variable} » est vide, illisible ou trop court : il y faut au moins {shortest} octets" in said
    read_environment({"BALISE_DATA_DIR": str(tmp_path), variable: "x" * shortest})


def test_it_refuses_a_spoilt_key_when_a_backup_asks_for_it(tmp_path: Path):
    read_environment({"BALISE_DATA_DIR": str(tmp_path)})
    (tmp_path / "secrets" / "journal_key").write_bytes(b"")

    with pytest.raises(MisconfiguredError):
        known_journal_key({"BALISE_DATA_DIR": str(tmp_path)})


NO_ROOM = """
import resource, signal
from balise.web.config.environment import MisconfiguredError, read_environment
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
try:
    read_environment()
except MisconfiguredError as error:
    print(error)
"""
"""A program of the tests: a first start where not one byte can be written."""


def test_it_leaves_no_empty_secret_on_a_full_disk(tmp_path: Path):
    environment = {**os.environ, "BALISE_DATA_DIR": str(tmp_path), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", NO_ROOM], env=environment, capture_output=True, text=True, check=True)

    assert "n’a pas pu être écrit" in done.stdout
    assert list((tmp_path / "secrets").iterdir()) == []
    assert len(read_environment({"BALISE_DATA_DIR": str(tmp_path)}).journal_key) >= 50


def test_it_says_that_the_folder_of_the_secrets_is_a_file(tmp_path: Path):
    (tmp_path / "secrets").write_text("un fichier à la place du dossier")

    assert "n’a pas pu être écrit" in refusal(tmp_path)


def test_it_leaves_nothing_beside_the_secrets(tmp_path: Path):
    read_environment({"BALISE_DATA_DIR": str(tmp_path)})

    assert sorted(os.listdir(tmp_path / "secrets")) == ["journal_key", "secret_key"]  # noqa: PTH208 - names


def database(folder: Path, *statements: str) -> None:
    folder.mkdir(exist_ok=True)
    found = sqlite3.connect(folder / "balise.sqlite3")
    with closing(found), found:
        for statement in statements:
            found.execute(statement)


TABLE = "CREATE TABLE journal_head (id INTEGER)"


def test_it_draws_no_second_key_for_a_journal_that_has_one(tmp_path: Path):
    database(tmp_path, TABLE, "INSERT INTO journal_head VALUES (1)")

    said = refusal(tmp_path)

    assert "sa clé n’est plus là" in said
    assert str(tmp_path / "secrets" / "journal_key") in said
    assert not (tmp_path / "secrets" / "journal_key").exists()


@pytest.mark.parametrize("statements", [(), (TABLE,)], ids=["no table", "no journal"])
def test_it_draws_a_key_for_a_database_without_a_journal(tmp_path: Path, statements: tuple[str, ...]):
    database(tmp_path, *statements)

    assert read_environment({"BALISE_DATA_DIR": str(tmp_path)}).journal_key


@pytest.mark.parametrize("content", [b"pas une base" * 90, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_it_draws_no_second_key_for_a_damaged_database(tmp_path: Path, content: bytes):
    (tmp_path / "balise.sqlite3").write_bytes(content)

    said = refusal(tmp_path)

    assert f"La base de données « {tmp_path / 'balise.sqlite3'} » ne se lit pas" in said
    assert not (tmp_path / "secrets" / "journal_key").exists()


def test_it_draws_no_key_before_the_database_says_whether_it_has_a_journal(tmp_path: Path):
    said = refusal(tmp_path, BALISE_DATABASE_URL="postgresql://personne@127.0.0.1:1/base")

    assert "La base de données ne répond pas" in said
    assert not (tmp_path / "secrets" / "journal_key").exists()
