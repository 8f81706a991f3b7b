# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The provider of the demonstration answers whatever the gateway lets through, and repeats a placeholder whole."""

import pytest

from balise.demo.provider import SAID, reply_to


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"messages": ["a"]},
        {"messages": [{"role": "user"}], "response_format": "x"},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": {}}, 7]}]},
        {"messages": [{"role": "user", "content": {"a": 1}}]},
        {"prompt": [1, 2]},
    ],
)
def test_it_answers_what_is_oddly_made(body):
    assert reply_to(body).startswith(SAID)


def test_it_repeats_a_placeholder_whole():
    asked = {"messages": [{"role": "user", "content": "Et [PERSONNE_1.2] ? Et encore ?"}]}

    assert reply_to(asked) == f"{SAID} Et [PERSONNE_1.2] ?"
