# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The PDF, read again with another library: what a screen reader is told, and that no text is ever markup."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.rendering.any_document import DOCUMENTS, FEWER
from tests.rendering.every_block import EVERYTHING, ISSUES

from balise.core.language import Language
from balise.loading.frameworks import load_with_bank
from balise.loading.pictograms import shipped_pictograms
from balise.rendering.bar_chart import Bar, bar_chart
from balise.rendering.charter_page import charter_page
from balise.rendering.document import (
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Document,
    Figure,
    FindingItem,
    FindingList,
    ForeignBlocks,
    FormQuestion,
    Link,
    Mark,
    Paragraph,
    Quotation,
    Section,
    Size,
    Strong,
    Table,
    Tag,
    Tone,
    Verdict,
    legible,
)
from balise.rendering.pdf import to_pdf
from balise.rendering.pdf_tree import NotAccessibleError
from balise.rendering.qr_code import svg

EMPTY = Document("Titre", Language.FRENCH, "Fiche", (), ())
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'
SIGNS = "#$*@\\\"'`_=-~<>[](){}/+%&;:,.!?|^ éàœŒç«»’–…€0123abcXYZ\u00a0\u202f\u200e\u202e\x00\x07\n\t"
MARKUP = (
    "#sys.inputs", '#eval("1")', '#import "x.typ": *', '#read("/etc/hostname")', "$x^2$", "*gras*", "_italique_",
    "`raw`", "@ref", "<label>", "\\u{41}", "// commentaire", "/* fin */", "= Titre", "- point", "+ un",
    "/ terme: sens", "#{", "]",
    "https://a.example/x", "a -- b --- c ...", '"guillemets" et \'apostrophe\'', "~", "\\",
)  # fmt: skip


def read(document: Document, **options: Any) -> PdfReader:
    """Write the document and read it again."""
    return PdfReader(BytesIO(to_pdf(document, **options)))


def body(*blocks: Any) -> PdfReader:
    """Read again a document that holds these blocks."""
    return read(replace(EMPTY, body=blocks))


def catalogue(reader: PdfReader) -> Any:
    """Return the root of the file, where it declares what it is."""
    return reader.trailer["/Root"]


