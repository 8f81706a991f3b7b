# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tables and records: what is found under a heading, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.gateway.pseudonyms.folding import fold
from balise.gateway.pseudonyms.kinds import Kind
from balise.gateway.pseudonyms.tables import cells, heading


@pytest.mark.parametrize("mark", ["\t", ";", "|", ","])
def test_it_masks_the_columns_that_their_headings_tell(found, mark):
    rows = (
        ("Nom", "Prénom", "Date de naissance", "Date d’entrée", "Matricule", "Commune"),
        ("Kerbrat", "Ozenn", "12/03/1981", "01/09/2024", "2025-1339", "Rians"),
    )

    masked = found("\n".join(mark.join(row) for row in rows))

    assert {("person", "Kerbrat"), ("person", "Ozenn"), ("birth_date", "12/03/1981")} <= set(masked)
    assert {("file_number", "2025-1339"), ("place", "Rians")} <= set(masked)
    assert not any("01/09/2024" in value for _kind, value in masked)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_it_masks_the_values_of_a_record(found, quote):
    record = {"nom": "Kerbrat", "ne_le": "1981-03-12", "code_postal": "83560", "numero_dossier": "AB-2026-77"}
    text = "{" + ", ".join(f"{quote}{key}{quote}: {quote}{value}{quote}" for key, value in record.items()) + "}"

    masked = {value for _kind, value in found(text)}

    assert masked >= set(record.values())


def test_it_masks_the_numbers_of_a_table_of_people_and_leaves_the_ranks_of_its_rows(found):
    masked = found("N°;Demandeur;Objet\nAL-26-2207;Kerbrat;voirie\n12;Ozenn;voirie")

    assert [value for kind, value in masked if kind == "file_number"] == ["AL-26-2207"]


def test_it_leaves_a_table_that_is_of_nobody(found):
    assert found("Commune;Habitants;Budget\nRians;420;120\nVins;98;30") == []


def test_it_leaves_the_rows_of_a_glossary_whose_first_column_is_of_words(found):
    table = "| français | anglais | sens |\n|---|---|---|\n| agent | staff | |\n| mairie | town hall | |"

    assert found(table) == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("date de naissance", Kind.BIRTH_DATE),
        ("ne(e) le", Kind.BIRTH_DATE),
        ("ddn", Kind.BIRTH_DATE),
        ("lieu de naissance", Kind.PLACE),
        ("nom_usage", Kind.PERSON),
        ("n\x01 allocataire", Kind.FILE_NUMBER),
        ("adresse mail", None),
        ("nom de la rue", Kind.ADDRESS),
        ("date d'entree", None),
        ("ne pas remplir", None),
    ],
)
def test_a_heading_tells_what_its_column_holds(title, kind):
    assert heading(title.encode()) is kind


@given(st.text("Nomné;|\t,\n\"': 0129/é", max_size=120))
def test_the_cells_of_any_text_stand_in_it(text):
    assert all(0 <= each.start < each.end <= len(text) for each in cells(fold(text)))


def test_it_masks_a_form_kept_in_two_columns(found):
    form = "Agent\tOzenn Kerbrat\nNé(e) le\t12/03/1981\nDépart le\t02/06/2026\nVéhicule personnel\toui"

    assert found(form) == [("person", "Ozenn Kerbrat"), ("birth_date", "12/03/1981")]


def test_it_reads_the_keys_of_a_program_and_a_birth_that_is_an_object(found):
    flat = '{"nomNaissance": "Fauconnier", "dateNaissance": "1990-02-28", "numeroDossier": "26-AB-771"}'
    nested = '{"usager": {"nom": "Fauconnier", "naissance": {"date": "28/02/1990", "lieu": "Brest"}}}'

    assert {("person", "Fauconnier"), ("birth_date", "1990-02-28"), ("file_number", "26-AB-771")} <= set(found(flat))
    assert ("birth_date", "28/02/1990") in found(nested)


def test_it_reads_the_elements_of_xml_and_leaves_those_of_nobody(found):
    of_somebody = "<p:personne><nom>Guivarch</nom><dateNaissance>1971-03-09</dateNaissance></p:personne>"

    assert {("person", "Guivarch"), ("birth_date", "1971-03-09")} <= set(found(of_somebody))
    assert found("<marche><reference>2026-114</reference><ville>Brest</ville></marche>") == []
