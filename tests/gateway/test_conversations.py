# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A conversation whose history is not sent again: who is who travels sealed, and opens for nobody else."""

import json
import string
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from tests.gateway.conftest import KEY, RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import provider

from balise.core.policy import AccessKey, DataPolicy, PolicyBundle, fingerprint
from balise.gateway.conversations import (
    LONGEST,
    Conversations,
    ConversationTooLongError,
    SealKeyUnreadableError,
    conversations_of,
)
from balise.gateway.pseudonyms.sealing import SealBrokenError, SealExpiredError

HEADER = "X-Balise-Conversation"
OTHER_KEY, OTHER_USE = "sk-autre-0123456789", "sk-voisin-0123456789"
SEAL_KEY = b64encode(bytes(range(32))).decode()
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ALPHABET = string.ascii_letters + string.digits + "-_"
FIRST = "Merci d’écrire à Madame Odile Vasseur, odile.vasseur@courriel.example."
SECOND = "Ajoutez que Mme Vasseur viendra avec M. Hrzovski."


def rules(address: str) -> PolicyBundle:
    """Return rules that open two uses, the first one to two keys."""
    bundle = bundle_of(address, data_policy=DataPolicy.PSEUDONYMISE)
    keys = {fingerprint(OTHER_KEY): AccessKey("courriers"), fingerprint(OTHER_USE): AccessKey("voisin")}
    return replace(
        bundle,
        deployments={**bundle.deployments, "voisin": bundle.deployments["courriers"]},
        keys={**bundle.keys, **keys},
    )


@pytest.fixture(scope="module")
def sealing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """Run a gateway that was given a key to seal with, in a file."""
    folder = tmp_path_factory.mktemp("scellee")
    (folder / "cle").write_text(f"{SEAL_KEY}\n")
    with provider() as there:
        (folder / "regles.json").write_bytes(msgspec.json.encode(rules(there.address)))
        with run_gateway(folder, there, BALISE_GATEWAY_SEAL_KEY_FILE=str(folder / "cle")) as running:
            yield running


def say(
    gateway: RunningGateway, words: str, conversation: str, key: str = KEY, *, stream: bool = False
) -> requests.Response:
    """Say something in a conversation."""
    return gateway.client.post(
        f"{gateway.address}/v1/chat/completions",
        json={"model": "petit", "messages": [{"role": "user", "content": words}], "stream": stream},
        headers={"Authorization": f"Bearer {key}", HEADER: conversation},
        timeout=30,
        stream=stream,
    )


def left(gateway: RunningGateway) -> str:
    words: str = gateway.provider.last.body["messages"][-1]["content"]
    return words


