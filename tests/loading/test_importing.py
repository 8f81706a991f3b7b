# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Registers imported: what becomes an answer, what stays unknown, and an account in which nothing disappears."""

import json
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balise.core.dossiers import Dossier
from balise.core.language import Language
from balise.loading.cells import NOTHING, comparable, is_blank
from balise.loading.errors import InvalidData
from balise.loading.importing import Import, import_register
from balise.loading.loss_report import ColumnReport, Fate, Use
from balise.loading.mapping_files import SHIPPED, load_mapping
from balise.loading.questions import shipped_bank

HEAD = """\
id: valbrise
title: Registre de Valbrise
source: {text: Registre de Valbrise, last_reviewed_on: 2026-11-21}
dossier:
  id: {column: id}
  title: {column: titre}
  authority: {text: Ville de Valbrise}
unknown: [N/A, sans objet]
"""
ALL_TYPES = (
    HEAD
    + """\
answers:
  - {question: summary, column: texte}
  - {question: users_informed, column: oui_non, as: yes_no}
  - {question: project_status, column: choix, values: {Idée: idea, En service: in_service}, ignored: {Essai: ambigu}}
  - {question: audience, column: choix_multiples, split: ";", values: {Agents: staff, Public: residents, Nul: nobody}}
  - {question: annual_cost, column: nombre, decimal: ","}
  - {question: in_service_on, column: date, format: day/month/year}
"""
)
COLUMNS = ("id", "titre", "texte", "oui_non", "choix", "choix_multiples", "nombre", "date")


def imported(folder: Path, mapping: str, content: str | bytes, name: str = "registre.csv") -> Import:
    (folder / "correspondance.yaml").write_text(mapping, encoding="utf-8")
    source = folder / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_register(source, load_mapping(folder / "correspondance.yaml"), shipped_bank())


def one_answer(folder: Path, feed: str, cell: str) -> object:
    """Return what one cell answers to the question of one entry, or None when it stays unknown."""
    mapping = HEAD + f"answers:\n  - {feed}\n"
    result = imported(folder, mapping, json.dumps([{"id": "1", "titre": "T", "c": cell}, {"id": "2"}]), "r.json")
    return next(iter(result.dossiers[0].answers.values()), None)


def column(result: Import, name: str) -> ColumnReport:
    return next(item for item in result.report.columns if item.name == name)


def use(result: Import, name: str) -> Use:
    return column(result, name).uses[0]


def text(lines: list[str]) -> str:
    return "\n".join(lines).replace("\u00a0", " ")


