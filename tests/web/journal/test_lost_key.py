# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A site started with another key, or without the one it had: it says so and writes nothing."""

import shutil
from pathlib import Path

import pytest
from tests.web.safekeeping.installation import SERVER, Filled, Installation

ENGINES = ["sqlite", *(["postgresql"] if SERVER else [])]
OTHER = "une tout autre clé, assez longue"


@pytest.fixture(params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path: Path, filled_in: Filled) -> Installation:
    return filled_in(tmp_path / "site", request.param, keyless=True)


@pytest.mark.parametrize("words", [("serve", "--port", "1"), ("tick",)], ids=["serve", "tick"])
def test_it_refuses_to_start_under_another_key(site: Installation, words: tuple[str, ...]):
    site.environment["BALISE_JOURNAL_KEY"] = OTHER

    done = site.run("-m", "balise", *words)

    assert done.returncode == 1
    assert "scellé par une autre clé" in done.stderr
    del site.environment["BALISE_JOURNAL_KEY"]
    assert "0 anomalie" in site.balise("journal", "verify")


def test_it_draws_no_other_key_when_the_secrets_are_lost_and_says_the_way_out(site: Installation, tmp_path: Path):
    shutil.move(site.folder / "secrets", tmp_path / "gardes")

    lost = site.run("-m", "balise", "serve", "--port", "1")
    drawn = (site.folder / "secrets" / "journal_key").exists()
    site.environment["BALISE_JOURNAL_KEY"] = OTHER
    site.balise("backup", str(tmp_path / "a.zip"))
    elsewhere = Installation(tmp_path / "ailleurs")
    elsewhere.environment["BALISE_JOURNAL_KEY"] = OTHER
    refused = elsewhere.run("-m", "balise", "restore", str(tmp_path / "a.zip"))
    elsewhere.balise("restore", "--key-lost", str(tmp_path / "a.zip"))
    at_once = elsewhere.balise("journal", "verify")
    elsewhere.balise("tick")
    after = elsewhere.balise("journal", "verify")

    assert (lost.returncode, drawn) == (2, False)
    assert "sa clé n’est plus là" in lost.stderr.replace("\u00a0", " ")
    assert "scellée avec une autre clé" in refused.stderr.replace("\u00a0", " ")
    assert "scellé par une clé perdue jusqu’au n°\u00a0" in at_once
    assert "0 anomalie" in at_once
    assert "0 anomalie" in after
    shutil.rmtree(site.folder / "secrets")
    shutil.move(tmp_path / "gardes", site.folder / "secrets")
    del site.environment["BALISE_JOURNAL_KEY"]
    assert "0 anomalie" in site.balise("journal", "verify")


def test_it_asks_for_no_witness_where_a_backup_was_put_back(site: Installation, tmp_path: Path):
    site.balise("tick")
    site.balise("backup", str(tmp_path / "a.zip"))
    second = Installation(tmp_path / "ailleurs").keyless()
    shutil.copytree(site.folder / "secrets", second.folder / "secrets")
    second.balise("restore", str(tmp_path / "a.zip"))

    assert "Fin non attestée" in second.balise("journal", "verify")
    (site.folder / "places.jsonl").unlink()
    assert site.run("-m", "balise", "journal", "verify").returncode == 1
