# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What reading a log of a proxy costs: a file of a gigabyte, its seconds, the most memory that the reading took.

    python benchmarks/usage_import.py [--megabytes 1000]

The log is that of Squid, written for the purpose: 400 clients, 300 hosts, one line in twelve to a service of AI.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from balise.core.outside_usage import Tally
from balise.loading.usage_logs.directory import shipped_directory
from balise.loading.usage_logs.formats import OPENINGS, LogFormat
from balise.loading.usage_logs.reading import read_log
from balise.loading.usage_logs.units import read_units

START = 1_735_689_600
"""1 January 2025."""
UNITS = "\n".join(f"10.{n}.0.0/16;Direction {n}" for n in range(8))


def write_log(path: Path, megabytes: int) -> None:
    """Write a log of about that size."""
    draw = random.Random(1)  # noqa: S311 - a log to measure with
    services = [host for service in shipped_directory().services.values() for host in service.hosts]
    hosts = [f"site{n}.example" for n in range(300)]
    block = []
    for n in range(20_000):
        host = draw.choice(services) if n % 12 == 0 else draw.choice(hosts)
        client = f"10.{draw.randrange(8)}.{draw.randrange(4)}.{draw.randrange(1, 13)}"
        stamp = START + draw.randrange(31_536_000)
        block.append(
            f"{stamp}.{n % 1000:03d} {draw.randrange(900):6d} {client} TCP_TUNNEL/200 {draw.randrange(90_000)} "
            f"CONNECT {host}:443 agent{draw.randrange(400)} HIER_DIRECT/192.0.2.{draw.randrange(250)} -\n"
        )
    text = "".join(block).encode()
    with path.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            file.write(text)


def read(path: Path, units: Path) -> None:
    """Read the log, and print what it took."""
    began = time.perf_counter()
    tally = Tally(b"k" * 32)
    done = read_log(path, OPENINGS[LogFormat.SQUID](shipped_directory(), read_units(units)), tally, lambda _bytes: None)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1_000_000
    print(
        f"{size:,.0f} MB, {done.lines:,} lines, {done.matched:,} to a service of AI, {len(tally.lines()):,} totals: "
        f"{seconds:.0f} s, {size / seconds:.0f} MB/s, at most {memory:.0f} MB"
    )


def main() -> None:
    """Write a log, and read it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read is not None:
        read(given.read, given.read.with_suffix(".csv"))
        return
    with tempfile.TemporaryDirectory() as room:
        log = Path(room) / "access.log"
        log.with_suffix(".csv").write_text(UNITS, encoding="utf-8")
        write_log(log, given.megabytes)
        subprocess.run([sys.executable, __file__, "--read", str(log)], check=True)  # noqa: S603 - ourselves


if __name__ == "__main__":
    main()
