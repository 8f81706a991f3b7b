# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How much is found, on letters made up here and on texts of law that name nobody."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gateway.pseudonyms.letters import RARE_FAMILY, RARE_GIVEN, letters

from balise.gateway.pseudonyms.detection import Detector
from balise.gateway.pseudonyms.folding import fold
from balise.gateway.pseudonyms.kinds import Kind
from balise.gateway.pseudonyms.lexicon import shipped_lexicon

ROOT = Path(__file__).parents[3]
NAMED_ON_PURPOSE = frozenset(
    (
        *("Jeanne Morel", "Inès Carvalho", "Bastien Lhermitte", "Aurore Delmas"),
        *("Odile Vasseur", "Vasseur", "Jean Dupont", "DUPONT Jean", "DUPONT", "Léo", "J.-P. Martin", "Orsini"),
        *("Léa Martin", "Yann", "lopes"),
    )
)
"""The people of the fictional city, and those our guides give as examples of what is to be masked."""
DETECTOR = Detector.shipped()


def recall(detector, *, rare):
    seen: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for letter in letters(2026, 140, rare=rare):
        masked = {place for span in detector.find(letter.text) for place in range(span.start, span.end)}
        for start, end, kind in letter.spans:
            group = "names" if kind == "person" else "numbers"
            seen[group] += 1
            hit[group] += all(place in masked or not letter.text[place].isalnum() for place in range(start, end))
    return {group: hit[group] / seen[group] for group in seen}


def test_the_rare_names_of_the_letters_are_in_no_list():
    lexicon = shipped_lexicon()

    assert [name for name in RARE_GIVEN + RARE_FAMILY if lexicon.name(fold(name).plain)] == []


@pytest.mark.parametrize("rare", [False, True])
def test_it_masks_what_administrative_letters_hold(detector, rare):
    shares = recall(detector, rare=rare)

    assert shares["names"] >= 0.97
    assert shares["numbers"] >= 0.98


def test_it_sees_nobody_in_our_charters_laws_and_guides(detector):
    seen, size = [], 0
    for path in (*(ROOT / "src/balise/frameworks").rglob("*.yaml"), *(ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        size += len(text.encode())
        names = (text[span.start : span.end] for span in detector.find(text) if span.kind is Kind.PERSON)
        seen += [f"{path.name}: {name}" for name in names if name not in NAMED_ON_PURPOSE]

    assert len(seen) <= size / 300_000, seen


@given(st.text(max_size=200) | st.text("MmeD.rupontJan 0126:-/@[]\n’é", max_size=120))
def test_spans_are_in_the_text_in_order_and_apart(text):
    spans = DETECTOR.find(text)
    places = [place for span in spans for place in (span.start, span.end)]

    assert places == sorted(places)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=200))
def test_folding_keeps_every_character_at_its_place(text):
    folded = fold(text)

    assert len(folded.cased) == len(folded.plain) == len(text)
    assert folded.plain.isascii()
