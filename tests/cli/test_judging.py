# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``evaluate``, ``explain``, ``advise``, ``compare`` and ``sheet`` on the shipped examples."""

import csv
import io
import json
import re
from collections import Counter

import pytest

ON = "2026-11-21"
CHATBOT = "examples/valbrise/agent-conversationnel.yaml"
RECORD_KEYS = {"dossier", "framework", "version", "on", "outcome", "digest", "findings"}
FINDING_KEYS = {"criterion", "commitment", "result", "because", "missing", "otherwise", "references"}


def test_it_says_a_blocked_project_is_blocked_and_what_would_do(balise):
    answer = balise("evaluate", CHATBOT, "--framework", "lyon-2025", "--on", ON)

    assert answer.code == 1
    assert "DÉFAVORABLE" in answer.said
    assert "n’y changeraient rien" in answer.said
    assert "Ce qui suffirait" in answer.said


def test_it_writes_one_evaluation_as_one_json_object(balise):
    answer = balise("evaluate", CHATBOT, "--framework", "lyon-2025", "--on", ON, "--format", "json")
    record = json.loads(answer.out)
    blocked = next(finding for finding in record["findings"] if finding["criterion"] == "lyon-2025:2:a")

    assert set(record) == RECORD_KEYS
    assert all(set(finding) == FINDING_KEYS for finding in record["findings"])
    assert record["outcome"] == "unfavourable"
    assert blocked["because"][-1] == {
        "question": "interaction_mode",
        "answer": "direct",
        "condition": {"is": ["interaction_mode", "direct"]},
        "holds": True,
    }
    assert blocked["references"]


def test_it_gives_the_same_digest_twice(balise):
    arguments = ("evaluate", CHATBOT, "--framework", "lyon-2025", "--on", ON, "--format", "json")

    assert balise(*arguments, PYTHONHASHSEED="1").out == balise(*arguments, PYTHONHASHSEED="2").out


def test_it_writes_many_evaluations_one_a_line(balise):
    answer = balise(
        "evaluate",
        "examples/valbrise",
        "--framework",
        "lyon-2025",
        "--framework",
        "strasbourg-2025",
        "--on",
        ON,
        "--format",
        "jsonl",
    )
    records = [json.loads(line) for line in answer.out.splitlines()]

    assert len(records) == 24
    assert Counter(record["framework"] for record in records) == {"lyon-2025": 12, "strasbourg-2025": 12}


def test_it_writes_one_csv_row_a_commitment(balise):
    answer = balise("evaluate", "examples/valbrise", "--framework", "strasbourg-2025", "--on", ON, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))

    assert len(rows) == 12 * 13
    assert {row["result"] for row in rows} == {"satisfied", "not_satisfied", "unknown", "not_applicable"}


def test_it_judges_by_the_framework_that_the_dossier_names(balise, tmp_path):
    dossier = tmp_path / "d.yaml"
    dossier.write_text("id: d\ntitle: Un projet\nframework: lyon-2025@0.9.0\nanswers: {}\n")

    answer = balise("evaluate", dossier, "--framework", "lyon-2025", "--on", ON)

    assert answer.code == 0
    assert "BAL-809" in answer.said
    assert "lyon-2025@0.9.0" in answer.said


def test_it_asks_for_a_framework_when_nobody_names_one(balise, tmp_path):
    dossier = tmp_path / "d.yaml"
    dossier.write_text("id: d\ntitle: Un projet\n")

    answer = balise("evaluate", dossier)

    assert answer.code == 2
    assert "BAL-806" in answer.said


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ("audiance: residents", "BAL-801", "Écrivez plutôt « audience »"),
        ("interaction_mode: directe", "BAL-802", "Écrivez plutôt « direct »"),
        ("people_per_year: beaucoup", "BAL-803", "un nombre"),
        ("audience: [nobody, staff]", "BAL-804", "« nobody »"),
    ],
)
def test_it_refuses_an_answer_that_means_nothing(balise, tmp_path, answers, code, said):
    dossier = tmp_path / "d.yaml"
    dossier.write_text(f"id: d\ntitle: Un projet\nanswers:\n  {answers}\n")

    answer = balise("evaluate", dossier, "--framework", "lyon-2025")

    assert answer.code == 2
    assert f"{dossier}:4:" in answer.err
    assert code in answer.err
    assert said in answer.said


