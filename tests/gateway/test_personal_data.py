# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Personal data on the way: replaced before it leaves, put back in what comes back, counted, or refused."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.gateway.conftest import RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import provider
from tests.gateway.test_calls import events
from tests.gateway.test_records import record_of

from balise.core.policy import DataPolicy

LETTER = "Madame Odile Vasseur, née le 12 mars 1964, a écrit depuis odile.vasseur@courriel.example hier."
GIVEN = ("Vasseur", "12 mars 1964", "odile.vasseur@courriel.example")


@pytest.fixture
def under(gateway: RunningGateway) -> Callable[[DataPolicy], RunningGateway]:
    """Return a function that puts the deployment under a policy."""

    def put(policy: DataPolicy) -> RunningGateway:
        version = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
        gateway.publish(bundle_of(gateway.provider.address, version + 1, data_policy=policy))
        return gateway

    return put


def sent(gateway: RunningGateway) -> str:
    return json.dumps(gateway.provider.last.body, ensure_ascii=False)


def test_what_leaves_names_nobody_and_what_comes_back_does(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    answered = gateway.ask(LETTER)

    assert answered.json()["choices"][0]["message"]["content"] == LETTER
    for value in GIVEN:
        assert value not in sent(gateway)
    assert "[PERSONNE_1]" in sent(gateway)
    record = record_of(gateway, answered.headers["X-Balise-Record"])
    assert {"person", "birth_date", "email"} <= record.personal_data.keys()


def test_a_stream_puts_back_what_comes_in_pieces(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    heard = events(gateway.ask(LETTER, stream=True))
    text = "".join(each["choices"][0]["delta"].get("content") or "" for each in heard[:-1])

    assert text == LETTER
    assert heard[-1] == b"[DONE]"


def test_the_arguments_of_a_tool_are_put_back_as_json(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    tools = [{"type": "function", "function": {"name": "chercher", "parameters": {"type": "object"}}}]
    message = gateway.ask(LETTER, tools=tools).json()["choices"][0]["message"]

    assert json.loads(message["tool_calls"][0]["function"]["arguments"]) == {"text": LETTER}


def test_the_same_person_keeps_one_name_through_a_conversation(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    messages = [
        {"role": "user", "content": "Répondez à Madame Odile Vasseur."},
        {"role": "assistant", "content": "Chère Madame Vasseur, merci."},
        {"role": "user", "content": [{"type": "text", "text": "Ajoutez que Mme Vasseur sera reçue."}]},
    ]
    gateway.ask(messages=messages)
    texts = sent(gateway)

    assert "Vasseur" not in texts
    assert texts.count("[PERSONNE_1") == 3


def test_a_text_that_looks_like_a_placeholder_comes_back_as_it_was(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    words = f"Le champ [PERSONNE_1] reste tel quel. {LETTER}"

    assert gateway.ask(words).json()["choices"][0]["message"]["content"] == words


def test_a_use_that_sends_none_is_refused_with_their_types(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.BLOCK)
    refused = gateway.ask(LETTER)

    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "personal_data")
    assert "nom de personne" in refused.json()["error"]["message"]
    for value in GIVEN:
        assert value not in refused.text
    assert gateway.provider.seen == []
    assert gateway.ask("Où est la mairie ?").status_code == 200


def test_a_use_that_observes_counts_and_changes_nothing(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.OBSERVE)
    answered = gateway.ask(LETTER)

    assert LETTER in sent(gateway)
    assert record_of(gateway, answered.headers["X-Balise-Record"]).personal_data["email"] == 1


@pytest.mark.parametrize(
    "part",
    [
        {"type": "image_url", "image_url": {"url": "https://exemple.example/photo.jpg"}},
        {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
        {"type": "file", "file": {"file_id": "f"}},
        "texte nu",
    ],
)
def test_what_is_no_text_does_not_leave_unseen(under: Callable[[DataPolicy], RunningGateway], part: Any):
    gateway = under(DataPolicy.PSEUDONYMISE)
    refused = gateway.ask([{"type": "text", "text": "Bonjour"}, part])

    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "part_not_screened")
    assert gateway.provider.seen == []


@pytest.mark.parametrize(
    "field",
    [
        {"stop": ["Madame Odile Vasseur"]},
        {"reasoning_effort": "Madame Odile Vasseur"},
        {"de_ce_fournisseur": {"consigne": ["Madame Odile Vasseur"], "name": "Madame Odile Vasseur"}},
        {"tools": [{"type": "function", "function": {"name": "Madame Odile Vasseur"}}]},
        {"tool_choice": {"type": "function", "function": {"name": "Madame Odile Vasseur"}}},
        {"messages": [{"role": "tool", "content": "Bonjour", "tool_call_id": "Madame Odile Vasseur"}]},
        {"messages": [{"role": "user", "content": "Bonjour", "name": "Odile_Vasseur"}]},
        {"messages": [{"role": "user", "content": "Bonjour", "en_plus": "Madame Odile Vasseur"}]},
        {
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": "Bonjour", "de": "Madame Odile Vasseur"}]}
            ]
        },
    ],
)
def test_no_field_carries_a_name_out(under: Callable[[DataPolicy], RunningGateway], field: dict[str, Any]):
    gateway = under(DataPolicy.PSEUDONYMISE)

    assert gateway.ask("Bonjour", **field).status_code == 200
    assert "Vasseur" not in sent(gateway)


def test_the_name_of_a_tool_is_left_to_it(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    gateway.ask(
        "", messages=[{"role": "user", "content": "Bonjour"}, {"role": "tool", "name": "lire", "content": "Oui"}]
    )

    assert gateway.provider.last.body["messages"][1]["name"] == "lire"


def test_a_text_of_a_megabyte_is_searched_while_others_are_served(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    words = f"{LETTER} " + "La commission a examiné la demande. " * 20_000
    answered = gateway.ask(words)

    assert answered.json()["choices"][0]["message"]["content"] == words
    assert "Vasseur" not in sent(gateway)


def test_a_search_that_takes_too_long_sends_nothing(tmp_path: Path):
    with provider() as there:
        rules = bundle_of(there.address, data_policy=DataPolicy.PSEUDONYMISE)
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(rules))
        with run_gateway(tmp_path, there, BALISE_GATEWAY_SEARCH_SECONDS="0.0000001") as hurried:
            refused = hurried.ask(LETTER)

    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "detection_failed")
    assert there.seen == []
    for value in GIVEN:
        assert value not in refused.text


def test_a_surname_told_in_one_message_is_replaced_bare_in_the_next(under: Callable[[DataPolicy], RunningGateway]):
    gateway = under(DataPolicy.PSEUDONYMISE)
    words = "Que répondre à Hrzovski ?"
    answered = gateway.ask(
        messages=[{"role": "user", "content": "Voici la lettre de M. Hrzovski."}, {"role": "user", "content": words}]
    )

    assert "Hrzovski" not in sent(gateway)
    assert answered.json()["choices"][0]["message"]["content"] == words


@pytest.mark.skipif(find_spec("spacy") is not None, reason="the extra « names » is installed here")
def test_names_by_a_model_that_is_not_installed_stop_the_gateway_with_what_to_do(tmp_path: Path):
    words = ["gateway", "--bundle", "regles.json", "--journal", "sqlite:///usages.db"]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-m", "balise", *words],
        cwd=tmp_path,
        env={**environment, "BALISE_GATEWAY_NAMES_PROCESSES": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "balise[names]" in ended.stderr
