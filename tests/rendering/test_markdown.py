# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The little Markdown of a report: a tree, whatever is typed, and never a tag."""

from hypothesis import given
from hypothesis import strategies as st

from balise.rendering.document import BulletList, Link, NumberedList, Paragraph, Strong
from balise.rendering.html import to_fragment
from balise.rendering.markdown import from_markdown


def test_paragraphs_lists_strong_words_and_links_are_read():
    text = "Un **mot** fort.\nMême paragraphe.\n\nTrois :\n- un\n- deux\n  suite\n\n1. premier\n2. [ici](https://a.example/b)\n"
    assert from_markdown(text) == (
        Paragraph(("Un ", Strong("mot"), " fort. Même paragraphe.")),
        Paragraph(("Trois :",)),
        BulletList((("un",), ("deux suite",))),
        NumberedList((("premier",), (Link("ici", "https://a.example/b"),))),
    )


def test_what_is_dangerous_stays_words():
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://a.example/y.png) <img src=x onerror=y>"
    written = to_fragment(from_markdown(text))
    assert "<script" not in written
    assert "<img" not in written
    assert "javascript:" not in written.replace("[x](javascript:alert(1))", "")


@given(st.text())
def test_nothing_that_is_typed_breaks_it(text):
    written = to_fragment(from_markdown(text))
    assert "<script" not in written.lower()
    assert from_markdown(text) == from_markdown(text)
