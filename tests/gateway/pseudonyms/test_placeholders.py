# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Placeholders: the same value keeps its own, and a text goes and comes back to the letter."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.gateway.pseudonyms.detection import Detector
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.placeholders import (
    LABELS,
    Mapping,
    MappingUnreadableError,
    pseudonymised,
    restored,
)

DETECTOR = Detector.shipped()
PIECES = st.sampled_from(
    [
        "M. Jean Dupont",
        " ",
        "[PERSONNE_1]",
        "[PERSONNE_1.2]",
        "[TEXTE_1]",
        "[",
        "]",
        "[PERSONNE_",
        "1]",
        "06 12 34 56 78",
        "\n",
        "DUPONT",
        "a@b.fr",
        "[[NIR_1]]",
        "é’\U0001f600",
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=80)


@st.composite
def marked_texts(draw):
    """A text and spans in it, wherever they fall."""
    text = draw(TEXTS)
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=8))))
    kinds = st.sampled_from(Kind)
    spans = [Span(start, end, draw(kinds)) for start, end in zip(cuts[::2], cuts[1::2], strict=False) if start < end]
    return text, spans


@given(TEXTS)
def test_what_is_found_and_replaced_comes_back_to_the_letter(text):
    mapping = Mapping()

    assert restored(pseudonymised(text, DETECTOR.find(text), mapping), mapping) == text


@given(st.lists(marked_texts(), min_size=1, max_size=4))
def test_any_text_comes_back_whatever_is_replaced_in_the_texts_of_a_conversation(marked):
    mapping = Mapping()
    sent = [pseudonymised(text, spans, mapping) for text, spans in marked]

    assert [restored(each, mapping) for each in sent] == [text for text, _spans in marked]


@given(st.lists(marked_texts(), min_size=1, max_size=3))
def test_a_mapping_read_back_says_the_same(marked):
    mapping = Mapping()
    sent = [pseudonymised(text, spans, mapping) for text, spans in marked]
    again = Mapping.from_json(mapping.to_json())

    assert [pseudonymised(text, spans, again) for text, spans in marked] == sent


@given(st.text())
def test_a_value_restored_inside_json_stays_json(value):
    mapping = Mapping()
    placeholder = mapping.placeholder_of("PERSONNE", value)
    arguments = json.dumps({"nom": f"Mme {placeholder}"})

    assert json.loads(restored(arguments, mapping, inside_json=True)) == {"nom": f"Mme {value}"}


def test_a_person_keeps_one_number_however_written():
    mapping = Mapping()
    text = "M. Jean Dupont, JEAN  DUPONT, M. Dupont"
    spans = [Span(3, 14, Kind.PERSON), Span(16, 28, Kind.PERSON), Span(33, 39, Kind.PERSON)]

    assert pseudonymised(text, spans, mapping) == "M. [PERSONNE_1], [PERSONNE_1.2], M. [PERSONNE_1.3]"


@pytest.mark.parametrize("written", ["Mme Élise Fournier", "FOURNIER Élise", "Madame Fournier", "fournier élise"])
def test_a_title_or_the_order_of_the_words_makes_nobody_else(written):
    mapping = Mapping()
    mapping.placeholder_of("PERSONNE", "Élise Fournier")

    assert mapping.placeholder_of("PERSONNE", written) == "[PERSONNE_1.2]"


def test_a_surname_that_two_persons_bear_is_neither():
    mapping = Mapping()
    given_to = [mapping.placeholder_of("PERSONNE", name) for name in ("Jean Dupont", "Anne Dupont", "Dupont")]

    assert given_to == ["[PERSONNE_1]", "[PERSONNE_2]", "[PERSONNE_3]"]


def test_a_number_keeps_its_placeholder_whatever_its_spaces():
    mapping = Mapping()
    given_to = [
        mapping.placeholder_of("TELEPHONE", number) for number in ("0612345678", "06 12 34 56 78", "0699999999")
    ]

    assert given_to == ["[TELEPHONE_1]", "[TELEPHONE_1.2]", "[TELEPHONE_2]"]


def test_a_look_alike_is_never_taken_for_one_of_ours():
    mapping = Mapping()
    text = "Que veut dire [PERSONNE_1] ? Demandez à Léa."
    sent = pseudonymised(text, [Span(len(text) - 4, len(text) - 1, Kind.PERSON)], mapping)

    assert sent == "Que veut dire [TEXTE_1] ? Demandez à [PERSONNE_1]."
    assert restored(sent, mapping) == text


def test_a_placeholder_that_the_model_invents_is_left_as_it_is():
    assert restored("Bonjour [PERSONNE_7] et [AUTRE_1].", Mapping()) == "Bonjour [PERSONNE_7] et [AUTRE_1]."


def test_every_kind_has_its_label():
    assert set(LABELS) == set(Kind)


def test_a_mapping_does_not_show_what_it_holds():
    mapping = Mapping()
    mapping.placeholder_of("PERSONNE", "Zoé Roux")

    assert "Roux" not in repr(mapping)


@pytest.mark.parametrize("written", ["", "[]", '{"a": "b"}', '{"[PERSONNE_1]": 3}', '{"[PERSONNE_1] ": "x"}'])
def test_it_refuses_a_table_that_is_not_one(written):
    with pytest.raises(MappingUnreadableError, match="reprenez le fichier d’origine"):
        Mapping.from_json(written)