class TestDossiers:
    def test_it_makes_a_typed_dossier_of_each_row(self, tmp_path):
        row = "A-7;Cantine;Prévoit les repas;oui;En service;Public; Agents;1 250,5;31/03/2026"
        row = row.replace("Public; Agents", '"Public; Agents"')

        result = imported(tmp_path, ALL_TYPES, f"{';'.join(COLUMNS)}\n{row}\n")

        assert result.dossiers == [
            Dossier(
                id="valbrise:A-7",
                title="Cantine",
                authority="Ville de Valbrise",
                answers={
                    "summary": "Prévoit les repas",
                    "users_informed": "yes",
                    "project_status": "in_service",
                    "audience": ("residents", "staff"),
                    "annual_cost": 1250.5,
                    "in_service_on": date(2026, 3, 31),
                },
            )
        ]

    def test_it_keeps_the_identifier_of_the_source_as_it_is_written(self, tmp_path):
        mapping = HEAD + "answers: [{question: summary, column: texte}]\n"

        result = imported(tmp_path, mapping, "id;titre;texte\n 2526-ATSSC/é:001 ;T;x\n")

        assert result.dossiers[0].id == "valbrise:2526-ATSSC/é:001"

    def test_it_takes_the_rank_of_the_row_when_the_source_identifies_none(self, tmp_path):
        mapping = HEAD.replace("{column: id}", "{row: true}") + "answers: [{question: summary, column: texte}]\n"

        result = imported(tmp_path, mapping, "titre;texte\nA;x\n;\nB;y\n")

        assert [dossier.id for dossier in result.dossiers] == ["valbrise:1", "valbrise:2"]

    def test_it_takes_the_first_column_that_says_something(self, tmp_path):
        mapping = HEAD + "answers: [{question: summary, columns: [fr, en]}]\n"

        result = imported(tmp_path, mapping, "id;titre;fr;en\n1;T;oui;yes\n2;T;N/A;yes\n3;T;;\n")

        assert [dossier.answers.get("summary") for dossier in result.dossiers] == ["oui", "yes", None]
        assert use(result, "en").not_needed == 1
        assert use(result, "fr").no_answer == 1

    def test_it_does_not_look_further_when_the_first_column_is_not_understood(self, tmp_path):
        feed = "{question: exit_plan, columns: [a, b], as: yes_no}"
        result = imported(tmp_path, HEAD + f"answers: [{feed}]\n", "id;titre;a;b\n1;T;peut-être;oui\n")

        assert result.dossiers[0].answers == {}

    def test_it_lets_one_column_feed_several_questions(self, tmp_path):
        mapping = HEAD + dedent("""\
            answers:
              - {question: dpia, column: aipd, values: {Faite: done, Sans: not_done}}
              - {question: personal_data, column: aipd, values: {Faite: yes}, ignored: {Sans: pas dit}}
            """)

        result = imported(tmp_path, mapping, "id;titre;aipd\n1;T;Faite\n2;T;Sans\n")

        assert [dossier.answers for dossier in result.dossiers] == [
            {"dpia": "done", "personal_data": "yes"},
            {"dpia": "not_done"},
        ]

    def test_it_names_a_dossier_without_a_title_by_its_identifier(self, tmp_path):
        mapping = HEAD + "answers: [{question: summary, column: texte}]\n"

        result = imported(tmp_path, mapping, "id;titre;texte\nA-1;;x\n")

        assert result.dossiers[0].title == "A-1"
        assert result.report.rows.untitled == 1
        assert "lignes sans titre de dossier : 1" in text(result.report.summary_lines(Language.FRENCH))

    def test_it_tells_each_row_read(self, tmp_path):
        calls: list[int] = []
        imported(tmp_path, ALL_TYPES, ";".join(COLUMNS) + "\n1;T;;;;;;\n")
        source, mapping = tmp_path / "registre.csv", load_mapping(tmp_path / "correspondance.yaml")

        import_register(source, mapping, shipped_bank(), calls.append)

        assert calls == [1]