def code_of(response: requests.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


def test_somebody_keeps_one_placeholder_from_one_call_to_the_next(sealing: RunningGateway):
    first = say(sealing, FIRST, "new")
    assert HEADER.lower() not in sealing.provider.last.headers
    assert left(sealing) == "Merci d’écrire à Madame [PERSONNE_1], [COURRIEL_1]."
    second = say(sealing, SECOND, first.headers[HEADER])

    assert left(sealing) == "Ajoutez que Mme [PERSONNE_1.2] viendra avec M. [PERSONNE_2]."
    assert second.json()["choices"][0]["message"]["content"] == SECOND
    assert second.headers[HEADER].partition(".")[0] == first.headers[HEADER].partition(".")[0]


def test_what_a_client_writes_like_a_placeholder_is_never_taken_for_somebody(sealing: RunningGateway):
    begun = say(sealing, FIRST, "new").headers[HEADER]
    reply = say(sealing, "Qui est [PERSONNE_1] ?", begun)

    assert reply.json()["choices"][0]["message"]["content"] == "Qui est [PERSONNE_1] ?"
    assert left(sealing) == "Qui est [TEXTE_1] ?"


def test_a_stream_carries_its_conversation_in_its_head(sealing: RunningGateway):
    begun = say(sealing, FIRST, "new", stream=True)
    begun.content  # noqa: B018 - read to its end
    say(sealing, SECOND, begun.headers[HEADER])

    assert left(sealing).startswith("Ajoutez que Mme [PERSONNE_1.2]")


def test_a_call_that_asks_for_no_conversation_is_given_none(sealing: RunningGateway):
    assert HEADER not in sealing.ask(FIRST).headers


@pytest.mark.parametrize("key", [OTHER_KEY, OTHER_USE])
def test_it_opens_for_no_other_key_nor_use(sealing: RunningGateway, key: str):
    begun = say(sealing, FIRST, "new").headers[HEADER]
    sealing.provider.seen.clear()

    assert code_of(say(sealing, SECOND, begun, key)) == (400, "conversation_broken")
    assert sealing.provider.seen == []


@pytest.mark.parametrize("given_back", ["x", ".", "a.b", "NEW1", "nouveau.AAAA", "é.é"])
def test_what_is_no_conversation_is_told_so_without_being_repeated(sealing: RunningGateway, given_back: str):
    refused = say(sealing, SECOND, given_back.encode("utf-8").decode("latin-1"))

    assert code_of(refused) == (400, "conversation_broken")
    assert "X-Balise-Conversation: new" in refused.json()["error"]["message"]


def test_a_conversation_too_long_for_a_header_sends_nothing(sealing: RunningGateway):
    many = " ".join(f"personne{rank}@courriel-assez-long.example" for rank in range(400))
    sealing.provider.seen.clear()

    assert code_of(say(sealing, many, "new")) == (413, "conversation_too_long")
    assert sealing.provider.seen == []


def test_a_conversation_near_the_limit_goes_on(sealing: RunningGateway):
    many = " ".join(f"personne{rank}@courriel.example" for rank in range(230))
    begun = say(sealing, many, "new").headers[HEADER]
    again = say(sealing, "Écrivez à personne7@courriel.example.", begun)

    assert len(begun) > LONGEST * 3 // 4
    assert left(sealing) == "Écrivez à [COURRIEL_8]."
    assert again.json()["choices"][0]["message"]["content"] == "Écrivez à personne7@courriel.example."


def test_nothing_of_a_conversation_is_in_what_the_gateway_writes(sealing: RunningGateway):
    begun = say(sealing, FIRST, "new")
    written = b"".join(path.read_bytes() for path in sealing.folder.iterdir() if path.name != "cle")
    measures = sealing.client.get(f"{sealing.address}/metrics").content

    for secret in ("Vasseur", "odile.vasseur", begun.headers[HEADER], SEAL_KEY):
        assert secret.encode() not in written + measures
    for value in ("Vasseur", "odile.vasseur"):
        assert value not in begun.headers[HEADER]


def test_a_gateway_without_a_key_says_how_to_do_without(gateway: RunningGateway):
    gateway.provider.seen.clear()
    refused = say(gateway, FIRST, "new")

    assert code_of(refused) == (400, "conversations_not_set_up")
    assert "BALISE_GATEWAY_SEAL_KEY" in refused.json()["error"]["message"]
    assert gateway.provider.seen == []


@pytest.mark.parametrize("key", ["courte", b64encode(b"x" * 16).decode(), "é" * 44])
def test_a_key_of_another_shape_stops_the_gateway_without_being_shown(tmp_path: Path, key: str):
    words = ["gateway", "--bundle", "regles.json", "--journal", "sqlite:///usages.db"]
    ended = subprocess.run(
        [sys.executable, "-m", "balise", *words],
        cwd=tmp_path,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONUTF8": "1",
            "PYTHONPATH": ":".join(sys.path),
            "BALISE_GATEWAY_SEAL_KEY": key,
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "32 octets" in ended.stderr
    assert key not in ended.stderr


def test_a_file_that_is_not_there_stops_the_gateway_too():
    with pytest.raises(SealKeyUnreadableError):
        conversations_of({"BALISE_GATEWAY_SEAL_KEY_FILE": "rien/ici"}, 24)


def test_no_key_is_no_conversation():
    assert conversations_of({}, 24) is None


# Of the clock and of seals, without a gateway.


def conversations(hours: float = 24) -> Conversations:
    made = conversations_of({"BALISE_GATEWAY_SEAL_KEY": SEAL_KEY}, hours)
    assert made is not None
    return made


def test_a_conversation_expires_after_its_last_call():
    room = conversations()
    begun = room.opened(b"new", "courriers", "k", NOW)
    begun.mapping.placeholder_of("PERSONNE", "Zoé Roux")
    sealed = room.sealed(begun, NOW)
    again = room.opened(sealed, "courriers", "k", NOW + DAY - timedelta(minutes=1))

    assert again.mapping.value_of("[PERSONNE_1]") == "Zoé Roux"
    with pytest.raises(SealExpiredError):
        room.opened(sealed, "courriers", "k", NOW + DAY)
    later = room.sealed(again, NOW + DAY - timedelta(minutes=1))
    assert room.opened(later, "courriers", "k", NOW + DAY).id == begun.id


def test_another_gateway_cannot_open_it():
    sealed = conversations().sealed(conversations().opened(b"new", "courriers", "k", NOW), NOW)
    other = Conversations(bytes(32), DAY)

    with pytest.raises(SealBrokenError):
        other.opened(sealed, "courriers", "k", NOW)


@given(st.integers(0, 100), st.integers(1, 63))
def test_a_seal_changed_anywhere_is_broken(place: int, shift: int):
    room = conversations()
    begun = room.opened(b"new", "courriers", "k", NOW)
    begun.mapping.placeholder_of("PERSONNE", "Zoé Roux")
    sealed = room.sealed(begun, NOW).decode()
    other = ALPHABET[(ALPHABET.find(sealed[place]) + shift) % len(ALPHABET)]

    with pytest.raises(SealBrokenError):
        room.opened(f"{sealed[:place]}{other}{sealed[place + 1 :]}".encode(), "courriers", "k", NOW)


def test_no_header_longer_than_the_limit_is_read():
    with pytest.raises(ConversationTooLongError):
        conversations().opened(b"a." + b"A" * LONGEST, "courriers", "k", NOW)


def test_the_mapping_and_the_key_are_not_in_what_is_printed():
    room = conversations()
    begun = room.opened(b"new", "courriers", "k", NOW)
    begun.mapping.placeholder_of("PERSONNE", "Zoé Roux")

    assert "Roux" not in repr(begun)
    assert json.dumps(SEAL_KEY) not in repr(room)
    assert repr(room.key) not in repr(room)
