# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""CSV and JSON read as tables: what had to be detected is right, and is said."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.language import Language
from balise.loading.errors import InvalidData
from balise.loading.table_files import open_table
from balise.loading.tables import Format, RawText, Reads, Row, Table, name_columns

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "mac-roman", "cp850")
SEPARATORS = (",", ";", "\t", "|")
FRENCH = "Aide à la rédaction|Été comme hiver|Déjà prévu ; à l'étude|Forêts, îles et marchés|Où ça ?|Garçon|Noël"
WORDS = st.sampled_from([*FRENCH.split("|"), "", "non", "12", 'dit "oui"', "deux\nlignes", "a;b", "c,d", "e\tf"])


def opened(path: Path, content: bytes | str, reads: Reads | None = None) -> Table:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(path, reads or Reads())


def message(error: pytest.ExceptionInfo[InvalidData]) -> str:
    """Return the first message with ordinary spaces, so that tests read as one types."""
    return error.value.problems[0].line(Language.FRENCH).replace("\u00a0", " ")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "registre.csv"


class TestCsv:
    @given(
        rows=st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=8),
        encoding=st.sampled_from(ENCODINGS),
        separator=st.sampled_from(SEPARATORS),
        quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        end=st.sampled_from(["\r\n", "\n"]),
    )
    def test_it_reads_back_what_any_office_program_saves(
        self, tmp_path_factory, rows, encoding, separator, quoting, end
    ):
        titles = ["Intitulé", "État", "Rédigé à l'été"]
        text = io.StringIO()
        csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end).writerows([titles, *rows])
        path = tmp_path_factory.mktemp("csv") / "registre.csv"

        table = opened(path, text.getvalue().encode(encoding))

        assert table.separator == separator
        assert list(table.columns) == titles
        assert [list(row.cells) for row in table.rows] == [row for row in rows if any(row)]

    @pytest.mark.parametrize("encoding", ENCODINGS)
    def test_it_names_the_encoding_of_a_three_line_register(self, source, encoding):
        text = "identifiant;intitulé\n1;Détection de nids-de-poule\n2;Aide à la rédaction\n"

        table = opened(source, text.encode(encoding))

        assert table.columns == ("identifiant", "intitulé")
        assert [row.cells[1] for row in table.rows] == ["Détection de nids-de-poule", "Aide à la rédaction"]
        assert table.encoding == {"iso8859-15": "cp1252"}.get(encoding, encoding), "the two agree on these bytes"

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("id;lettre\n1;é\n", "cp1252"),
            ("id;coût\n1;12 €\n", "cp1252"),
            ("id;coût\n1;12 €\n", "iso8859-15"),
            ("id;note\n1;l’été « chaud »\n", "cp1252"),
            ("id;note\n1;l’été « chaud »\n", "mac-roman"),
            ("id;note\n1;Œuvre, cœur\n", "iso8859-15"),
            ("id;name\n1;Yes – agency’s “own” system\n", "cp1252"),
            ("id;Straße\n1;Größe, München\n", "cp1252"),
            ("id;año\n1;Niño, ¿qué?\n", "cp850"),
        ],
    )
    def test_it_recognises_print_marks_and_neighbouring_languages(self, source, text, encoding):
        table = opened(source, text.encode(encoding))

        assert [*table.columns, *next(table.rows).cells] == text.replace("\n", ";").split(";")[:4]

    def test_it_does_not_take_a_late_accent_for_damage(self, source):
        text = "id;titre\n" + "1;ascii\n" * 40_000 + "2;été\n"

        table = opened(source, text.encode("cp1252"))

        assert table.encoding == "cp1252"
        assert list(table.rows)[-1].cells == ["2", "été"]

    def test_it_refuses_what_no_usual_encoding_reads(self, source):
        with pytest.raises(InvalidData) as error:
            opened(source, b"id;titre\n1;" + bytes([0x81, 0x8D, 0xC3, 0x28]) + b"\n")

        assert "BAL-904 Le texte du fichier ne se lit pas en utf-8, cp1252, iso8859-15" in message(error)
        assert "Donnez son encodage, par exemple « reads: {encoding: cp1252} »" in message(error)

    def test_it_says_which_line_contradicts_the_encoding_given(self, source):
        content = "id;titre\n1;a\n2;été\n".encode("cp1252")

        with pytest.raises(InvalidData) as error:
            list(opened(source, content, Reads(encoding="utf-8")).rows)

        assert "registre.csv:3: BAL-904" in message(error)
        assert "l’octet 0xE9 n’y désigne aucun caractère" in message(error)

    def test_it_is_not_lured_by_commas_in_a_semicolon_file(self, source):
        text = "Nom, usuel;État;Note\n" + "Ana, Bo, Cy;ok;x\n" * 5 + "Dora;ok;y\n"

        assert opened(source, text).columns == ("Nom, usuel", "État", "Note")

    def test_it_obeys_the_separator_a_spreadsheet_program_announces(self, source):
        table = opened(source, "sep=|\r\na;b|c\r\n1;2|3\r\n")

        assert table.separator == "|"
        assert (table.columns, list(table.rows)) == (("a;b", "c"), [Row(1, 3, ["1;2", "3"])])

    def test_it_keeps_the_line_where_each_row_starts(self, source):
        table = opened(source, '\na;b\n1;"deux\nlignes"\n\n;\n2;x\n')

        assert table.header_line == 2
        assert [(row.rank, row.line) for row in table.rows] == [(1, 3), (2, 7)]

    def test_it_finds_titles_lower_down_when_told_where(self, source):
        table = opened(source, "Registre 2026;;\nle 3 mars;;\nid;titre;état\n1;x;y\n", Reads(header=3))

        assert table.columns == ("id", "titre", "état")
        assert [row.cells for row in table.rows] == [["1", "x", "y"]]

    def test_it_takes_the_separator_and_encoding_of_the_mapping(self, source):
        reads = Reads(encoding="mac-roman", separator=RawText("!"))

        assert opened(source, "a!é\n1!ù\n".encode("mac-roman"), reads).columns == ("a", "é")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ('a;b\n1;"jamais refermé\n2;x\n', "un guillemet ouvert n’est jamais refermé"),
            ('a;b\n1;"ferme" trop tôt\n', "un guillemet se ferme au milieu d’une case"),
            ('a;b\n1;"' + "x" * 200_000 + '"\n', "une case dépasse 131 072 caractères"),
        ],
    )
    def test_it_refuses_misplaced_quotes_rather_than_merge_rows(self, source, content, words):
        table = opened(source, content)

        with pytest.raises(InvalidData) as error:
            list(table.rows)

        assert f"BAL-903 Balise ne peut pas lire ce fichier comme un tableau : {words}" in message(error)

    @pytest.mark.parametrize(("content", "words"), [("", "il est vide"), ("\n;;\n\n", "aucune ligne de titres")])
    def test_it_refuses_a_file_without_titles(self, source, content, words):
        with pytest.raises(InvalidData) as error:
            opened(source, content)

        assert "BAL-903" in message(error)
        assert words in message(error)

    def test_it_says_when_there_is_no_file(self, tmp_path):
        with pytest.raises(InvalidData) as error:
            open_table(tmp_path / "absent.csv", Reads())

        assert "BAL-001" in message(error)

    def test_it_reads_rows_as_they_come(self, source):
        table = opened(source, "a;b\n" + "1;2\n" * 100_000 + '3;"ouvert')

        assert next(table.rows).cells == ["1", "2"], "the mistake at the end is not met yet"


