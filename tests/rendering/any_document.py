# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Trees of every shape, with the worst that a stranger could type in them."""

from hypothesis import settings
from hypothesis import strategies as st

from balise.core.language import Language
from balise.rendering.document import (
    Align,
    Aside,
    Block,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    Figure,
    FindingItem,
    FindingList,
    Foreign,
    FormQuestion,
    Link,
    Manner,
    Mark,
    Note,
    NumberedList,
    Paragraph,
    Quotation,
    Run,
    Section,
    Size,
    Strong,
    Table,
    Tag,
    Tone,
    Verdict,
    legible,
)

FEWER = settings(max_examples=40)
"""A whole document is long to draw: forty say as much as a hundred, since each holds many blocks."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>&amp;'\"",
    "\x1b[2J\x1b[31mrouge\x07",
    "\u202efdp.exe",
    "un mot très très long : " + "anticonstitutionnellement" * 5,
    "日本語の文章と絵文字 🚦 é\u0301",
    "«\u00a0oui\u00a0»",
    "ligne\nsuivante\ttabulée",
    "",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=40)
TARGETS = st.sampled_from(
    ("https://valbrise.example/?a=1&b=2", "#partie", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example")
)
IDS = st.none() | st.sampled_from(("partie", "page-main", "page-aside-1", "deux mots", "valbrise:1"))
TONES = st.sampled_from(Tone)

RUNS: st.SearchStrategy[Run] = st.one_of(
    TEXTS,
    st.builds(Strong, TEXTS),
    st.builds(Code, TEXTS),
    st.builds(Link, TEXTS, TARGETS),
    st.builds(Mark, TONES, TEXTS),
    st.builds(Tag, TEXTS),
    st.builds(Foreign, TEXTS, st.sampled_from(Language)),
)
LINES = st.lists(RUNS, max_size=3).map(tuple)
LISTS = st.lists(LINES, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table whose rows are as long as its header."""
    columns = draw(st.integers(1, 7))
    row = st.lists(LINES, min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, max_size=3).map(tuple))
    alignments = draw(st.lists(st.sampled_from(Align), max_size=columns).map(tuple))
    return Table(draw(TEXTS), draw(row), rows, alignments)


FIGURES = st.builds(
    Figure,
    st.sampled_from(
        (
            '<svg viewBox="0 0 48 48"><circle cx="24" cy="24" r="20" fill="none" stroke="currentColor"/></svg>',
            '<svg viewBox="0 0 4 2" role="img"><title>Deux</title><g><path d="M0 0h4v2z"/></g></svg>',
        )
    ),
    TEXTS.filter(lambda text: legible(text).strip() != ""),
    st.sampled_from(Size),
)

LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, LINES, st.sampled_from(Manner)),
    st.builds(Quotation, TEXTS),
    st.builds(BulletList, LISTS),
    st.builds(NumberedList, LISTS),
    st.builds(FormQuestion, LINES, LISTS, LISTS),
    st.builds(DefinitionList, st.lists(st.builds(Definition, RUNS, LISTS), max_size=2).map(tuple)),
    tables(),
    FIGURES,
)


def _holding(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.builds(
        FindingItem, TEXTS, TEXTS, blocks, st.none() | st.builds(Mark, TONES, TEXTS),
        st.lists(st.builds(Tag, TEXTS), max_size=2).map(tuple), IDS,
    )  # fmt: skip
    return st.one_of(
        st.builds(Note, blocks),
        st.builds(Disclosure, TEXTS, blocks),
        st.builds(Verdict, TONES, TEXTS, blocks),
        st.builds(Section, TEXTS, blocks, IDS),
        st.builds(FindingList, st.lists(items, max_size=2).map(tuple)),
    )


BLOCKS = st.lists(st.recursive(LEAVES, _holding, max_leaves=5), max_size=3).map(tuple)
DOCUMENTS = st.builds(
    Document,
    title=TEXTS,
    language=st.sampled_from(Language),
    masthead=TEXTS,
    opening=BLOCKS,
    body=BLOCKS,
    asides=st.lists(st.builds(Aside, TEXTS, BLOCKS), max_size=2).map(tuple),
    colophon=BLOCKS,
)
