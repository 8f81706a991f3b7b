# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How long the site takes to answer, on both engines: ``python benchmarks/site.py [--postgresql URL] [--dossiers N]``.

An authority is filled through the site's own operations with N dossiers (1,000 unless said otherwise), answered after
the examples of Valbrise and therefore with findings. Pages are then asked for in turn, by one worker, and what is
timed is the server's own time: the request, its queries, the template, without the network. Each figure is the
median and the 95th percentile in milliseconds; the number of queries is the largest seen, and must not depend on N.
Engines take turns, so that whatever else the machine does slows them alike. Nothing here fails: a figure that is not
reached is said, not hidden.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from measured_site import measured_sites, open_site, run

ROOT = Path(__file__).parents[1]
SEED = 20250925
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GOAL_MS = 50
GOAL_QUERIES = 12
ROUNDS = 3


def main() -> None:
    """Measure each engine, or, in a process of its own, one engine."""
    arguments = _arguments()
    if arguments.measure:
        print(json.dumps(list(measure(arguments.dossiers, arguments.requests))))
        return
    with measured_sites(arguments.postgresql) as sites:
        for engine, environment in sites.items():
            run(environment, str(Path(__file__)), "--fill", "--dossiers", str(arguments.dossiers))
            print(f"{engine}: {arguments.dossiers} dossiers", file=sys.stderr)
        rounds = [
            (engine, page)
            for _round in range(ROUNDS)
            for engine, environment in sites.items()
            for page in json.loads(
                run(
                    environment,
                    str(Path(__file__)),
                    "--measure",
                    *("--requests", str(arguments.requests)),
                    *("--dossiers", str(arguments.dossiers)),
                )
            )
        ]
    _print(list(sites), rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", default=os.environ.get("BALISE_TEST_DATABASE_URL", ""), metavar="URL")
    parser.add_argument("--dossiers", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=100, help="requests a page, a round and an engine")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill:
        fill(arguments.dossiers)
        analyse()
        sys.exit()
    return arguments


def fill(count: int) -> None:
    """File ``count`` dossiers, in several states, answered after the examples."""
    open_site()
    from tests.web.conftest import make_authority, make_member  # noqa: PLC0415 - Django first

    from balise.core.roles import Role  # noqa: PLC0415
    from balise.core.states import Act  # noqa: PLC0415
    from balise.loading.dossiers import load_dossiers  # noqa: PLC0415
    from balise.loading.questions import shipped_bank  # noqa: PLC0415
    from balise.web.assessments.operations.dossiers import create  # noqa: PLC0415
    from balise.web.governance.operations.submission import step, submit  # noqa: PLC0415
    from balise.web.governance.proposals import Proposal  # noqa: PLC0415

    draw = random.Random(SEED)  # noqa: S311 - a drawing anyone can repeat
    examples = load_dossiers(ROOT / "examples" / "valbrise", shipped_bank())
    city = make_authority("valbrise", "Ville de Valbrise")
    owners = [make_member(city, Role.OWNER) for _owner in range(20)]
    reviewer = make_member(city, Role.REVIEWER, Role.DPO, Role.ADMINISTRATOR, name="Instructrice")
    for number in range(count):
        example = draw.choice(examples)
        kept = {name: value for name, value in example.answers.items() if draw.random() > 0.08}  # noqa: PLR2004
        at = NOW - timedelta(hours=count - number)
        file = create(draw.choice(owners), f"{example.title} {number + 1}", unit_id=None, answers=kept, at=at)
        if number % 4:
            owner = next(owner for owner in owners if owner.user_id == file.owner_id)
            submit(owner, file.id, at=at)
        if number % 4 and number % 2:
            step(reviewer, file.id, Act.TAKE_UP, Proposal(), at=at)


def analyse() -> None:
    """Let the engine count its rows, as its own housekeeping does on a site that runs, within minutes."""
    from django.db import connection  # noqa: PLC0415 - Django first

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(count: int, requests: int) -> Iterator[dict[str, Any]]:
    """Ask for each page ``requests`` times and yield its times in milliseconds and its number of queries."""
    open_site()
    from django.db import connection  # noqa: PLC0415 - Django first
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from balise.web.accounts.models import User  # noqa: PLC0415
    from balise.web.config.warming import warm_up  # noqa: PLC0415

    warm_up()
    client = Client()
    client.force_login(User.objects.get(name="Instructrice"), backend="django.contrib.auth.backends.ModelBackend")
    draw = random.Random(SEED)  # noqa: S311 - a drawing anyone can repeat
    for name, addresses in pages(draw, count).items():
        times, queries = [], 0
        for place in range(requests):
            address = addresses[place % len(addresses)]
            started = time.perf_counter()
            answer = client.get(address)
            _read(answer)
            times.append((time.perf_counter() - started) * 1000)
            if answer.status_code != HTTPStatus.OK:
                sys.exit(f"{address}: {answer.status_code}")
        for address in addresses[:10]:
            with CaptureQueriesContext(connection) as captured:
                _read(client.get(address))
            queries = max(queries, len(captured))
        yield {"page": name, "times": times[3:], "queries": queries}


def _read(answer: Any) -> None:
    _content = b"".join(answer) if answer.streaming else answer.content


def pages(draw: random.Random, count: int) -> dict[str, list[str]]:
    """Return the addresses to ask for, by page."""
    dossiers = [f"/espace/valbrise/dossiers/2026-{draw.randint(1, count):03d}/" for _address in range(40)]
    return {
        "list": ["/espace/valbrise/dossiers/", "/espace/valbrise/dossiers/?page=7"],
        "dossier": dossiers,
        "reviewer": [address + "instruction/" for address in dossiers],
        "form": [f"/espace/valbrise/dossiers/2026-{number:03d}/formulaire/people/" for number in range(1, 40, 4)],
        "home": ["/espace/valbrise/"],
        "catalogue": ["/espace/valbrise/outils/"],
        "journal": ["/espace/valbrise/journal/"],
    }


def _print(engines: list[str], rounds: list[tuple[str, dict[str, Any]]]) -> None:
    print(f"{'page':<12}{'engine':<14}{'median':>9}{'p95':>9}{'queries':>9}")
    for page in dict.fromkeys(row["page"] for _engine, row in rounds):
        for engine in engines:
            rows = [row for name, row in rounds if name == engine and row["page"] == page]
            times = [one for row in rows for one in row["times"]]
            slowest = quantiles(times, n=20)[-1]
            queries = max(row["queries"] for row in rows)
            missed = " ".join(
                word
                for word, late in (("slow", slowest > GOAL_MS), ("queries", queries > GOAL_QUERIES))
                if late and page in {"list", "dossier", "reviewer"}
            )
            print(f"{page:<12}{engine:<14}{median(times):>7.1f}ms{slowest:>7.1f}ms{queries:>9}  {missed}")
    print(f"Goal for list, dossier and reviewer: p95 at most {GOAL_MS} ms, at most {GOAL_QUERIES} queries.")


if __name__ == "__main__":
    main()
