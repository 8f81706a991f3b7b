# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A text that comes again is not searched again, gives the same, and is kept nowhere."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.policy import DataPolicy
from balise.gateway.pseudonyms.detection import Detector
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.placeholders import Mapping
from balise.gateway.pseudonyms.remembering import MOST_SPANS, MOST_TEXTS, RememberingFinder
from balise.gateway.pseudonyms.screening import screen

LETTER = "Mme Élise Fournier a écrit depuis elise.fournier@courriel.example le 3 mars."
SHIPPED = Detector.shipped()
REMEMBERING = RememberingFinder(SHIPPED)


class Counting:
    """Finds what it is told in every text, and counts how often it is asked."""

    def __init__(self, spans: int = 1) -> None:
        self.asked = 0
        self.spans = tuple(Span(2 * rank, 2 * rank + 1, Kind.PERSON) for rank in range(spans))

    def find(self, text: str, /) -> tuple[Span, ...]:
        self.asked += 1
        if "panne" in text:
            raise ValueError(text)
        return self.spans


@given(
    st.lists(st.sampled_from([LETTER, LETTER.upper(), "dossier de M. Traoré", "rien de personnel ici", "\ud800" * 20]))
)
def test_it_finds_what_the_detector_finds(texts: list[str]):
    for text in texts:
        assert REMEMBERING.find(text) == SHIPPED.find(text)


def test_a_text_that_comes_again_is_not_searched_again():
    finder = RememberingFinder(counting := Counting())

    assert [finder.find(LETTER) for _ in range(3)] == [counting.spans] * 3
    assert counting.asked == 1


def test_one_letter_more_is_another_text():
    finder = RememberingFinder(counting := Counting())

    finder.find(LETTER)
    finder.find(f"{LETTER} ")
    assert counting.asked == 2


def test_a_search_that_breaks_is_made_again():
    finder = RememberingFinder(counting := Counting())

    for _ in range(2):
        with pytest.raises(ValueError, match="panne"):
            finder.find("une panne de la recherche")
    assert counting.asked == 2


@pytest.mark.parametrize(("spans", "texts"), [(1, MOST_TEXTS), (100, MOST_SPANS // 100)])
def test_it_forgets_what_came_the_longest_ago(spans: int, texts: int):
    finder = RememberingFinder(counting := Counting(spans))
    for rank in range(texts):
        finder.find(f"le texte numéro {rank:06}")
    finder.find("le texte numéro 000000")  # the first is used again: the second is now the oldest
    finder.find("un texte de plus que ce qui tient")

    asked = counting.asked
    finder.find("le texte numéro 000000")
    assert counting.asked == asked
    finder.find("le texte numéro 000001")
    assert counting.asked == asked + 1


def test_nothing_of_a_text_stays_in_memory():
    finder = RememberingFinder(SHIPPED)
    finder.find(LETTER)

    reached: list[object] = [finder]
    seen: set[int] = {id(SHIPPED)}
    words: list[str | bytes] = []
    while reached:
        each = reached.pop()
        if id(each) in seen or isinstance(each, type):
            continue
        seen.add(id(each))
        if isinstance(each, str | bytes):
            words.append(each)
        reached += gc.get_referents(each)
    assert words  # the digest, and the key
    assert not [each for each in words if "Fournier" in str(each)]


def test_the_texts_of_a_call_are_known_together_and_not_as_one():
    finder = RememberingFinder(counting := Counting())

    def searched(*texts: str) -> None:
        finder.find_all(texts, lambda: tuple(counting.find(text) for text in texts))

    for texts in ((LETTER, LETTER), (LETTER, LETTER), (LETTER + LETTER[:5], LETTER[5:]), (LETTER,)):
        searched(*texts)
    assert counting.asked == 2 + 0 + 2 + 1


def test_a_name_told_in_one_text_is_found_again_in_the_other_each_time():
    texts = ["Mme Awa Traoré a écrit à la mairie.", "Que répondre à Traoré ?"]
    remembering = RememberingFinder(SHIPPED)
    policy, known = DataPolicy.PSEUDONYMISE, remembering.find_all
    screened = [screen(texts, policy, SHIPPED, Mapping(), remembered=known).texts for _ in range(2)]
    screened.append(screen(texts, policy, SHIPPED, Mapping()).texts)
    assert screened[0] == screened[1] == screened[2]
    assert "Traoré" not in "".join(screened[0])
