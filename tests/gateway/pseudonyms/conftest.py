# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The detector as the gateway builds it, once for every test."""

import pytest

from balise.gateway.pseudonyms.detection import Detector


@pytest.fixture(scope="session")
def detector():
    return Detector.shipped()


@pytest.fixture
def found(detector):
    """Say what is found in a text, kind by kind, as it is written there."""

    def find(text):
        return [(span.kind.value, text[span.start : span.end]) for span in detector.find(text)]

    return find


@pytest.fixture
def persons(found):
    return lambda text: [written for kind, written in found(text) if kind == "person"]
