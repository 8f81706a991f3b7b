# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The schemas accept what the loader accepts, and refuse what it refuses without looking at other files."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaml import MappingNode, ScalarNode, SequenceNode

from balise.core.messages import Severity
from balise.loading.dossier_json import dossier_to_json
from balise.loading.dossiers import read_dossiers
from balise.loading.frameworks import read_framework
from balise.loading.guide import read_guide
from balise.loading.importing import import_register
from balise.loading.mapping_files import load_mapping
from balise.loading.nodes import BOOLEAN, DECIMAL, INTEGER, NULL, compose, read_yaml
from balise.loading.questions import SHIPPED, shipped_bank
from balise.loading.schemas import schemas

ROOT = Path(__file__).parents[2]
MUSEUM = ROOT / "tests" / "bad_data"
CHARTER = (MUSEUM / "cas-que-la-regle-contredit.yaml").read_text(encoding="utf-8")
EXPECTS = "{not: {is: [interaction_mode, direct]}}"
DOSSIER = "id: d\ntitle: Un projet\nanswers:\n  interaction_mode: direct\n"
ANSWER = "interaction_mode: direct"
LARGEST = 150_000
NEEDS_THE_WHOLE = re.compile(r"^# attendu: BAL-(?:408|409|410|411|601|602|701|702) ", re.MULTILINE)
"""Mistakes that no file shows by its shape."""

READ: dict[str, Callable[[str], object]] = {
    NULL: lambda _: None,
    BOOLEAN: lambda word: word.lower() == "true",
    INTEGER: int,
    DECIMAL: float,
}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in schemas().items()}
SHIPPED_FILES = [
    *(("framework", path) for path in sorted(SHIPPED.glob("*/framework.yaml"))),
    *((part, path) for part in ("commitments", "criteria", "cases") for path in sorted(SHIPPED.glob(f"*/{part}/*"))),
    *(("questions", path) for path in sorted(SHIPPED.glob("questions/*.yaml"))),
    *(("mapping", path) for path in sorted((ROOT / "src/balise/loading/mappings").glob("*.yaml"))),
    *(("mapping", path) for path in sorted((ROOT / "examples/registre").glob("*.yaml"))),
    *(("target", path) for path in sorted((ROOT / "src/balise/loading/targets").glob("*.yaml"))),
    *(("guide", path) for path in sorted(SHIPPED.glob("guide/*.yaml"))),
    *(("dossier", path) for path in sorted((ROOT / "examples/valbrise").glob("*.yaml"))),
    *(
        ("framework", path)
        for path in sorted(MUSEUM.glob("*.yaml"))
        if NEEDS_THE_WHOLE.search(path.read_text(encoding="utf-8", errors="replace"))
    ),
]


def plain(node):
    """Return a node as the data that an editor sees, by the rules of YAML 1.2."""
    match node:
        case MappingNode():
            return {key.value: plain(value) for key, value in node.value}
        case SequenceNode():
            return [plain(item) for item in node.value]
        case ScalarNode(tag=tag, value=value):
            return READ.get(tag, str)(value)


def faults(kind, data):
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATORS[kind].iter_errors(data)]


def loader_refuses(kind, text, folder):
    path = folder / ("framework.yaml" if kind == "framework" else "dossier.yaml")
    path.write_text(text, encoding="utf-8")
    problems = read_framework(path).problems if kind == "framework" else read_dossiers(path, shipped_bank()).problems
    return any(problem.severity is Severity.ERROR for problem in problems)


def varied(before, after):
    """Return the charter or the dossier with one passage replaced."""
    kind, text = ("dossier", DOSSIER) if before in DOSSIER else ("framework", CHARTER)
    assert before in text
    return kind, text.replace(before, after, 1)


@pytest.mark.parametrize("name", VALIDATORS)
def test_it_writes_schemas_that_are_schemas_and_stay_small(name):
    schema = VALIDATORS[name].schema

    Draft202012Validator.check_schema(schema)

    assert len(json.dumps(schema, ensure_ascii=False, indent=2).encode()) < LARGEST


