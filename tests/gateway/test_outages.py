# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the gateway leans on gives way: the disk, the site that publishes the rules, the clock, our own code."""

import asyncio
import json
import logging
import resource
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.gateway.bundle_site import TOKEN, BundleSite, serving
from tests.gateway.conftest import KEY, SECRET, RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import provider

from balise.core.policy import PolicyBundle, Quota, Standing
from balise.core.usage import Fate
from balise.gateway.app import Application
from balise.gateway.opening import Plan, opened
from balise.loading.usage_journal.opening import open_journal

ROOM = 120_000
"""Bytes that a file may hold while the disk is said to be full: the journal has more than that after a few calls."""


def set_room(gateway: RunningGateway, most: int | None) -> None:
    """Say how long a file of the gateway may be: for a process that writes, this is a full disk."""
    _, hard = resource.prlimit(gateway.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(gateway.process.pid, resource.RLIMIT_FSIZE, (hard if most is None else most, hard))


def test_a_full_disk_refuses_every_call_until_there_is_room(tmp_path: Path):
    with provider() as there:
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        with run_gateway(tmp_path, there) as gateway:
            set_room(gateway, ROOM)
            whole: list[str] = []
            while (answer := gateway.ask()).status_code == 200:
                whole.append(answer.headers["X-Balise-Record"])
            ready = gateway.client.get(f"{gateway.address}/readyz")
            sent = len(there.seen)
            streamed = gateway.ask(stream=True)

            assert (answer.status_code, answer.json()["error"]["code"]) == (503, "journal_unavailable")
            assert (ready.status_code, ready.json()["journal"]) == (503, "unavailable")
            assert streamed.status_code == 503
            assert len(there.seen) == sent  # refused before anything leaves

            set_room(gateway, None)
            gateway.wait_for(lambda state: state["ready"])
            last = gateway.ask()
            assert last.status_code == 200
            with open_journal(gateway.journal) as journal:
                kept = {record.id for record in journal.records() if record.fate is Fate.SERVED}
            assert {*whole, last.headers["X-Balise-Record"]} <= kept
            assert whole


def test_a_stream_whose_record_cannot_be_kept_never_ends_well(tmp_path: Path):
    with provider() as there:
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        with run_gateway(tmp_path, there) as gateway:
            pieces = gateway.ask("un deux " * 3000, stream=True).iter_lines()
            next(pieces)
            set_room(gateway, 1)
            told = b"\n".join(pieces)

    assert b"[DONE]" not in told
    assert json.loads(told.strip().rpartition(b"data: ")[2])["error"]["code"] == "stream_cut"


def test_the_site_gives_the_rules_and_its_absence_changes_nothing(tmp_path: Path):
    with provider() as there, ExitStack() as stack:
        site = BundleSite(msgspec.json.encode(bundle_of(there.address)))
        with serving(site):
            running = run_gateway(tmp_path, there, bundle=site.address, BALISE_BUNDLE_TOKEN=TOKEN)
            gateway = stack.enter_context(running)
            assert gateway.ask().status_code == 200
            gateway.wait_for(lambda _state: site.unchanged > 1)

        assert gateway.wait_for(lambda state: state["bundle_error"] != "")["ready"]
        assert gateway.ask().status_code == 200

        site.content = msgspec.json.encode(bundle_of(there.address, 2, standing=Standing.SUSPENDED))
        with serving(site):
            gateway.wait_for(lambda state: state["bundle"]["version"] == 2)
            assert gateway.ask().json()["error"]["code"] == "dossier_suspended"


def test_a_gateway_that_the_site_does_not_know_opens_nothing(tmp_path: Path):
    with provider() as there:
        site = BundleSite(msgspec.json.encode(bundle_of(there.address)))
        with (
            serving(site),
            run_gateway(tmp_path, there, bundle=site.address, BALISE_BUNDLE_TOKEN=TOKEN[::-1]) as gateway,
        ):
            assert gateway.ask().json()["error"]["code"] == "no_policy"
            state = gateway.wait_for(lambda state: state["bundle_error"] != "")
            assert "404" in state["bundle_error"]


def test_a_gateway_given_few_files_takes_all_that_it_may(tmp_path: Path):
    usual, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with provider() as there:
        (tmp_path / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        resource.setrlimit(resource.RLIMIT_NOFILE, (usual // 2, hard))
        try:
            with run_gateway(tmp_path, there) as gateway:
                assert resource.prlimit(gateway.process.pid, resource.RLIMIT_NOFILE) == (hard, hard)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (usual, hard))


class Clock:
    """A clock that a test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


async def asked(application: Application, content: bytes) -> tuple[int, dict[str, Any]]:
    """Ask an application of this process, as its server does."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/chat/completions",
        "headers": [(b"authorization", f"Bearer {KEY}".encode())],
    }
    await application(scope, receive, send)
    return sent[0]["status"], json.loads(sent[1]["body"])


ASK = b'{"model": "petit", "messages": [{"role": "user", "content": "bonjour"}], "max_tokens": 19}'


def under(folder: Path, bundle: PolicyBundle, now: Callable[[], datetime]) -> Plan:
    """Return a gateway under a clock of the test's."""
    (folder / "regles.json").write_bytes(msgspec.json.encode(bundle))
    return Plan(str(folder / "regles.json"), f"sqlite:///{folder / 'usages.db'}", now, {"ESSAI_SECRET": SECRET})


def test_a_clock_that_jumps_gives_no_quota_twice_and_takes_none_away(tmp_path: Path):
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    clock = Clock(noon)

    async def play(plan: Plan) -> list[int]:
        async with opened(plan) as gateway:
            application = Application(gateway)
            statuses = []
            for at in (noon, noon, noon + timedelta(days=1), noon, noon + timedelta(days=4000), noon):
                clock.at = at
                statuses.append((await asked(application, ASK))[0])
            return statuses

    with provider() as there:
        bundle = bundle_of(there.address, quota=Quota(tokens_per_day=19))
        statuses = asyncio.run(play(under(tmp_path, bundle, clock)))

    # Nineteen tokens a call: the second of a day is refused, whichever day it is, whenever one comes back to it.
    assert statuses == [200, 429, 200, 429, 200, 429]


def test_what_goes_wrong_in_ours_is_told_by_its_place_and_not_by_its_words(tmp_path, caplog):
    opening = [datetime(2026, 11, 22, 12, tzinfo=UTC)]

    def broken() -> datetime:
        if opening:
            return opening.pop()
        raise ValueError("Mme Élise Fournier, née le 3 mars 1970")

    async def play(plan: Plan) -> tuple[int, dict[str, Any]]:
        async with opened(plan) as gateway:
            return await asked(Application(gateway), ASK)

    with provider() as there, caplog.at_level(logging.DEBUG):
        status, told = asyncio.run(play(under(tmp_path, bundle_of(there.address), broken)))

    assert (status, told["error"]["code"]) == (500, "internal_error")
    assert "ValueError in test_outages.py" in caplog.text
    assert "Fournier" not in caplog.text


@pytest.mark.parametrize("kind", ["day", "month"])
def test_a_journal_that_cannot_be_read_back_leaves_nobody_call_without_knowing_what_is_left(tmp_path, kind):
    quota = Quota(tokens_per_day=1000) if kind == "day" else Quota(tokens_per_month=1000)

    async def play(plan: Plan) -> tuple[int, dict[str, Any]]:
        async with opened(plan) as gateway:
            (tmp_path / "usages.db").rename(tmp_path / "ailleurs.db")
            return await asked(Application(gateway), ASK)

    with provider() as there:
        noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
        plan = under(tmp_path, bundle_of(there.address, quota=quota), Clock(noon))
        status, told = asyncio.run(play(plan))

    assert (status, told["error"]["code"]) == (503, "journal_unavailable")
    assert not there.seen
