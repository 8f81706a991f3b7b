# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The site as ``balise serve`` runs it, on demonstration data of its own, in a process of its own."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.processes import free_port, started

BALISE = (sys.executable, "-m", "balise")


@dataclass(frozen=True)
class Site:
    """A site that answers, at ``address``."""

    address: str
    data: Path
    environment: dict[str, str]

    def url(self, path: str) -> str:
        return self.address + path

    def balise(self, *words: str) -> str:
        """Run a command of ``balise`` on the data of this site, and return what it printed."""
        return _run(self.environment, *words)


@contextlib.contextmanager
def running_site(data: Path, **settings: str) -> Iterator[Site]:
    """Fill ``data`` with the demonstration, then serve it while the block lasts.

    ``settings`` are environment variables, those of an identity provider for instance. Nothing of the environment
    of whoever runs the tests comes through under the names of Balise. ``balise serve`` says its address once it
    listens: nothing is tried before.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "BALISE_ADDRESS": address,
        "BALISE_DATA_DIR": str(data),
        "BALISE_HOSTS": "127.0.0.1",
        "BALISE_SECRET_KEY": "only-for-the-tests-" + "0" * 40,
        **settings,
    }
    _run(environment, "manage", "migrate")
    _run(environment, "demo", "--no-serve")
    with started([*BALISE, "serve", "--port", str(port)], ready=re.escape(f"{address}/"), environment=environment):
        yield Site(address, data, environment)


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [*BALISE, *words], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"balise {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout
