# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One record a call, whatever becomes of it, and nothing of what was written or who wrote it, anywhere."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.gateway.conftest import CHARTER, KEY, RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import provider

from balise.core.frameworks import ControlKind
from balise.core.policy import Quota
from balise.core.refusals import RefusalCode
from balise.core.usage import Fate, UsageRecord
from balise.loading.usage_journal.opening import open_journal


def record_of(gateway: RunningGateway, name: str) -> UsageRecord:
    """Return the record of a call."""
    with open_journal(gateway.journal) as journal:
        (found,) = [record for record in journal.records() if record.id == name]
    return found


def count(gateway: RunningGateway) -> int:
    with open_journal(gateway.journal) as journal:
        return journal.count()


def test_a_reply_is_counted_as_its_provider_counts_it(gateway: RunningGateway):
    record = record_of(gateway, gateway.ask().headers["X-Balise-Record"])

    assert (record.fate, record.refusal) == (Fate.SERVED, None)
    assert (record.tokens_in, record.tokens_out, record.tokens_estimated) == (12, 7, False)
    assert (record.deployment, record.authority, record.unit) == ("courriers", "valbrise", "Accueil")
    assert (record.model, record.provider, record.jurisdiction) == ("petit", "interne", "FR")


def test_a_reply_has_a_footprint_told_as_a_range(gateway: RunningGateway):
    found = record_of(gateway, gateway.ask().headers["X-Balise-Record"]).footprint

    assert 0 < found.energy_min <= found.energy_max
    assert found.method.startswith("ecologits")


def test_what_was_spent_is_remembered_by_the_next_process(tmp_path: Path):
    with provider() as there:
        (tmp_path / "regles.json").write_bytes(
            msgspec.json.encode(bundle_of(there.address, quota=Quota(tokens_per_day=30)))
        )
        with run_gateway(tmp_path, there) as first:
            assert [first.ask(max_tokens=1).status_code for _call in range(3)] == [200, 200, 429]
        with run_gateway(tmp_path, there) as second:
            assert second.ask(max_tokens=1).json()["error"]["code"] == "quota_tokens_day"


def test_a_question_longer_than_what_is_left_of_a_quota_does_not_leave(tmp_path: Path):
    with provider() as there:
        rules = bundle_of(there.address, quota=Quota(tokens_per_day=1000))
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(rules))
        with run_gateway(tmp_path, there) as running:
            refused, longest = running.ask("mot " * 10_000), running.ask(max_tokens=100, n=11)
            assert running.ask(n=1_000_000).status_code == 429
            assert there.seen == []
            assert running.ask("mot " * 200, max_tokens=100).status_code == 200

    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "quota_tokens_day")
    assert "ou votre demande le dépasse à elle seule" in refused.text
    assert longest.status_code == 429


def test_a_stream_is_counted_once_it_is_read_to_its_end(gateway: RunningGateway):
    response = gateway.ask("un deux", stream=True)
    assert b"[DONE]" in response.content
    record = record_of(gateway, response.headers["X-Balise-Record"])

    assert (record.fate, record.tokens_out) == (Fate.SERVED, 7)
    assert record.first_token_ms is not None


def test_a_refusal_is_kept_with_the_commitments_that_it_cites(gateway: RunningGateway):
    record = record_of(gateway, gateway.ask(model="grand").headers["X-Balise-Record"])

    assert (record.fate, record.refusal) == (Fate.REFUSED, RefusalCode.LARGER_MODEL)
    assert record.commitments == (CHARTER[ControlKind.SMALLEST_MODEL],)
    assert (record.tokens_in, record.tokens_out) == (0, 0)


def test_a_stream_that_is_cut_counts_what_was_sent(gateway: RunningGateway):
    reply = gateway.ask("un cut deux " + "mot " * 400, stream=True)
    reply.content  # noqa: B018 - read to its end
    record = record_of(gateway, reply.headers["X-Balise-Record"])

    assert (record.fate, record.tokens_estimated) == (Fate.CUT, True)
    assert record.tokens_in > 400, "or a client that leaves in time would never use up its quota"


