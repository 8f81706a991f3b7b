# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Faults of clients, of providers and of the machine: each ends as it is written here, and the gateway goes on."""

import json
import random
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from tests.gateway.conftest import KEY, RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import provider

from balise.core.policy import DataPolicy
from balise.loading.usage_journal.opening import open_journal

KILLS = 20


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """Run a gateway that waits for nobody."""
    folder = tmp_path_factory.mktemp("pressee")
    seconds = {f"BALISE_GATEWAY_{name}_SECONDS": "0.3" for name in ("HEAD", "BODY", "FIRST_BYTE", "BETWEEN", "STALLED")}
    with provider() as there:
        (folder / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        with run_gateway(folder, there, **seconds) as running:
            yield running


def wire_to(gateway: RunningGateway) -> socket.socket:
    host, port = gateway.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)))


def test_a_head_sent_letter_by_letter_is_given_up(hurried: RunningGateway):
    with wire_to(hurried) as wire:
        wire.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHo")

        assert wire.recv(100) == b""
    assert hurried.ask().status_code == 200


def test_a_body_that_never_ends_is_told_so(hurried: RunningGateway):
    with wire_to(hurried) as wire:
        wire.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")

        assert b" 408 " in wire.makefile("rb").readline()
    assert hurried.ask().status_code == 200


def test_an_answer_that_has_a_head_alone_comes_too(hurried: RunningGateway):
    def head_of(method: bytes) -> dict[bytes, bytes]:
        wire.sendall(method + b" /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        assert answers.readline() == b"HTTP/1.1 200 OK\r\n"
        lines = (line.rstrip().partition(b": ") for line in iter(answers.readline, b"\r\n"))
        return {name: value for name, _, value in lines}

    with wire_to(hurried) as wire, wire.makefile("rb") as answers:
        for method in (b"HEAD", b"HEAD"):
            assert b"content-length" in head_of(method)
        length = int(head_of(b"GET")[b"content-length"])

        assert json.loads(answers.read(length))["ready"] is True


def test_the_head_of_a_stream_comes_before_its_first_word(hurried: RunningGateway):
    asked = {"model": "petit", "stream": True, "messages": [{"role": "user", "content": "mute"}]}
    body = json.dumps(asked)
    with wire_to(hurried) as wire:
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {KEY}\r\n"
        wire.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())

        assert wire.recv(100_000).endswith(b"\r\n\r\n")


def test_a_provider_that_says_nothing_is_given_up(hurried: RunningGateway):
    failed = hurried.ask("stall")

    assert (failed.status_code, failed.json()["error"]["code"]) == (504, "provider_silent")


def test_a_stream_that_falls_silent_ends_by_an_error(hurried: RunningGateway):
    heard = hurried.ask("un silence deux", stream=True).content

    assert b'"provider_silent"' in heard
    assert b"[DONE]" not in heard


def test_a_client_that_reads_nothing_holds_nobody_up(hurried: RunningGateway):
    body = json.dumps(
        {"model": "petit", "stream": True, "messages": [{"role": "user", "content": "mot " * 200_000 + "stall"}]}
    )
    with wire_to(hurried) as wire:
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {KEY}\r\n"
        wire.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        hurried.wait_for(
            lambda _state: "balise_open_streams 1" in hurried.client.get(f"{hurried.address}/metrics").text
        )
        hurried.wait_for(
            lambda _state: "balise_open_streams 0" in hurried.client.get(f"{hurried.address}/metrics").text
        )
    assert hurried.ask().status_code == 200


WHOLE: dict[str, Any] = {
    "model": "petit",
    "messages": [
        {"role": "system", "content": "Tu aides un agent."},
        {"role": "user", "content": [{"type": "text", "text": "Bonjour"}], "name": "agent"},
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "1", "function": {"arguments": "{}", "name": "f"}}],
        },
        {"role": "user", "content": "Bonjour"},
    ],
    "temperature": 0.5,
    "max_tokens": 12,
    "n": 1,
    "stop": ["fin"],
    "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}],
    "stream_options": None,
}
ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    10**40,
    1e308,
    "",
    "x" * 5000,
    [],
    {},
    [[]],
    {"a": {}},
    "\u0000",
    "\ud83d\ude00",
    ["a"] * 99,
]


def mutated(draw: random.Random) -> bytes:
    """Return a valid request, damaged: a value replaced somewhere, a key gone, or bytes changed."""
    body = json.loads(json.dumps(WHOLE))
    if draw.random() < 0.7:
        holder: Any = body
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            key = draw.choice(keys)
            if isinstance(holder[key], dict | list) and holder[key] and draw.random() < 0.7:
                holder = holder[key]
                continue
            if isinstance(holder, dict) and draw.random() < 0.2:
                del holder[key]
            else:
                holder[key] = draw.choice(ODD)
            break
        return json.dumps(body).encode()
    raw = bytearray(json.dumps(body).encode())
    for _change in range(draw.randint(1, 6)):
        raw[draw.randrange(len(raw))] = draw.randrange(256)
    return bytes(raw)


def test_hundreds_of_damaged_requests_are_each_answered_and_never_by_a_failure_of_ours(gateway: RunningGateway):
    version = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
    gateway.publish(bundle_of(gateway.provider.address, version + 1, data_policy=DataPolicy.PSEUDONYMISE))
    draw = random.Random(20261122)  # noqa: S311 - a drawing that anyone can repeat
    for _request in range(600):
        raw = mutated(draw)
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
        answered = gateway.client.post(f"{gateway.address}/v1/chat/completions", data=raw, headers=headers, timeout=30)

        assert answered.status_code < 500, raw
        assert "error" in answered.json() or answered.status_code == 200
    assert (gateway.folder / "erreurs.txt").read_text() == ""


def test_every_reply_that_came_whole_has_its_record_whenever_the_gateway_is_killed(tmp_path: Path):
    """Print the count that the READMEs quote: ``pytest -rP`` shows it."""
    received: list[str] = []
    with provider() as there:
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        draw = random.Random(7)  # noqa: S311 - idem
        for _kill in range(KILLS):
            with run_gateway(tmp_path, there) as gateway:
                enough, whole = draw.randint(3, 120), threading.Semaphore(0)
                clients = [threading.Thread(target=_ask_on, args=(gateway, received, whole)) for _ in range(6)]
                for client in clients:
                    client.start()
                for _reply in range(enough):
                    whole.acquire()
                gateway.process.send_signal(signal.SIGKILL)
                for client in clients:
                    client.join()
    with open_journal(f"sqlite:///{tmp_path / 'usages.db'}") as journal:
        kept = {record.id for record in journal.records()}
        counted = sum(totals.calls for totals in journal.totals().values())

    found = len(set(received) & kept)
    sys.stdout.write(f"{KILLS} kills: {len(received)} replies received whole, {found} in the journal.\n")
    assert len(received) >= 3 * KILLS
    assert set(received) <= kept
    assert counted == len(kept)


def _ask_on(gateway: RunningGateway, received: list[str], whole: threading.Semaphore) -> None:
    """Ask until the gateway is gone, plain and streamed by turns; note each reply that came whole."""
    with requests.Session() as session:
        headers = {"Authorization": f"Bearer {KEY}"}
        for turn in range(100_000):
            body = {"model": "petit", "messages": [{"role": "user", "content": "un deux"}], "stream": turn % 2 == 0}
            try:
                answered = session.post(
                    f"{gateway.address}/v1/chat/completions", json=body, headers=headers, timeout=30
                )
            except requests.RequestException:
                return
            if turn % 2 or b"[DONE]" in answered.content:
                received.append(answered.headers["X-Balise-Record"])
                whole.release()
