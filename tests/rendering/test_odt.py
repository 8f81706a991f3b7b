# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The text document, read again with the library; ``tests/servers`` opens it in LibreOffice."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import odfdo
import pytest
from hypothesis import given
from tests.rendering.any_document import DOCUMENTS, FEWER
from tests.rendering.every_block import EVERYTHING, ISSUES

from balise.core.language import Language
from balise.rendering.document import (
    BulletList,
    Definition,
    DefinitionList,
    Document,
    FormQuestion,
    Link,
    Mark,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Table,
    Tone,
)
from balise.rendering.odt import to_odt

EMPTY = Document("Titre", Language.FRENCH, "Fiche", (), ())


def read(document: Document) -> Any:
    """Write the document and read it again with the library."""
    return odfdo.Document(BytesIO(to_odt(document)))


def body(*blocks):
    """Read again a document that holds these blocks."""
    return read(replace(EMPTY, body=blocks)).body


def words(element):
    """Return the text of an element and of all that it holds."""
    return element.inner_text.rstrip("\n")


def outline(document):
    return [(int(heading.level), words(heading)) for heading in read(document).body.get_headers()]


def part(document, name):
    with ZipFile(BytesIO(to_odt(document))) as archive:
        return archive.read(name).decode()


# Structure


def test_it_writes_headings_at_the_level_of_their_depth():
    assert outline(EVERYTHING) == [
        (1, "Agent conversationnel"),
        (2, "■\u00a0Défavorable"),
        (2, "Aussi évalué"),
        (2, "Engagements"),
        (3, "2\u00a0 Pas d’IA face au public [formulation rapportée]"),
    ]


@FEWER
@given(DOCUMENTS)
def test_it_writes_a_document_that_reads_again_whatever_it_holds(document):
    levels = [level for level, _ in outline(document)]

    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


@FEWER
@given(DOCUMENTS)
def test_it_names_only_styles_that_the_document_has(document):
    content, styles = part(document, "content.xml"), part(document, "styles.xml")
    used = set(re.findall(r'(?:text|table):(?:visited-)?style-name="([^"]+)"', content))

    assert used <= set(re.findall(r'style:name="([^"]+)"', content + styles))


@FEWER
@given(DOCUMENTS)
def test_it_leads_only_where_a_document_may_lead(document):
    targets = [link.url for link in read(document).body.get_links()]

    assert all(target.startswith(("https://", "http://", "mailto:", "#")) for target in targets)


def test_it_writes_lists_as_lists():
    bullets, numbers = body(BulletList((("Un",), ("Deux",))), NumberedList((("D’abord",),))).get_lists()

    assert [words(item) for item in bullets.get_elements(".//text:list-item")] == ["Un", "Deux"]
    assert (bullets.style, numbers.style) == ("Bullets", "Numbers")


def test_it_keeps_a_question_to_answer_with_its_boxes_and_leads_each_choice_by_its_box_alone():
    question = FormQuestion(("1. Où ?",), (("En France",), ("Ailleurs",)), (("Réponse : …",), ("Document joint : …",)))
    found = body(question)
    (boxes,) = found.get_lists()
    styles = part(EMPTY, "styles.xml")

    assert [words(item) for item in boxes.get_elements(".//text:list-item")] == ["☐\u00a0En France", "☐\u00a0Ailleurs"]
    assert re.search(rf'name="{boxes.style}"><text:list-level-style-number text:level="1" style:num-format="">', styles)
    lines = [line for line in found.get_paragraphs() if line.style != "Masthead"]
    kept = [f'name="{line.style}"' in styles and _keeps_with_next(styles, line.style) for line in lines]
    assert kept == [True, True, True, True, False]


def _keeps_with_next(styles, name):
    (properties,) = re.findall(
        rf'<style:style style:name="{name}".*?<style:paragraph-properties ([^>]*)>', styles, re.DOTALL
    )
    return 'fo:keep-with-next="always"' in properties


def test_it_writes_no_list_without_items():
    assert body(BulletList(()), NumberedList(())).get_lists() == []


def test_it_writes_a_table_with_its_caption_its_header_row_and_its_figures_at_the_end():
    found = body(ISSUES)
    (table,) = found.get_tables()
    (header,) = table.get_elements("table:table-header-rows")
    rows = table.get_elements("table:table-row")

    assert [words(cell) for cell in header.get_elements(".//table:table-cell")] == ["Dossier", "Nombre"]
    assert [[words(cell) for cell in row.get_elements("table:table-cell")] for row in rows] == [
        ["Tri de CV", "3"],
        ["Cantine", "12"],
    ]
    assert "Issues par dossier" in [words(line) for line in found.get_paragraphs() if line.style == "Caption"]
    assert [line.style for line in rows[0].get_elements(".//text:p")] == [
        "Table_20_Row_20_Heading",
        "Table_20_Figures",
    ]