class TestColumnNames:
    def test_it_names_the_nameless_and_tells_twins_apart(self):
        columns, renamed = name_columns(["Nom", "", "nom ", "Nom (2)", "  Avec   blancs "])

        assert columns == ("Nom", "(colonne 2)", "nom (2)", "Nom (2) (2)", "Avec blancs")
        assert [(item.position, item.name) for item in renamed] == [
            (2, "(colonne 2)"),
            (3, "nom (2)"),
            (4, "Nom (2) (2)"),
        ]

    @given(st.lists(st.text(max_size=4)))
    def test_it_gives_as_many_distinct_names_as_there_are_columns(self, header):
        columns, _ = name_columns(header)

        assert len(set(columns)) == len(header)


class TestJson:
    def test_it_names_nested_fields_by_their_path(self, tmp_path):
        records = [
            {"id": 1, "nom": "A", "outil": {"éditeur": "X", "gratuit": True}, "publics": ["agents", "usagers"]},
            {"id": 2, "nom": None, "contacts": [{"nom": "a"}, {"nom": "b"}], "coût": 12.5},
        ]

        table = opened(tmp_path / "r.json", json.dumps(records))

        assert table.format is Format.JSON
        assert table.columns == ("id", "nom", "outil.éditeur", "outil.gratuit", "publics", "contacts.nom", "coût")
        assert [row.cells for row in table.rows] == [
            [1, "A", "X", True, ("agents", "usagers"), None, None],
            [2, None, None, None, None, ("a", "b"), 12.5],
        ]

    def test_it_follows_the_path_of_the_mapping(self, tmp_path):
        content = json.dumps({"meta": {"date": "2026"}, "données": {"systèmes": [{"id": "a"}]}})

        table = opened(tmp_path / "r.json", content, Reads(records="données.systèmes"))

        assert [row.cells for row in table.rows] == [["a"]]

    def test_it_shows_where_the_lists_are_when_the_path_is_wrong(self, tmp_path):
        content = json.dumps({"données": {"systèmes": [{"id": "a"}]}})

        with pytest.raises(InvalidData) as error:
            opened(tmp_path / "r.json", content, Reads(records="systemes"))

        assert "BAL-919 Le JSON n’a pas de liste d’objets à l’endroit « systemes »." in message(error)
        assert "Écrivez plutôt « reads: {records: données.systèmes} »." in message(error)

    def test_it_asks_for_the_path_when_the_list_is_inside(self, tmp_path):
        with pytest.raises(InvalidData) as error:
            opened(tmp_path / "r.json", json.dumps({"records": [{"id": "a"}]}))

        assert "à l’endroit « la racine du fichier »" in message(error)
        assert "« reads: {records: records} »" in message(error)

    def test_it_tells_apart_fields_that_differ_by_their_capitals(self, tmp_path):
        table = opened(tmp_path / "r.json", '[{"nom": "a", "Nom": "b"}]')

        assert table.columns == ("nom", "Nom (2)")

    def test_it_reads_json_lines_with_their_line_numbers(self, tmp_path):
        table = opened(tmp_path / "r.jsonl", '{"id": "a"}\n\n{"id": "b", "x": 1}\n')

        assert [(row.line, row.cells) for row in table.rows] == [(1, ["a", None]), (3, ["b", 1])]

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("r.json", "[{]", "le JSON est mal formé"),
            ("r.json", "[" * 100_000, "le JSON est démesuré"),
            ("r.json", "[]", "il ne contient aucun objet"),
            ("r.jsonl", "[1]\n", "cette ligne n’est pas un objet"),
        ],
    )
    def test_it_says_what_is_wrong_with_the_json(self, tmp_path, name, content, words):
        with pytest.raises(InvalidData) as error:
            opened(tmp_path / name, content)

        assert "BAL-903" in message(error)
        assert words in message(error)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda children: st.lists(children) | st.dictionaries(st.text(), children),
        )
    )
    def test_it_reads_any_json_or_says_why_not(self, tmp_path_factory, value):
        path = tmp_path_factory.mktemp("json") / "r.json"
        codes: set[str] = set()
        try:
            table = opened(path, json.dumps([value, value]))
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
        except InvalidData as refusal:
            codes = {problem.code for problem in refusal.problems}
        assert codes <= {"BAL-903", "BAL-919"}
