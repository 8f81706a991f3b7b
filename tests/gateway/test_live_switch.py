# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The switch, live: the real site, the real gateway, two providers, clients that never stop, and no failed call."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.gateway.conftest import RunningGateway, run_gateway
from tests.gateway.live_load import Load, Served
from tests.gateway.provider import Provider, provider
from tests.gateway.use_in_service import HERE, SECRET_NAME, UseInService, use_in_service

FORMER, LATTER = "le modèle en place", "son remplaçant"
IN_A_ROW = 60


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Provider, Provider]]:
    with ExitStack() as stack:
        here, there = stack.enter_context(provider()), stack.enter_context(provider())
        here.says, there.says = (lambda _words: FORMER), (lambda _words: LATTER)
        yield here, there


@pytest.fixture(scope="module")
def use(both: tuple[Provider, Provider], tmp_path_factory: pytest.TempPathFactory) -> UseInService:
    folder: Path = tmp_path_factory.mktemp("bascule")
    return use_in_service(folder, both[0].address, both[1].address)


@pytest.fixture
def running(both: tuple[Provider, Provider], use: UseInService) -> Iterator[RunningGateway]:
    assert use.balise("bundle").returncode == 0
    with run_gateway(use.folder, both[0], **{SECRET_NAME: "secret-du-remplacant"}) as gateway:
        yield gateway


def load_on(gateway: RunningGateway, use: UseInService) -> Load:
    return Load(gateway.address, {"Authorization": f"Bearer {use.key}", "X-Balise-Staff": use.token}, HERE)


def all_by(said: str):
    """Return the condition that the last calls, many of them, were all answered by one."""

    def met(calls: list[Served]) -> bool:
        return len(calls) >= IN_A_ROW and {each.said for each in calls[-IN_A_ROW:]} == {said}

    return met


def test_it_switches_under_load_and_back_without_one_failed_call(running, use):
    with load_on(running, use) as load:
        assert load.reaches(all_by(FORMER)), load.calls[-3:]
        done = use.balise("switch", use.identifier, "--as", use.owner)
        assert done.returncode == 0, done.stderr
        assert load.reaches(all_by(LATTER)), load.calls[-3:]
        back = use.balise("switch", use.identifier, "--back", "--as", use.owner)
        assert back.returncode == 0, back.stderr
        assert load.reaches(all_by(FORMER)), load.calls[-3:]
    assert [each for each in load.calls if each.fault] == []
    assert {each.said for each in load.calls} == {FORMER, LATTER}
    assert "« petit » sert à la place" in done.stdout.replace("\u00a0", " ")
    assert "--back" in done.stdout
    assert "modèles habituels" in back.stdout
    usage = use.balise("usage", running.journal, "--by", "model", "--format", "json")
    assert usage.returncode == 0, usage.stderr
    assert '"grand"' in usage.stdout
    assert '"petit"' in usage.stdout
