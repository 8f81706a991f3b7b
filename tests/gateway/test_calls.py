# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Calls through a running gateway: what passes, what is refused and how it is told, what a failing provider becomes."""

import json
import socket
from typing import Any
from urllib.parse import unquote

import pytest
import requests
from tests.gateway.conftest import CHARTER, KEY, SECRET, RunningGateway, bundle_of

from balise.core.frameworks import ControlKind
from balise.core.policy import AppliedControl, Contact, Quota, Standing
from balise.core.usage import Fate, UsageRecord
from balise.loading.usage_journal.opening import open_journal


def events(response: requests.Response) -> list[Any]:
    """Return the data of each event of a stream."""
    lines = [line[6:] for line in response.iter_lines() if line.startswith(b"data: ")]
    return [line if line == b"[DONE]" else json.loads(line) for line in lines]


def test_a_call_reaches_the_model_under_its_own_name_with_the_secret_of_the_gateway(gateway: RunningGateway):
    answered = gateway.ask("Bonjour, où est la mairie ?", user="agent.dupont", temperature=0.2)

    assert answered.status_code == 200
    assert answered.json()["choices"][0]["message"]["content"] == "Bonjour, où est la mairie ?"
    sent = gateway.provider.last
    assert (sent.path, sent.body["model"], sent.body["temperature"]) == ("/v1/chat/completions", "petit-8b", 0.2)
    assert sent.headers["authorization"] == f"Bearer {SECRET}"
    assert KEY not in str(sent)
    assert "user" not in sent.body


def test_the_reply_bears_the_notice_the_entry_and_the_name_of_its_record(gateway: RunningGateway):
    headers = gateway.ask().headers

    assert unquote(headers["X-Balise-Notice"]) == "Préparé avec l’aide d’une IA, relu par un agent."
    assert headers["X-Balise-Register"] == "https://ia.valbrise.example/r/abcdefgh/"
    assert len(headers["X-Balise-Record"]) == 32


def test_a_stream_is_passed_on_and_its_count_kept_unless_asked_for(gateway: RunningGateway):
    asked = gateway.ask("un deux trois", stream=True)
    heard = events(asked)

    assert asked.headers["Content-Type"].startswith("text/event-stream")
    text = "".join(each["choices"][0]["delta"].get("content", "") for each in heard[:-1])
    assert text == "un deux trois"
    assert heard[-1] == b"[DONE]"
    assert all(each["choices"] for each in heard[:-1])
    assert gateway.provider.last.body["stream_options"] == {"include_usage": True}

    counted = events(gateway.ask("un", stream=True, stream_options={"include_usage": True}))
    assert counted[-2]["usage"]["completion_tokens"] == 7


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("completions", {"model": "petit", "prompt": "La mairie"}),
        ("embeddings", {"model": "petit", "input": ["La mairie", "l’école"]}),
    ],
)
def test_the_other_addresses_answer_too(gateway: RunningGateway, path: str, body: dict[str, Any]):
    answered = gateway.client.post(
        f"{gateway.address}/v1/{path}", json=body, headers={"Authorization": f"Bearer {KEY}"}
    )

    assert answered.status_code == 200
    assert gateway.provider.last.path == f"/v1/{path}"


def test_the_list_of_models_is_that_of_the_key(gateway: RunningGateway):
    listed = gateway.client.get(f"{gateway.address}/v1/models", headers={"Authorization": f"Bearer {KEY}"}).json()
    one = gateway.client.get(f"{gateway.address}/v1/models/petit", headers={"Authorization": f"Bearer {KEY}"})
    other = gateway.client.get(f"{gateway.address}/v1/models/grand", headers={"Authorization": f"Bearer {KEY}"})

    assert [each["id"] for each in listed["data"]] == ["petit"]
    assert (one.status_code, other.status_code) == (200, 404)


