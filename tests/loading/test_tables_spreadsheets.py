# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Workbooks read as tables; the workbooks are written here by hand, so that no other program is needed."""

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from balise.core.language import Language
from balise.loading.errors import InvalidData
from balise.loading.table_files import open_table
from balise.loading.tables import Format, Reads

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE_STYLE = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
EPOCH = date(1899, 12, 30)


def write_xlsx(path: Path, sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> Path:
    """Write the smallest workbook that spreadsheet programs accept."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f"<sheet name={quoteattr(name)} sheetId='{rank}' r:id='r{rank}'"
            + (" state='hidden'/>" if name in hidden else "/>")
            for rank, name in enumerate(sheets, start=1)
        )
        file.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="r{rank}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{rank}.xml"/>'
            for rank in range(1, len(sheets) + 1)
        )
        links += f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        file.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        )
        file.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{DATE_STYLE}</styleSheet>')
        for rank, rows in enumerate(sheets.values(), start=1):
            file.writestr(f"xl/worksheets/sheet{rank}.xml", _sheet(rows))
    return path


def _sheet(rows: list[list[object]]) -> str:
    lines = "".join(
        f'<row r="{line}">'
        + "".join(_cell(f"{chr(65 + column)}{line}", cell) for column, cell in enumerate(row))
        + "</row>"
        for line, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(where: str, cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f'<c r="{where}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{where}" s="1"><v>{(cell - EPOCH).days}</v></c>'
    if isinstance(cell, (int, float)):
        return f'<c r="{where}"><v>{cell}</v></c>'
    if str(cell).startswith("="):
        formula, value = str(cell).split("→")
        return f'<c r="{where}" t="str"><f>{escape(formula[1:])}</f><v>{value}</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


def message(error: pytest.ExceptionInfo[InvalidData]) -> str:
    return error.value.problems[0].line(Language.FRENCH).replace("\u00a0", " ")


class TestXlsx:
    def test_it_keeps_days_numbers_and_ticked_boxes_as_such(self, tmp_path):
        rows: list[list[object]] = [
            ["id", "le", "coût", "ouvert"],
            [7, date(2026, 3, 31), 12.5, True],
            ["b", None, None, False],
        ]
        path = write_xlsx(tmp_path / "r.xlsx", {"Registre": rows})

        table = open_table(path, Reads())

        assert (table.format, table.sheet, table.header_line) == (Format.XLSX, "Registre", 1)
        assert [list(row.cells) for row in table.rows] == [[7, date(2026, 3, 31), 12.5, True], ["b", "", "", False]]

    def test_it_takes_the_value_of_a_formula_and_runs_none(self, tmp_path):
        path = write_xlsx(tmp_path / "r.xlsx", {"R": [["id"], ['=HYPERLINK("http://example.org")→vu']]})

        assert [row.cells for row in open_table(path, Reads()).rows] == [["vu"]]

    def test_it_opens_the_first_visible_sheet(self, tmp_path):
        sheets: dict[str, list[list[object]]] = {"Listes": [["x"]], "Registre": [["id"], ["a"]]}
        path = write_xlsx(tmp_path / "r.xlsx", sheets, hidden=("Listes",))

        assert open_table(path, Reads()).sheet == "Registre"

    def test_it_opens_the_sheet_of_the_mapping_and_names_the_others_when_absent(self, tmp_path):
        path = write_xlsx(tmp_path / "r.xlsx", {"Notice": [["x"]], "Registre IA": [["id"], ["a"]]})

        assert open_table(path, Reads(sheet="Registre IA")).columns == ("id",)
        with pytest.raises(InvalidData) as error:
            open_table(path, Reads(sheet="Registre"))
        assert "BAL-918 Le classeur n’a pas de feuille « Registre »." in message(error)
        assert "Écrivez plutôt « Registre IA ». Feuilles : Notice, Registre IA." in message(error)

    def test_it_numbers_rows_as_the_spreadsheet_program_does(self, tmp_path):
        rows: list[list[object]] = [[None, None], ["id", "titre"], [None, None], ["a", "x"]]
        path = write_xlsx(tmp_path / "r.xlsx", {"R": rows})

        table = open_table(path, Reads())

        assert table.header_line == 2
        assert [(row.rank, row.line) for row in table.rows] == [(1, 4)]

    def test_it_recognises_a_workbook_under_a_wrong_name(self, tmp_path):
        path = write_xlsx(tmp_path / "r.csv", {"R": [["id"], ["a"]]})

        assert open_table(path, Reads()).format is Format.XLSX

    def test_it_recognises_a_csv_under_the_name_of_a_workbook(self, tmp_path):
        path = tmp_path / "r.xlsx"
        path.write_text("id;titre\n1;x\n")

        assert open_table(path, Reads()).format is Format.CSV

    def test_it_refuses_a_truncated_workbook(self, tmp_path):
        path = write_xlsx(tmp_path / "r.xlsx", {"R": [["id"], ["a"]]})
        path.write_bytes(path.read_bytes()[:200])

        with pytest.raises(InvalidData) as error:
            open_table(path, Reads())

        assert "BAL-903" in message(error)
        assert "ce n’est pas un classeur entier" in message(error)

    def test_it_refuses_a_sheet_without_titles(self, tmp_path):
        path = write_xlsx(tmp_path / "r.xlsx", {"Vide": []})

        with pytest.raises(InvalidData) as error:
            open_table(path, Reads())

        assert "la feuille ne contient aucune ligne de titres" in message(error)


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Registre"><table:table-row>
<table:table-cell office:value-type="string"><text:p>intitulé</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>le</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell office:value-type="string"><text:p>Déchèterie</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2026-03-31"><text:p>31/03/26</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_it_reads_the_workbooks_of_free_office_programs(tmp_path):
    path = tmp_path / "r.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", ODS.replace("\n", ""))
        file.writestr("META-INF/manifest.xml", "<manifest/>")

    table = open_table(path, Reads())

    assert (table.format, table.columns) == (Format.ODS, ("intitulé", "le"))
    assert [row.cells for row in table.rows] == [["Déchèterie", date(2026, 3, 31)]]