class TestValues:
    """Case and blanks do not count; nothing else is forgiven."""

    @pytest.mark.parametrize(
        "cell", ["En service", "  en SERVICE ", "En\u00a0service", "En \n service", "en service\u200b"]
    )
    def test_it_ignores_case_and_blanks(self, tmp_path, cell):
        feed = "{question: project_status, column: c, values: {En service: in_service}}"

        assert one_answer(tmp_path, feed, cell) == "in_service"

    def test_it_ignores_how_an_accent_is_stored(self, tmp_path):
        feed = "{question: project_status, column: c, values: {Idée: idea}}"

        assert one_answer(tmp_path, feed, "Ide\u0301e") == "idea"

    @pytest.mark.parametrize("cell", ["En services", "service", "En service.", "«En service»", "En_service"])
    def test_it_guesses_nothing(self, tmp_path, cell):
        feed = "{question: project_status, column: c, values: {En service: in_service}}"

        assert one_answer(tmp_path, feed, cell) is None

    @pytest.mark.parametrize(
        ("cell", "answer"),
        [
            ("oui", "yes"),
            ("O", "yes"),
            ("TRUE", "yes"),
            ("vrai", "yes"),
            ("y", "yes"),
            ("Non", "no"),
            ("n", "no"),
            ("false", "no"),
            ("Faux", "no"),
            ("NO", "no"),
            ("1", None),
            ("0", None),
            ("ok", None),
            ("x", None),
            ("oui et non", None),
        ],
    )
    def test_it_reads_a_plain_yes_or_no(self, tmp_path, cell, answer):
        assert one_answer(tmp_path, "{question: exit_plan, column: c, as: yes_no}", cell) == answer

    @pytest.mark.parametrize(
        ("options", "cell", "answer"),
        [
            ("", "12", 12),
            ("", " 1 234 ", 1234),
            ("", "1\u202f234\u00a0567", 1234567),
            ("", "-3.50", -3.5),
            ("", "12,5", None),
            ("", "1,234", None),
            (', decimal: ","', "12,5", 12.5),
            (', decimal: ","', "12.5", None),
            (', decimal: ",", thousands: "."', "1.234,5", 1234.5),
            (', decimal: ",", thousands: "."', "1.5", None),
            (', thousands: ","', "1,234,567", 1234567),
            (', thousands: ","', "1,5", None),
            ("", "12 €", None),
            ("", "environ 12", None),
            ("", "1e3", None),
            ("", "inf", None),
            ("", "٣", None),
            ("", "9" * 5000, None),
        ],
    )
    def test_it_reads_a_number_as_the_mapping_says(self, tmp_path, options, cell, answer):
        assert one_answer(tmp_path, f"{{question: annual_cost, column: c{options}}}", cell) == answer

    @pytest.mark.parametrize(
        ("options", "cell", "answer"),
        [
            ("", "2026-03-31", date(2026, 3, 31)),
            ("", "2026-03-31T10:20:00Z", date(2026, 3, 31)),
            ("", "31/03/2026", None),
            (", format: day/month/year", "31/03/2026", date(2026, 3, 31)),
            (", format: day/month/year", "1/3/2026 00:00", date(2026, 3, 1)),
            (", format: day/month/year", "31/02/2026", None),
            (", format: day/month/year", "31/03/26", None),
            (", format: day/month/year", "03/2026", None),
            (", format: month/day/year", "10/1/2024", date(2024, 10, 1)),
            (", format: day.month.year", "31.03.2026", date(2026, 3, 31)),
            (", format: day.month.year", "31x03x2026", None),
        ],
    )
    def test_it_reads_a_day_as_the_mapping_says(self, tmp_path, options, cell, answer):
        assert one_answer(tmp_path, f"{{question: in_service_on, column: c{options}}}", cell) == answer

    def test_it_gives_the_entry_the_last_word_on_a_blank(self, tmp_path):
        feed = "{question: vendor_country, column: c, values: {Sans objet: no_vendor}}"

        assert one_answer(tmp_path, feed, "sans objet") == "no_vendor"

    @pytest.mark.parametrize("cell", ["–", "?", "...", "N/A", " n/a "])
    def test_it_does_not_take_a_mark_for_a_text(self, tmp_path, cell):
        assert one_answer(tmp_path, "{question: summary, column: c}", cell) is None


class TestLists:
    FEED = '{question: audience, column: c, split: ";", values: {Agents: staff, Public: residents, Nul: nobody}}'

    @pytest.mark.parametrize(
        ("cell", "answer"),
        [
            ("Agents", ("staff",)),
            ("agents ; PUBLIC;", ("residents", "staff")),
            ("Agents;Agents", ("staff",)),
            ("Agents;Élus", None),
            ("Agents;N/A", None),
            ("Agents;Nul", None),
            (";;", None),
        ],
    )
    def test_it_takes_a_list_whole_or_not_at_all(self, tmp_path, cell, answer):
        """An item that is not understood could be the one that the charter forbids."""
        assert one_answer(tmp_path, self.FEED, cell) == answer

    def test_it_reads_the_lists_of_json_without_a_separator(self, tmp_path):
        mapping = HEAD + "answers:\n  - " + self.FEED.replace('split: ";", ', "") + "\n"

        result = imported(tmp_path, mapping, json.dumps([{"id": 1, "titre": "T", "c": ["Public", "Agents"]}]), "r.json")

        assert result.dossiers[0].answers == {"audience": ("residents", "staff")}
        assert result.dossiers[0].id == "valbrise:1"

    def test_it_names_the_item_that_was_not_understood(self, tmp_path):
        mapping = HEAD + f"answers:\n  - {self.FEED}\n"

        result = imported(tmp_path, mapping, 'id,titre,c\n1,T,"Agents;Élus;Préfet"\n2,T,Agents;Nul\n')

        assert [(item.value, item.count) for item in use(result, "c").values_unrecognised] == [
            ("Agents;Nul", 1),
            ("Préfet", 1),
            ("Élus", 1),
        ]
        assert use(result, "c").unrecognised == 2


