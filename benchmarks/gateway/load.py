# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Measure what the gateway adds to a provider, side by side with others, on this machine and no network.

    python benchmarks/gateway/load.py
    python benchmarks/gateway/load.py --beside 'nginx=nginx -p {room} -c {here}/nginx.conf' \
        --beside 'litellm=litellm --config {here}/litellm.yaml --host 127.0.0.1 --port {port}'

A command given with ``--beside`` answers on ``{port}`` and forwards to the stand-in, on port 9100. Each gateway is
alone on the first processor; the client and the stand-in share the second. ``direct`` is the stand-in asked without a
gateway: what is added is the difference. CPU and memory are those of the gateway and of its children.
"""

import argparse
import json
import os
import platform
import shlex
import signal
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from subprocess import DEVNULL, PIPE, Popen, run

HERE = Path(__file__).parent
STANDIN, FIRST_PORT, NGINX_PORT = 9100, 9140, 9101
WARM = 1.0
FEWEST = 20
FILL = "Rédige un courrier à Mme Durand au sujet de sa demande de place en crèche. "


@dataclass(frozen=True)
class Scenario:
    """One way of calling."""

    name: str
    says: str
    connections: int
    size: int = 300
    rate: float = 0.0
    delay: float = 0.0
    gap: float = 0.0
    stream: bool = False
    varied: bool = True
    """No prompt was seen before; a conversation sends again all that was said."""


SCENARIOS = (
    Scenario("one", "one caller, 300 bytes", 1),
    Scenario("most", "32 callers as fast as they can, 300 bytes", 32),
    Scenario("again", "the same callers, with a prompt that was seen before", 32, varied=False),
    Scenario("rate", "100 calls a second, 2 kB, a provider that takes 50 ms", 100, 2000, 100.0, 0.05),
    Scenario("streams", "50 streams open, a word each 10 ms", 50, delay=0.02, gap=0.01, stream=True),
)
WORDS = 40


def body_of(scenario: Scenario) -> str:
    """Return a prompt of about so many bytes."""
    content = FILL * (scenario.size // len(FILL) + 1)
    asked = {
        "model": "mock-model",
        "messages": [
            {"role": "system", "content": "Tu aides un agent de mairie."},
            {"role": "user", "content": content[: max(20, scenario.size - 160)]},
        ],
        "temperature": 0.2,
        **({"stream": True} if scenario.stream else {}),
    }
    return json.dumps(asked, ensure_ascii=False)


@contextmanager
def process(words: Sequence[str], cpu: int, **environment: str) -> Iterator[Popen[str]]:
    """Run a program on one processor, and end it with its children."""
    running = Popen(  # noqa: S603 - what the command line of a benchmark names
        words,
        stdout=PIPE,
        stderr=DEVNULL,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {cpu % (os.cpu_count() or 1)}),  # noqa: PLW1509 - no thread yet
    )
    try:
        yield running
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait()


@contextmanager
def standin(delay: float = 0.0, gap: float = 0.0) -> Iterator[None]:
    """Run the provider."""
    words = [sys.executable, str(HERE / "standin.py"), str(STANDIN), str(delay), str(gap), str(WORDS)]
    with process(words, 1) as running:
        assert running.stdout is not None  # noqa: S101 - for the type checker
        running.stdout.readline()
        yield


def answers(port: int) -> bool:
    """Tell whether a gateway serves a call."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/chat/completions",
        body_of(SCENARIOS[0]).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer sk-bench"},
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - idem
            return bool(answer.status == 200)  # noqa: PLR2004 - as HTTP says it
    except OSError:
        return False


def started(port: int, patience: float = 90.0) -> float:
    """Return how many seconds a gateway took to serve its first call."""
    since = time.perf_counter()
    while not answers(port):
        if time.perf_counter() - since > patience:
            raise SystemExit(f"Nothing answers on port {port}.")
        time.sleep(0.02)
    return time.perf_counter() - since


