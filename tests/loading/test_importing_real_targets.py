# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The real files of the registers that entries are exported to: what an import takes of them, and what it says it lost.

The registers are public data that the project does not copy: they are looked for beside the repository.
"""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from balise.core.interchange import LossKind, TargetFormat, write_dossier
from balise.core.language import Language
from balise.loading.errors import InvalidData
from balise.loading.importing import Import, import_register
from balise.loading.loss_report import Fate
from balise.loading.mapping_files import load_mapping
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.register_files import written_file

REGISTERS = Path(__file__).parents[3] / "shared" / "data" / "registers"
CANADA = REGISTERS / "canada" / "gc-ai-register-mvp-registre-de-lia-du-gc-pmv.csv"
RECORDS = REGISTERS / "uk" / "atrs_records.json"
TEMPLATE = REGISTERS / "uk" / "template_table.md"
STANDARD = REGISTERS / "netherlands" / "field-config-v1_0.json"
VENDORS = REGISTERS / "netherlands" / "vendor-templates"

pytestmark = pytest.mark.skipif(not REGISTERS.is_dir(), reason=f"public registers absent from {REGISTERS}")


def imported(path: Path, mapping: str) -> Import:
    return import_register(path, load_mapping(mapping), shipped_bank())


def answered(result: Import) -> dict[str, int]:
    return {question.id: question.answered for question in result.report.questions}


def unrecognised(result: Import) -> Counter[str]:
    lost: Counter[str] = Counter()
    for column in result.report.columns:
        for use in column.uses:
            lost[use.question] += use.unrecognised
    return +lost


def never_mentioned(result: Import) -> list[str]:
    return [column.name for column in result.report.of_fate(Fate.UNUSED)]


@pytest.mark.parametrize(
    ("path", "given", "named"),
    [
        (RECORDS, "uk-atrs", "uk-atrs-records"),
        (VENDORS / "Gemeente Amsterdam.json", "nl-algorithm-standard", "nl-vendor-templates"),
    ],
)
def test_a_file_given_to_the_mapping_beside_its_own_is_told_which(path: Path, given: str, named: str):
    with pytest.raises(InvalidData) as error:
        imported(path, given)

    (problem,) = error.value.problems
    assert problem.code == "BAL-926"
    assert f"--mapping {named}" in problem.line(Language.ENGLISH)


class TestCanada:
    def test_the_target_has_the_columns_of_the_published_file(self):
        with CANADA.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))

        assert [column.name for column in load_target("canada-ai-register").columns] == header

    def test_what_it_requires_is_filled_in_every_row(self):
        required = {column.name for column in load_target("canada-ai-register").columns if column.required}
        with CANADA.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))

        assert len(rows) == 409
        assert [row["ai_register_id"] for row in rows if not all(row[name].strip() for name in required)] == []

    def test_the_published_file_comes_back_from_its_dossiers(self):
        target = load_target("canada-ai-register")
        dossiers = imported(CANADA, target.id).dossiers
        written = written_file((write_dossier(dossier, target) for dossier in dossiers), target)
        with CANADA.open(encoding="utf-8-sig", newline="") as file:
            before = list(csv.DictReader(file))
        after = list(csv.DictReader(io.StringIO(written.content.decode("utf-8-sig"), newline="")))

        assert len(after) == len(before) == 409
        for name in ("ai_register_id", "name_ai_system_fr", "description_ai_system_fr", "developed_by_fr"):
            assert [row[name].strip() for row in after] == [row[name].strip() for row in before]
        assert set(written.report.count()) == {LossKind.UNTRANSLATED}


class TestUnitedKingdom:
    def test_it_makes_a_dossier_of_every_published_record(self):
        result = imported(RECORDS, "uk-atrs-records")

        assert (len(result.dossiers), result.report.refused) == (136, ())
        assert answered(result) == {"summary": 136}
        assert never_mentioned(result) == []

    def test_one_mapping_reads_the_records_in_json_and_in_csv(self):
        table, records = imported(RECORDS.with_suffix(".csv"), "uk-atrs-records"), imported(RECORDS, "uk-atrs-records")

        assert [each.id for each in table.dossiers] == [each.id for each in records.dossiers]
        assert table.report.optional_absent == ("description",)

    def test_its_records_stay_apart_in_the_dutch_standard(self, tmp_path):
        target = load_target("nl-algorithm-standard")
        dossiers = imported(RECORDS, "uk-atrs-records").dossiers
        written = written_file((write_dossier(dossier, target) for dossier in dossiers), target)
        path = tmp_path / "nl.json"
        path.write_bytes(written.content)
        back = imported(path, target.id)

        assert (len(back.dossiers), back.report.refused) == (136, ())

    def test_the_target_has_the_fields_of_the_template_and_what_it_requires(self):
        lines = [line.strip().strip("|").split("|") for line in TEMPLATE.read_text(encoding="utf-8").splitlines()]
        fields = [[cell.strip() for cell in cells] for cells in lines if len(cells) == 8][2:]
        columns = load_target("uk-atrs").columns

        assert [column.name for column in columns] == [cells[1].rstrip("*") for cells in fields]
        assert [column.required for column in columns] == [cells[7] == "TRUE" for cells in fields]


class TestNetherlands:
    @pytest.fixture(scope="class")
    @staticmethod
    def results() -> list[Import]:
        return [imported(path, "nl-vendor-templates") for path in sorted(VENDORS.glob("*.json"))]

    def test_it_makes_a_dossier_of_every_template(self, results):
        assert (len(results), sum(len(result.dossiers) for result in results)) == (17, 27)
        assert [result.report.refused for result in results if result.report.refused] == []

    def test_it_decides_about_every_field(self, results):
        assert [name for result in results for name in never_mentioned(result)] == []

    def test_its_loss_reports_count_what_was_not_understood(self, results):
        lost = sum((unrecognised(result) for result in results), Counter[str]())
        found = sum((Counter(answered(result)) for result in results), Counter[str]())

        assert lost == {"human_review": 26, "technique": 26}
        assert found == {
            "summary": 27,
            "project_status": 27,
            "purpose": 27,
            "vendor": 26,
            "expected_benefit": 25,
            "data_sources": 18,
        }

    def test_the_target_has_the_fields_the_lengths_and_the_duties_of_the_standard(self):
        given_by_the_register = {"lars", "publication_dt"}
        fields = {
            name: field
            for name, field in json.loads(STANDARD.read_text(encoding="utf-8"))["properties"].items()
            if name not in given_by_the_register
        }
        target = load_target("nl-algorithm-standard")

        assert [column.name for column in target.columns] == list(fields)
        assert target.format is TargetFormat.JSON
        for column in target.columns:
            field = fields[column.name]
            assert column.longest == field.get("max_length"), column.name
            assert column.required == (field["required"] is True), column.name
            assert column.listed == (field["type"] == "array"), column.name

    def test_every_word_it_writes_is_one_that_the_standard_permits(self):
        fields = json.loads(STANDARD.read_text(encoding="utf-8"))["properties"]

        for column in load_target("nl-algorithm-standard").columns:
            permitted = fields[column.name].get("permitted_values")
            if permitted is not None:
                words = {*column.words.values(), *column.near.values(), *filter(None, [column.constant])}
                assert words <= set(permitted), column.name


def test_the_reports_can_be_read_in_both_languages():
    report = imported(RECORDS, "uk-atrs-records").report

    for language in Language:
        assert report.summary_lines(language)