def test_a_refusal_cites_the_voted_sentence_and_says_the_way_out(gateway: RunningGateway):
    refused = gateway.ask(model="grand")
    error = refused.json()["error"]
    cited = CHARTER[ControlKind.SMALLEST_MODEL]

    assert refused.status_code == 403
    assert (error["code"], error["type"]) == ("larger_than_justified", "permission_error")
    assert error["balise"]["commitments"] == [
        {"id": cited, "statement": f"Phrase votée {cited}", "link": f"https://ia.valbrise.example/{cited}"}
    ]
    told = error["message"].replace("\u00a0", " ")
    assert "plus grand que ce que le dossier justifie" in told
    assert f"Phrase votée {cited}" in told
    assert "Demandez « petit »" in told
    assert "https://ia.valbrise.example/r/abcdefgh/" in told
    assert gateway.provider.seen == []


def test_a_message_quotes_two_sentences_and_the_rest_is_beside(gateway: RunningGateway):
    behind = tuple(AppliedControl(ControlKind.DEPLOYED_DOSSIER, CHARTER[kind]) for kind in list(ControlKind)[:4])
    state = gateway.client.get(f"{gateway.address}/healthz").json()
    changed = bundle_of(
        gateway.provider.address, state["bundle"]["version"] + 1, standing=Standing.SUSPENDED, controls=behind
    )
    gateway.publish(changed)

    error = gateway.ask().json()["error"]
    assert [each["id"] for each in error["balise"]["commitments"]] == [each.commitment for each in behind]
    assert [each["statement"] in error["message"] for each in error["balise"]["commitments"]] == [
        True,
        True,
        False,
        False,
    ]


def test_a_model_that_the_key_does_not_open_is_a_matter_of_the_catalogue_alone(gateway: RunningGateway):
    error = gateway.ask(model="inconnu").json()["error"]

    assert [each["id"] for each in error["balise"]["commitments"]] == [CHARTER[ControlKind.CATALOGUE_ONLY]]


def test_a_refusal_is_told_in_english_to_whoever_asks_for_it(gateway: RunningGateway):
    gateway.client.headers["Accept-Language"] = "en-GB,en;q=0.9"
    try:
        told = gateway.ask(model="grand").json()["error"]["message"]
    finally:
        del gateway.client.headers["Accept-Language"]

    assert "larger than the dossier justifies" in told


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"standing": Standing.SUSPENDED}, 403, "dossier_suspended"),
        ({"standing": Standing.NOT_DEPLOYED}, 403, "dossier_not_deployed"),
        ({"contact": Contact.DIRECT}, 403, "direct_interaction"),
        ({"jurisdictions": ("DE",)}, 403, "provider_jurisdiction"),
        ({"quota": Quota(tokens_per_day=0)}, 429, "quota_tokens_day"),
        ({"quota": Quota(wh_per_month=0.0)}, 429, "quota_energy_month"),
        ({"quota": Quota(wh_per_day=0.0000005)}, 429, "quota_energy_day"),
    ],
)
def test_what_the_bundle_closes_is_closed_on_the_next_call(
    gateway: RunningGateway, changes: dict[str, Any], status: int, code: str
):
    version = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
    gateway.publish(bundle_of(gateway.provider.address, version + 1, **changes))
    refused = gateway.ask()

    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    assert gateway.provider.seen == []


@pytest.mark.parametrize("key", ["", "sk-autre"])
def test_nothing_opens_without_its_key(gateway: RunningGateway, key: str):
    refused = gateway.ask(key=key)

    assert refused.status_code == 401
    assert refused.json()["error"]["type"] == "authentication_error"