class TestRefusedRows:
    def test_it_refuses_the_second_row_of_a_same_identifier(self, tmp_path):
        result = imported(tmp_path, ALL_TYPES, ";".join(COLUMNS) + "\n7;A;;;;;;\n7;B;;;;;;\n")

        assert [dossier.title for dossier in result.dossiers] == ["A"]
        assert "registre.csv:3: BAL-907 Ligne refusée : l’identifiant « 7 » est déjà celui de la ligne 2." in text(
            result.report.summary_lines(Language.FRENCH)
        )

    def test_it_refuses_a_row_without_identifier(self, tmp_path):
        result = imported(tmp_path, ALL_TYPES, ";".join(COLUMNS) + "\n ;A;;;;;;\n")

        assert result.dossiers == []
        assert "BAL-908 Ligne refusée : la colonne « id », qui donne l’identifiant, est vide." in text(
            result.report.summary_lines(Language.FRENCH)
        )

    def test_it_refuses_a_row_whose_values_have_left_their_titles(self, tmp_path):
        result = imported(tmp_path, ALL_TYPES, ";".join(COLUMNS) + "\n1;A;un; deux;oui;;;;\n2;B;;;;;;\n")

        assert [dossier.title for dossier in result.dossiers] == ["B"]
        assert "BAL-910 Ligne refusée : elle a 9 cases pour 8 titres" in result.report.refused[0].line(
            Language.FRENCH
        ).replace("\u00a0", " ")

    def test_it_refuses_a_row_cut_in_two(self, tmp_path):
        result = imported(tmp_path, ALL_TYPES, ";".join(COLUMNS) + "\n1;A;première ligne\nseconde;oui;;;;\n")

        assert result.dossiers == []
        assert "BAL-922 Ligne refusée : elle n’a que 3 cases pour 8 titres" in text(
            result.report.summary_lines(Language.FRENCH)
        )

    def test_it_takes_short_rows_where_the_mapping_vouches_for_them(self, tmp_path):
        mapping = ALL_TYPES + "reads: {short_rows: true}\n"

        result = imported(tmp_path, mapping, ";".join(COLUMNS) + "\n1;A;texte\n")

        assert result.dossiers[0].answers == {"summary": "texte"}
        assert "lignes plus courtes que les titres : 1 (lignes 2)" in text(result.report.summary_lines(Language.FRENCH))

    def test_it_refuses_a_mapping_that_reads_a_column_the_source_has_not(self, tmp_path):
        with pytest.raises(InvalidData) as error:
            imported(tmp_path, ALL_TYPES, "id;titre;textes;oui_non\n1;T;x;oui\n")

        first = error.value.problems[0].line(Language.FRENCH).replace("\u00a0", " ")
        assert "correspondance.yaml:10:33: BAL-902 La colonne « texte » n’existe pas dans" in first
        assert "Écrivez plutôt « textes ». Colonnes lues : id, titre, textes, oui_non." in first
        assert [problem.values["column"] for problem in error.value.problems] == [
            "texte",
            "choix",
            "choix_multiples",
            "nombre",
            "date",
        ]


