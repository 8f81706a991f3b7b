# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dossiers read from files, in bulk and written back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.dossiers import Dossier
from balise.loading.dossier_json import dossier_to_json
from balise.loading.dossiers import load_dossiers, pinned_frameworks, read_dossiers
from balise.loading.errors import InvalidData
from balise.loading.questions import shipped_bank

PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda text: text.strip())


def test_it_reads_yaml_json_and_jsonl_alike(tmp_path):
    data = {"id": "d:1", "title": "Un projet", "answers": {"audience": ["residents"], "personal_data": "yes"}}
    (tmp_path / "a.yaml").write_text("id: d:1\ntitle: Un projet\nanswers: {audience: residents, personal_data: oui}\n")
    (tmp_path / "b.json").write_text(json.dumps([data]))
    (tmp_path / "c.jsonl").write_text(json.dumps(data) + "\n\n")

    read = [load_dossiers(tmp_path / name, shipped_bank()) for name in ("a.yaml", "b.json", "c.jsonl")]

    assert read[0] == read[1] == read[2]
    assert read[0][0].answers == {"audience": ("residents",), "personal_data": "yes"}


@given(title=PRINTED)
def test_it_reads_back_any_title_it_writes(tmp_path_factory, title):
    path = tmp_path_factory.mktemp("titres") / "d.jsonl"
    path.write_text(json.dumps(dossier_to_json(Dossier("d", title)), ensure_ascii=False) + "\n", encoding="utf-8")

    (dossier,) = load_dossiers(path, shipped_bank())

    assert dossier.title == title.strip()


@pytest.mark.parametrize("blank", ["", "~", "null", "''", "'  '", "[]"])
def test_it_takes_a_blank_answer_for_no_answer(tmp_path, blank):
    (tmp_path / "d.yaml").write_text(f"id: d\ntitle: t\nanswers:\n  users_informed: {blank}\n")

    (dossier,) = load_dossiers(tmp_path, shipped_bank())

    assert dossier.answers == {}


def test_it_tells_every_mistake_of_every_dossier(tmp_path):
    lines = [{"id": "a", "title": "t", "answers": {"x": 1}}, {"id": "b", "title": "t", "answers": {"dpia": "fait"}}]
    (tmp_path / "d.jsonl").write_text("\n".join(json.dumps(line) for line in lines))

    with pytest.raises(InvalidData) as refusal:
        load_dossiers(tmp_path, shipped_bank())

    assert [(problem.code, problem.place.line) for problem in refusal.value.problems] == [
        ("BAL-801", 1),
        ("BAL-802", 2),
    ]


def test_it_refuses_a_line_that_answers_twice(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"id": "a", "title": "t", "answers": {"dpia": "done", "dpia": "not_done"}}')

    assert [problem.code for problem in read_dossiers(tmp_path, shipped_bank()).problems] == ["BAL-005"]


def test_it_keeps_the_good_dossiers_beside_the_bad(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"id": "a", "title": "t"}\npas du JSON\n{"id": "c", "title": "t"}\n')

    read = read_dossiers(tmp_path, shipped_bank())

    assert [dossier.id for dossier in read.dossiers] == ["a", "c"]
    assert [problem.code for problem in read.problems] == ["BAL-807"]


def test_it_names_the_frameworks_that_dossiers_are_pinned_to(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a\ntitle: t\nframework: lyon-2025@1.0.0\n")
    (tmp_path / "b.yaml").write_text("id: b\ntitle: t\n")

    assert pinned_frameworks(tmp_path) == ("lyon-2025@1.0.0",)
