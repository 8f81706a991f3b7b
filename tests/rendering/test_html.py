# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import gzip
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from tests.rendering.any_document import DOCUMENTS, FEWER
from tests.rendering.html_page import HTMLPage

from balise.core.language import Language
from balise.rendering.document import (
    Aside,
    Document,
    FindingItem,
    FindingList,
    ForeignBlocks,
    Link,
    Mark,
    Paragraph,
    Section,
    Strong,
    Table,
    Tone,
    Verdict,
)
from balise.rendering.html import page_style, safe_target, to_html

EMPTY = Document("Titre", Language.FRENCH, "Fiche", (), ())


def body(*blocks):
    """Write a page that holds these blocks."""
    return to_html(replace(EMPTY, body=blocks))


@FEWER
@given(DOCUMENTS)
def test_it_writes_a_well_formed_page_whatever_the_document(document):
    assert HTMLPage(to_html(document)).faults == []


@FEWER
@given(DOCUMENTS)
def test_it_lets_nobody_bring_an_element_or_an_address_of_their_own(document):
    page = HTMLPage(to_html(document))
    written = {tag for tag, _ in page.tags}
    attributes = {name for _, given_ in page.tags for name in given_}
    targets = [target for link in page.all("a") if (target := link["href"])]

    assert not written & {"script", "img", "iframe", "object", "form", "b"}
    assert not any(name.startswith("on") or name in {"style", "src"} for name in attributes)
    assert all(target.startswith(("https://", "http://", "mailto:", "#")) for target in targets)


@FEWER
@given(DOCUMENTS)
def test_it_never_asks_for_anything_outside_the_page(document):
    page = HTMLPage(to_html(document))

    assert [link["href"] for link in page.all("link")] == ["data:,"]
    assert "url(" not in page_style()
    assert "@import" not in page_style()


def test_it_shows_hostile_text_as_it_was_typed():
    page = to_html(replace(EMPTY, title="<script>alert('«»')</script>"))

    assert "<script>" not in page
    assert "<h1>&lt;script&gt;alert(&#x27;«»&#x27;)&lt;/script&gt;</h1>" in page


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://valbrise.example/a?b=1&c=2", "https://valbrise.example/a?b=1&c=2"),
        ("mailto:dpo@valbrise.example", "mailto:dpo@valbrise.example"),
        ("#valbrise:1", "#valbrise:1"),
        ("#deux mots", "#deuxmots"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("//valbrise.example", None),
        ("GED/piece.pdf", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_it_leads_only_where_a_page_may_lead(target, expected):
    assert safe_target(target) == expected


def test_it_keeps_the_words_of_a_link_that_leads_nowhere():
    assert "<p>contrat</p>" in body(Paragraph.of(Link("contrat", "GED/contrat.pdf")))


def test_it_forbids_the_browser_everything_but_its_own_style():
    page = HTMLPage(to_html(EMPTY))
    (policy,) = (meta["content"] or "" for meta in page.all("meta") if "http-equiv" in meta)
    style = b64encode(sha256(page_style().encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{style}'" in policy
    assert f"<style>{page_style()}</style>" in to_html(EMPTY)


@pytest.mark.parametrize(
    ("language", "skip"), [(Language.FRENCH, "Aller au contenu"), (Language.ENGLISH, "Skip to content")]
)
def test_it_says_its_language_its_title_and_a_way_past_the_header(language, skip):
    page = HTMLPage(to_html(replace(EMPTY, language=language)))

    assert page.all("html") == [{"lang": language.value}]
    assert "Titre – Fiche – Balise" in page.text
    assert skip in page.text
    (main,) = page.all("main")
    assert {"href": f"#{main['id']}", "class": "skip"} in page.all("a")


def test_it_has_a_landmark_for_each_part():
    page = HTMLPage(to_html(replace(EMPTY, asides=(Aside("À côté", ()),), colophon=(Paragraph.of("Fait main."),))))

    assert [len(page.all(tag)) for tag in ("header", "main", "aside", "footer")] == [1, 1, 1, 1]


def test_it_gives_a_section_the_level_of_its_depth():
    page = HTMLPage(
        body(Section("Un", (Section("Deux", (FindingList((FindingItem("1", "Trois"),)),)),)), Section("Un", ()))
    )

    assert page.headings() == [1, 2, 3, 4, 2]


def test_it_gives_an_id_to_the_first_of_two_blocks_of_one_name():
    page = HTMLPage(body(Section("Un", (), id="partie"), Section("Deux", (), id="partie")))

    assert page.ids().count("partie") == 1


def test_it_says_a_state_by_shape_word_and_colour():
    page = body(Paragraph.of(Mark(Tone.STOP, "Bloquant")), Verdict(Tone.OK, "Favorable", ()))

    assert '<span class="mark stop"><svg class="shape" viewBox="0 0 12 12" aria-hidden="true">' in page
    assert "</svg>Bloquant</span>" in page
    assert '<div class="verdict ok"><h2><svg' in page.replace("\n", "")


def test_it_gives_a_table_a_caption_and_scopes():
    table = Table("Issues", (("Issue",), ("Nombre",)), (((Strong("Favorable"),), ("3",)),))

    page = HTMLPage(body(table))

    assert len(page.all("caption")) == 1
    assert [header["scope"] for header in page.all("th")] == ["col", "col", "row"]
    assert {"class": "table"} in page.all("div"), "it fits a telephone: no stop of the keyboard"


def test_a_table_too_wide_for_a_telephone_scrolls_within_reach_of_the_keyboard():
    five = tuple((name,) for name in "abcde")
    page = HTMLPage(body(Table("Issues", five, (five,))))
    assert {"class": "table", "role": "region", "aria-label": "Issues", "tabindex": "0"} in page.all("div")


def test_a_link_of_the_same_words_as_others_says_what_it_is_about_to_whoever_listens():
    page = HTMLPage(body(Paragraph.of(Link("Définition", "https://ville.example/a", about="Les « usages »"))))
    assert {"href": "https://ville.example/a", "aria-label": "Définition – Les « usages »"} in page.all("a")


def test_what_is_written_in_another_language_says_so():
    page = HTMLPage(body(ForeignBlocks((Paragraph.of("A year."),), Language.ENGLISH)))
    assert {"lang": "en"} in page.all("div")


def test_it_weighs_little():
    assert len(gzip.compress(to_html(EMPTY).encode())) < 8_000
