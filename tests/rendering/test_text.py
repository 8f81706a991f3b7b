# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.any_document import DOCUMENTS, FEWER, HOSTILE

from balise.core.language import Language
from balise.rendering.document import (
    SHAPES,
    Align,
    Block,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    FindingItem,
    FindingList,
    Link,
    Mark,
    Note,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Table,
    Tag,
    Tone,
    Verdict,
)
from balise.rendering.terminal import Span, width_of, wrapped
from balise.rendering.text import NARROWEST, to_text

CODES = re.compile(r"\x1b\[[0-9;]*m")


def body(*blocks, **options):
    """Write a document that holds these blocks, without its title and masthead."""
    document = Document("T", Language.FRENCH, "M", (), blocks)
    return to_text(document, **options).partition("\n\n")[2].partition("\n\n")[2]


@FEWER
@given(DOCUMENTS, st.integers(0, 130), st.booleans())
def test_it_never_goes_past_the_width(document, width, colour):
    lines = CODES.sub("", to_text(document, width=width, colour=colour)).split("\n")

    assert max(map(width_of, lines)) <= max(width, NARROWEST)


@FEWER
@given(DOCUMENTS, st.integers(20, 130))
def test_it_loses_nothing_without_colour(document, width):
    coloured = to_text(document, width=width, colour=True)

    uncoloured = [line.rstrip(" ") for line in CODES.sub("", coloured).split("\n")]
    assert uncoloured == to_text(document, width=width).split("\n")


@FEWER
@given(DOCUMENTS, st.integers(20, 130))
def test_it_lets_nobody_command_the_terminal(document, width):
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", to_text(document, width=width))


@given(st.lists(st.sampled_from(HOSTILE), max_size=4), st.integers(2, 60))
def test_it_wraps_without_losing_a_letter(texts, width):
    spans = [Span(text) for text in texts]

    whole = "".join(span.text for line in wrapped(spans, width) for span in line)

    kept = wrapped(spans, 10_000)
    assert whole.replace(" ", "") == "".join(span.text for line in kept for span in line).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "width"), [("été", 3), ("e\u0301te\u0301", 3), ("日本", 4), ("\u200b", 0), ("● ▲ ■ ◌", 7)]
)
def test_it_measures_what_the_screen_shows(text, width):
    assert width_of(text) == width


def test_it_never_parts_what_a_no_break_space_joins():
    said = body(Paragraph.of("Le constat est du 21\u00a0novembre 2026\u00a0: favorable."), width=20)

    assert "21\u00a0novembre" in said
    assert not any(line.startswith(":") for line in said.splitlines())


@pytest.mark.parametrize("tone", Tone)
def test_it_keeps_the_shape_beside_the_word(tone):
    assert body(Paragraph.of(Mark(tone, "Mot"))) == f"{SHAPES[tone]}\u00a0Mot\n"


def test_it_shows_the_verdict_behind_a_bar():
    verdict = Verdict(Tone.STOP, "Défavorable", (Paragraph.of(Strong("Un engagement"), " n’est pas tenu."),))

    assert body(verdict) == "│ ■\u00a0DÉFAVORABLE\n│ Un engagement n’est pas tenu.\n"


def test_it_shows_a_commitment_state_first():
    item = FindingItem(
        "2",
        "Pas de contact",
        (Paragraph.of("Parce que."), Disclosure("Pourquoi", (Paragraph.of("La règle ", Code("a:2:a")),))),
        Mark(Tone.STOP, "Bloquant"),
        (Tag("formulation votée"),),
    )

    assert body(FindingList((item,))) == (
        "■\u00a0Bloquant · 2. Pas de contact [formulation\u00a0votée]\n  Parce que.\n  Pourquoi\n    La règle a:2:a\n"
    )
    assert "La règle" not in body(FindingList((item,)), unfold=False)


def test_it_aligns_figures_and_wraps_cells():
    table = Table(
        "Légende",
        (("Engagement",), ("Tenu",)),
        ((("Un engagement au nom fort long",), ("12",)), (("Court",), ("3",))),
        (Align.START, Align.END),
    )

    assert body(table, width=28) == (
        "Légende\n"
        "Engagement              Tenu\n"
        "────────────────────  ──────\n"
        "Un engagement au nom      12\n"
        "fort long\n"
        "Court                      3\n"
    )


def test_it_narrows_a_column_down_to_its_longest_word_and_cuts_none():
    table = Table("Légende", (("Service",), ("Modèle",)), ((("Direction des achats",), ("mistral-small-3.2",)),))

    assert body(table, width=28).splitlines()[3:] == ["Direction  mistral-small-3.2", "des", "achats"]
    assert body(table, width=27).splitlines()[1:] == [
        "Service\u00a0: Direction des",
        "achats",
        "Modèle\u00a0: mistral-small-3.2",
        "",
    ]


def test_it_reads_down_a_table_too_wide_for_the_screen():
    header = tuple((name,) for name in "ABCDE")
    table = Table("Légende", header, (tuple((value,) for value in "12345"),))

    assert body(table, width=20).splitlines() == [
        "Légende",
        *(f"{a}\u00a0: {b}" for a, b in zip("ABCDE", "12345", strict=True)),
        "",
    ]


def test_it_shows_where_a_link_leads_when_it_leads_out():
    said = body(Paragraph.of(Link("la charte", "https://a.example/c"), " ", Link("plus bas", "#bas")))

    assert said == "la charte <https://a.example/c> plus bas\n"


def test_it_writes_lists_and_definitions():
    said = body(
        BulletList((("a",), ("b",))),
        NumberedList((("un",), ("deux",))),
        DefinitionList((Definition("Source", (("ici",),)), Definition("Réponses", (("oui",), ("non",))))),
    )

    assert said == "• a\n• b\n\n1. un\n2. deux\n\nSource\u00a0: ici\nRéponses\u00a0:\n- oui\n- non\n"


def test_it_underlines_titles():
    assert body(Section("Partie", (Section("Détail", (Paragraph.of("Texte."),)),))) == (
        "Partie\n──────\n\nDétail\n\nTexte.\n"
    )


def test_it_stops_indenting_rather_than_squeeze_the_text():
    block: Block = Paragraph.of("Un texte au fond.")
    for _ in range(9):
        block = Note((block,))

    said = body(block, width=20)

    assert max(map(width_of, said.splitlines())) <= 20
    assert said.replace("│", "").split() == ["Un", "texte", "au", "fond."]


def test_it_colours_states_only_when_asked():
    mark = Paragraph.of(Mark(Tone.STOP, "Bloquant"))

    assert body(mark, colour=True) == "\x1b[1;31m■\u00a0Bloquant\x1b[0m\n"
    assert "\x1b" not in body(mark)