class TestAnotherShippedMapping:
    """A mapping that ships is not to be mended by whoever took it for the one beside it."""

    @pytest.fixture
    def vendors(self, tmp_path):
        columns = load_mapping("nl-vendor-templates").columns_needed()
        source = tmp_path / "fiches.json"
        source.write_text(json.dumps([dict.fromkeys(columns, "x")]), encoding="utf-8")
        return source

    @pytest.mark.parametrize("name", ["nl-algorithm-standard", "uk-atrs", "uk-atrs-records"])
    def test_it_names_the_one_that_reads_the_file_once_and_first(self, vendors, name):
        with pytest.raises(InvalidData) as error:
            import_register(vendors, load_mapping(name), shipped_bank())

        (problem,) = error.value.problems
        said = problem.line(Language.FRENCH).replace("\u00a0", " ")
        assert "BAL-926 Ce fichier ressemble à ceux que lit la correspondance « nl-vendor-templates »" in said
        assert f"et non « {name} » : il y manque " in said
        assert "Essayez « --mapping nl-vendor-templates »." in said
        assert len(said) < 600

    def test_it_leaves_somebody_s_own_mapping_with_all_its_mistakes(self, vendors, tmp_path):
        theirs = tmp_path / "uk-atrs.yaml"
        shipped = (SHIPPED / "uk-atrs.yaml").read_text(encoding="utf-8")
        theirs.write_text(shipped.replace("column: ", "column: Notre ", 1), encoding="utf-8")

        with pytest.raises(InvalidData) as error:
            import_register(vendors, load_mapping(theirs), shipped_bank())

        assert {problem.code for problem in error.value.problems} == {"BAL-902"}

    def test_it_tells_the_mistakes_one_by_one_where_no_shipped_mapping_fits(self, tmp_path):
        source = tmp_path / "autre.json"
        source.write_text('[{"a": 1}]', encoding="utf-8")

        with pytest.raises(InvalidData) as error:
            import_register(source, load_mapping("uk-atrs"), shipped_bank())

        assert {problem.code for problem in error.value.problems} == {"BAL-902"}


class TestLossReport:
    SOURCE = (
        "id;titre;texte;oui_non;choix;choix_multiples;nombre;date;budget;notes\n"
        "1;A;bla;oui;Essai;Agents;12;31/03/2026;x;a\n"
        "2;B;bla;ptet;En service;;12 €;;;b\n"
        "3;C;N/A;ptet;Phase 2;;;;y;\n"
    )

    @pytest.fixture
    def result(self, tmp_path):
        return imported(tmp_path, ALL_TYPES + "ignored: {notes: texte libre, ancien: plus là}\n", self.SOURCE)

    def test_it_says_what_became_of_every_column(self, result):
        fates = {item.name: (item.fate, item.filled, item.lost) for item in result.report.columns}

        assert fates == {
            "id": (Fate.USED, 3, 0),
            "titre": (Fate.USED, 3, 0),
            "texte": (Fate.USED, 3, 1),
            "oui_non": (Fate.USED, 3, 2),
            "choix": (Fate.USED, 3, 2),
            "choix_multiples": (Fate.USED, 1, 0),
            "nombre": (Fate.USED, 2, 1),
            "date": (Fate.USED, 1, 0),
            "budget": (Fate.UNUSED, 2, 2),
            "notes": (Fate.IGNORED, 2, 2),
        }
        assert column(result, "notes").reason == "texte libre"

    def test_it_counts_the_values_it_did_not_recognise(self, result):
        assert [(item.value, item.count) for item in use(result, "oui_non").values_unrecognised] == [("ptet", 2)]
        assert [(item.value, item.count, item.reason) for item in use(result, "choix").values_set_aside] == [
            ("Essai", 1, "ambigu")
        ]

    def test_it_counts_the_answers_of_every_question(self, result):
        assert {item.id: (item.answered, item.unknown) for item in result.report.questions} == {
            "summary": (2, 1),
            "users_informed": (1, 2),
            "project_status": (1, 2),
            "audience": (1, 2),
            "annual_cost": (1, 2),
            "in_service_on": (1, 2),
        }

    def test_it_can_be_read_in_a_terminal(self, result):
        lines = text(result.report.summary_lines(Language.FRENCH)).splitlines()

        assert lines[0].endswith("registre.csv : CSV, encodage utf-8, séparateur « ; », titres à la ligne 1")
        assert lines[1:] == [
            "Lignes lues : 3 ; dossiers : 3 ; lignes refusées : 0",
            "Colonnes lues : 8 ; ignorées avec leur raison : 1 ; jamais citées : 1",
            "  jamais citée : « budget » ; cases perdues : 2",
            "  ignorée mais absente de la source : « ancien »",
            "Cases laissées inconnues, non reconnues : 4 ; sans équivalent : 1",
            "  « oui_non » → users_informed : « ptet » × 2",
            "  « choix » → project_status : « Phase 2 » × 1",
            "  « nombre » → annual_cost : « 12 € » × 1",
            "Réponses connues, sur 3 dossiers :",
            "  summary             2   inconnues : 1",
            "  users_informed      1   inconnues : 2",
            "  project_status      1   inconnues : 2",
            "  audience            1   inconnues : 2",
            "  annual_cost         1   inconnues : 2",
            "  in_service_on       1   inconnues : 2",
        ]
        assert "Rows read: 3; dossiers: 3; rows refused: 0" in result.report.summary_lines(Language.ENGLISH)

    def test_it_can_be_read_by_a_program(self, result):
        data = json.loads(json.dumps(result.report.to_data()))

        assert data["source"]["separator"] == ";"
        assert data["rows"] == {"read": 3, "imported": 3, "refused": 0, "untitled": 0, "short": 0, "short_lines": []}
        assert data["columns"][3]["uses"][0]["values_unrecognised"] == [{"value": "ptet", "count": 2}]
        assert data["questions"][0] == {"id": "summary", "answered": 2, "unknown": 1}
        assert data["ignored_but_absent"] == ["ancien"]

    def test_it_says_how_a_nameless_column_was_named(self, tmp_path):
        mapping = HEAD + "answers: [{question: summary, column: titre (2)}]\n"

        result = imported(tmp_path, mapping, "id;titre;titre;\n1;A;B;\n")

        assert result.dossiers[0].answers == {"summary": "B"}
        assert "colonne 3 nommée « titre (2) » : son titre, « titre », est vide ou déjà pris" in text(
            result.report.summary_lines(Language.FRENCH)
        )
        assert [item.name for item in result.report.columns] == ["id", "titre", "titre (2)"], "an empty end is no loss"


