# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The commands about an installation: a mistyped setting is a sentence, and makes nothing."""

import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

INSTALL = (
    *("install", "--name", "Valbrise", "--kind", "municipality", "--charter", "lyon-2025"),
    *("--admin", "a@b.example", "--admin-name"),
)
INVITE = ("account", "invite", "x@y.example", "--authority", "valbrise", "--name")


def run(
    folder: Path, *words: str, first: Callable[[], None] | None = None, bare: bool = False, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command; ``first``: what its process does before; ``bare``: without the rights of an administrator."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))}
    return subprocess.run(
        [*(WITHOUT_RIGHTS if bare and os.geteuid() == 0 else ()), sys.executable, "-m", "balise", *words],
        env={**kept, "PYTHONUTF8": "1", **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=first,
    )


SMALL = 100_000
"""In bytes, less than a database with its tables, and more than what it takes to read one."""

WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""An administrator writes wherever permissions forbid it; not so without the capabilities that make one."""


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one authority, to be copied."""
    folder = tmp_path_factory.mktemp("pristine") / "donnees"
    done = run(folder.parent, *INSTALL, "Ada", BALISE_DATA_DIR=str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def installed(pristine: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pristine, tmp_path / "donnees")


@pytest.fixture
def read_only(installed: Path) -> Iterator[Path]:
    """The same, in which nothing can be written."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("nothing here takes the rights of an administrator away")
    paths = [installed, *installed.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield installed
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("foo", "BALISE_DATABASE_URL n’est pas l’adresse d’une base"),
        ("mysql://moi:s3cret@serveur/base", "BALISE_DATABASE_URL n’est pas l’adresse d’une base"),
        ("sqlite:////nulle-part/x.db", "Le dossier «\u00a0/nulle-part\u00a0»"),
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


@pytest.mark.parametrize(
    "words", [("journal", "verify"), ("tick",), ("backup", "x.zip"), (*INVITE, "Ada"), ("serve",)], ids=lambda it: it[0]
)
def test_it_says_in_a_sentence_that_the_data_cannot_be_written(tmp_path, read_only, words):
    done = run(tmp_path, *words, bare=True, BALISE_DATA_DIR=str(read_only))

    assert done.returncode == 2
    assert "La base de données ne s’écrit pas ici" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [("journal", "verify"), ("journal", "heads"), ("tick",), (*INVITE, "Ada"), ("serve",)],
    ids=lambda it: " ".join(it[:2]),
)
def test_it_neither_reads_nor_writes_a_database_that_is_to_be_upgraded(tmp_path, installed, words):
    behind(installed)
    before = acts(installed)

    done = run(tmp_path, *words, BALISE_DATA_DIR=str(installed))

    assert done.returncode == 2
    assert "date d’une version antérieure de Balise" in done.stderr
    assert "Traceback" not in done.stderr
    assert acts(installed) == before


def test_it_saves_a_database_that_is_to_be_upgraded(tmp_path, installed):
    behind(installed)

    done = run(tmp_path, "backup", "x.zip", BALISE_DATA_DIR=str(installed))

    assert done.returncode == 0, done.stderr


def test_it_refuses_a_text_that_is_too_long_on_any_engine(tmp_path, installed):
    before = acts(installed)
    words = ("account", "invite", "e" * 250 + "@y.example", *INVITE[3:], "Ada")

    done = run(tmp_path, *words, BALISE_DATA_DIR=str(installed))

    assert done.returncode == 2
    assert "ne peut pas dépasser 254 caractères" in done.stderr
    assert acts(installed) == before


def test_it_refuses_an_authority_with_too_long_a_name_and_founds_nothing(tmp_path):
    words = ["m" * 400 if word == "Valbrise" else word for word in INSTALL]

    done = run(tmp_path, *words, "Ada", "--slug", "valbrise", BALISE_DATA_DIR=str(tmp_path / "donnees"))
    again = run(tmp_path, *INSTALL, "Ada", BALISE_DATA_DIR=str(tmp_path / "donnees"))

    assert done.returncode == 2
    assert "«\u00a0name\u00a0» ne peut pas dépasser" in done.stderr
    assert again.returncode == 0, again.stderr


def test_it_names_the_backup_that_could_not_be_written_whole(tmp_path, installed):
    (installed / "pieces").mkdir(exist_ok=True)
    (installed / "pieces" / "a.pdf").write_bytes(os.urandom(3 * SMALL))

    done = run(tmp_path, "backup", "x.zip", first=small_files, BALISE_DATA_DIR=str(installed))

    assert done.returncode == 2
    assert "Impossible de lire ou d’écrire «\u00a0x.zip\u00a0»" in done.stderr
    assert not list(tmp_path.glob("x.zip*"))


def test_it_says_in_a_sentence_that_there_is_no_room_to_restore(tmp_path, installed):
    assert run(tmp_path, "backup", "x.zip", BALISE_DATA_DIR=str(installed)).returncode == 0
    new = tmp_path / "nouveau"
    shutil.copytree(installed / "secrets", new / "secrets")

    done = run(tmp_path, "restore", "x.zip", first=small_files, BALISE_DATA_DIR=str(new))

    assert done.returncode == 2
    assert "Il n’y a plus de place pour écrire dans la base de données" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_in_a_sentence_that_there_is_no_room_to_install(tmp_path):
    done = run(tmp_path, *INSTALL, "Ada", first=small_files, BALISE_DATA_DIR=str(tmp_path / "donnees"))

    assert done.returncode == 2
    assert "Il n’y a plus de place pour écrire dans la base de données" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_leaves_with_one_when_the_first_invitation_could_not_be_sent_and_gives_the_link(tmp_path):
    done = run(
        tmp_path, *INSTALL, "Ada", BALISE_DATA_DIR=str(tmp_path / "donnees"), BALISE_EMAIL_URL="smtp://127.0.0.1:1"
    )

    assert done.returncode == 1
    assert "Valbrise est installée." in done.stdout
    assert "L’invitation de a@b.example est prête, mais le courriel n’est pas parti (" in done.stdout
    assert "peut accepter" not in done.stdout
    assert "http://127.0.0.1:8000/invitation/" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.enable_socket
def test_it_says_at_once_that_a_port_is_taken(tmp_path, installed):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, "serve", "--port", str(port), BALISE_DATA_DIR=str(installed))

    assert done.returncode == 2
    assert done.stderr == (
        f"Le port {port} est déjà pris par un autre programme\u00a0: arrêtez-le, ou donnez-en un autre, par exemple "
        f"--port {port + 1}.\n"
    )


def test_it_says_that_a_host_is_not_this_machine(tmp_path, installed):
    for host in ("192.0.2.1", "pas un nom"):
        done = run(tmp_path, "serve", "--host", host, BALISE_DATA_DIR=str(installed))

        assert done.returncode == 2
        (said,) = done.stderr.splitlines()
        assert said.startswith(f"«\u00a0{host}\u00a0» n’est pas une adresse de cette machine")


@pytest.mark.parametrize("port", ["99999", "0", "http"])
def test_it_says_in_french_which_ports_there_are(tmp_path, port):
    done = run(tmp_path, "serve", "--port", port)

    assert done.returncode == 2
    assert "Écrivez un nombre entier de 1 à 65535." in done.stderr
    assert "range" not in done.stderr


def test_it_says_that_the_folder_of_the_data_is_a_file(tmp_path):
    (tmp_path / "fichier").write_text("")

    done = run(tmp_path, "serve", BALISE_DATA_DIR=str(tmp_path / "fichier"))

    assert done.returncode == 2
    assert "ce n’est pas un dossier" in done.stderr


def small_files() -> None:
    """Let the process to come write no file beyond some bytes, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


def behind(folder: Path) -> None:
    """Make the database as one whose last migration is still to be applied."""
    with closing(sqlite3.connect(folder / "balise.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")


def acts(folder: Path) -> int:
    """Return how many acts the journals hold."""
    with closing(sqlite3.connect(folder / "balise.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM journal_entry").fetchone()[0])
