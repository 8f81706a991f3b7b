# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The site as ``balise serve`` runs it, on demonstration data of its own, in a process of its own."""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.processes import free_port, started

BALISE = (sys.executable, "-m", "balise")

ELSEWHERE = "http://127.0.0.1:9"
"""Where the demonstration was written, before it was copied: no browser opens that port, so that a page which kept an
address of that day, rather than make it anew, fails whoever follows it."""


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


def demonstration_kept_in(shared: Path) -> Path:
    """Return the data of the demonstration, kept in a folder that every worker knows: the first to ask makes them.

    The story takes some twenty seconds to happen and is the same for every site; an installation is a folder, which
    is copied in no time. Whoever asks meanwhile waits. A demonstration that failed leaves nothing: the next to ask
    tries again, and fails by itself.
    """
    kept = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            being_made = Path(tempfile.mkdtemp(dir=shared)) / "site"
            _tell_the_story(_environment(being_made, BALISE_ADDRESS=ELSEWHERE))
            being_made.rename(kept)
    return kept


@contextlib.contextmanager
def running_site(data: Path, demonstration: Path | None = None, /, **settings: str) -> Iterator[Site]:
    """Fill ``data`` with the demonstration, then serve it while the block lasts.

    A ``demonstration`` made before is copied, and ``data`` is then not there yet; without one, the story is told under
    the address and the settings of this very site, as whoever takes its picture needs. ``settings`` are environment
    variables, those of an identity provider for instance. ``balise serve`` says its address once it listens: nothing
    is tried before.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = _environment(data, BALISE_ADDRESS=address, **settings)
    if demonstration is None:
        _tell_the_story(environment)
    else:
        shutil.copytree(demonstration, data)
    with started([*BALISE, "serve", "--port", str(port)], ready=re.escape(f"{address}/"), environment=environment):
        yield Site(address, data, environment)


def _environment(data: Path, **settings: str) -> dict[str, str]:
    """Return what the programs of a site read: nothing of whoever runs the tests under the names of Balise."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "BALISE_DATA_DIR": str(data),
        "BALISE_HOSTS": "127.0.0.1",
        "BALISE_SECRET_KEY": "only-for-the-tests-" + "0" * 40,
        **settings,
    }


def _tell_the_story(environment: dict[str, str]) -> None:
    _run(environment, "manage", "migrate")
    _run(environment, "demo", "--no-serve")


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [*BALISE, *words], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"balise {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout
