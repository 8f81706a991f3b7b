# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reply that comes in pieces: the same as in one, wherever it is cut, and with the least held back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from balise.gateway.pseudonyms.placeholders import LONGEST, Mapping, restored
from balise.gateway.pseudonyms.restoring import BytesRestorer, Restorer

REPLIES = st.lists(
    st.sampled_from(
        [
            "[PERSONNE_1]",
            "[PERSONNE_1.2]",
            "[TELEPHONE_1]",
            "[NIR_9]",
            "[",
            "]",
            "[PERS",
            "_1",
            ".",
            "é",
            "😀",
            "[[",
            "a b",
        ]
    )
    | st.text(max_size=3),
    max_size=8,
).map("".join)


def mapping_of_three():
    mapping = Mapping()
    for label, value in (("PERSONNE", "Léa «Zoé» Roux"), ("PERSONNE", "LÉA «ZOÉ» ROUX"), ("TELEPHONE", "06\n12")):
        mapping.placeholder_of(label, value)
    return mapping


MAPPING = mapping_of_three()


@given(REPLIES)
def test_it_is_the_same_cut_in_two_at_every_place(reply):
    whole = restored(reply, MAPPING)
    for place in range(len(reply) + 1):
        restorer = Restorer(MAPPING)

        assert restorer.feed(reply[:place]) + restorer.feed(reply[place:]) + restorer.close() == whole


@given(REPLIES)
def test_it_is_the_same_character_by_character(reply):
    restorer = Restorer(MAPPING)

    assert "".join(map(restorer.feed, reply)) + restorer.close() == restored(reply, MAPPING)


@given(REPLIES)
def test_it_is_the_same_in_bytes_cut_in_two_at_every_place(reply):
    raw = reply.encode("utf-8", "surrogatepass") if reply.isprintable() else reply.encode("utf-8", "ignore")
    whole = restored(raw.decode("utf-8", "surrogateescape"), MAPPING).encode("utf-8", "surrogateescape")
    for place in range(len(raw) + 1):
        restorer = BytesRestorer(Restorer(MAPPING))

        assert restorer.feed(raw[:place]) + restorer.feed(raw[place:]) + restorer.close() == whole


@given(st.binary(max_size=60), st.integers(0, 60))
def test_bytes_that_are_no_text_leave_as_they_came(raw, place):
    restorer = BytesRestorer(Restorer(Mapping()))

    assert restorer.feed(raw[:place]) + restorer.feed(raw[place:]) + restorer.close() == raw


@given(REPLIES)
def test_it_holds_back_only_what_may_still_be_a_placeholder(reply):
    restorer = Restorer(Mapping())
    out = ""
    for place, each in enumerate(reply):
        out += restorer.feed(each)
        held = reply[len(out) : place + 1]

        assert len(held) < LONGEST
        assert held == "" or held.startswith("[")


def test_what_cannot_become_a_placeholder_leaves_at_once():
    restorer = Restorer(MAPPING)

    assert restorer.feed("voir [1] et [Annexe") == "voir [1] et [Annexe"
    assert restorer.feed(" [PERSO") == " "
    assert restorer.feed("NNE_1") == ""
    assert restorer.feed("] !") == "Léa «Zoé» Roux !"


def test_the_arguments_of_a_tool_stay_json_when_streamed():
    arguments = json.dumps({"qui": "[PERSONNE_1]", "tel": "[TELEPHONE_1]"})
    restorer = Restorer(MAPPING, inside_json=True)

    streamed = "".join(map(restorer.feed, arguments)) + restorer.close()
    assert json.loads(streamed) == {"qui": "Léa «Zoé» Roux", "tel": "06\n12"}
