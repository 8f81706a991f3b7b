# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The catalogue is read by a library of others; both of its forms must state the same."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rendering.open_data.register_entries import VALBRISE
from tests.rendering.open_data.small_site import ADDRESSES

from balise.core.register import PublicAuthority
from balise.rendering.open_data.dcat import CatalogueOwner, PublishedRegister, json_ld, statements, turtle

rdflib: Any = pytest.importorskip("rdflib", reason="rdflib, a development dependency, is not installed")

DCAT, DCTERMS = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
MONTCLAIR = PublicAuthority("montclair", "Commune de Montclair", "commune")
OWNER = CatalogueOwner("Métropole de Valbrise", "200046977")
REGISTERS = (
    PublishedRegister(VALBRISE, date(2026, 2, 1), date(2026, 11, 3)),
    PublishedRegister(MONTCLAIR, date(2026, 5, 4), date(2026, 6, 1)),
)


def graph(*registers: PublishedRegister) -> Any:
    return rdflib.Graph().parse(data=turtle(statements(registers, OWNER, ADDRESSES)), format="turtle")


def objects(known: Any, subject: Any, name: str) -> list[str]:
    return sorted(str(found) for found in known.objects(subject, rdflib.URIRef(name)))


def of_type(known: Any, name: str) -> list[Any]:
    return sorted(known.subjects(rdflib.RDF.type, rdflib.URIRef(DCAT + name)))


def test_a_catalogue_has_a_dataset_for_each_authority():
    known = graph(*REGISTERS)
    [catalogue] = of_type(known, "Catalog")

    assert objects(known, catalogue, DCAT + "dataset") == [
        "https://ia.valbrise.example/montclair#dataset",
        "https://ia.valbrise.example/valbrise#dataset",
    ]
    assert objects(known, catalogue, DCTERMS + "modified") == ["2026-11-03"]
    assert objects(known, catalogue, DCTERMS + "issued") == ["2026-02-01"]


def test_a_dataset_says_who_publishes_when_and_how_often():
    known = graph(*REGISTERS)
    dataset = rdflib.URIRef("https://ia.valbrise.example/valbrise#dataset")

    assert objects(known, dataset, DCTERMS + "publisher") == [
        "https://annuaire-entreprises.data.gouv.fr/entreprise/217500016"
    ]
    assert objects(known, dataset, DCTERMS + "modified") == ["2026-11-03"]
    assert objects(known, dataset, DCTERMS + "accrualPeriodicity") == [
        "http://publications.europa.eu/resource/authority/frequency/CONT"
    ]
    assert objects(known, dataset, DCTERMS + "title") == [
        "Register of uses of AI – Ville de Valbrise",
        "Registre des usages de l’IA – Ville de Valbrise",
    ]


@pytest.mark.parametrize("name", ["title", "description", "publisher"])
def test_no_catalogue_and_no_dataset_lacks_what_the_profile_requires(name):
    known = graph(*REGISTERS)

    for subject in (*of_type(known, "Catalog"), *of_type(known, "Dataset")):
        assert objects(known, subject, DCTERMS + name)


def test_each_distribution_has_an_address_a_format_and_the_open_licence():
    known = graph(*REGISTERS)
    distributions = of_type(known, "Distribution")

    assert len(distributions) == 6
    for distribution in distributions:
        assert objects(known, distribution, DCAT + "accessURL")
        assert objects(known, distribution, DCTERMS + "format")
        assert objects(known, distribution, DCTERMS + "license") == ["https://spdx.org/licenses/etalab-2.0.html"]


def test_the_table_conforms_to_its_schema():
    table = rdflib.URIRef("https://ia.valbrise.example/valbrise#dataset-csv")

    assert objects(graph(*REGISTERS), table, DCTERMS + "conformsTo") == [
        "https://ia.valbrise.example/open-data/table_schema"
    ]


def test_an_authority_without_a_siren_is_known_by_its_register():
    dataset = rdflib.URIRef("https://ia.valbrise.example/montclair#dataset")

    assert objects(graph(*REGISTERS), dataset, DCTERMS + "publisher") == [
        "https://ia.valbrise.example/montclair#publisher"
    ]


def test_the_catalogue_of_an_authority_has_its_own_address_and_home():
    stated = statements(REGISTERS[:1], replace(OWNER, slug="valbrise"), ADDRESSES)
    known = rdflib.Graph().parse(data=turtle(stated), format="turtle")
    [catalogue] = of_type(known, "Catalog")

    assert str(catalogue) == "https://ia.valbrise.example/valbrise/open-data/dcat"
    assert objects(known, catalogue, "http://xmlns.com/foaf/0.1/homepage") == ["https://ia.valbrise.example/valbrise"]


def test_a_number_that_cannot_be_a_siren_makes_no_address():
    known = graph(replace(REGISTERS[0], authority=replace(VALBRISE, siren="en cours")))
    dataset = rdflib.URIRef("https://ia.valbrise.example/valbrise#dataset")

    assert objects(known, dataset, DCTERMS + "publisher") == ["https://ia.valbrise.example/valbrise#publisher"]


def test_an_empty_installation_still_has_a_catalogue():
    assert len(of_type(graph(), "Catalog")) == 1


_NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use of it
@settings(max_examples=40)
@given(_NAMES, _NAMES)
def test_both_forms_state_the_same_whatever_the_names(name, contact):
    register = replace(REGISTERS[0], authority=replace(VALBRISE, name=name, contact=contact))
    stated = statements([register], CatalogueOwner(name), ADDRESSES)
    as_turtle = rdflib.Graph().parse(data=turtle(stated), format="turtle")
    as_json = rdflib.Graph().parse(data=json_ld(stated), format="json-ld")

    assert set(as_turtle) == set(as_json)
    assert len(as_turtle) == len(stated)


def test_the_json_form_needs_nothing_from_the_network():
    context = json.loads(json_ld(statements(REGISTERS, OWNER, ADDRESSES)))["@context"]

    assert all(isinstance(address, str) for address in context.values())
