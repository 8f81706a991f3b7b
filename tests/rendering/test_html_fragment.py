# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Blocks for a page of the site to hold: the same as in a document, without what stands around them."""

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.rendering.any_document import BLOCKS, FEWER
from tests.rendering.html_page import HTMLPage

from balise.core.language import Language
from balise.rendering.document import (
    BulletList,
    Definition,
    DefinitionList,
    Document,
    FindingItem,
    FindingList,
    Link,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
)
from balise.rendering.html import safe_target, site_target, to_fragment, to_html

EMPTY = Document("Titre", Language.FRENCH, "Fiche", (), ())
HERE = "https://balise.valbrise.example/dossiers/12"
ELSEWHERE = Link("dossier", "/dossiers/12?onglet=avis#dpo")


def held(fragment):
    """Return the fragment taken apart, held by a page with one heading."""
    return HTMLPage(f"<main><h1>Titre</h1>{fragment}</main>")


@FEWER
@given(BLOCKS)
def test_it_writes_in_a_fragment_what_it_writes_in_a_document(blocks):
    assert to_fragment(blocks, taken=("page-main",)) in to_html(replace(EMPTY, body=blocks))


@FEWER
@given(BLOCKS, st.booleans())
def test_it_is_well_formed_within_a_page(blocks, paths):
    assert held(to_fragment(blocks, paths=paths)).faults == []


def test_it_starts_at_the_level_asked_for():
    blocks = (
        Verdict(Tone.STOP, "Défavorable", (Section("Pourquoi", ()),)),
        FindingList((FindingItem("2", "Pas d’IA face au public"),)),
    )

    assert held(f"<h2>Avis</h2>{to_fragment(blocks, level=3)}").headings() == [1, 2, 3, 4, 3]


def test_it_gives_no_id_that_the_page_has_given():
    blocks = (Section("Un", (), id="contenu"), Section("Deux", (), id="avis"), Section("Trois", (), id="avis"))

    assert held(to_fragment(blocks, taken=("contenu",))).ids() == ["avis"]


def test_it_leads_to_a_path_of_the_site_only_when_asked_to():
    blocks = (Paragraph.of(ELSEWHERE),)

    assert to_fragment(blocks) == "<p>dossier</p>"
    assert to_fragment(blocks, paths=True) == '<p><a href="/dossiers/12?onglet=avis#dpo">dossier</a></p>'


@pytest.mark.parametrize(
    "block",
    [
        BulletList(((ELSEWHERE,),)),
        DefinitionList((Definition(ELSEWHERE, ((ELSEWHERE,),)),)),
        Table("Dossiers", ((ELSEWHERE,), ("Avis",)), (((ELSEWHERE,), (ELSEWHERE,)),)),
        Section("Dossiers", (Paragraph.of(ELSEWHERE),)),
    ],
)
def test_it_leads_to_a_path_from_anywhere_in_a_fragment_and_never_in_a_document(block):
    links = held(to_fragment((block,), paths=True)).all("a")

    assert {link["href"] for link in links} == {ELSEWHERE.target}
    assert ELSEWHERE.target not in to_html(replace(EMPTY, body=(block,)))


@pytest.mark.parametrize("target", ["/", "/dossiers/", "/dossiers/12?q=a&b=c#dpo", "/a//b", "/médiathèque/", "/a%5C"])
def test_it_accepts_a_path_of_the_site(target):
    assert site_target(target) == target
    assert safe_target(target) is None


@pytest.mark.parametrize(
    "target",
    [
        "//valbrise.example",
        "///valbrise.example",
        "/\\valbrise.example",
        "\\\\valbrise.example",
        "/dossiers\\12",
        "/\t/valbrise.example",
        "/\n/valbrise.example",
        "/\r/valbrise.example",
        "/\x00/valbrise.example",
        "/\x7f/valbrise.example",
        "/\u2028/valbrise.example",
        "/\u202evalbrise",
        "/deux mots",
        " /dossiers",
        "\t//valbrise.example",
        "dossiers/12",
        "../dossiers",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
    ],
)
def test_it_refuses_what_a_browser_could_read_as_something_else(target):
    assert site_target(target) is None


@pytest.mark.parametrize("target", ["https://valbrise.example/", "mailto:dpo@valbrise.example", "#dpo"])
def test_it_leads_wherever_a_document_may(target):
    assert site_target(target) == safe_target(target) == target


@given(st.text("/\\.:@?#a\t\n \x00%2F", max_size=12).map("/".__add__) | st.text(max_size=12))
@example("/.//valbrise.example")
def test_it_never_leaves_the_site_by_a_path(target):
    found = site_target(target)

    if found is not None and found.startswith("/"):
        assert urlsplit(urljoin(HERE, found)).netloc == urlsplit(HERE).netloc


def test_it_writes_nothing_for_no_block():
    assert to_fragment(()) == ""
