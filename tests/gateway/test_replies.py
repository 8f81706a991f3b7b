# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was taken out of a request, put back into a whole reply, however the provider writes its JSON."""

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.gateway.pseudonyms.kinds import Kind
from balise.gateway.pseudonyms.placeholders import LABELS, Mapping
from balise.gateway.pseudonyms.restoring import Restorer
from balise.gateway.replies import restored_reply

PIECES = (
    "[PERSONNE_1]",
    "[PERSONNE_1",
    "[",
    "]",
    "PERSONNE_1",
    "\\",
    "\\u005b",
    "é",
    "\n",
    '"',
    "[1, 2]",
    "mot ",
    "[A",
)


def known() -> Mapping:
    mapping = Mapping()
    mapping.placeholder_of(LABELS[Kind.PERSON], "Odile Vasseur")
    return mapping


def reply(content: str) -> dict[str, object]:
    return {"choices": [{"message": {"content": content, "tool_calls": []}}], "usage": {"prompt_tokens": 1}}


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.booleans())
def test_a_placeholder_is_put_back_in_whatever_way_the_json_is_written(content: str, ascii_only: bool):
    raw = json.dumps(reply(content), ensure_ascii=ascii_only).encode()

    told = json.loads(restored_reply(raw, partial(Restorer, known())))

    assert told == reply(content.replace("[PERSONNE_1]", "Odile Vasseur"))


@pytest.mark.parametrize("bracket", [b"[", b"\\u005b", b"\\u005B"])
def test_a_bracket_may_be_written_by_its_number(bracket: bytes):
    raw = json.dumps(reply("Bonjour ICI")).encode().replace(b"ICI", bracket + b"PERSONNE_1]")

    told = json.loads(restored_reply(raw, partial(Restorer, known())))

    assert told == reply("Bonjour Odile Vasseur")


def test_a_reply_that_repeats_nothing_leaves_as_it_came():
    raw = b'{"choices" :  [ {"message": {"content": "Bonjour [1]\\n"}}]}'

    assert restored_reply(raw, partial(Restorer, known())) is raw