BLANKS = st.text(alphabet=NOTHING, max_size=3) | st.sampled_from(["N/A", "sans objet", " n/A "])
CELLS = st.text(max_size=6) | st.sampled_from(
    ["oui", "En service", "Agents;Public", "12", "1,5", "31/03/2026", "Essai"]
)


class TestWhateverTheSourceHolds:
    @given(st.lists(BLANKS, min_size=6, max_size=6))
    def test_it_never_makes_an_answer_of_a_blank(self, tmp_path_factory, cells):
        record = {"id": "1", "titre": "T", **dict(zip(COLUMNS[2:], cells, strict=True))}

        result = imported(tmp_path_factory.mktemp("blank"), ALL_TYPES, json.dumps([record]), "r.json")

        assert result.dossiers[0].answers == {}

    @given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6))
    @example([["1", "", "\x00", "İ", "ß", ";", "٣", "٣/٣/٢٠٢٦"]])
    def test_it_reads_any_table_of_texts_and_accounts_for_every_cell(self, tmp_path_factory, rows):
        records = [dict(zip(COLUMNS, row, strict=True)) for row in [["x"] * 8, *rows]]

        result = imported(tmp_path_factory.mktemp("any"), ALL_TYPES, json.dumps(records), "r.json")

        report = result.report
        assert len(result.dossiers) == report.rows.imported == report.rows.read - len(report.refused)
        assert len({dossier.id for dossier in result.dossiers}) == len(result.dossiers)
        for item in report.columns:
            for each in item.uses:
                parts = (each.answered, each.no_answer, each.not_needed, each.unrecognised, each.set_aside)
                assert sum(parts) == item.filled
                assert item.filled - item.lost == each.answered
        for question in report.questions:
            assert question.answered == sum(question.id in dossier.answers for dossier in result.dossiers)
        assert report.summary_lines(Language.ENGLISH)

    @given(st.text(), st.text(alphabet=" \t\u00a0\u200b\n", max_size=3))
    def test_it_sees_the_same_value_whatever_the_blanks_around_it(self, value, blanks):
        assert comparable(blanks + value + blanks) == comparable(value)
        assert is_blank(value) == (comparable(value) == "")


@pytest.mark.parametrize(
    ("name", "content"),
    [("c.json", "id,titre,texte\n1,Tri,Trie les lettres\n"), ("c.csv", '[{"id": "1", "titre": "Tri", "texte": "x"}]')],
)
def test_a_mapping_that_declares_no_format_reads_the_one_that_the_file_shows(tmp_path, name, content):
    mapping = HEAD + "answers:\n  - {question: summary, column: texte}\n"

    assert [dossier.title for dossier in imported(tmp_path, mapping, content, name).dossiers] == ["Tri"]