def test_it_warns_that_a_framework_is_not_in_force(balise):
    answer = balise("evaluate", CHATBOT, "--framework", "lyon-2025", "--on", "2025-09-24")

    assert answer.code == 0
    assert "BAL-810" in answer.said


def test_it_explains_a_finding_to_a_councillor(balise):
    answer = balise("explain", CHATBOT, "lyon-2025:2", "--on", ON)

    assert answer.code == 0
    for said in ("Pas d’IA en contact direct", "l’outil répond seul", "Placez un agent", "Banque des Territoires"):
        assert said in answer.said


def test_it_names_the_nearest_commitment(balise):
    answer = balise("explain", CHATBOT, "lyon-2025:15")

    assert answer.code == 2
    assert "BAL-811" in answer.said


def test_it_advises_one_change_for_the_chatbot(balise):
    answer = balise("advise", CHATBOT, "--framework", "lyon-2025", "--on", ON, "--format", "json")
    advice = json.loads(answer.out)

    assert advice["settled"] is True
    assert advice["foregone"] == "unfavourable"
    assert [change["question"] for change in advice["acceptable"][0]["changes"]] == ["interaction_mode"]


def test_it_compares_two_charters_on_the_same_dossiers(balise):
    answer = balise("compare", "lyon-2025", "strasbourg-2025", "examples/valbrise", "--on", ON, "--format", "json")
    comparison = json.loads(answer.out)

    assert comparison["dossiers"] == 12
    assert len(comparison["flips"]) >= 4
    assert all(flip["causes"] for flip in comparison["flips"])


def test_it_finds_no_flip_between_a_charter_and_itself(balise):
    answer = balise("compare", "lyon-2025", "lyon-2025", "examples/valbrise", "--on", ON)

    assert answer.code == 0
    assert "Aucun dossier ne change d’issue" in answer.said


def test_it_writes_a_page_that_stands_alone(balise, tmp_path):
    page = tmp_path / "sous" / "fiche.html"

    answer = balise("sheet", CHATBOT, "--framework", "lyon-2025", "--out", page, "--on", ON)
    html = page.read_text(encoding="utf-8")

    assert answer.code == 0
    assert html.startswith("<!doctype html>")
    assert "<script" not in html
    assert "http://" not in html.replace("http://www.w3.org", "")


def test_it_puts_several_dossiers_on_one_page(balise, tmp_path):
    page = tmp_path / "fiches.html"

    answer = balise(
        "sheet", CHATBOT, "examples/valbrise/tri-cv.yaml", "--framework", "lyon-2025", "--out", page, "--on", ON
    )
    html = page.read_text(encoding="utf-8")
    places = re.findall(r' id="([^"]+)"', html)

    assert answer.code == 0
    assert html.count("<h1") == 1
    assert "Agent conversationnel" in html
    assert "Tri des candidatures" in html
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(places)


def test_it_says_why_a_page_cannot_be_written(balise, tmp_path):
    (tmp_path / "fichier").write_text("")

    answer = balise("sheet", CHATBOT, "--framework", "lyon-2025", "--out", tmp_path / "fichier" / "fiche.html")

    assert answer.code == 2
    assert "Impossible d’écrire" in answer.said


def test_it_says_in_the_table_that_a_charter_is_not_in_force(balise):
    many = balise("evaluate", "examples/valbrise", "--framework", "lyon-2025", "--on", "2025-09-24")
    two = balise("compare", "lyon-2025", "strasbourg-2025", "examples/valbrise", "--on", "2025-07-15")

    assert "pas en vigueur le 24 septembre 2025" in many.said
    assert "pas en vigueur le 15 juillet 2025" in two.said


def test_it_says_what_is_expected_when_no_choice_of_the_project_would_do(balise):
    answer = balise("advise", "examples/valbrise/assistant-rh.yaml", "--framework", "strasbourg-2025", "--on", ON)

    assert "dépend de quelqu’un d’autre" in answer.said
    assert "faites d’abord évaluer celui-ci" in answer.said
