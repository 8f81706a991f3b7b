# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Test sets of exit drills: read in both forms, and every mistake told with its place and a remedy."""

import json
from pathlib import Path

import pytest

from balise.core.drill import Check, CheckKind
from balise.core.language import Language
from balise.loading.drill_sets import load_test_set
from balise.loading.errors import InvalidData

EXAMPLES = Path(__file__).parents[2] / "examples"
SOUND = """\
title: Comptes rendus
trials:
  - id: budget
    system: Réponds en français.
    prompt: Résume la délibération sur le budget.
    checks:
      - contains: budget
      - matches: "(?i)adopt(ée?|ion)"
      - language: fr
      - at_least: 40
      - at_most: 900
      - json_schema: {type: object, required: [vote], properties: {vote: {type: integer, minimum: 0.5}}}
"""


def written(tmp_path, text, name="essais.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def trial(**changes):
    return json.dumps({"id": "a", "prompt": "Résume.", "checks": [{"contains": "budget"}], **changes})


def mistakes(*paths):
    with pytest.raises(InvalidData) as refused:
        load_test_set(paths)
    return refused.value.problems


def with_check(check):
    return f"title: Essais\ntrials:\n  - id: a\n    prompt: Résume.\n    checks:\n      - {check}\n"


def test_it_reads_every_kind_of_check(tmp_path):
    found = load_test_set([written(tmp_path, SOUND)])
    (only,) = found.trials
    assert (found.title, only.id, only.system) == ("Comptes rendus", "budget", "Réponds en français.")
    schema = {"type": "object", "required": ["vote"], "properties": {"vote": {"type": "integer", "minimum": 0.5}}}
    assert only.checks == (
        Check(CheckKind.CONTAINS, "budget"),
        Check(CheckKind.MATCHES, "(?i)adopt(ée?|ion)"),
        Check(CheckKind.LANGUAGE, "fr"),
        Check(CheckKind.AT_LEAST, 40),
        Check(CheckKind.AT_MOST, 900),
        Check(CheckKind.JSON_SCHEMA, schema),
    )


def test_it_takes_a_schema_that_refers_to_its_own_parts(tmp_path):
    check = "json_schema: {$defs: {vote: {type: integer}}, properties: {pour: {$ref: '#/$defs/vote'}}}"
    (only,) = load_test_set([written(tmp_path, with_check(check))]).trials
    assert only.checks[0].value == {
        "$defs": {"vote": {"type": "integer"}},
        "properties": {"pour": {"$ref": "#/$defs/vote"}},
    }


def test_it_reads_one_trial_a_line(tmp_path):
    path = written(tmp_path, trial() + "\n\n" + trial(id="b", checks=[{"at_most": 80}]) + "\n", "courriers.jsonl")
    found = load_test_set([path])
    assert found.title == "courriers"
    assert [each.id for each in found.trials] == ["a", "b"]


def test_it_reads_the_set_that_is_shipped():
    found = load_test_set([EXAMPLES / "essais" / "transcription-conseil.yaml"])
    assert [each.id for each in found.trials] == ["budget", "vote-en-chiffres", "ne-rien-inventer", "prochaine-seance"]
    assert {check.kind for trial in found.trials for check in trial.checks} == set(CheckKind)


def test_it_makes_one_set_of_several_files(tmp_path):
    first, second = written(tmp_path, SOUND), written(tmp_path, trial(), "courriers.jsonl")
    found = load_test_set([first, second])
    assert found.title == "Comptes rendus, courriers"
    assert [each.id for each in found.trials] == ["budget", "a"]


def test_it_refuses_two_trials_of_the_same_name(tmp_path):
    (problem,) = mistakes(written(tmp_path, f"{trial()}\n{trial()}\n", "a.jsonl"))
    assert (problem.code, problem.place.line) == ("BAL-201", 2)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        ("contain: budget", "BAL-101"),
        ("contains:", "BAL-106"),
        ("budget", "BAL-103"),
        ("{contains: a, matches: b}", "BAL-103"),
        ('matches: "(adopté"', "BAL-817"),
        (r'matches: "(a)\\1"', "BAL-817"),
        ("json_schema: budget", "BAL-103"),
        ("json_schema: {type: objet}", "BAL-817"),
        ("json_schema: {$ref: https://ailleurs.example/schema.json}", "BAL-817"),
        ("json_schema: {properties: {vote: {$ref: '#/$defs/absent'}}}", "BAL-817"),
        ("json_schema: {patternProperties: {'^v': {type: integer}}}", "BAL-817"),
        ("json_schema: {type: string, pattern: '(?=a)b'}", "BAL-817"),
        ("language: français", "BAL-104"),
        ("at_least: beaucoup", "BAL-103"),
        ("at_most: 0", "BAL-103"),
        ("at_most: -3", "BAL-103"),
    ],
)
def test_it_tells_what_is_wrong_with_a_check_and_where(tmp_path, check, code):
    (problem,) = mistakes(written(tmp_path, with_check(check)))
    assert (problem.code, problem.place.line) == (code, 6)
    for language in Language:
        assert "{" not in problem.line(language).partition(code)[2].replace("{contains: budget}", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "BAL-004"),
        ("title: Essais\n", "BAL-102"),
        ("title: Essais\ntrials: []\n", "BAL-103"),
        ("title: Essais\ntrials:\n  - {id: a, prompt: Résume., checks: []}\n", "BAL-103"),
        ("title: Essais\ntrials:\n  - {id: a, prompt: Résume.}\n", "BAL-102"),
        ("- a\n", "BAL-103"),
    ],
)
def test_it_refuses_a_set_that_tries_nothing(tmp_path, text, code):
    assert code in {each.code for each in mistakes(written(tmp_path, text))}


def test_it_tells_every_mistake_of_every_file(tmp_path):
    first = written(tmp_path, with_check("contain: a"))
    lines = f"{trial()}\npas du json\n{trial(id='b', checks=[{'language': 'xx'}])}\n"
    second = written(tmp_path, lines, "b.jsonl")
    found = mistakes(first, second, tmp_path / "absent.yaml")
    assert [each.code for each in found] == ["BAL-101", "BAL-807", "BAL-104", "BAL-001"]


def test_it_refuses_an_empty_file_of_lines(tmp_path):
    (problem,) = mistakes(written(tmp_path, "\n\n", "vide.jsonl"))
    assert problem.code == "BAL-004"
