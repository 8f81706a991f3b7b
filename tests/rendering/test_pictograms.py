# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pictograms that Balise ships: whole, of one hand, and said in words."""

import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.rendering.small_charter import CHARTER

from balise.loading.frameworks import load_with_bank
from balise.loading.pictograms import shipped_pictograms

SET = shipped_pictograms()
SHIPPED = sorted({pictogram.id: pictogram for pictogram in (SET.generic, *SET.by_commitment.values())}.items())
DRAWINGS = sorted(Path(str(files("balise.frameworks"))).glob("pictograms/*.svg"))
HEAVIEST = 1500


def root(svg):
    return ET.fromstring(svg)  # noqa: S314 - drawings of ours


@pytest.mark.parametrize(("charter", "count"), [("lyon-2025", 14), ("strasbourg-2025", 13)])
def test_it_draws_each_commitment_of_a_shipped_charter_by_a_drawing_of_its_own(charter, count):
    framework, _ = load_with_bank(charter)
    drawn = {SET.of(commitment.id).id for commitment in framework.commitments}

    assert len(drawn) == count
    assert SET.generic.id not in drawn


def test_it_illustrates_a_charter_that_it_has_never_seen():
    assert {SET.of(commitment.id) for commitment in CHARTER.commitments} == {SET.generic}


def test_it_illustrates_no_commitment_that_does_not_exist():
    known = {item.id for charter in ("lyon-2025", "strasbourg-2025") for item in load_with_bank(charter)[0].commitments}

    assert set(SET.by_commitment) == known


def test_it_uses_every_drawing_of_the_folder():
    assert [path.name for path in DRAWINGS] == [f"{name}.svg" for name, _ in SHIPPED]


@pytest.mark.parametrize(("name", "pictogram"), SHIPPED)
def test_it_says_each_drawing_in_both_languages_and_by_its_own_words(name, pictogram):
    others = {other.alternative.fr for _, other in SHIPPED} - {pictogram.alternative.fr}

    assert pictogram.alternative.en
    assert len(others) == len(SHIPPED) - 1


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_it_is_drawn_in_one_style_without_letters_nor_colour_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    drawing = root(text)
    tags = {part.tag.rpartition("}")[2] for part in drawing}

    assert len(text.encode()) <= HEAVIEST
    assert {name: drawing.get(name) for name in ("viewBox", "fill", "stroke", "stroke-width")} == {
        "viewBox": "0 0 48 48",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "2",
    }
    assert tags <= {"path", "circle", "rect"}
    assert "stroke-width" not in "".join(str(part.attrib) for part in drawing)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"none", "currentColor"}