@pytest.mark.parametrize(("kind", "path"), SHIPPED_FILES, ids=lambda value: getattr(value, "stem", value))
def test_it_accepts_every_file_that_balise_ships(kind, path):
    assert faults(kind, plain(read_yaml(path, path.name))) == []


def test_it_looks_at_files_of_every_sort():
    written_by_the_site = {"policy"}  # tests/web/deployments/test_bundle.py
    assert {kind for kind, _ in SHIPPED_FILES} == set(VALIDATORS) - written_by_the_site


def test_it_accepts_the_dossiers_that_an_import_writes():
    folder = ROOT / "examples/registre"
    result = import_register(
        folder / "registre-valbrise.csv", load_mapping(folder / "valbrise-2026.yaml"), shipped_bank()
    )

    assert result.dossiers
    for dossier in result.dossiers:
        assert faults("dossier", dossier_to_json(dossier)) == []


REFUSED = [
    (EXPECTS, "{is: [interaction_mode, directe]}"),
    (EXPECTS, "{is: [audience, residents]}"),
    (EXPECTS, "{is: [personal_data, true]}"),
    (EXPECTS, "{is: [purpose, yes]}"),
    (EXPECTS, "{in: [interaction_mode, []]}"),
    (EXPECTS, "{in: [interaction_mode, [direct, directe]]}"),
    (EXPECTS, "{includes: [audience, []]}"),
    (EXPECTS, "{includes: [audience, habitants]}"),
    (EXPECTS, "{includes: [interaction_mode, direct]}"),
    (EXPECTS, '{at_least: [logs_kept_months, "6"]}'),
    (EXPECTS, "{at_least: [personal_data, 6]}"),
    (EXPECTS, "{at_most: [annual_cost, 1000000000000000]}"),
    (EXPECTS, "{before: [review_date, {months: 1.5}]}"),
    (EXPECTS, "{before: [review_date, {months: 1201}]}"),
    (EXPECTS, "{before: [review_date, demain]}"),
    (EXPECTS, "{after: [review_date, 0205-09-25]}"),
    (EXPECTS, "{all: []}"),
    (EXPECTS, "{not: {}}"),
    (EXPECTS, "{is: [interaction_mode]}"),
    (EXPECTS, "{answered: [purpose]}"),
    ("title: Un agent répond toujours", 'title: " "'),
    ("title: Un agent répond toujours", "title:"),
    ("title: Un agent répond toujours", "title: {en: Always someone}"),
    ("sources: [{source: deliberation}]", "sources: []"),
    ("version: 1.0.0", "version: 1.0"),
    ("version: 1.0.0", "version: 1.0.0-rc1"),
    ("id: rivemont:1\n", "id: Rivemont:1\n"),
    ("id: deliberation", "id: Délibération"),
    ("modality: forbid", "modality: interdire"),
    ("statement: Aucune machine ne répond seule à un habitant.", "statement: []"),
    ("statement: Aucune", "statement: [{text: Aucune}, {text: Une}]\n    binds: []\n    in_plain_words: Aucune"),
    (ANSWER, "interaction_mode: directe"),
    (ANSWER, "interaction_mode: [direct]"),
    (ANSWER, "audience: [nobody, staff]"),
    (ANSWER, "personal_data: peut-être"),
    (ANSWER, "personal_data: 1"),
    (ANSWER, 'people_per_year: "12"'),
    (ANSWER, "review_date: 31/12/2026"),
    (ANSWER, "purpose: [un, deux]"),
    ("title: Un projet", 'title: ""'),
    ("title: Un projet", "titre: Un projet"),
]


@pytest.mark.parametrize(("before", "after"), REFUSED)
def test_it_refuses_what_the_loader_refuses(tmp_path, before, after):
    kind, text = varied(before, after)

    assert loader_refuses(kind, text, tmp_path)
    assert faults(kind, plain(compose(text, "")))


