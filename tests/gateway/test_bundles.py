# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The bundle in force: the newest that is sound, swapped whole; without one, nothing opens."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from tests.gateway.conftest import KEY, RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import provider

from balise.core.policy import Standing

A_YEAR = 365 * 86_400


def version(gateway: RunningGateway) -> int:
    found: int = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["version"]
    return found


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "refused"),
        (b"{", "refused"),
        (b"\xff\xfe", "refused"),
        (b"{}", "refused"),
        (b'{"version": "un"}', "refused"),
    ],
)
def test_a_document_that_is_no_bundle_changes_nothing_and_is_told(gateway: RunningGateway, raw: bytes, said: str):
    before = version(gateway)
    gateway.write(raw)
    state = gateway.wait_for(lambda state: bool(state["bundle_error"]))

    assert state["bundle_error"].startswith(said)
    assert (version(gateway), gateway.ask().status_code) == (before, 200)


def test_a_bundle_that_contradicts_itself_or_is_older_is_not_taken(gateway: RunningGateway):
    before = version(gateway)
    gateway.write(msgspec.json.encode(bundle_of(gateway.provider.address, before + 1, largest="géant")))
    state = gateway.wait_for(lambda state: "no model" in state["bundle_error"])
    assert "deployment courriers" in state["bundle_error"]

    gateway.write(msgspec.json.encode(bundle_of(gateway.provider.address, before - 1)))
    gateway.wait_for(lambda state: "older than" in state["bundle_error"])
    assert version(gateway) == before


def test_its_age_is_that_of_its_publication_and_not_of_its_reading(gateway: RunningGateway):
    bundle = bundle_of(gateway.provider.address, version(gateway) + 1)
    gateway.publish(replace(bundle, published_at=datetime(2020, 1, 1, tzinfo=UTC)))
    state = gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]
    assert state["age_seconds"] > A_YEAR
    assert 0 <= state["loaded_seconds"] < 300
    metrics = gateway.client.get(f"{gateway.address}/metrics").text
    told = dict(re.findall(r"^balise_bundle_(age|loaded)_seconds (\S+)", metrics, re.MULTILINE))
    assert float(told["age"]) > A_YEAR
    assert float(told["loaded"]) < 300


def test_its_version_is_measured_to_the_unit(gateway: RunningGateway):
    later = version(gateway) + 12_345_678
    gateway.publish(bundle_of(gateway.provider.address, later))

    assert f"balise_bundle_version {later}\n" in gateway.client.get(f"{gateway.address}/metrics").text


def test_a_clock_ahead_of_ours_makes_no_bundle_of_the_future(gateway: RunningGateway):
    bundle = bundle_of(gateway.provider.address, version(gateway) + 1)
    gateway.publish(replace(bundle, published_at=datetime(2100, 1, 1, tzinfo=UTC)))
    assert gateway.client.get(f"{gateway.address}/healthz").json()["bundle"]["age_seconds"] == 0


def test_the_last_good_one_stays_when_its_file_goes(gateway: RunningGateway):
    (gateway.folder / "regles.json").unlink()
    gateway.wait_for(lambda state: "unreadable" in state["bundle_error"])

    assert gateway.ask().status_code == 200


def test_of_two_bundles_in_the_same_second_the_last_is_in_force(gateway: RunningGateway):
    before = version(gateway)
    address = gateway.provider.address
    gateway.write(msgspec.json.encode(bundle_of(address, before + 1)))
    gateway.write(msgspec.json.encode(bundle_of(address, before + 2, standing=Standing.SUSPENDED)))
    gateway.wait_for(lambda state: state["bundle"]["version"] == before + 2)

    assert gateway.ask().json()["error"]["code"] == "dossier_suspended"


def test_without_a_bundle_nothing_opens_until_one_comes(tmp_path: Path):
    with provider() as there, run_gateway(tmp_path, there) as gateway:
        refused = gateway.ask()
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "no_policy")
        assert gateway.client.get(f"{gateway.address}/readyz").status_code == 503
        listed = gateway.client.get(f"{gateway.address}/v1/models", headers={"Authorization": f"Bearer {KEY}"})
        assert listed.status_code == 503

        gateway.publish(bundle_of(there.address))
        assert gateway.ask().status_code == 200
        assert gateway.client.get(f"{gateway.address}/readyz").status_code == 200
        assert "balise_bundle_version 1" in gateway.client.get(f"{gateway.address}/metrics").text
