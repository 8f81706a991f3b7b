# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The two shipped mappings on the registers they were written for.

The registers are public data that the project does not copy: they are looked for beside the repository.
"""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from balise.core.evaluation import Result, evaluate
from balise.loading.dossier_json import dossier_to_json
from balise.loading.dossiers import load_dossiers
from balise.loading.frameworks import load_framework
from balise.loading.importing import Import, import_register
from balise.loading.loss_report import Fate
from balise.loading.mapping import RegisterMapping
from balise.loading.mapping_files import load_mapping
from balise.loading.questions import shipped_bank

REGISTERS = Path(__file__).parents[3] / "shared" / "data" / "registers"
CANADA = REGISTERS / "canada" / "gc-ai-register-mvp-registre-de-lia-du-gc-pmv.csv"
UNITED_STATES = REGISTERS / "us-2024" / "2024_consolidated_ai_inventory_raw_v2.csv"
SOURCES = {"canada-ai-register": (CANADA, "utf-8-sig"), "us-omb-2024": (UNITED_STATES, "cp1252")}
ON = date(2026, 11, 21)

pytestmark = pytest.mark.skipif(
    not (CANADA.is_file() and UNITED_STATES.is_file()), reason=f"public registers absent from {REGISTERS}"
)


@pytest.fixture(scope="module", params=SOURCES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def mapping(name: str) -> RegisterMapping:
    return load_mapping(name)


@pytest.fixture(scope="module")
def result(name: str, mapping: RegisterMapping) -> Import:
    return import_register(SOURCES[name][0], mapping, shipped_bank())


@pytest.fixture(scope="module")
def rows(name: str) -> list[list[str]]:
    """Return the rows as another program reads them."""
    path, encoding = SOURCES[name]
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))[1:]


def canada() -> Import:
    return import_register(CANADA, load_mapping("canada-ai-register"), shipped_bank())


def united_states() -> Import:
    return import_register(UNITED_STATES, load_mapping("us-omb-2024"), shipped_bank())


def test_it_finds_how_each_file_is_written(name, result):
    assert (result.report.source.encoding, result.report.source.separator) == (SOURCES[name][1], ",")


def test_it_makes_a_dossier_of_every_row(result, rows):
    assert result.report.rows.imported == len(result.dossiers) == len(rows)
    assert result.report.refused == ()


def test_it_decides_about_every_column(result):
    assert result.report.of_fate(Fate.UNUSED) == ()
    assert result.report.absent == ()


def test_it_never_answers_for_an_empty_cell(mapping, result, rows):
    position = {column.name: rank for rank, column in enumerate(result.report.columns)}
    for dossier, row in zip(result.dossiers, rows, strict=True):
        for feed in mapping.answers:
            if not any(row[position[column]].strip() for column in feed.read):
                assert feed.question not in dossier.answers


def test_it_writes_dossiers_that_are_read_back_the_same(result, tmp_path):
    path = tmp_path / "dossiers.jsonl"
    lines = [json.dumps(dossier_to_json(dossier), ensure_ascii=False) for dossier in result.dossiers]
    path.write_text("\n".join(lines), encoding="utf-8")

    assert list(load_dossiers(path, shipped_bank())) == result.dossiers


class TestCanada:
    def test_it_keeps_the_identifiers_of_the_register(self):
        dossiers = canada().dossiers

        assert len(dossiers) == 409
        assert dossiers[0].id == "canada-ai-register:2526-ATSSC-SCDATA-001"
        assert dossiers[0].title == "Westlaw AI"

    def test_it_recognises_every_value(self):
        uses = [use for column in canada().report.columns for use in column.uses]

        assert [use.values_unrecognised for use in uses if use.unrecognised] == []

    def test_it_judges_the_information_of_users_of_the_48_public_systems(self):
        strasbourg = load_framework("strasbourg-2025")
        public = [item for item in canada().dossiers if "residents" in item.answers.get("audience", ())]  # type: ignore[operator]

        found = Counter(
            finding.result
            for dossier in public
            for finding in evaluate(strasbourg, dossier, ON).findings_of("strasbourg-2025:5")
        )

        assert len(public) == 48
        assert found == {Result.SATISFIED: 22, Result.NOT_SATISFIED: 14, Result.UNKNOWN: 12}

    def test_it_answers_what_the_register_answers(self):
        assert {item.id: item.answered for item in canada().report.questions} == {
            "summary": 409,
            "audience": 407,
            "users_informed": 276,
            "project_status": 367,
            "developed_by": 379,
            "vendor": 164,
            "data_sources": 289,
            "personal_data": 309,
        }


class TestUnitedStates:
    def test_it_identifies_rows_by_their_rank(self):
        dossiers = united_states().dossiers

        assert len(dossiers) == 2133
        assert (dossiers[0].id, dossiers[-1].id) == ("us-omb-2024:1", "us-omb-2024:2133")
        assert {dossier.authority for dossier in dossiers[:1]} == {"Department of Homeland Security"}

    def test_it_tells_the_nine_columns_of_a_same_title_apart(self):
        assert [item.position for item in united_states().report.renamed] == [30, 38, 40, 42, 52, 54, 58, 62]

    def test_it_leaves_unread_only_dates_without_a_day(self):
        unread = {
            use.question: use.unrecognised
            for column in united_states().report.columns
            for use in column.uses
            if use.unrecognised
        }

        assert unread == {"in_service_on": 21}

    def test_it_answers_only_what_the_words_of_the_inventory_say(self):
        assert {item.id: item.answered for item in united_states().report.questions} == {
            "owner_unit": 2108,
            "policy_area": 1618,
            "use_types": 307,
            "purpose": 2122,
            "project_status": 1837,
            "in_service_on": 619,
            "developed_by": 939,
            "personal_data": 175,
            "automation_level": 3,
            "notice_channels": 49,
            "appeal_path": 141,
            "non_ai_path": 83,
        }
