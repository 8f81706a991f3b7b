# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two wordings, word by word: nothing is lost, nothing is invented, and it reads backwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.word_difference import Fate, Piece, likeness, mirrored, word_difference

WORDS = st.lists(st.sampled_from(("interdire", "l’IA", "dans", "les", "interactions", "directes", " ", ",", ".")))
SENTENCES = WORDS.map(" ".join) | st.text(max_size=20)


def side(pieces, gone):
    return "".join(piece.text for piece in pieces if piece.fate is not gone)


@given(SENTENCES, SENTENCES)
def test_it_holds_both_wordings_whole(before, after):
    pieces = word_difference(before, after)

    assert side(pieces, Fate.ADDED) == before
    assert side(pieces, Fate.REMOVED) == after


@given(SENTENCES, SENTENCES)
def test_it_reads_backwards_as_the_two_wordings_swapped(before, after):
    assert mirrored(word_difference(before, after)) == word_difference(after, before)


@given(SENTENCES)
def test_it_finds_nothing_between_a_wording_and_itself(text):
    assert word_difference(text, text) == ((Piece(Fate.KEPT, text),) if text else ())


def test_it_names_words_and_not_letters():
    assert word_difference("après avoir examiné les solutions", "après avoir comparé les solutions") == (
        Piece(Fate.KEPT, "après avoir "),
        Piece(Fate.REMOVED, "examiné"),
        Piece(Fate.ADDED, "comparé"),
        Piece(Fate.KEPT, " les solutions"),
    )


def test_it_does_not_part_a_group_of_words_for_the_blanks_within_it():
    pieces = word_difference("avec cinq grands principes ici", "avec quatorze beaux engagements ici")

    assert [piece.text for piece in pieces] == ["avec ", "cinq grands principes", "quatorze beaux engagements", " ici"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("La même phrase", "la même PHRASE", 1), ("chien", "chat", 0), ("", "", 1), ("", "chat", 0)],
)
def test_it_measures_likeness_by_words(before, after, expected):
    assert likeness(before, after) == expected


@given(SENTENCES, SENTENCES)
def test_it_finds_two_wordings_as_alike_from_both_sides(before, after):
    assert likeness(before, after) == likeness(after, before)
    assert 0 <= likeness(before, after) <= 1