ELSEWHERE = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("field", "told"),
    [
        *(
            ({name: ELSEWHERE}, name)
            for name in ("api_base", "base_url", "API_BASE", "extra_headers", "custom_llm_provider", "models")
        ),
        *(
            ({name: ELSEWHERE}, name)
            for name in ("extra_hosts", "hosts", "hostname", "openai_api_base", "apiBase", "api-base", "callback_url")
        ),
        *(({name: ELSEWHERE}, name) for name in ("server", "target", "upstream", "gateway", "uri", "webhook")),
        ({"extra_body": {"api_base": ELSEWHERE}}, "extra_body"),
        ({"options_du_fournisseur": [{"api_base": ELSEWHERE}]}, "options_du_fournisseur.api_base"),
        ({"web_search_options": {}}, "web_search_options"),
        ({"tools": [{"type": "mcp", "server_url": ELSEWHERE, "server_label": "x"}]}, "tools"),
        ({"tools": [{"type": "web_search"}]}, "tools"),
    ],
)
def test_no_field_of_a_request_chooses_where_it_goes(gateway: RunningGateway, field: dict[str, Any], told: str):
    refused = gateway.ask(**field)

    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "routing_refused")
    assert f"«\u00a0{told}\u00a0»" in refused.json()["error"]["message"]
    assert gateway.provider.seen == []


def test_no_parameter_of_the_address_chooses_where_a_call_goes(gateway: RunningGateway):
    asked = {"model": "petit", "messages": [{"role": "user", "content": "Bonjour"}]}
    address = f"{gateway.address}/v1/chat/completions?api_base={ELSEWHERE}"
    refused = gateway.client.post(address, json=asked, headers={"Authorization": f"Bearer {KEY}"}, timeout=30)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "routing_refused")
    assert gateway.provider.seen == []


def test_the_schema_of_a_tool_or_of_a_reply_may_have_an_address(gateway: RunningGateway):
    schema = {"type": "object", "properties": {"url": {"type": "string"}, "host": {"type": "string"}}}
    tools = [{"type": "function", "function": {"name": "lire", "parameters": schema}}]
    shape = {"type": "json_schema", "json_schema": {"name": "lien", "schema": schema}}

    assert gateway.ask(tools=tools, response_format=shape).status_code == 200


def test_a_field_named_twice_is_sent_as_it_was_decided(gateway: RunningGateway):
    raw = b'{"model":"grand","messages":[{"role":"user","content":"a"}],"model":"petit"}'
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    answered = gateway.client.post(f"{gateway.address}/v1/chat/completions", data=raw, headers=headers)

    assert answered.status_code == 200
    assert gateway.provider.last.body["model"] == "petit-8b"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"messages": []}', "invalid_field"),
        (b'{"model": "petit", "messages": []}', "invalid_field"),
        (b'{"model": "petit", "messages": ["a"]}', "invalid_field"),
        (b'{"model": "petit", "messages": [{}]}', "invalid_field"),
        (b'{"model": "petit", "messages": [{"role": "user"}]}', "invalid_field"),
        (b'{"model": "petit", "messages": [{"content": "a"}]}', "invalid_field"),
        (b'{"model": 7, "messages": [{"role": "user"}]}', "invalid_field"),
        (b'{"model": "petit", "messages": [{"role": "user"}], "stream": "oui"}', "invalid_field"),
    ],
)
def test_a_body_that_cannot_be_served_is_refused_in_words(gateway: RunningGateway, raw: bytes, code: str):
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    refused = gateway.client.post(f"{gateway.address}/v1/chat/completions", data=raw, headers=headers)

    assert (refused.status_code, refused.json()["error"]["code"]) == (400, code)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "il est vide"),
        (b"[]", "il contient autre chose qu’un objet"),
        (b'{"model": "petit", ', "il s’arrête avant la fin de l’objet"),
        (b'{"model": "petit", "n": NaN}', "il est mal formé à l’octet 24"),
        (b'{"model": "petit", "messages": "\xff\xfe"}', "il n’est pas en UTF-8"),
        (b"[" * 100_000, "il emboîte trop d’objets"),
        (b'{"model": "petit", "temperature": 1e400}', "un nombre y est trop grand"),
        (b'{"model": "petit", "messages": "\\ud800"}', "une lettre y est écrite à moitié («\u00a0\\u\u00a0»)"),
    ],
)
def test_a_body_that_is_no_object_is_told_why_in_the_language_asked_for(
    gateway: RunningGateway, raw: bytes, reason: str
):
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    error = gateway.client.post(f"{gateway.address}/v1/chat/completions", data=raw, headers=headers).json()["error"]

    assert (error["code"], error["type"]) == ("invalid_body", "invalid_request_error")
    assert error["message"] == f"Le corps de la demande doit être un objet JSON, en UTF-8\u00a0: {reason}."


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(gateway: RunningGateway):
    host, port = gateway.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as wire:
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}\r\nContent-Length: 10000001\r\n\r\n"
        wire.sendall(head.encode())
        answer = wire.makefile("rb")
        answered, told = answer.readline(), answer.read().decode()

    assert b" 413 " in answered
    assert "La demande dépasse 10\u00a0Mo." in told
    assert '"invalid_request_error"' in told


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/v1/responses", "POST", 404, "unknown_url"),
        ("/", "GET", 404, "unknown_url"),
        ("/v1/chat/completions", "GET", 405, "method_not_allowed"),
        ("/v1/models", "DELETE", 405, "method_not_allowed"),
    ],
)
def test_anything_else_is_refused_clearly(gateway: RunningGateway, path: str, method: str, status: int, code: str):
    refused = gateway.client.request(method, gateway.address + path)

    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        ("400", 400, "provider_refused"),
        ("422", 400, "provider_refused"),
        ("429", 503, "provider_busy"),
        ("401", 502, "provider_forbids"),
        ("500", 502, "provider_failed"),
        ("reset", 502, "provider_broken"),
        ("half", 502, "provider_broken"),
        ("garbage", 502, "provider_broken"),
    ],
)
def test_a_provider_that_fails_is_told_as_such_and_asked_once(
    gateway: RunningGateway, words: str, status: int, code: str
):
    failed = gateway.ask(words)

    assert (failed.status_code, failed.json()["error"]["code"]) == (status, code)
    assert "répète" not in failed.text
    assert len(gateway.provider.seen) == 1


