# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a policy makes of the texts of a call, and what happens when the search breaks."""

import pytest

from balise.core.policy import DataPolicy
from balise.gateway.pseudonyms.placeholders import Mapping
from balise.gateway.pseudonyms.screening import DetectionFailedError, screen

TEXTS = ["Mme Léa Martin, 06 12 34 56 78", "Léa Martin, merci", "rien"]


def test_off_looks_at_nothing(detector):
    screened = screen(TEXTS, DataPolicy.OFF, detector, Mapping())

    assert screened.texts == tuple(TEXTS)
    assert screened.counts == {}


def test_observe_counts_and_sends_as_it_is(detector):
    screened = screen(TEXTS, DataPolicy.OBSERVE, detector, Mapping())

    assert screened.texts == tuple(TEXTS)
    assert screened.counts == {"person": 2, "phone": 1}
    assert not screened.blocked


def test_pseudonymise_replaces_the_same_in_every_text(detector):
    screened = screen(TEXTS, DataPolicy.PSEUDONYMISE, detector, Mapping())

    assert screened.texts == ("Mme [PERSONNE_1], [TELEPHONE_1]", "[PERSONNE_1], merci", "rien")


def test_block_refuses_when_there_is_any(detector):
    assert screen(TEXTS, DataPolicy.BLOCK, detector, Mapping()).blocked
    assert not screen(["rien"], DataPolicy.BLOCK, detector, Mapping()).blocked


class Broken:
    def find(self, text):
        raise ValueError(text)


@pytest.mark.parametrize("policy", [DataPolicy.OBSERVE, DataPolicy.PSEUDONYMISE, DataPolicy.BLOCK])
def test_a_detector_that_breaks_closes_the_door_without_a_word_of_the_text(policy):
    with pytest.raises(DetectionFailedError) as raised:
        screen(["secret de Léa"], policy, Broken(), Mapping())

    assert "Léa" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_a_search_that_lasts_closes_the_door(detector):
    instants = iter([1.0, 3.0])

    with pytest.raises(DetectionFailedError):
        screen(TEXTS, DataPolicy.OBSERVE, detector, Mapping(), deadline=2.0, clock=lambda: next(instants))


def test_what_is_screened_does_not_show_its_texts(detector):
    assert "Léa" not in repr(screen(TEXTS, DataPolicy.OBSERVE, detector, Mapping()))