def test_a_failing_provider_is_kept_as_a_failure(gateway: RunningGateway):
    assert record_of(gateway, gateway.ask("500").headers["X-Balise-Record"]).fate is Fate.FAILED


@pytest.mark.parametrize("words", ["un cut deux"])
def test_a_stream_that_breaks_is_kept_with_what_was_passed_on(gateway: RunningGateway, words: str):
    response = gateway.ask(words, stream=True)
    assert b"stream_cut" in response.content
    record = record_of(gateway, response.headers["X-Balise-Record"])

    assert (record.fate, record.tokens_estimated) == (Fate.CUT, True)
    assert record.tokens_out == 2


def test_a_client_that_leaves_has_its_record_too(gateway: RunningGateway):
    before = count(gateway)
    with gateway.ask("un stall", stream=True) as response:
        next(response.iter_lines())
        name = response.headers["X-Balise-Record"]
        response.raw.close()
    gateway.provider.abandoned.wait()
    while count(gateway) == before:
        gateway.client.get(f"{gateway.address}/healthz")

    assert record_of(gateway, name).fate is Fate.CUT


def test_a_model_that_a_client_makes_up_is_not_written_down(gateway: RunningGateway):
    record = record_of(gateway, gateway.ask(model="Marie-Curie-Inventée").headers["X-Balise-Record"])

    assert (record.model, record.refusal) == ("", RefusalCode.MODEL_NOT_ALLOWED)


PLANTED = "valeur-plantée-7f3a"
BODIES: list[dict[str, Any]] = [
    {},
    {"stream": True},
    {"model": PLANTED},
    {"user": PLANTED, "metadata": {"agent": PLANTED}, "safety_identifier": PLANTED},
    {"tools": [{"type": "function", "function": {"name": PLANTED, "description": PLANTED, "parameters": {}}}]},
    {"stop": PLANTED, "response_format": {"type": PLANTED}},
    {"messages": [{"role": PLANTED, "content": PLANTED, "name": PLANTED}]},
    {"messages": PLANTED},
    {"stream": PLANTED},
    {"base_url": PLANTED},
    {PLANTED: PLANTED},
]


def test_nothing_that_was_written_is_kept_or_told_by_the_gateway(gateway: RunningGateway):
    address = f"{gateway.address}/v1/chat/completions"
    for fields in BODIES:
        for words in (f"{PLANTED} cut {PLANTED}", PLANTED, "500", "half"):
            content = {"model": "petit", "messages": [{"role": "user", "content": words}], **fields}
            for key in (KEY, PLANTED):
                headers = {"Authorization": f"Bearer {key}", "X-Balise-Staff": PLANTED, "X-Other": PLANTED}
                answer = gateway.client.post(f"{address}?q={PLANTED}", json=content, headers=headers, timeout=30)
                assert answer.status_code != 500
    gateway.client.post(address, data=f'{{"{PLANTED}'.encode(), headers={"Authorization": f"Bearer {PLANTED}"})
    gateway.client.get(f"{gateway.address}/{PLANTED}")

    kept = {path.name: path.read_bytes() for path in gateway.folder.iterdir() if path.name != "regles.json"}
    told = {name: gateway.client.get(f"{gateway.address}/{name}").content for name in ("healthz", "readyz", "metrics")}
    assert {"usages.db", "erreurs.txt"} <= kept.keys()
    for name, written in {**kept, **told}.items():
        for secret in (PLANTED, KEY, json.dumps(PLANTED)[1:-1]):
            assert secret.encode() not in written, name


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({"BALISE_DATA_DIR": "donnees"}, "donnees/usage.sqlite3"),
        ({"BALISE_DATA_DIR": "donnees", "BALISE_USAGE_JOURNAL": "ailleurs.sqlite3"}, "ailleurs.sqlite3"),
    ],
    ids=["a file of the data folder", "where the setting says"],
)
def test_records_are_kept_where_the_installation_says_when_the_command_does_not(
    tmp_path: Path, settings: dict[str, str], kept: str
):
    with provider() as there:
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        with run_gateway(tmp_path, there, journal="", **settings) as gateway:
            named = gateway.ask().headers["X-Balise-Record"]

    with open_journal(str(tmp_path / kept)) as journal:
        assert [record.id for record in journal.records()] == [named]
