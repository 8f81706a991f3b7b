# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An inventory of algorithms as a town types it after Etalab's guide: a spreadsheet, its headings and its own words."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.interchange import write_dossier
from balise.loading.importing import Import, import_register
from balise.loading.loss_report import Fate
from balise.loading.mapping_files import load_mapping
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.register_files import written_file

INVENTORY = Path(__file__).parent / "inventories" / "valbrise-inventaire.csv"


def imported(path: Path) -> Import:
    return import_register(path, load_mapping("etalab-inventaire"), shipped_bank())


@pytest.fixture
def inventory(tmp_path: Path) -> Import:
    """Return the inventory, read from a file such as a spreadsheet of a French town saves it."""
    path = tmp_path / "inventaire-de-valbrise.csv"
    path.write_bytes(INVENTORY.read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp1252"))
    return imported(path)


def of_rows(folder: Path, headings: list[str], *rows: list[str]) -> Import:
    path = folder / "inventaire.csv"
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    path.write_bytes(text.getvalue().encode("cp1252"))
    return imported(path)


def answer(folder: Path, heading: str, cell: str, question: str) -> object:
    headings = ["Nom de l'administration concernée", "Nom de l'algorithme", heading]
    [dossier] = of_rows(folder, headings, ["Ville de Valbrise", "Tri", cell]).dossiers
    return dossier.answers.get(question)


def unrecognised(result: Import) -> list[tuple[str, str, str]]:
    return [
        (column.name, use.question, value.value)
        for column in result.report.columns
        for use in column.uses
        for value in use.values_unrecognised
    ]


def test_it_reads_the_file_of_a_spreadsheet_with_the_headings_of_the_guide(inventory):
    report = inventory.report

    assert (report.source.encoding, report.source.separator) == ("cp1252", ";")
    assert (report.rows.read, report.rows.imported, report.refused) == (4, 4, ())
    assert (report.of_fate(Fate.UNUSED), report.absent, report.optional_absent) == ((), (), ())


def test_it_gives_the_reason_of_the_three_headings_of_one_name(inventory):
    report = inventory.report
    reasons = {column.name: column.reason for column in report.of_fate(Fate.IGNORED)}

    assert {name for name in reasons if name.startswith("Ressources connexes")} == {
        "Ressources connexes",
        "Ressources connexes (2)",
        "Ressources connexes (3)",
    }
    assert all(reasons.values())


def test_it_understands_the_words_of_the_guide(inventory):
    nursery, tax, letters, parking = (dossier.answers for dossier in inventory.dossiers)

    assert [each["automation_level"] for each in (nursery, tax, letters, parking)] == [
        "recommendation",
        "full",
        "recommendation",
        "full",
    ]
    assert [each["technique"] for each in (nursery, tax, letters, parking)] == [
        "rules",
        "rules",
        "machine_learning",
        "machine_learning",
    ]
    assert [each.get("legal_basis") for each in (nursery, tax, letters, parking)] == [
        "public_task",
        "legal_obligation",
        "public_task",
        None,
    ]
    assert [each["audience"] for each in (nursery, tax, letters, parking)] == [
        ("residents",),
        ("residents",),
        ("residents", "staff"),
        ("residents",),
    ]
    assert [each.get("data_class") for each in (nursery, tax, letters, parking)] == ["personal", None, "personal", None]
    assert [each.get("decisions_per_year") for each in (nursery, tax, letters, parking)] == [620, 12000, 4500, 300]


def test_what_it_does_not_understand_it_says_once(inventory):
    told = unrecognised(inventory)
    by_column = {column.split(" ", maxsplit=1)[0] for column, _, _ in told}

    assert by_column == {"Comment", "Fondements", "Données", "Opérations"}
    assert len({(column, value) for column, _, value in told}) == len(told)
    assert ("Fondements juridiques", "legal_basis", "Code de la route, article L. 330-6-1") in told


@pytest.mark.parametrize(
    ("heading", "cell", "question", "expected"),
    [
        ("NIVEAU D'AUTOMATISATION DE LA DECISION", "ENTIEREMENT AUTOMATISEE", "automation_level", "full"),
        ("Niveau d’automatisation", "Outils d’aide à la décision.", "automation_level", "recommendation"),
        ("Fondement juridique", "RGPD, article 6.1.e", "legal_basis", "public_task"),
        ("Fondements juridiques", "Consentement (article 6.1.a du RGPD)", "legal_basis", "consent"),
        ("Type d’algorithme", "Apprentissage machine (machine learning)", "technique", "machine_learning"),
        ("Type d'algorithme", "Systeme de regles.", "technique", "rules"),
        ("Publics concernés", "Usagers, agents et élus", "audience", ("residents", "staff", "councillors")),
        ("Public concerné par la décision", "habitants et usagers", "audience", ("residents",)),
        ("Données traitées*", "Données à caractère personnel", "personal_data", "yes"),
        ("Données traitées", "Nom, adresse", "data_class", None),
        ("Public concerné par la décision", "usagers, martiens", "audience", None),
        ("Fondements juridiques", "Mission d’intérêt public ; Code de l’éducation", "legal_basis", None),
        (
            "Comment et quand l’algorithme intervient-il dans la prise de décision?",
            "Chaque résultat est relu. Aucun résultat n’est relu.",
            "human_review",
            None,
        ),
        (
            "Comment et quand l’algorithme intervient-il dans la prise de décision ?",
            "Chaque résultat est relu, le plus souvent.",
            "human_review",
            None,
        ),
    ],
)
def test_it_reads_the_variants_of_a_keyboard_and_guesses_nothing(tmp_path, heading, cell, question, expected):
    assert answer(tmp_path, heading, cell, question) == expected


@given(st.data())
def test_capitals_accents_and_apostrophes_change_nothing(tmp_path_factory, data):
    feeds = [feed for feed in load_mapping("etalab-inventaire").answers if feed.values]
    feed = data.draw(st.sampled_from(feeds))
    word = data.draw(st.sampled_from(sorted(feed.values)))
    written = data.draw(
        st.sampled_from([word, word.upper(), word.replace("’", "'"), word.replace("'", "’"), f" {word} "])
    )
    folder = tmp_path_factory.mktemp("any")

    assert answer(folder, feed.read[0], written, feed.question) == feed.values[word]


def test_it_reads_an_inventory_that_lacks_headings_and_names_them(tmp_path):
    headings = ["Nom de l'administration concernée", "Nom de l'algorithme", "Finalité de l'algorithme"]
    result = of_rows(tmp_path, headings, ["Ville de Montclair", "Tri", "Ranger les lettres."])

    assert result.dossiers[0].answers == {"purpose": "Ranger les lettres."}
    assert "Type d'algorithme" in result.report.optional_absent
    assert "Finalité de l'algorithme" not in result.report.optional_absent


def test_what_it_read_leaves_again_and_comes_back(inventory, tmp_path):
    target, before = load_target("etalab-inventaire"), inventory.dossiers
    path = tmp_path / "retour.csv"
    path.write_bytes(written_file((write_dossier(dossier, target) for dossier in before), target).content)

    assert [dossier.answers for dossier in imported(path).dossiers] == [dossier.answers for dossier in before]
