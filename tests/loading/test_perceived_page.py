# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a page gives to perceive, however badly it is written, saved or encoded."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balise.core.notice_check import Unseen
from balise.loading.perceived_page import LARGEST, PageTooLargeError, perceived, read_page

NOTICE = "Texte préparé avec l’aide d’une IA"
TAGS = [
    "<p>",
    "</p>",
    "<div hidden>",
    "</div>",
    "<script>",
    "</script>",
    "<li>",
    "<ul>",
    "</ul>",
    "<a href='x'>",
    "<br/>",
]
ODDITIES = ["<![if IE]>", "<!--", "-->", "<", "&eacute;", "&#0;", "<![CDATA[", "<!x", "<?php ?>", NOTICE, "\x00"]
PIECES = st.lists(st.sampled_from([*TAGS, *ODDITIES]))


def said(markup: str) -> str:
    return " ".join(perceived(markup).said.split())


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{NOTICE}</p>",
        "<p>Texte <b>préparé</b> avec <a href='/x'>l’aide</a> d’<span>une</span> <abbr title='x'>IA</abbr></p>",
        "<p>Texte pré<!-- ici -->paré avec l&rsquo;aide d&#8217;une&nbsp;IA",
        "<table><tr><td>Texte préparé<tr><td>avec l’aide d’une IA</table>",
        "<ul><li hidden>caché<li>Texte préparé avec l’aide d’une IA</ul>",
        "<p hidden>caché<p>Texte préparé avec l’aide d’une IA",
        "<head><title>Accueil<style>p { }</style></title><body><p>Texte préparé avec l’aide d’une IA",
        "</div></p></table><p>Texte préparé avec l’aide d’une IA</span></div>",
        "<img src='x.png' alt='Texte préparé avec l’aide d’une IA'>",
        "<![if !IE]><p>Texte préparé avec l’aide d’une IA<![endif]>",
        "<details><summary>IA</summary>Texte préparé avec l’aide d’une IA</details>",
        "<div style='display: block; color: none'>Texte préparé avec l’aide d’une IA</div>",
        "<div aria-hidden='false'>Texte préparé avec l’aide d’une IA</div>",
    ],
)
def test_it_reads_what_a_person_perceives(markup):
    assert NOTICE in said(markup).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (f"<!-- {NOTICE} -->", Unseen.COMMENT),
        (f"<script>var notice = '{NOTICE}'</script>", Unseen.CODE),
        (f"<template><p>{NOTICE}</p></template>", Unseen.CODE),
        (f"<noscript>{NOTICE}</noscript>", Unseen.CODE),
        (f"<title>{NOTICE}</title><p>x", Unseen.CODE),
        (f"<div hidden><section><p>{NOTICE}</p></section></div>", Unseen.HIDDEN),
        (f"<p HIDDEN=''>{NOTICE}</p>", Unseen.HIDDEN),
        (f"<dialog>{NOTICE}</dialog>", Unseen.HIDDEN),
        (f"<p class='mt-2 d-none'>{NOTICE}</p>", Unseen.HIDDEN),
        (f"<p style='color: red; DISPLAY:none'>{NOTICE}</p>", Unseen.STYLE),
        (f"<p style='visibility : hidden !important'>{NOTICE}</p>", Unseen.STYLE),
        (f"<p style='font-size:0'>{NOTICE}</p>", Unseen.STYLE),
        (f"<p aria-hidden='true'>{NOTICE}</p>", Unseen.ARIA_HIDDEN),
        (f"<p class='fr-sr-only'>{NOTICE}</p>", Unseen.SCREEN_READER),
        (f"<section aria-label='{NOTICE}'>x</section>", Unseen.SCREEN_READER),
    ],
)
def test_it_tells_apart_what_the_page_hides_and_why(markup, why):
    page = perceived(f"<p>Avant</p>{markup}<p>Après</p>")

    assert NOTICE not in page.said
    assert [found for found, text in page.unseen.items() if NOTICE in text] == [why]
    assert "Après" in page.said


def test_it_keeps_the_links_that_a_person_can_follow():
    page = perceived(
        "<a href=' https://a.example/r/1 '>x</a><img src='https://a.example/c.svg'><p hidden><a href='/y'>y</a>"
    )

    assert page.links == ("https://a.example/r/1", "https://a.example/c.svg")


def test_lines_and_blocks_part_words_and_what_stands_inside_a_line_does_not():
    assert said("<p>un<br>deux</p><p>trois</p>qua<b>tre</b>") == "un deux trois quatre"


@example(["<![if IE]>", "<![CDATA[", "<!x", "<!--"])
@given(PIECES)
def test_it_refuses_no_page(pieces):
    page = perceived("".join(pieces))

    assert isinstance(page.said, str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">', '<meta charset="rot13">', '<meta charset="nulle">'])
def test_it_reads_a_page_in_the_encoding_that_its_bytes_show(tmp_path, encoding, declared):
    page = tmp_path / "page.html"
    page.write_bytes(f"<html>{declared}<p>{NOTICE}. Élève, forêt, où, ça</p>".encode(encoding))

    assert NOTICE in read_page(page).said


def test_it_refuses_what_is_too_large_to_be_a_page(tmp_path):
    page = tmp_path / "page.html"
    with page.open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(PageTooLargeError):
        read_page(page)