def tree(pid: int) -> list[int]:
    """Return a process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [pid]
    for child in children.read_text().split() if children.exists() else ():
        found += tree(int(child))
    return found


def spent(pid: int) -> float:
    """Return the seconds of processor that a process and its children have used."""
    total = 0
    for each in tree(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return the resident memory of a process and its children, in MB; what they share is counted once."""
    lines = (line for each in tree(pid) for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@dataclass(frozen=True)
class Result:
    """What one gateway did in one scenario; seconds."""

    calls: float
    median: float
    slow: float
    """The 99th percentile."""
    processor: float
    errors: int


def measured(scenario: Scenario, port: int, seconds: float, pid: int | None) -> Result:
    """Play a scenario on a port."""
    asked = {
        "port": port,
        "body": body_of(scenario),
        "connections": scenario.connections,
        "seconds": seconds,
        "warm": WARM,
        "varied": scenario.varied,
        "rate": scenario.rate,
    }
    before = spent(pid) if pid else 0.0
    words = [sys.executable, str(HERE / "client.py"), json.dumps(asked)]
    done = run(  # noqa: S603 - our own program
        words,
        stdout=PIPE,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {1 % (os.cpu_count() or 1)}),
    )
    seen = json.loads(done.stdout)
    times = seen["first" if scenario.stream else "whole"]
    if len(times) < FEWEST:
        raise SystemExit(f"{scenario.says}: {len(times)} calls answered on port {port}, too few to measure.")
    cuts = quantiles(times, n=100)
    used = (spent(pid) - before) / (len(times) * (seconds + WARM) / seconds) if pid else 0.0
    return Result(len(times) / seen["seconds"], cuts[49], cuts[98], used, seen["errors"])


def gateways(beside: Sequence[str]) -> Mapping[str, tuple[int, list[str]]]:
    """Return what is compared: a name, a port, and the words that run it; none for the provider itself."""
    room = tempfile.mkdtemp(prefix="balise-bench-")
    found: dict[str, tuple[int, list[str]]] = {"direct": (STANDIN, [])}
    for rank, each in enumerate([*beside, f"balise={HERE / 'serve'} {{port}}"]):
        name, _, command = each.partition("=")
        port = NGINX_PORT if "nginx.conf" in command else FIRST_PORT + rank
        found[name] = (port, shlex.split(command.format(port=port, here=HERE, room=room)))
    return found


def play(chosen: Sequence[Scenario], beside: Sequence[str], seconds: float) -> None:
    """Play the scenarios on each gateway, and print the tables."""
    results: dict[str, dict[str, Result]] = {}
    held: dict[str, tuple[float, float, float]] = {}
    for name, (port, words) in gateways(beside).items():
        if not words:
            results[name] = {each.name: _alone(each, seconds) for each in chosen}
            continue
        with process(words, 0, LITELLM_LOCAL_MODEL_COST_MAP="True", LITELLM_LOG="ERROR") as running:
            with standin():
                start = started(port)
                rest = memory(running.pid)
            results[name] = {}
            for scenario in chosen:
                with standin(scenario.delay, scenario.gap):
                    results[name][scenario.name] = measured(scenario, port, seconds, running.pid)
            held[name] = (start, rest, memory(running.pid))
    _print(chosen, results, held)


def _alone(scenario: Scenario, seconds: float) -> Result:
    with standin(scenario.delay, scenario.gap):
        return measured(scenario, STANDIN, seconds, None)


def _print(
    chosen: Sequence[Scenario],
    results: Mapping[str, Mapping[str, Result]],
    held: Mapping[str, tuple[float, float, float]],
) -> None:
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    print(f"python {platform.python_version()}, {os.cpu_count()} processors, load {load}")
    for scenario in chosen:
        what = "streams/s" if scenario.stream else "calls/s"
        when = "first token" if scenario.stream else "answer"
        print(f"\n{scenario.says}")
        print(
            f"{'':10}{what:>11}{when + ' p50':>17}{'p99':>9}{'added p50':>12}{'added p99':>11}{'CPU':>10}{'errors':>8}"
        )
        base = results["direct"][scenario.name]
        for name, found in results.items():
            it = found[scenario.name]
            added = (
                (f"{(it.median - base.median) * 1e3:9.2f} ms", f"{(it.slow - base.slow) * 1e3:8.2f} ms")
                if name != "direct"
                else ("", "")
            )
            used = f"{it.processor * 1e6:7.0f} µs" if it.processor else ""
            print(
                f"{name:10}{it.calls:11,.0f}{it.median * 1e3:14.2f} ms{it.slow * 1e3:6.2f} ms"
                f"{added[0]:>12}{added[1]:>11}{used:>10}{it.errors:8}"
            )
    print(f"\n{'':10}{'first call served after':>24}{'memory at rest':>17}{'after':>10}")
    for name, (start, rest, after) in held.items():
        print(f"{name:10}{start:22.2f} s{rest:14.0f} MB{after:7.0f} MB")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--only", default="", help="names of scenarios, comma between")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    play([each for each in SCENARIOS if not only or each.name in only], asked.beside, asked.seconds)


if __name__ == "__main__":
    main()
