# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names of a statistical model: an option, whose absence is told in a sentence."""

from importlib.util import find_spec

import pytest

from balise.gateway.pseudonyms.detection import Detector
from balise.gateway.pseudonyms.names_by_model import MODEL, ModelMissingError, NamesModel

INSTALLED = find_spec("spacy") is not None and find_spec(MODEL) is not None


@pytest.mark.skipif(INSTALLED, reason="the extra « names » is installed here")
def test_its_absence_is_told_with_what_to_do():
    with pytest.raises(ModelMissingError, match=r"Installez «\xa0balise\[names\]\xa0»"):
        NamesModel.started()


@pytest.mark.skipif(not INSTALLED, reason="the extra « names » is not installed here")
def test_it_finds_a_name_that_nothing_announces():
    model = NamesModel.started()
    try:
        text = "La judokate Majlinda Kelmendi a gagné la finale."
        names = [text[span.start : span.end] for span in Detector.shipped(model=model).find(text)]
    finally:
        model.close()

    assert names == ["Majlinda Kelmendi"]
