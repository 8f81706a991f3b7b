# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import json

import pytest
from tests.rendering.open_data.register_entries import BANK, ENTRY, entry

from balise.core.interchange import ExportReport, Loss, LossKind, facts_of
from balise.core.language import Language
from balise.loading.targets import load_target, shipped_targets
from balise.rendering.export_report import FACTS, KINDS, export_report_data, export_report_lines, export_report_page
from balise.rendering.html import to_html
from balise.rendering.register_files import register_file
from balise.rendering.text import to_text


def report_to(name: str) -> ExportReport:
    return register_file([ENTRY, entry(id="autre", summary="é" * 401)], load_target(name)).report


def test_it_tells_by_kind_what_is_lost_and_how_many_times():
    lines = export_report_lines(report_to("nl-algorithm-standard"), BANK, Language.FRENCH)

    assert lines[0] == "Fiches exportées\u00a0: 2"
    assert "  coupé à la longueur admise\u00a0: résumé du projet × 1" in lines
    assert "  écrit moins précisément\u00a0: date de mise en service × 2" in lines
    assert "  exigé par ce registre et absent\u00a0: catégorie de publication × 2, langue de la fiche × 2" in lines


def test_it_speaks_english_too():
    lines = export_report_lines(report_to("nl-algorithm-standard"), BANK, Language.ENGLISH)

    assert lines[0] == "Entries exported: 2"
    assert "  required by that register and absent: language of the record × 2, publication category × 2" in lines


def test_it_says_aloud_that_nothing_is_lost():
    assert export_report_lines(ExportReport("x", 0, ()), BANK, Language.FRENCH)[1:] == ["Rien n’est perdu."]


def test_it_has_words_for_every_kind_and_every_fact():
    assert set(KINDS) == set(LossKind)
    said = {name for name in facts_of(ENTRY, "https://…") if ":" in name}
    assert said <= set(FACTS)


@pytest.mark.parametrize("name", shipped_targets())
@pytest.mark.parametrize("language", Language)
def test_it_calls_nothing_by_the_name_of_a_column(name, language):
    report = register_file([ENTRY, entry(answers={})], load_target(name)).report
    columns = {column.name for column in load_target(name).columns if "_" in column.name}
    said = " ".join(export_report_lines(report, BANK, language))

    assert [column for column in columns if column in said] == []


@pytest.mark.parametrize("name", shipped_targets())
def test_its_data_hold_every_loss(name):
    report = report_to(name)
    data = json.loads(json.dumps(export_report_data(report)))

    assert (data["target"], data["entries"]) == (name, 2)
    assert len(data["losses"]) == len(report.losses) == sum(data["count"].values())


def page_of(report: ExportReport, name: str = "nl-algorithm-standard") -> str:
    page = export_report_page(report, load_target(name).title, BANK, Language.FRENCH)
    return " ".join(to_text(page, width=200).split())


def test_its_page_counts_each_way_of_losing_then_tells_it_entry_by_entry():
    said = page_of(report_to("nl-algorithm-standard"))

    assert "2 fiches exportées." in said
    assert "Coupé à la longueur admise" in said
    assert "Fiche par fiche" in said
    assert "Dans le fichier : 2026-03" in said
    assert "Écrit, et pas relu par l’import" in said


def test_its_page_is_called_by_what_the_entries_are_exported_to():
    page = export_report_page(report_to("uk-atrs"), load_target("uk-atrs").title, BANK, Language.FRENCH)

    assert page.title.startswith("Export vers Norme britannique")


def test_its_page_says_answers_in_words_and_long_texts_in_short():
    said = page_of(report_to("nl-algorithm-standard"))

    assert "machine_learning" not in said
    assert "é" * 161 not in said
    assert "é" * 150 in said


def test_its_page_says_aloud_that_nothing_is_lost():
    assert "1 fiche exportée. Rien n’est perdu." in page_of(ExportReport("x", 1, ()))


def test_its_page_stops_listing_entries_where_the_data_go_on():
    losses = tuple(Loss(f"fiche-{rank}", LossKind.UNSAID, "purpose", value="Un but.") for rank in range(45))

    assert "Et 5 autres fiches : le rapport en JSON les donne toutes." in page_of(ExportReport("x", 45, losses))


@pytest.mark.parametrize("language", Language)
def test_its_page_is_shown_by_every_writer(language):
    page = export_report_page(report_to("uk-atrs"), load_target("uk-atrs").title, BANK, language)

    assert "<h1" in to_html(page)
    assert to_text(page)


@pytest.mark.parametrize(("kinds", "said"), [(9, ", et 1 autre"), (10, ", et 2 autres")])
def test_it_counts_what_a_line_leaves_out(kinds, said):
    losses = tuple(Loss("a", LossKind.UNSAID, "", f"colonne {number}") for number in range(kinds))

    assert export_report_lines(ExportReport("x", 1, losses), BANK, Language.FRENCH)[1].endswith(said)