def test_no_page_ends_between_a_table_and_what_introduces_it_nor_within_a_short_one():
    table = Table("Issues", (("Issue",), ("Nombre",)), ((("Favorable",), ("3",)),))
    document = replace(EMPTY, body=(Section("Issues", (Paragraph.of("Les décisions."), table)),))
    found = read(document).body
    introducing = next(line for line in found.get_paragraphs() if words(line) == "Les décisions.")
    assert _keeps_with_next(part(document, "styles.xml"), introducing.style)
    assert found.get_tables()[0].style == "TableWhole"
    assert "Caption" not in {line.style for line in found.get_paragraphs()}, "its title was just said"


def test_it_gives_each_table_a_name_of_its_own():
    assert [table.name for table in body(ISSUES, ISSUES).get_tables()] == ["Table1", "Table2"]


def test_it_writes_a_term_before_its_descriptions():
    lines = body(DefinitionList((Definition("Vérifie", (("Mode",), ("Public",))),))).get_paragraphs()

    assert [(line.style, words(line)) for line in lines[1:]] == [
        ("Term", "Vérifie"),
        ("Description", "Mode"),
        ("Description", "Public"),
    ]


@pytest.mark.parametrize(
    ("tone", "said"),
    [(Tone.OK, "●\u00a0Tenu"), (Tone.FIX, "▲\u00a0Tenu"), (Tone.STOP, "■\u00a0Tenu"), (Tone.ASK, "◌\u00a0Tenu")],
)
def test_it_says_a_state_by_its_shape_and_its_word_before_its_colour(tone, said):
    (span,) = body(Paragraph.of(Mark(tone, "Tenu"))).get_spans()

    assert words(span) == said
    assert span.style == f"Mark_20_{tone}"


def test_it_leads_from_a_link_to_the_place_of_that_name():
    found = read(EVERYTHING).body

    assert [link.url for link in found.get_links()] == ["#strasbourg"]
    assert [mark.name for mark in found.get_bookmarks()] == ["strasbourg", "lyon-2025:2"]


def test_it_names_a_place_once():
    found = body(Section("Un", (), id="partie"), Section("Deux", (), id="partie"))

    assert [mark.name for mark in found.get_bookmarks()] == ["partie"]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "GED/contrat.pdf", "/dossiers/12", "//valbrise.example"])
def test_it_keeps_the_words_of_a_link_that_leads_nowhere(target):
    found = body(Paragraph.of(Link("contrat", target)))

    assert found.get_links() == []
    assert "contrat" in [words(line) for line in found.get_paragraphs()]


# Words


def test_it_writes_hostile_text_as_it_was_typed():
    (*_, line) = body(Paragraph.of("<text:p>&amp;\x1b[2J\u202e « oui »")).get_paragraphs()

    assert words(line) == "<text:p>&amp;[2J « oui »"


def test_it_reads_a_blank_as_one_space_and_keeps_no_break_spaces():
    (*_, line) = body(Paragraph.of("deux  mots\n\tici\u00a0: ", Strong("oui"), " ")).get_paragraphs()

    assert words(line) == "deux mots ici\u00a0: oui "


@pytest.mark.parametrize(("language", "spelt"), [(Language.FRENCH, "fr-FR"), (Language.ENGLISH, "en-GB")])
def test_it_says_its_title_and_the_language_in_which_it_is_spelt(language, spelt):
    document = replace(EVERYTHING, language=language)
    code, country = spelt.split("-")

    assert (read(document).meta.title, read(document).meta.language) == ("Agent conversationnel", spelt)
    assert f'fo:language="{code}" fo:country="{country}"' in part(document, "styles.xml")


# The file


def test_it_writes_the_same_bytes_each_time():
    assert to_odt(EVERYTHING) == to_odt(EVERYTHING)


def test_it_says_no_day_of_its_own():
    with ZipFile(BytesIO(to_odt(EVERYTHING))) as archive:
        days = {found.date_time[:3] for found in archive.infolist()}

    assert days == {(1980, 1, 1)}
    assert "date" not in part(EVERYTHING, "meta.xml")


def test_it_holds_what_its_manifest_lists_and_nothing_else():
    with ZipFile(BytesIO(to_odt(EVERYTHING))) as archive:
        first, *others = archive.infolist()
        mimetype = archive.read(first)
    listed = set(re.findall(r'full-path="([^"]+)"', part(EVERYTHING, "META-INF/manifest.xml")))

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert mimetype == b"application/vnd.oasis.opendocument.text"
    assert {other.filename for other in others} == (listed - {"/"}) | {"META-INF/manifest.xml"}
