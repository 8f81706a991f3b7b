# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The poster, read again with another library: one page, tagged, whose code never stands alone."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.core.test_notice_texts import FACTS
from tests.rendering.test_pdf import addresses, catalogue, flat, headings, structure, words

from balise.core.language import Language
from balise.core.notice_formats import poster_words
from balise.core.notice_texts import Check, Degree, NoticeFacts
from balise.rendering.pdf_tree import NotAccessibleError
from balise.rendering.poster import poster_pdf
from balise.rendering.qr_code import NotAWebAddressError

ADDRESS = "https://ia.valbrise.example/r/7k3m9q2x/"
VALBRISE = NoticeFacts(
    "Ville de Valbrise",
    "ia.valbrise.example/r/7k3m9q2x",
    degree=Degree.HELP,
    check=Check.ALWAYS,
    contact="03 00 00 00 00",
)


def poster(facts: NoticeFacts = VALBRISE, subject: str = "Réponse aux courriers", on: date | None = None) -> PdfReader:
    said = poster_words(facts, subject, Language.FRENCH)
    return PdfReader(BytesIO(poster_pdf(said, ADDRESS, Language.FRENCH, on=on)))


def test_it_is_one_tagged_page_that_claims_the_accessible_standard():
    reader = poster(on=date(2026, 11, 22))
    root = catalogue(reader)

    assert len(reader.pages) == 1
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr-FR"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.author == "Ville de Valbrise"
    assert headings(reader) == [(1, "Ici, une intelligence artificielle nous aide")]


def test_its_code_has_words_and_its_address_is_written():
    reader = poster()
    figures = [element for element in structure(reader) if element["/S"] == "/Figure"]

    assert [figure["/Alt"] for figure in figures] == [f"Code à scanner, qui mène à {ADDRESS}"]
    assert addresses(reader) == [ADDRESS]
    assert flat("ia.valbrise.example/r/7k3m9q2x") in flat(words(reader))


def test_it_is_the_same_bytes_each_time():
    said = poster_words(VALBRISE, "Courriers", Language.FRENCH)

    assert poster_pdf(said, ADDRESS, Language.FRENCH) == poster_pdf(said, ADDRESS, Language.FRENCH)


@settings(max_examples=12, deadline=None)
@given(FACTS, st.sampled_from(["Courriers", '#eval("1") $x$', "Un sujet " * 18]))
def test_it_keeps_to_one_page_and_loses_no_word(facts, subject):
    reader = poster(facts, subject)
    said = flat(words(reader))

    assert len(reader.pages) == 1
    assert flat(subject) in said
    assert all(flat(line) in said for line in poster_words(facts, subject, Language.FRENCH).lines)


def test_an_e_mail_address_is_never_cut_at_its_hyphen():
    facts = replace(VALBRISE, contact="petite-enfance@valbrise.example, ou le guichet unique, place du Lavoir")
    lines = words(poster(facts)).splitlines()

    assert any("petite-enfance@valbrise.example" in line for line in lines)


def test_it_refuses_a_subject_that_says_nothing():
    with pytest.raises(NotAccessibleError):
        poster(subject=" ")


def test_it_refuses_a_code_that_leads_nowhere():
    with pytest.raises(NotAWebAddressError):
        poster_pdf(poster_words(VALBRISE, "Courriers", Language.FRENCH), "valbrise.example", Language.FRENCH)