def test_a_provider_that_nobody_answers_at_is_told_as_unreachable(gateway: RunningGateway):
    version = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
    gateway.publish(bundle_of("http://127.0.0.1:9/v1", version + 1))
    failed = gateway.ask()

    assert (failed.status_code, failed.json()["error"]["code"]) == (502, "provider_unreachable")


def test_a_stream_that_the_provider_cuts_ends_by_an_error_and_not_by_done(gateway: RunningGateway):
    heard = events(gateway.ask("un cut deux", stream=True))

    assert heard[-1]["error"]["code"] == "stream_cut"
    assert b"[DONE]" not in heard


def unanswered(gateway: RunningGateway) -> list[UsageRecord]:
    """Return the records of the calls that were cut before their first word."""
    with open_journal(gateway.journal) as journal:
        return [each for each in journal.records() if each.fate is Fate.CUT and each.first_token_ms is None]


def test_a_client_that_leaves_before_its_reply_stops_the_provider_and_is_counted(gateway: RunningGateway):
    before = len(unanswered(gateway))
    with pytest.raises(requests.ReadTimeout):
        gateway.client.post(
            f"{gateway.address}/v1/chat/completions",
            json={"model": "petit", "messages": [{"role": "user", "content": "hang"}]},
            headers={"Authorization": f"Bearer {KEY}"},
            timeout=0.3,
        )

    assert gateway.provider.abandoned.wait(10)
    gateway.ask()  # answered after the other was given up
    cut = unanswered(gateway)[-1]
    assert len(unanswered(gateway)) == before + 1
    assert (cut.tokens_out, cut.tokens_estimated) == (0, True)
    assert cut.tokens_in > 0


def test_a_client_that_leaves_a_stream_stops_the_provider(gateway: RunningGateway):
    with gateway.ask("un stall", stream=True) as response:
        next(response.iter_lines())
        response.raw.close()
    gateway.provider.abandoned.wait()

    assert gateway.wait_for(lambda state: state["ready"])
