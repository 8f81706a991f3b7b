# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise bundle``: the rules of the gateway in a file, on standard output, checked; and what is refused."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from balise.loading.schemas import schemas

INSTALL = (
    *("install", "--name", "Valbrise", "--kind", "municipality", "--charter", "lyon-2025"),
    *("--admin", "a@b.example", "--admin-name", "Ada"),
)

TOO_SHORT = "court"


def run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "balise", *words],
        env={**kept, "PYTHONUTF8": "1", "BALISE_DATA_DIR": str(folder / "donnees"), **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installation of one authority."""
    made = tmp_path_factory.mktemp("passerelle")
    done = run(made, *INSTALL)
    assert done.returncode == 0, done.stderr
    return made


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_it_publishes_to_the_file_that_the_gateway_reads(folder):
    done = run(folder, "bundle")
    assert done.returncode == 0, done.stderr
    assert re.search(r"passerelle\.json : règles n° \d+.* \(0 déploiement, 0 modèle, 0 clé\)\.", plain(done.stdout))
    written = json.loads((folder / "donnees" / "passerelle.json").read_bytes())
    Draft202012Validator(schemas()["policy"]).validate(written)
    again = run(folder, "bundle")
    assert ", déjà publiées" in again.stdout


def test_it_publishes_to_a_file_or_to_standard_output(folder, tmp_path):
    out = tmp_path / "regles.json"
    assert run(folder, "bundle", "--out", str(out)).returncode == 0
    shown = run(folder, "bundle", "--out", "-")
    assert shown.stdout == out.read_text(encoding="utf-8")


def test_it_checks_a_file_and_publishes_nothing(folder, tmp_path):
    out = tmp_path / "regles.json"
    run(folder, "bundle", "--out", str(out))
    sound = run(tmp_path, "bundle", "--check", str(out), BALISE_DATA_DIR=str(tmp_path / "rien"))
    assert sound.returncode == 0
    assert "lisibles et cohérentes" in sound.stdout
    assert not (tmp_path / "rien").exists()


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ("", "ce n’est pas du JSON"),
        ("{", "ce n’est pas du JSON"),
        ("[]", "ce ne sont pas des règles"),
        ('{"version": "1"}', "« version » n’est pas de la forme attendue"),
        ('{"format": "balise-policy/9"}', "il manque « version »"),
    ],
)
def test_it_says_that_the_gateway_would_refuse_a_file(tmp_path, content, because):
    path = tmp_path / "regles.json"
    path.write_text(content, encoding="utf-8")
    done = run(tmp_path, "bundle", "--check", str(path))
    assert done.returncode == 1
    assert "La passerelle refuserait ces règles" in done.stdout
    assert because in done.stdout.replace("\u00a0", " ")
    assert "Traceback" not in done.stderr


def test_it_says_that_a_file_contradicts_itself(folder, tmp_path):
    path = tmp_path / "regles.json"
    run(folder, "bundle", "--out", str(path))
    told = json.loads(path.read_bytes())
    model = {"provider": "personne", "upstream_name": "m", "capabilities": ["chat"], "energy": {"zone": "FRA"}}
    path.write_text(json.dumps(told | {"models": {"m": model}}), encoding="utf-8")
    done = run(tmp_path, "bundle", "--check", str(path))
    assert done.returncode == 1
    assert "personne" in done.stdout


def test_it_does_not_put_its_rules_over_later_ones(folder, tmp_path):
    path = tmp_path / "regles.json"
    path.write_text('{"version": 900}', encoding="utf-8")
    done = run(folder, "bundle", "--out", str(path))
    assert done.returncode == 0
    assert json.loads(path.read_bytes())["version"] == 901


def test_it_says_in_a_sentence_what_is_wrong(folder, tmp_path):
    both = run(folder, "bundle", "--out", "a.json", "--check", "b.json")
    assert both.returncode == 2
    assert "ne vont pas ensemble" in both.stderr
    lost = run(folder, "bundle", "--check", str(tmp_path / "nulle-part.json"))
    assert lost.returncode == 2
    assert "nulle-part.json" in lost.stderr
    nothing = run(tmp_path, "bundle", BALISE_DATA_DIR=str(tmp_path / "faute"))
    assert nothing.returncode == 2
    assert "Il n’y a pas d’installation de Balise ici" in nothing.stderr
    short = run(folder, "bundle", BALISE_BUNDLE_TOKEN=TOO_SHORT)
    assert short.returncode == 2
    assert "BALISE_BUNDLE_TOKEN" in short.stderr


def test_it_says_the_same_in_english(folder):
    done = run(folder, "bundle", "--lang", "en")
    assert done.returncode == 0
    assert "rules no." in done.stdout


def test_it_does_not_write_where_it_cannot(folder, tmp_path):
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    done = run(folder, "bundle", "--out", str(tmp_path / "fichier" / "regles.json"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
