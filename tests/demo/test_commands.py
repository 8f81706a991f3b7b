# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise demo`` and ``balise install``, run as they are: a process, a folder, a database file."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from tests.servers.processes import free_port

from balise.cli.commands.install import KINDS
from balise.demo.settling import PASSWORD
from balise.web.organisations.models import LocalAuthority

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def balise(tmp_path: Path) -> Run:
    """Run a command in an empty folder; return its exit code and what it said, no-break spaces made plain."""

    def run(*arguments: str) -> tuple[int, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
        done = subprocess.run(
            [sys.executable, "-m", "balise", *arguments],
            cwd=tmp_path,
            env={**kept, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "balise.web.config.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, " ".join(f"{done.stdout} {done.stderr}".replace("\u00a0", " ").split())

    return run


CURL = re.compile(r"curl http.*?\]\}'", re.DOTALL)
"""A call as the demonstration prints it."""
TYPED = re.compile(r"^  (BALISE_DATA_DIR=.*) \S*balise ((?:drill|usage|switch) .*)$", re.MULTILINE)
"""A command to type while the demonstration runs."""


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Run the demonstration that is in a folder; yield what it says until the site answers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "balise", "demo", "--port", str(free_port()), "--gateway-port", str(free_port())],
        cwd=folder,
        env={**kept, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "balise.web.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Balise répond sur "):
                break
        yield "".join(lines)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def type_in(folder: Path, given: str, words: str) -> str:
    """Type a command as it is printed; return what it answers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
    settings = dict(word.split("=", 1) for word in shlex.split(given))
    done = subprocess.run(
        [sys.executable, "-m", "balise", *shlex.split(words)],
        cwd=folder,
        env={**kept, **settings, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "balise.web.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\u00a0", " ").replace("\u202f", " ")


def call(curl: str) -> requests.Response:
    """Send a call as it is printed."""
    _, address, *words = shlex.split(curl.replace("\\\n", " "))
    headers = dict(word.split(": ", 1) for word in words if re.match(r"[\w-]+: ", word))
    return requests.post(address, headers=headers, data=words[-1].encode(), timeout=30)


@pytest.fixture
def installed_here(balise: Run) -> Callable[[], tuple[int, str]]:
    """Install a small real authority."""
    return lambda: balise(
        "install",
        *("--name", "Ville d’Essai", "--kind", "municipality", "--siren", "123456789", "--charter", "lyon-2025"),
        *("--admin", "odile@essai.example", "--admin-name", "Odile Ferrand"),
    )


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_it_fills_a_folder_of_its_own_then_takes_it_up_again_with_its_gateway(balise, tmp_path):
    code, said = balise("demo", "--no-serve", "--on", "2026-11-21", "--port", "8123")

    assert code == 0, said
    assert "http://127.0.0.1:8123/espace/valbrise/" in said
    assert "BALISE_ADDRESS=http://127.0.0.1:8123" in said
    assert PASSWORD in said
    assert "rssi@valbrise.example Karim Benhaddou, responsable de la sécurité" in said
    assert "ne l’ouvrez pas" in said or "n’ouvrez pas cette installation" in said
    assert (tmp_path / "balise-demo" / "balise.sqlite3").is_file()

    code, said = balise("demo", "--no-serve")
    with demonstration(tmp_path) as shown:
        passed, refused = (call(curl) for curl in CURL.findall(shown))
        address = CURL.search(shown)
        answers = [type_in(tmp_path, given, words) for given, words in TYPED.findall(shown)]
    assert passed.status_code == 200, passed.text
    assert "Mme Élise Fournier" in passed.json()["choices"][0]["message"]["content"]
    assert refused.status_code == 403
    assert refused.json()["error"]["balise"]["commitments"][0]["id"] == "lyon-2025:11"
    used, drilled, switched = answers
    assert "sillage-8b" in used or "2 appels" in used, used
    assert "Concluant" in drilled, drilled
    assert "rouet-24b" in switched, switched
    assert address is not None
    with pytest.raises(requests.ConnectionError):  # what ran beside the site ended with it
        call(address.group())

    (tmp_path / "balise-demo").rename(tmp_path / "balise-data")
    _, verified = balise("journal", "verify")

    assert code == 0, said
    assert "La démonstration était déjà là : elle reprend." in said
    assert "0 anomalie" in verified
    assert "relevées en dernier le 21 novembre 2026" in verified


def test_it_installs_the_first_authority_once_and_keeps_the_demonstration_away(balise, installed_here, monkeypatch):
    code, said = installed_here()

    assert code == 0, said
    assert "http://127.0.0.1:8000/invitation/" in said
    assert "Odile Ferrand peut accepter son invitation" in said
    assert "sa clé de contrôle ne tombe pas juste" in said

    code, said = installed_here()

    assert code == 2
    assert "Une collectivité est déjà installée ici" in said


def test_it_refuses_to_play_where_a_real_authority_lives(balise, installed_here, tmp_path):
    installed_here()
    (tmp_path / "balise-data").rename(tmp_path / "balise-demo")

    code, said = balise("demo", "--no-serve")

    assert code == 2
    assert "Une vraie collectivité est installée" in said


def test_it_names_the_charters_when_the_one_asked_for_is_not_shipped(balise, tmp_path):
    code, said = balise(
        "install",
        *("--name", "Ville d’Essai", "--kind", "municipality", "--charter", "lyon-1925"),
        *("--admin", "odile@essai.example", "--admin-name", "Odile Ferrand"),
    )

    assert code == 2
    assert "Choisissez-en une : lyon-2025, strasbourg-2025." in said
    assert not (tmp_path / "balise-data" / "balise.sqlite3").exists()


def test_it_knows_the_kinds_of_authorities_of_the_site():
    assert tuple(LocalAuthority.Kind.values) == KINDS
