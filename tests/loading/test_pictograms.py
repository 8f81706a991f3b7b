# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The folder of pictograms, and the mistakes that one can make in it."""

import pytest

from balise.core.language import Language
from balise.loading.errors import InvalidData
from balise.loading.pictograms import load_pictograms

INDEX = """\
generic: {id: seal, alternative: Un sceau}
pictograms:
  - id: door
    alternative: {fr: Une porte, en: A door}
    commitments: [valbrise:1, valbrise:2]
  - id: leaf
    alternative: Une feuille
    commitments: [valbrise:3]
"""


def folder(path, index=INDEX, drawn=("seal", "door", "leaf")):
    """Return a folder with an index and some drawings."""
    (path / "pictograms.yaml").write_text(index, encoding="utf-8")
    for name in drawn:
        (path / f"{name}.svg").write_text(f"<svg><!-- {name} --></svg>", encoding="utf-8")
    return path


def refused(path):
    """Return the messages with ordinary spaces."""
    with pytest.raises(InvalidData) as caught:
        load_pictograms(path)
    return [problem.line(Language.FRENCH).replace("\u00a0", " ") for problem in caught.value.problems]


def test_it_gives_each_commitment_its_drawing_and_the_generic_one_to_others(tmp_path):
    pictograms = load_pictograms(folder(tmp_path))

    assert [pictograms.of(f"valbrise:{number}").id for number in (1, 2, 3, 4)] == ["door", "door", "leaf", "seal"]
    assert pictograms.of("valbrise:1").svg == "<svg><!-- door --></svg>"
    assert pictograms.of("valbrise:1").alternative.in_(Language.ENGLISH) == "A door"


def test_it_refuses_a_drawing_that_is_not_there(tmp_path):
    (message,) = refused(folder(tmp_path, drawn=("seal", "door")))

    assert "leaf.svg" in message
    assert "BAL-001" in message


def test_it_refuses_a_drawing_without_words(tmp_path):
    messages = refused(folder(tmp_path, INDEX.replace("    alternative: Une feuille\n", "")))

    assert [message for message in messages if "BAL-102" in message and "alternative" in message]


def test_it_refuses_two_drawings_for_one_commitment(tmp_path):
    (message,) = refused(folder(tmp_path, INDEX.replace("[valbrise:3]", "[valbrise:2]")))

    assert "pictograms.yaml:8:18" in message
    assert "BAL-201 L’identifiant « valbrise:2 » est déjà pris" in message


def test_it_refuses_two_drawings_of_one_name(tmp_path):
    (message,) = refused(folder(tmp_path, INDEX.replace("id: leaf", "id: door")))

    assert "BAL-201 L’identifiant « door » est déjà pris" in message


def test_it_refuses_an_index_without_a_drawing_for_the_others(tmp_path):
    messages = refused(folder(tmp_path, INDEX.replace("generic: {id: seal, alternative: Un sceau}\n", "")))

    assert [message for message in messages if "BAL-102" in message and "generic" in message]
