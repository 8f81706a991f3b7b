# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A name announced in one message is found bare in the others, and an ordinary word never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.policy import DataPolicy
from balise.gateway.pseudonyms.detection import Detector
from balise.gateway.pseudonyms.placeholders import Mapping
from balise.gateway.pseudonyms.restoring import Restorer
from balise.gateway.pseudonyms.screening import screen

DETECTOR = Detector.shipped()


def leaving(texts, mapping=None):
    return screen(texts, DataPolicy.PSEUDONYMISE, DETECTOR, Mapping() if mapping is None else mapping).texts


@pytest.mark.parametrize("bare", ["Quid de Kravtchouzk ?", "KRAVTCHOUZK refuse.", "(Kravtchouzk)"])
def test_a_surname_told_in_one_message_is_found_bare_in_another(bare):
    assert "ravtchouzk" not in leaving([bare, "Répondez à Mme Kravtchouzk."])[0].lower()


def test_a_surname_told_in_an_earlier_call_is_found_bare_in_the_next():
    mapping = Mapping()
    leaving(["Répondez à Mme Odile Kravtchouzk."], mapping)

    assert leaving(["Que dire à Kravtchouzk ?"], mapping) == ("Que dire à [PERSONNE_1.2] ?",)


@pytest.mark.parametrize(
    "text", ["Petit rappel sur la salle.", "Paris est loin.", "La Kravtchouzkienne est une danse."]
)
def test_a_surname_that_is_also_a_word_does_not_spoil_the_other_messages(text):
    named = "Mme Petit, M. Paris et Mme Kravtchouzk sont venus."

    assert leaving([text, named])[0] == text


@given(st.lists(st.text(max_size=40), max_size=4))
def test_what_leaves_comes_back_to_the_letter(texts):
    mapping = Mapping()
    left = leaving(["Mme Kravtchouzk est venue.", *texts], mapping)
    back = []
    for text in left:
        restorer = Restorer(mapping)
        back.append(restorer.feed(text) + restorer.close())

    assert back == ["Mme Kravtchouzk est venue.", *texts]