OWN_QUESTION = """\
questions:
  - id: patois
    theme: langues
    type: choice
    label: Quelle langue ?
    short: langue
    help: La langue.
    example: Le patois.
    why: Pour savoir.
    known_by: [owner]
    nature: design
    choices: [{id: francais, label: français}, {id: francoprovencal, label: francoprovençal}]
principles:
"""
SCORE = "scores:\n  - {id: risque, terms: [{when: {is: [personal_data, yes]}, points: 2.5}]}\nprinciples:\n"
ACCEPTED = [
    (EXPECTS, "{is: [personal_data, no]}"),
    (EXPECTS, "{in: [interaction_mode, mediated]}"),
    (EXPECTS, "{in: [personal_data, [yes, no]]}"),
    (EXPECTS, "{includes: [audience, [residents, staff]]}"),
    (EXPECTS, "{at_least: [logs_kept_months, 6.5]}"),
    (EXPECTS, "{before: [review_date, on]}"),
    (EXPECTS, '{after: [review_date, "2026-01-31"]}'),
    (EXPECTS, "{after: [review_date, {months: -12}]}"),
    (EXPECTS, "{answered: purpose}"),
    ("title: Un agent répond toujours", "title: 2026"),
    ("title: Un agent répond toujours", "title: {fr: Un agent, en: }"),
    ("modality: forbid", "modality: forbid\n    in_plain_words:"),
    ("statement: Aucune", "statement: [{text: Aucune}, {from: 2026-03-01, text: Une}]\n    in_plain_words: Aucune"),
    ("principles:\n", OWN_QUESTION),
    ("principles:\n", SCORE),
    ("id: d\n", "id: canada-ai-register:2526-ATSSC-SCDATA-001\n"),
    ("id: d\n", "id: d\nevidence: [{id: Pièce n° 1, title: Contrat, dated: 2026-01-31, location: }]\n"),
    (ANSWER, "interaction_mode:"),
    (ANSWER, 'interaction_mode: ""'),
    (ANSWER, "audience: residents"),
    (ANSWER, "audience: [nobody]"),
    (ANSWER, "audience: []"),
    (ANSWER, "personal_data: Oui"),
    (ANSWER, "personal_data: false"),
    (ANSWER, "people_per_year: 1.5"),
    (ANSWER, "review_date: 2026-12-31"),
    (ANSWER, "purpose: true"),
]


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_it_accepts_what_the_loader_accepts(tmp_path, before, after):
    kind, text = varied(before, after)

    assert not loader_refuses(kind, text, tmp_path)
    assert faults(kind, plain(compose(text, ""))) == []


def test_it_accepts_a_rule_on_a_question_of_the_framework(tmp_path):
    text = CHARTER.replace("principles:\n", OWN_QUESTION, 1).replace(EXPECTS, "{is: [patois, francais]}")

    assert not loader_refuses("framework", text, tmp_path)
    assert faults("framework", plain(compose(text, ""))) == []


def test_it_accepts_a_rule_on_a_score(tmp_path):
    text = CHARTER.replace("principles:\n", SCORE, 1).replace(EXPECTS, "{score_at_most: [risque, 10]}")

    assert not loader_refuses("framework", text, tmp_path)
    assert faults("framework", plain(compose(text, ""))) == []


SITUATION = min(SHIPPED.glob("guide/*.yaml")).read_text(encoding="utf-8")
TARGET = (ROOT / "src/balise/loading/targets/uk-atrs.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("group: writing", "group: write"),
        ("order: 10", "order: ten"),
        ("id: write-letter", "id: Write Letter"),
        ("for: [staff", "for: [everybody"),
        ("interaction_mode: mediated", "interaction_mode: telepathy"),
        ("order: 10", "order: 10\nduties: [sign]"),
    ],
)
def test_it_refuses_a_situation_that_the_guide_would_not_read(tmp_path, before, after):
    assert before in SITUATION
    text = SITUATION.replace(before, after, 1)
    (tmp_path / "situation.yaml").write_text(text, encoding="utf-8")

    assert faults("guide", plain(compose(text, "situation.yaml"))) != []
    assert read_guide(tmp_path)[1] != []


@pytest.mark.parametrize(
    ("before", "after"),
    [("format: csv", "format: pdf"), ("required: true", "required: perhaps"), ("columns:", "columns: []\ncolonnes:")],
)
def test_it_refuses_a_register_to_export_to_that_is_ill_written(before, after):
    assert before in TARGET

    assert faults("target", plain(compose(TARGET.replace(before, after, 1), "target.yaml"))) != []