def words(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def flat(text: str) -> str:
    """Return a text without its blanks and its marks that are not seen, which a line end may stand for."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def structure(reader: PdfReader) -> Iterator[Any]:
    """Yield what a screen reader is told, in reading order: each element of the structure tree."""
    waiting = [catalogue(reader)["/StructTreeRoot"]["/K"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if isinstance(element, list):
            waiting[:0] = element
        elif isinstance(element, dict) and "/S" in element:
            yield element
            if "/K" in element:
                waiting.insert(0, element["/K"])


def kinds(reader: PdfReader) -> list[str]:
    return [element["/S"][1:] for element in structure(reader)]


def headings(reader: PdfReader) -> list[tuple[int, str]]:
    """Return the headings, by their level and their words."""
    found = ((re.fullmatch(r"/H(\d)", element["/S"]), element) for element in structure(reader))
    return [(int(level[1]), element["/T"]) for level, element in found if level]


def bookmarks(reader: PdfReader) -> list[tuple[int, str]]:
    """Return the bookmarks, by their depth and their words."""

    def at(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from at(item, depth + 1)
            else:
                yield depth, item.title

    return [*at(reader.outline, 1)]


def annotations(reader: PdfReader) -> list[Any]:
    return [item.get_object() for page in reader.pages for item in page.get("/Annots", ())]


def addresses(reader: PdfReader) -> list[str]:
    """Return the addresses led to, in order, once each."""
    actions = (item.get("/A", {}) for item in annotations(reader))
    return list(dict.fromkeys(str(action["/URI"]) for action in actions if "/URI" in action))


# What it declares


def test_it_is_a_tagged_pdf_that_claims_the_accessible_standard():
    reader = read(EVERYTHING)
    root = catalogue(reader)

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize(("language", "spelt"), [(Language.FRENCH, "fr-FR"), (Language.ENGLISH, "en-GB")])
def test_it_says_its_title_its_author_and_the_language_in_which_it_is_spelt(language, spelt):
    reader = read(replace(EVERYTHING, language=language), author="Ville de Valbrise")

    assert catalogue(reader)["/Lang"] == spelt
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Agent conversationnel", "Ville de Valbrise")


def test_it_writes_the_same_bytes_each_time():
    assert to_pdf(EVERYTHING) == to_pdf(EVERYTHING)


def test_it_says_no_day_but_the_one_it_is_given():
    dated = read(EVERYTHING, on=date(2026, 11, 22)).metadata
    silent = read(EVERYTHING).metadata

    assert dated is not None
    assert silent is not None
    assert str(dated["/CreationDate"]).startswith("D:20261122")
    assert not [key for key in silent if "Date" in key]


def test_it_carries_its_fonts_and_none_of_the_machine():
    pages: Any = body(Paragraph.of("Où ? Жлобин, תל אביב, ", Code("a:1"), Strong("b"))).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}

    assert {re.sub("-.*", "", name) for name in names} == {"AtkinsonHyperlegible", "DejaVuSansMono", "LibertinusSerif"}


# Structure


def test_it_writes_headings_at_the_level_of_their_depth():
    assert headings(read(EVERYTHING)) == [
        (1, "Agent conversationnel"),
        (2, "Défavorable"),
        (2, "Aussi évalué"),
        (2, "Engagements"),
        (3, "2 Pas d’IA face au public"),
    ]


def test_it_gives_each_heading_a_bookmark():
    assert bookmarks(read(EVERYTHING)) == headings(read(EVERYTHING))


@FEWER
@given(DOCUMENTS)
def test_it_writes_a_sound_document_whatever_it_holds_but_headings_without_words(document):
    reader = None
    with suppress(NotAccessibleError):
        reader = read(document)
    assume(reader is not None)
    assert reader is not None
    levels = [level for level, _ in headings(reader)]

    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in addresses(reader))


def test_it_says_every_block_and_every_run():
    said = flat(words(read(EVERYTHING)))

    for text in (
        "Fiche d’évaluation", "Agent conversationnel", "Défavorable", "Un engagement bloquant n’est pas tenu.",
        "Aussi évalué", "Charte de Strasbourg", "En bref.", "Pas d’IA face au public", "formulation rapportée",
        "Interdire l’IA dans les interactions directes.", "Bloquant", "Deux fois", "D’abord", "Vérifie",
        "Mode d’interaction", "1. Où sont nos données ?", "☐En France", "Réponse : …", "À noter.",
        "Pourquoi ce constat", "lyon-2025:2:a", "Issues par dossier", "Tri de CV", "12", "Ce constat est calculé.",
    ):  # fmt: skip
        assert flat(text) in said


def test_it_tags_lists_quotations_and_strong_words_as_such():
    found = kinds(
        body(BulletList((("Un",), (Strong("Deux"),))), Quotation("Interdire."), DefinitionList((Definition("a", ()),)))
    )

    assert found.count("L") == 2
    assert found.count("LI") == 3
    assert "BlockQuote" in found
    assert "Strong" in found


def test_it_writes_a_table_with_its_caption_and_its_header_row():
    reader = body(ISSUES)
    rows = [element["/K"] for element in structure(reader) if element["/S"] == "/TR"]
    headers = [cell for cell in structure(reader) if cell["/S"] == "/TH"]

    assert [[cell.get_object()["/S"] for cell in row] for row in rows] == [["/TH"] * 2, ["/TD"] * 2, ["/TD"] * 2]
    assert {str(attributes(header)["/Scope"]) for header in headers} == {"/Column"}
    assert "Caption" in kinds(reader)


def attributes(element: Any) -> dict[str, Any]:
    found = element["/A"].get_object()
    return {key: value for item in (found if isinstance(found, list) else [found]) for key, value in item.items()}


def test_it_repeats_the_header_of_a_table_on_each_page_and_reads_it_once():
    long = replace(ISSUES, rows=ISSUES.rows * 60)
    reader = body(long)

    assert len(reader.pages) > 2
    assert all("Nombre" in page.extract_text() for page in reader.pages)
    assert kinds(reader).count("TH") == 2


def test_it_keeps_a_link_in_the_header_of_a_table_that_runs_over_several_pages():
    linked = Table("Longue", ((Link("a", "https://a.example/"),),), ((("ligne",),),) * 100)

    assert addresses(body(linked)) == ["https://a.example/"]


def test_it_reads_a_short_row_and_a_table_without_a_column():
    reader = body(Table("Inégale", (("A",), ("B",)), ((("1",),),)), Table("Vide", (), ()))

    assert kinds(reader).count("TD") == 2
    assert kinds(reader).count("Table") == 1


@pytest.mark.parametrize("tone", Tone)
def test_it_says_a_state_by_its_word_whatever_its_shape_and_its_colour(tone):
    reader = body(Verdict(tone, "Favorable", ()), Paragraph.of("x ", Mark(tone, "Tenu"), " y ", Tag("votée")))

    assert (2, "Favorable") in headings(reader)
    assert "xTenuyvotée" in flat(words(reader))


def test_it_numbers_its_pages_and_recalls_its_title_from_the_second():
    long = replace(EMPTY, body=(Paragraph.of("ligne"),) * 50)
    first, second = read(long).pages
    english = read(replace(long, language=Language.ENGLISH)).pages[0]

    assert "Page 1 sur 2" in first.extract_text()
    assert "Page 1 of 2" in english.extract_text()
    assert "Fiche – Titre" in second.extract_text()
    assert "Fiche – Titre" not in first.extract_text()


def test_it_keeps_a_question_to_answer_on_one_page():
    question = FormQuestion(("Où ?",), tuple((f"choix {rank}",) for rank in range(6)), (("Réponse : …",),))
    pages = [page.extract_text() for page in body(*(question,) * 9).pages]

    assert len(pages) > 1
    assert all(page.count("Où ?") == page.count("choix 5") == page.count("Réponse") for page in pages)


def test_it_keeps_what_a_commitment_promises_and_who_is_held_to_it_on_one_page():
    held = DefinitionList(tuple(Definition(f"Cas {rank}", (("Avis",), ("Suite",))) for rank in range(7)))
    said = (Paragraph.of("Nous le ferons."), Paragraph.of("En clair."), held)
    promises = FindingList(tuple(FindingItem(str(rank), "Promesse", said) for rank in range(9)))
    pages = [page.extract_text() for page in body(promises).pages]

    assert len(pages) > 1
    assert all(page.count("Promesse") == page.count("Nous le ferons") == page.count("Cas 6") for page in pages)


# Links


def test_it_leads_to_places_of_the_document_and_to_the_web():
    reader = body(
        Section("Ici", (), id="ici"),
        Paragraph.of(Link("haut", "#ici"), Link("charte", "https://valbrise.example/charte?a=1&b=(2)")),
    )

    assert addresses(reader) == ["https://valbrise.example/charte?a=1&b=(2)"]
    assert len([item for item in annotations(reader) if "/URI" not in item.get("/A", {})]) == 1
    assert all(item.get("/Contents") for item in annotations(reader))


def test_it_writes_the_addresses_of_its_links_for_whoever_reads_on_paper():
    charter = Link("Charte", "https://valbrise.example/charte")
    reader = body(
        Paragraph.of(charter), Paragraph.of(charter), Paragraph.of(Link("https://b.example/", "https://b.example/"))
    )

    assert headings(reader)[-1] == (2, "Adresses des liens")
    assert words(reader).count("https://valbrise.example/charte") == 1
    assert words(reader).count("https://b.example/") == 1


@pytest.mark.parametrize("target", ["javascript:alert(1)", "GED/contrat.pdf", "/dossiers/12", "#ailleurs", "#"])
def test_it_keeps_the_words_of_a_link_that_leads_nowhere(target):
    reader = body(Paragraph.of(Link("contrat", target)))

    assert annotations(reader) == []
    assert "contrat" in words(reader)


def test_it_names_a_place_once():
    twice = (Section("Un", (), id="partie"), Section("Deux", (), id="partie"), Paragraph.of(Link("va", "#partie")))

    assert len(annotations(body(*twice))) == 1


# Words


@given(st.text(alphabet=SIGNS, max_size=80) | st.sampled_from(MARKUP))
@example("".join(MARKUP))
def test_it_never_reads_a_text_as_markup(text):
    reader = body(Paragraph.of("début", text, "fin"), Quotation(text), BulletList(((Code(text),), (Strong(text),))))
    said = flat(words(reader))

    assert f"début{flat(legible(text))}fin" in said
    assert said.count(flat(legible(text))) >= 4
    assert [title for _, title in headings(reader)] == ["Titre"]
    assert annotations(reader) == []


@example("a\u00ad")
@example("a\ufeff")
@given(st.text(min_size=1, max_size=30).filter(lambda text: any(map(str.isalnum, text))))
def test_it_takes_any_text_as_a_title_a_place_a_caption_an_author_and_an_address(text):
    section = Section(
        text, (Table(text, ((text,),), (((Code(text),),),)), DefinitionList((Definition(text, ((text,),)),))), id=text
    )
    link = Link(text, f"https://valbrise.example/{text}")
    document = Document(text, Language.FRENCH, text, (Paragraph.of(Link(text, f"#{text}"), link),), (section,))

    assert len(headings(read(document, author=text))) >= 2


def test_it_writes_what_no_font_shows_as_its_code_point():
    said = words(body(Paragraph.of("Feu 🚦 tricolore, 日本, e\u0301té, Ωμέγα, Жук, שלום")))

    assert "Feu [U+1F6A6] tricolore, [U+65E5][U+672C]" in said
    assert "Ωμέγα, Жук" in said
    assert "U+0301" not in said


def test_it_breaks_a_word_longer_than_a_line_and_loses_none_of_it():
    digest = "sha256:" + "0123456789abcdef" * 20
    said = words(body(Paragraph.of("a ", Code(digest), " z"), Table("c", (("x",),) * 7, (((Code(digest),),) * 7,))))

    assert digest not in said
    assert flat(f"a {digest} z") in flat(said)


# Figures


def figures(reader: PdfReader) -> list[str]:
    """Return the words of each figure."""
    return [element["/Alt"] for element in structure(reader) if element["/S"] == "/Figure"]


def test_it_draws_the_pictogram_of_each_commitment_beside_it_with_its_words():
    charter, bank = load_with_bank("lyon-2025")
    pictograms = shipped_pictograms()
    page = charter_page(charter, bank, Language.FRENCH, pictograms=pictograms)

    assert figures(read(page)) == [pictograms.of(item.id).alternative.fr for item in charter.commitments]


def test_it_draws_a_code_as_large_as_a_phone_asks_and_says_where_it_leads():
    address = "https://valbrise.example/r/12"
    reader = body(Section("Code", (Figure(svg(address), f"Code qui mène à {address}", Size.LARGE),)))

    assert figures(reader) == [f"Code qui mène à {address}"]


def test_it_says_the_words_of_a_figure_as_they_are_typed():
    assert figures(body(Figure(DOT, "#Un *feu*  🚦\n日本"))) == ["#Un *feu* 🚦 日本"]


def test_it_refuses_a_figure_whose_words_cannot_be_read():
    with pytest.raises(NotAccessibleError, match="figure"):
        to_pdf(replace(EMPTY, body=(Figure(DOT, "\u200b"),)))


@pytest.mark.parametrize(
    "document",
    [
        replace(EMPTY, title=" "),
        replace(EMPTY, body=(Section("\u200b", ()),)),
        replace(EMPTY, opening=(Verdict(Tone.OK, "", ()),)),
        replace(EMPTY, body=(FindingList((FindingItem("1", "\n"),)),)),
    ],
)
def test_it_refuses_a_heading_without_words(document):
    with pytest.raises(NotAccessibleError, match="no words"):
        to_pdf(document)


@pytest.mark.parametrize("before", range(20, 34, 2))
def test_no_page_ends_between_a_table_its_title_and_what_introduces_it(before: int):
    rows = tuple(((f"Catégorie {number}",), (str(number),)) for number in range(8))
    table = Table("Les décisions", (("Catégorie",), ("Nombre",)), rows)
    bars = tuple(Bar(f"Barre {number}", number + 1, str(number + 1)) for number in range(4))
    filling = tuple(Paragraph.of(f"Ligne {number}.") for number in range(before))
    reader = body(
        *filling,
        Section("Les décisions", (Paragraph.of("Ce qui fut décidé."), bar_chart(bars, "Quatre barres"), table)),
    )

    pages = [flat(page.extract_text()) for page in reader.pages]
    (whole,) = (page for page in pages if flat("Ce qui fut décidé.") in page)

    assert flat("Les décisions Ce qui fut décidé.") in whole
    assert flat("Catégorie 7") in whole
    assert sum(page.count(flat("Les décisions")) for page in pages) == 1, "its title is not said again above it"


def test_the_addresses_that_paper_would_lose_are_told_apart_and_come_last():
    told = [Link("Définition", f"https://ville.example/{name}", about=f"Les {name}") for name in ("usages", "refus")]
    document = replace(EVERYTHING, body=tuple(Paragraph.of(link) for link in told))
    said = flat(words(read(document)))

    assert flat("Définition, Les usages – https://ville.example/usages") in said
    assert flat("Définition, Les refus – https://ville.example/refus") in said


def test_what_is_written_in_another_language_is_read_aloud_in_it():
    reader = body(ForeignBlocks((Paragraph.of("A year of artificial intelligence."),), Language.ENGLISH))
    assert "en" in {str(element["/Lang"])[:2] for element in structure(reader) if "/Lang" in element}
