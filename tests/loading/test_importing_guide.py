# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The guide of imports is true: its example runs, and nothing a newcomer can meet is left out of it."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from balise.core.language import Language
from balise.core.messages import MESSAGES
from balise.loading.decoding import key_of
from balise.loading.dossier_json import dossier_to_json
from balise.loading.importing import Import, import_register
from balise.loading.loss_report import Fate
from balise.loading.mapping import Authority, Feed, Identifier, Identity, Origin, RegisterMapping, Title
from balise.loading.mapping_files import load_mapping
from balise.loading.questions import shipped_bank
from balise.loading.tables import Reads

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guides" / "importer-un-registre.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "format-des-correspondances.md").read_text(encoding="utf-8")
NOT_KEYS = {"places"}


def blocks(language: str) -> list[str]:
    """Return the blocks of the guide in one language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the two files of the guide, the register saved as Windows does."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "registre-valbrise.csv").write_bytes(blocks("csv")[0].encode("cp1252"))
    (tmp_path / "valbrise-2026.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    return tmp_path


def imported() -> Import:
    return import_register(Path("registre-valbrise.csv"), load_mapping("valbrise-2026.yaml"), shipped_bank())


def test_it_shows_what_the_terminal_shows(folder):
    assert "\n".join(imported().report.summary_lines(Language.FRENCH)) == blocks("text")[0].rstrip("\n")


def test_it_ships_the_files_it_speaks_of():
    shipped = DOCS.parent / "examples" / "registre"

    assert (shipped / "registre-valbrise.csv").read_bytes() == blocks("csv")[0].encode("cp1252")
    assert (shipped / "valbrise-2026.yaml").read_text(encoding="utf-8").endswith(blocks("yaml")[0])


def test_it_shows_a_dossier_as_it_is_written(folder):
    assert dossier_to_json(imported().dossiers[0]) == json.loads(blocks("json")[0])


def test_it_leaves_nothing_unforeseen_once_completed(folder):
    whole, status, budget = blocks("yaml")
    text = whole.replace("      En service: in_service\n", f"      En service: in_service\n{status}") + budget
    (folder / "valbrise-2026.yaml").write_text(text, encoding="utf-8")

    report = imported().report

    assert report.of_fate(Fate.UNUSED) == ()
    assert sum(use.unrecognised for column in report.columns for use in column.uses) == 0


OF_EXPORTS = {"BAL-923"}
"""Explained by the guide of exchanges, where a register to write to is named."""


def test_it_explains_every_message_of_imports():
    codes = {code for code in MESSAGES if code.startswith("BAL-9")} - OF_EXPORTS

    assert {code for code in codes if f"| {code} |" not in GUIDE} == set()


def test_it_names_no_message_that_does_not_exist():
    assert set(re.findall(r"BAL-\d{3}", GUIDE + REFERENCE)) <= set(MESSAGES)


def test_it_gives_questions_as_the_bank_has_them():
    bank = shipped_bank().by_id
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*)\|$", GUIDE, re.MULTILINE)

    assert len(rows) > 25
    for name, type_, choices in rows:
        assert bank[name].type == type_
        assert set(re.findall(r"`(\w+)`", choices)) == set(bank[name].choice_ids())


@pytest.mark.parametrize("kind", [RegisterMapping, Origin, Reads, Identity, Identifier, Title, Authority, Feed])
def test_it_documents_every_key(kind):
    keys = {key_of(item) for item in fields(kind)} - NOT_KEYS

    assert {key for key in keys if f"`{key}`" not in REFERENCE and f"{key}:" not in REFERENCE} == set()


def test_it_documents_every_key_of_the_report(folder):
    data = imported().report.to_data()
    use = next(column["uses"][0] for column in data["columns"] if "uses" in column)

    assert {key for key in (*data["rows"], *use) if f"`{key}`" not in GUIDE and key != "question"} == set()
