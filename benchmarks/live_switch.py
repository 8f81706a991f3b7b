# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a live switch costs those who are calling: how many calls failed, and how long the former model still served.

``python benchmarks/live_switch.py [--clients N] [--every SECONDS] [--json]``

A site, a gateway and two providers, all real, on this machine. Clients call without a pause, one call in two streamed;
``balise switch`` is run among them, then ``balise switch --back``. What is measured is when the last call that the
former model answered was begun: after the command was typed, and after its rules were published. Calls begun earlier
end where they began.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measured_site import ROOT

if TYPE_CHECKING:
    from tests.gateway.live_load import Load, Served
    from tests.gateway.use_in_service import UseInService

FORMER, LATTER = "former", "latter"
IN_A_ROW = 200


def main() -> None:
    """Switch and come back, and say what it cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two readings of the rules")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tests.gateway.live_load import Load  # noqa: PLC0415 - the path first
    from tests.gateway.provider import provider  # noqa: PLC0415
    from tests.gateway.use_in_service import HERE, use_in_service  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, provider() as here, provider() as there:
        here.says, there.says = (lambda _words: FORMER), (lambda _words: LATTER)
        use = use_in_service(Path(folder), here.address, there.address)
        use.balise("bundle")
        with _gateway(use, asked.every) as address:
            headers = {"Authorization": f"Bearer {use.key}", "X-Balise-Staff": use.token}
            with Load(address, headers, HERE, asked.clients) as load:
                load.reaches(lambda calls: len(calls) >= IN_A_ROW)
                began = time.monotonic()
                there_and_back = [_switch(use, load, LATTER), _switch(use, load, FORMER, "--back")]
                seconds = time.monotonic() - began
    faults = [each for each in load.calls if each.fault]
    figures = {
        "clients": asked.clients,
        "requests": len(load.calls),
        "failures": len(faults),
        "seconds_under_load": round(seconds, 1),
        "last_of_the_former_after_the_command": [round(each.after_the_command, 2) for each in there_and_back],
        "last_of_the_former_after_publication": [round(each.after_publication, 2) for each in there_and_back],
    }
    if asked.json:
        print(json.dumps(figures))
        return
    print(f"{figures['requests']} requests from {asked.clients} clients, one in two streamed: {len(faults)} failed")
    for words, last in zip(("switch", "switch --back"), there_and_back, strict=True):
        print(
            f"balise {words}: the last call to the former model began {last.after_the_command:.2f} s after the command "
            f"was typed, {last.after_publication:.2f} s after its rules were published"
        )
    for each in faults[:5]:
        print(f"  {each.fault}")


@dataclass(frozen=True)
class Last:
    """When the last call to the former model was begun, in seconds."""

    after_the_command: float
    after_publication: float


def _switch(use: "UseInService", load: "Load", said: str, *back: str) -> Last:
    """Run the command, wait until the other model alone answers, and return how long the former one still did."""
    typed, first = time.monotonic(), len(load.calls)
    done = use.balise("switch", use.identifier, *back, "--as", use.owner)
    if done.returncode:
        sys.exit(done.stderr)

    def met(calls: list["Served"]) -> bool:
        return len(calls) >= first + IN_A_ROW and {each.said for each in calls[-IN_A_ROW:]} == {said}

    if not load.reaches(met):
        sys.exit("The switch was not followed.")
    published = (use.folder / "regles.json").stat().st_mtime - time.time() + time.monotonic()
    last = max((each.begun for each in load.calls[first:] if each.said != said), default=typed)
    return Last(last - typed, max(0.0, last - published))


@contextmanager
def _gateway(use: "UseInService", every: float) -> Iterator[str]:
    from tests.gateway.use_in_service import SECRET_NAME  # noqa: PLC0415 - the path first
    from tests.servers.processes import free_port  # noqa: PLC0415

    words = ["--bundle", "regles.json", "--journal", "sqlite:///usages.db", "--port", str(free_port())]
    environment = {
        "PATH": os.defpath,
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
        SECRET_NAME: "benchmark",
    }
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "balise", "gateway", *words, "--every", str(every)],
        cwd=use.folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None  # noqa: S101 - for the type checker
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    try:
        if found is None:
            sys.exit("The gateway did not start.")
        yield found.group()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    main()
