# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``check``, ``frameworks``, ``questions``, ``import`` and ``schemas``."""

import json
from pathlib import Path

import pytest

from balise.loading.frameworks import shipped_frameworks

SHIPPED = Path(__file__).parents[2] / "src/balise/frameworks"


def plain(text):
    return text.replace("\u00a0", " ")


def test_it_finds_no_error_in_what_it_ships(balise):
    answer = balise("check")

    assert answer.code == 0
    assert "6 cadres" in answer.said
    assert "0 erreur, 0 remarque." in answer.said


def test_it_fails_on_a_bad_framework_and_says_where(balise, tmp_path):
    charter = tmp_path / "framework.yaml"
    charter.write_text("id: commune\nversion: 1.0.0\nstatus: draft\nkind: chartre\n")

    answer = balise("check", tmp_path)

    assert answer.code == 1
    assert f"{charter}:4:7: BAL-104" in answer.out


def test_it_writes_problems_as_data(balise, tmp_path):
    (tmp_path / "framework.yaml").write_text("id: commune\n")

    answer = balise("check", tmp_path, "--format", "json")

    assert {"code", "severity", "file", "line", "column", "message", "remedy"} == set(json.loads(answer.out)[0])


@pytest.mark.parametrize("path", ["nulle-part", "docs"])
def test_it_says_there_is_nothing_to_check(balise, path):
    answer = balise("check", path)

    assert answer.code == 2
    assert "BAL-00" in answer.said


def test_it_lists_the_frameworks(balise):
    answer = balise("frameworks")

    assert all(name in answer.out for name in shipped_frameworks())


@pytest.mark.parametrize("name", shipped_frameworks())
def test_it_shows_a_framework_whole(balise, name):
    text, data = balise("frameworks", name), json.loads(balise("frameworks", name, "--format", "json").out)

    assert text.code == 0
    assert all(plain(commitment["title"]) in text.said for commitment in data["commitments"])


def test_it_names_the_nearest_framework(balise):
    answer = balise("frameworks", "lyon-2052")

    assert answer.code == 2
    assert "lyon-2025" in answer.said


def test_it_lists_only_the_questions_that_a_framework_reads(balise):
    every = json.loads(balise("questions", "--format", "json").out)
    kept = json.loads(balise("questions", "--framework", "fr-accessibility", "--format", "json").out)

    assert 0 < len(kept) < len(every)


def test_it_shows_one_question_with_its_choices(balise):
    answer = balise("questions", "interaction_mode")

    assert answer.code == 0
    assert "l’outil répond seul" in answer.said


def test_it_imports_a_register_and_accounts_for_what_is_lost(balise, tmp_path):
    source, mapping = tmp_path / "registre.csv", tmp_path / "correspondance.yaml"
    source.write_text("no;nom;public;suivi\n1;Robot;oui;x\n2;Tableur;peut-être;\n", encoding="cp1252")
    mapping.write_text(
        "id: essai\ntitle: Registre d’essai\n"
        "source: {text: essai, last_reviewed_on: 2026-11-21}\n"
        "dossier: {id: {column: no}, title: {column: nom}}\n"
        "answers:\n  - {question: audience, column: public, values: {oui: residents, non: staff}}\n",
        encoding="utf-8",
    )

    out, report = tmp_path / "d.jsonl", tmp_path / "r.json"
    answer = balise("import", source, "--mapping", mapping, "--out", out, "--report", report)
    dossiers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]

    assert answer.code == 0
    assert [dossier["id"] for dossier in dossiers] == ["essai:1", "essai:2"]
    assert dossiers[0]["answers"] == {"audience": ["residents"]}
    assert dossiers[1]["answers"] == {}
    assert "peut-être" in report.read_text(encoding="utf-8")


def test_it_ships_the_schemas_that_its_types_give(balise, tmp_path):
    answer = balise("schemas", tmp_path)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (SHIPPED / "schema").iterdir()}

    assert answer.code == 0
    assert written == shipped, "run: balise schemas src/balise/frameworks/schema"
