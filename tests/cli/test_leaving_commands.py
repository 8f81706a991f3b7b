# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise drill`` and ``balise switch``, run as whoever operates the server would, on a use in service."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.gateway.provider import Provider, provider
from tests.gateway.use_in_service import SECRET_NAME, UseInService, use_in_service

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
TESTS = """\
title: Courriers
trials:
  - id: accuse
    prompt: Accusez réception de la demande de Mme Jeanne Lefèvre, jeanne.lefevre@exemple.fr, qui est dans les délais.
    checks: [{contains: réception}, {contains: "jeanne.lefevre@exemple.fr"}, {language: fr}]
  - id: refus
    system: Répondez en français.
    prompt: Le maire ne peut pas accorder la salle, et il en donne la raison.
    checks: [{matches: "(?i)raison"}, {at_most: 300}]
"""


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Provider, Provider]]:
    with ExitStack() as stack:
        yield stack.enter_context(provider()), stack.enter_context(provider())


@pytest.fixture(scope="module")
def use(both: tuple[Provider, Provider], tmp_path_factory: pytest.TempPathFactory) -> UseInService:
    return use_in_service(tmp_path_factory.mktemp("sortie"), both[0].address, both[1].address)


@pytest.fixture
def essais(tmp_path: Path, both: tuple[Provider, Provider]) -> str:
    """Return a test set, in front of two models that repeat what they are asked."""
    for each in both:
        each.says = str
        each.seen.clear()
    path = tmp_path / "essais.yaml"
    path.write_text(TESTS, encoding="utf-8")
    return str(path)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_it_plays_the_tests_of_the_use_on_both_models_and_files_the_report(use, both, essais, tmp_path):
    out = tmp_path / "rapport.json"
    done = use.balise("drill", use.identifier, "--tests", essais, "--as", use.owner, "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "● Concluant" in done.stdout
    assert plain(done.stdout).count("2 sur 2 (100 %)") == 2
    assert "Rapport déposé au dossier : exercice-de-sortie-" in plain(done.stdout)
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["digest"] in done.stdout
    assert told["conclusive"] is True
    assert [len(each.seen) for each in both] == [2, 2]
    assert both[1].seen[0].headers["authorization"] == "Bearer secret-du-remplacant"
    assert "jeanne.lefevre" not in json.dumps([seen.body for each in both for seen in each.seen])
    assert "jeanne.lefevre" not in done.stdout + out.read_text(encoding="utf-8")


def test_it_leaves_with_1_and_files_it_all_the_same_when_it_is_not_conclusive(use, both, essais):
    both[1].says = lambda _words: "No."
    done = use.balise("drill", "valbrise/2026-001", "--tests", essais, "--as", use.owner)
    assert done.returncode == 1, done.stderr
    assert "■ Non concluant" in done.stdout
    assert "Rapport déposé au dossier" in done.stdout
    assert "Vaut preuve" not in done.stdout


def test_it_can_be_tried_without_filing_anything(use, essais):
    done = use.balise("drill", use.identifier, "--tests", essais, "--as", use.owner, "--dry-run", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Nothing is filed" in done.stdout
    assert "Report filed" not in done.stdout


def test_it_sends_nothing_without_the_secret_of_a_provider(use, both, essais):
    done = use.balise("drill", use.identifier, "--tests", essais, "--as", use.owner, **{SECRET_NAME: ""})
    assert done.returncode == 2
    assert SECRET_NAME in done.stderr
    assert not both[0].seen
    assert not both[1].seen


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("drill", "valbrise-2026-002"), "valbrise-2026-001"),
        (("switch", "valbrise-2026-002"), "valbrise-2026-001"),
    ],
)
def test_it_proposes_the_deployment_that_was_meant(use, essais, words, said):
    more = ("--tests", essais) if words[0] == "drill" else ()
    done = use.balise(*words, *more, "--as", use.owner)
    assert done.returncode == 2
    assert said in done.stderr


def test_it_acts_for_nobody_unknown_nor_for_whoever_may_not(use, both, essais):
    for email, said in (
        ("personne@ailleurs.example", "balise account list"),
        (use.councillor, "à qui porte le dossier"),
    ):
        for words in (("drill", use.identifier, "--tests", essais), ("switch", use.identifier)):
            done = use.balise(*words, "--as", email)
            assert done.returncode == 2
            assert said in done.stderr
            assert "Traceback" not in done.stderr
    assert not both[0].seen


def test_it_tells_what_is_wrong_with_a_test_set_and_sends_nothing(use, both, tmp_path):
    path = tmp_path / "essais.yaml"
    path.write_text(TESTS.replace("language: fr", "language: français"), encoding="utf-8")
    done = use.balise("drill", use.identifier, "--tests", str(path), "--as", use.owner)
    assert done.returncode == 2
    assert "essais.yaml:5:" in done.stderr
    assert "BAL-104" in done.stderr


def test_it_switches_publishes_and_comes_back(use):
    path = use.folder / "regles.json"
    use.balise("bundle")
    before = json.loads(path.read_bytes())
    done = use.balise("switch", use.identifier, "--as", use.owner)
    assert done.returncode == 0, done.stderr
    switched = json.loads(path.read_bytes())
    assert switched["deployments"][use.identifier]["substitutes"] == {"grand": "petit"}
    assert switched["version"] > before["version"]
    assert f"Règles n° {switched['version']} publiées" in plain(done.stdout)
    again = use.balise("switch", use.identifier, "--as", use.owner)
    assert again.returncode == 2
    assert "sert déjà" in again.stderr
    back = use.balise("switch", use.identifier, "--back", "--as", use.owner, "--lang", "en")
    assert back.returncode == 0, back.stderr
    assert "has had its usual models back" in back.stdout
    assert json.loads(path.read_bytes())["deployments"][use.identifier]["substitutes"] == {}
