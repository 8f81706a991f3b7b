# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A gateway as its clients meet it: the real command in its own process, a real provider, a real journal."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from tests.gateway.provider import Provider, provider
from tests.servers.processes import free_port

from balise.core.frameworks import ControlKind
from balise.core.language import Text
from balise.core.policy import (
    AccessKey,
    AppliedControl,
    Capability,
    CitedCommitment,
    Contact,
    DataPolicy,
    Deployment,
    Energy,
    Grant,
    Model,
    PolicyBundle,
    Standing,
    fingerprint,
)
from balise.core.policy import Provider as KnownProvider

KEY = "sk-essai-0123456789"
SECRET = "secret-du-fournisseur-987"  # noqa: S105 - drawn for the tests
CHARTER = {kind: f"charte:{kind.value}" for kind in ControlKind}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


def bundle_of(address: str, version: int = 1, **changes: Any) -> PolicyBundle:
    """Return a bundle that opens one deployment on a provider, changed as told."""
    every = (Capability.CHAT, Capability.COMPLETION, Capability.EMBEDDING)
    deployment = Deployment(
        title="Préparer des courriers",
        authority="valbrise",
        unit="Accueil",
        dossier="2026-001",
        standing=Standing.OPEN,
        contact=Contact.MEDIATED,
        models={"petit": Grant.ALLOWED, "grand": Grant.ALLOWED, "hors-catalogue": Grant.NOT_IN_CATALOGUE},
        data_policy=DataPolicy.OFF,
        controls=tuple(AppliedControl(kind, CHARTER[kind]) for kind in ControlKind if kind is not ControlKind.LITERACY),
        largest="petit",
        notice="Préparé avec l’aide d’une IA, relu par un agent.",
        register="https://ia.valbrise.example/r/abcdefgh/",
    )
    return PolicyBundle(
        version=version,
        published_at=datetime(2026, 11, 22, tzinfo=UTC),
        commitments={
            name: CitedCommitment(Text(f"Phrase votée {name}"), f"https://ia.valbrise.example/{name}")
            for name in CHARTER.values()
        },
        providers={"interne": KnownProvider("Interne", address, "FR", "ESSAI_SECRET")},
        models={
            "petit": Model("interne", "petit-8b", every, Energy("FRA", active_parameters=8, total_parameters=8), 8),
            "grand": Model("interne", "grand-70b", every, Energy(zone="FRA", active_parameters=70), 70),
        },
        deployments={"courriers": replace(deployment, **changes)},
        keys={fingerprint(KEY): AccessKey("courriers")},
        trained={},
    )


@dataclass
class RunningGateway:
    """A gateway, its provider, and the files between them."""

    address: str
    folder: Path
    process: subprocess.Popen[str]
    provider: Provider
    client: requests.Session = field(default_factory=requests.Session)

    def publish(self, bundle: PolicyBundle) -> None:
        """Put a bundle in force: returns once the gateway says so."""
        self.write(msgspec.json.encode(bundle))
        self.wait_for(lambda state: (state["bundle"] or {}).get("version") == bundle.version)

    def write(self, raw: bytes) -> None:
        """Replace the file of the bundle, as the site does."""
        new = self.folder / "regles.json.neuf"
        new.write_bytes(raw)
        new.replace(self.folder / "regles.json")

    def wait_for(self, met: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Ask for the state until a condition is met; the timeout of pytest ends a gateway that never gets there."""
        while True:
            state: dict[str, Any] = self.client.get(f"{self.address}/healthz").json()
            if met(state):
                return state

    def ask(self, content: Any = "bonjour", model: str = "petit", key: str = KEY, **more: Any) -> requests.Response:
        """Ask for a reply."""
        body = {"model": model, "messages": [{"role": "user", "content": content}], **more}
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        path, streamed = f"{self.address}/v1/chat/completions", bool(more.get("stream"))
        return self.client.post(path, json=body, headers=headers, timeout=30, stream=streamed)

    @property
    def journal(self) -> str:
        """Return the address of the journal."""
        return f"sqlite:///{self.folder / 'usages.db'}"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """Run a gateway for the tests of a module."""
    folder = tmp_path_factory.mktemp("passerelle")
    with ExitStack() as stack:
        there = stack.enter_context(provider())
        (folder / "regles.json").write_bytes(msgspec.json.encode(bundle_of(there.address)))
        yield stack.enter_context(run_gateway(folder, there))


@pytest.fixture
def gateway(running: RunningGateway) -> RunningGateway:
    """Return the gateway under the bundle of every day."""
    state = running.client.get(f"{running.address}/healthz").json()
    version = (state["bundle"] or {"version": 0})["version"] + 1
    running.publish(bundle_of(running.provider.address, version))
    running.provider.seen.clear()
    running.provider.abandoned.clear()
    return running


@contextmanager
def run_gateway(
    folder: Path, there: Provider, *, bundle: str = "regles.json", journal: str = "sqlite:///usages.db", **settings: str
) -> Iterator[RunningGateway]:
    """Run the command on the files of a folder; an empty ``journal`` leaves it to its settings."""
    words = [
        "--bundle",
        bundle,
        *(("--journal", journal) if journal else ()),
        "--port",
        str(free_port()),
        "--every",
        "0.05",
    ]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    with (folder / "erreurs.txt").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "balise", "gateway", *words],
            cwd=folder,
            env={**environment, "ESSAI_SECRET": SECRET, **settings},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        try:
            assert found is not None, (folder / "erreurs.txt").read_text()
            yield RunningGateway(found.group(), folder, process, there)
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()
