# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a figure may hold, and how each writer shows it."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.every_block import DOOR, EVERYTHING

from balise.rendering.bar_chart import Bar, bar_chart
from balise.rendering.document import Figure
from balise.rendering.drawing import DrawingError, bare, height_for
from balise.rendering.html import to_html
from balise.rendering.odt import to_odt
from balise.rendering.text import to_text

SHAPE = '<path d="M0 0h1v1z"/>'


def svg(inside, attributes='viewBox="0 0 8 4"'):
    return f"<svg {attributes}>{inside}</svg>"


@pytest.mark.parametrize(
    "hostile",
    [
        svg("<script>alert(1)</script>"),
        svg('<script href="https://ailleurs.example/a.js"/>'),
        svg('<path d="M0 0" onclick="alert(1)"/>'),
        svg('<path d="M0 0" style="fill:url(https://ailleurs.example)"/>'),
        svg('<path d="M0 0" fill="url(#a)"/>'),
        svg('<use href="https://ailleurs.example/a.svg#b"/>'),
        svg('<image href="data:image/png;base64,AAAA"/>'),
        svg("<foreignObject><p>Page</p></foreignObject>"),
        svg("<a href='https://ailleurs.example'><path d='M0 0'/></a>"),
        svg("<style>*{display:none}</style>"),
        svg("<text><tspan>Mots</tspan></text>"),
        svg("<text>&#106;avascript</text>"),
        svg('<text onclick="alert(1)">Mots</text>'),
        svg("des mots"),
        svg("<title><script>alert(1)</script></title>"),
        svg("<title>a</title><svg viewBox='0 0 1 1'></svg>"),
        svg(SHAPE) + "<script>alert(1)</script>",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{svg(SHAPE)}",
        svg("<!-- mots"),
        svg("<!-- <script>alert(1)</script> -->"),
        svg('<path d="&#106;"/>'),
        svg('<path d="M0 0" d="M1 1"/>'),
        svg("<g>"),
        svg("</g>"),
        svg(SHAPE, 'width="8"'),
        svg(SHAPE, 'viewBox="0 0 0 4"'),
        svg(SHAPE, 'viewBox="zéro"'),
        "<svg viewBox='0 0 1 1'/>",
        SHAPE,
        "",
        "Une porte",
    ],
)
def test_it_refuses_whatever_is_not_made_of_shapes_alone(hostile):
    with pytest.raises(DrawingError):
        Figure(hostile, "Une porte")


@pytest.mark.parametrize("blank", ["", "  ", "\u202e", "\x00\n"])
def test_it_refuses_a_figure_that_no_words_replace(blank):
    with pytest.raises(DrawingError):
        Figure(DOOR, blank)


def test_it_keeps_what_draws_and_leaves_out_what_the_words_of_the_figure_say_better():
    head = '<?xml version="1.0"?>\n<!-- licence -->\n'
    drawn = f"{head}<svg viewBox='0 0 8 4' role='img' aria-label='x' class='y'><title>Mots</title>\n"

    assert bare(f"{drawn}<g fill='none'>{SHAPE}</g></svg>\n") == (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><g fill="none">{SHAPE}</g></svg>'
    )


def test_the_labels_of_a_chart_stay_as_they_are():
    label = '<text x="0" y="14" font-size="14" fill="currentColor">Voirie &amp; propreté</text>'
    assert bare(svg(label)).endswith(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4">{label}</svg>')


@given(st.lists(st.tuples(st.text(max_size=60), st.integers(0, 10**12), st.booleans()), min_size=1, max_size=6))
def test_a_chart_is_drawn_whatever_its_labels(rows):
    bars = [Bar(label, amount, str(amount), unknown) for label, amount, unknown in rows]
    drawing = bare(bar_chart(bars, "Des barres").svg)
    assert drawing.count("<text") == 2 * len(rows)
    assert drawing.count("<rect") == sum(amount > 0 for _label, amount, _unknown in rows)


def test_it_says_the_same_of_a_drawing_already_bare():
    assert bare(bare(DOOR)) == bare(DOOR)


@given(st.text(alphabet="<>/=\"' &;svgpathonclick\n", max_size=60))
def test_it_never_lets_through_more_tags_than_it_knows(text):
    try:
        drawing = bare(svg(text))
    except DrawingError:
        return
    assert "onclick" not in drawing
    assert "&" not in drawing


def test_it_keeps_the_proportions_of_a_drawing():
    assert height_for(4, bare(svg(SHAPE))) == 2


def test_it_stands_in_a_page_as_an_image_that_has_words():
    page = to_html(EVERYTHING)

    assert f'<div class="figure small" role="img" aria-label="Une porte fermée">{bare(DOOR)}</div>' in page


def test_it_is_a_file_of_its_own_in_a_text_document_with_its_words():
    with ZipFile(BytesIO(to_odt(EVERYTHING))) as archive:
        content = archive.read("content.xml").decode()

        drawn = archive.read("Pictures/1.svg").decode()
        assert drawn == bare(DOOR).replace("currentColor", "#0b5563"), "no page lends it a colour there"
        assert "Pictures/1.svg" in archive.read("META-INF/manifest.xml").decode()
    assert "<svg:desc>Une porte fermée</svg:desc>" in content


def test_it_is_its_words_in_a_terminal():
    assert "[Une porte fermée]" in to_text(EVERYTHING)
