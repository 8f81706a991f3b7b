# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How long the public portal takes to answer, on both engines: ``python benchmarks/portal.py [--postgresql URL]``.

A metropolis and its communes publish N entries (10,000 unless said otherwise). Titles, summaries and answers are those
of real registers (``--registers FOLDER``: Canada, the United Kingdom, the United States), read through the mappings
that ship. What a register leaves unsaid is answered after the examples of Valbrise, for our questions are more. Each is
judged under the charter of Lyon and drafted by the site's own code, then repeated under other codes until there are
enough; their rows are those that a publication writes. One entry in ten has three editions, one has sixty.

Pages are then asked for without an account, in turn, by one worker; what is timed is the server's own time: the
request, its queries, the template, without the network. Each figure is the median and the 95th percentile in
milliseconds of the quietest of several rounds (the machine does other things), followed by the 95th percentile of all
rounds together and by the processor's own time in the worker, which no neighbour lengthens much and which counts
nothing of PostgreSQL's; the number of queries is the largest seen. « again » is the same page asked by a browser that
has it already. Files are read to their last byte in a process of their own: its memory is the most that it held beyond
what it held before being asked. Engines take turns. Nothing here fails: a figure that is not reached is said.
"""

import argparse
import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Self

from measured_site import measured_sites, open_site, run

ROOT = Path(__file__).parents[1]
REGISTERS = {
    "canada-ai-register": "canada/*.csv",
    "uk-atrs-records": "uk/*.json",
    "us-omb-2024": "us-2024/*.csv",
}
"""The file of each register, by the mapping that reads it."""
SEED = 20250925
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GOAL_MS = 50
GOAL_QUERIES = 12
GOAL_SECONDS = 5
GOAL_MEGABYTES = 100
ROUNDS = 4
COMMUNES = 8
LONG_HISTORY = 60
QUESTIONS = 2000
LONGEST_TITLE = 200
PORTAL = "/portail/metropole/"
FILES = {"CSV": f"{PORTAL}donnees/registre.csv", "JSON": f"{PORTAL}donnees/registre.json"}


def main() -> None:
    """Measure each engine, or, in a process of its own, one engine."""
    arguments = _arguments()
    if arguments.measure:
        print(json.dumps(list(measure(arguments.requests))))
        return
    if arguments.export:
        print(json.dumps(export(arguments.export)))
        return
    with measured_sites(arguments.postgresql) as sites:
        for engine, environment in sites.items():
            print(f"{engine}: {_self(environment, '--fill', arguments)}", file=sys.stderr)
        pages, files = [], []
        for _round in range(ROUNDS):
            for engine, environment in sites.items():
                pages += [(engine, page) for page in json.loads(_self(environment, "--measure", arguments))]
                files += [
                    (engine, json.loads(_self(environment, "--export", arguments, path))) for path in FILES.values()
                ]
    _print_pages(list(sites), pages)
    _print_files(list(sites), files)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", default=os.environ.get("BALISE_TEST_DATABASE_URL", ""), metavar="URL")
    parser.add_argument("--registers", type=Path, default=ROOT.parent / "shared" / "data" / "registers")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=60, help="requests a page, a round and an engine")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--export", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill:
        print(fill(arguments.entries, arguments.registers))
        sys.exit()
    return arguments


def fill(count: int, registers: Path) -> str:
    """Publish ``count`` entries, and say how many different ones they are made of."""
    open_site()
    from tests.web.conftest import make_authority, make_member  # noqa: PLC0415 - Django first

    from balise.core.roles import Role  # noqa: PLC0415
    from balise.loading.dossiers import load_dossiers  # noqa: PLC0415
    from balise.loading.questions import shipped_bank  # noqa: PLC0415
    from balise.web.transparency.operations.portal import describe_portal  # noqa: PLC0415
    from balise.web.transparency.portal_description import PortalDescription  # noqa: PLC0415

    draw = random.Random(SEED)  # noqa: S311 - a drawing anyone can repeat
    above = make_authority("metropole", "Métropole de Valbrise", kind="metropolis", contact="ia@valbrise.example")
    below = [make_authority(f"commune-{n}", f"Commune no {n}", parent=above) for n in range(1, COMMUNES + 1)]
    publisher = make_member(above, Role.PUBLISHER, name="Service du portail")
    for place in (above, *below):  # the refused entries of a portal that publishes none answer 410
        describe_portal(make_member(place, Role.PUBLISHER), PortalDescription(publishes_refusals=True), at=NOW)
    examples = load_dossiers(ROOT / "examples" / "valbrise", shipped_bank())
    sources = [
        replace(source, answers={**draw.choice(examples).answers, **source.answers}) for source in _sources(registers)
    ]
    if not sources:
        sys.exit(f"{registers}: no register that the mappings read; give their folder with --registers.")
    draw.shuffle(sources)
    places = [draw.choice([above, *below]) for _entry in range(count)]
    drafts = _drafts(sources[:count], places, publisher.user_id, draw)
    _publish(drafts, count, places, publisher.user_id, draw)
    _ask(draw)
    _settle()
    return f"{count} entries, from {len(drafts)} of real registers"


def _sources(registers: Path) -> Iterator[Any]:
    from balise.loading.importing import import_register  # noqa: PLC0415 - the path first
    from balise.loading.mapping_files import load_mapping  # noqa: PLC0415
    from balise.loading.questions import shipped_bank  # noqa: PLC0415

    for mapping, pattern in REGISTERS.items():
        for file in sorted(registers.glob(pattern)):
            yield from import_register(file, load_mapping(mapping), shipped_bank()).dossiers


def _drafts(sources: list[Any], places: list[Any], user_id: int, draw: random.Random) -> list[Any]:
    """Return what would be published of each dossier, drafted by the site from a dossier that it holds."""
    from balise.core.states import State  # noqa: PLC0415 - Django first
    from balise.web.assessments.queries.dossiers import file_of  # noqa: PLC0415
    from balise.web.transparency.draft import draft_of  # noqa: PLC0415

    states = [State.DEPLOYED] * 6 + [State.ACCEPTED, State.REFUSED, State.IN_REVIEW, State.WITHDRAWN]
    rows = _dossiers(
        ((source.title, source.answers, draw.choice(states)) for source in sources), places, user_id, first=1
    )
    return [draft_of(file_of(row.pk), NOW.date()) for row in rows]


def _dossiers(told: Iterable[tuple[str, Any, Any]], places: list[Any], user_id: int, first: int) -> list[Any]:
    from balise.web.assessments.mapping import plain_answers  # noqa: PLC0415 - Django first
    from balise.web.assessments.models import Dossier  # noqa: PLC0415
    from balise.web.organisations.queries import adopted_references  # noqa: PLC0415

    references = list(adopted_references(places[0].pk))
    return Dossier.objects.bulk_create(
        [
            Dossier(
                authority=place,
                number=f"2026-{number:05d}",
                title=title[:LONGEST_TITLE],
                state=state.value,
                owner_id=user_id,
                frameworks=references,
                answers=plain_answers(answers),
                created_at=NOW,
                updated_at=NOW,
            )
            for number, (place, (title, answers, state)) in enumerate(zip(places, told, strict=False), first)
        ],
        batch_size=500,
    )


def _publish(drafts: list[Any], count: int, places: list[Any], user_id: int, draw: random.Random) -> None:
    """Write the rows that publications would have: what the lists read, and each edition whole."""
    from balise.web.transparency.codes import ALPHABET, LENGTH  # noqa: PLC0415

    from balise.core.register import PublicDecision  # noqa: PLC0415 - Django first
    from balise.core.states import State  # noqa: PLC0415
    from balise.web.transparency.models import Edition, Entry  # noqa: PLC0415

    repeated = [drafts[number % len(drafts)] for number in range(count)]
    dossiers = _dossiers(((each.title, {}, State.DEPLOYED) for each in repeated), places, user_id, first=20_000)
    codes: set[str] = set()
    while len(codes) < count:
        codes.add("".join(draw.choice(ALPHABET) for _sign in range(LENGTH)))
    named = {place.pk: replace(repeated[0].authority, slug=place.slug, name=place.name) for place in places}
    decision = PublicDecision("accepté", NOW.date(), "Le conseil métropolitain", "La charte est tenue.")
    entries, editions = [], []
    for number, (draft, dossier, code) in enumerate(zip(repeated, dossiers, sorted(codes), strict=True)):
        last = LONG_HISTORY if number == 0 else 3 if number % 10 == 0 else 1
        authority = named[dossier.authority_id]
        at = NOW - timedelta(minutes=7 * draw.randrange(count))
        told = replace(draft, id=code, authority=authority, decision=decision if number % 3 else None)
        row = _entry_row(replace(told, edition=last), dossier, at)
        entries.append(row)
        editions += [
            _edition_row(row, replace(told, edition=n, summary=f"{draft.summary} ({n})" if n < last else draft.summary))
            for n in range(1, last + 1)
        ]
    for edition in editions:
        edition.by_id = user_id
    Entry.objects.bulk_create(entries, batch_size=500)
    Edition.objects.bulk_create(editions, batch_size=500)


def _entry_row(entry: Any, dossier: Any, at: datetime) -> Any:
    from balise.web.transparency.models import Entry  # noqa: PLC0415 - Django first
    from balise.web.ui.folding import folded  # noqa: PLC0415

    return Entry(
        code=entry.id,
        authority_id=dossier.authority_id,
        dossier=dossier,
        first_published_at=at,
        updated_at=at,
        edition=entry.edition,
        title=entry.title,
        summary=entry.summary,
        status=entry.status.value,
        unit=entry.unit,
        policy_area=str(entry.answers.get("policy_area", "")),
        personal_data=str(entry.answers.get("personal_data", "")),
        searched=folded(f"{entry.title} {entry.summary} {entry.unit} {entry.tool}"),
    )


def _edition_row(row: Any, entry: Any) -> Any:
    from balise.core.digests import digest  # noqa: PLC0415 - Django first
    from balise.web.transparency.mapping import plain  # noqa: PLC0415
    from balise.web.transparency.models import Edition  # noqa: PLC0415

    return Edition(
        entry=row,
        number=entry.edition,
        content=plain(entry),
        digest=digest(entry),
        change="Le résumé est plus précis." if entry.edition > 1 else "",
        published_at=row.updated_at,
    )


def _ask(draw: random.Random) -> None:
    """Leave questions, most of them answered, for the page of figures."""
    from balise.core.digests import digest_of_text  # noqa: PLC0415 - Django first
    from balise.web.transparency.models import Entry, PublicQuestion  # noqa: PLC0415

    ids = list(Entry.objects.values_list("pk", flat=True))
    asked = [NOW - timedelta(hours=3 * number) for number in range(QUESTIONS)]
    PublicQuestion.objects.bulk_create(
        PublicQuestion(
            entry_id=draw.choice(ids),
            kind="question",
            text="Qui relit les réponses de cet outil ?",
            key=digest_of_text(f"question {number}"),
            asked_at=at,
            answered_at=at + timedelta(days=draw.randrange(1, 40)) if number % 5 else None,
        )
        for number, at in enumerate(asked)
    )


def _settle() -> None:
    """Do what PostgreSQL does by itself within minutes on a site that runs, and what the site asks SQLite for."""
    from django.db import connection  # noqa: PLC0415 - Django first

    from balise.web.config.statistics import refresh_statistics  # noqa: PLC0415

    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def measure(requests: int) -> Iterator[dict[str, Any]]:
    """Ask for each page ``requests`` times and yield its times in milliseconds, its queries and its weight."""
    open_site()
    from django.test import Client  # noqa: PLC0415 - Django first

    from balise.web.config.warming import warm_up  # noqa: PLC0415

    warm_up()
    client = Client()
    for name, addresses in _pages(random.Random(SEED)).items():  # noqa: S311 - a drawing anyone can repeat
        kept = dict.fromkeys(addresses, "")
        yield {"page": name, **_measured(client, addresses, kept, requests, HTTPStatus.OK)}
        seen = [address for address, etag in kept.items() if etag]
        if name in {"list", "entry", "charter"} and seen:
            yield {"page": f"{name} again", **_measured(client, seen, kept, requests, HTTPStatus.NOT_MODIFIED)}


def _measured(
    client: Any, addresses: list[str], kept: dict[str, str], requests: int, expected: HTTPStatus
) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415 - Django first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    times, processor, queries, weights = [], [], 0, []
    for place in range(requests + 3):
        address = addresses[place % len(addresses)]
        headers = {"If-None-Match": kept[address]} if expected is HTTPStatus.NOT_MODIFIED else {}
        started, spent = time.perf_counter(), time.process_time()
        answer = client.get(address, headers=headers)
        weight = len(answer.content)
        times.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - spent) * 1000)
        weights.append(weight)
        if answer.status_code != expected:
            sys.exit(f"{address}: {answer.status_code}")
        kept[address] = answer.headers.get("ETag", "")
    for address in addresses[:10]:
        headers = {"If-None-Match": kept[address]} if expected is HTTPStatus.NOT_MODIFIED else {}
        with CaptureQueriesContext(connection) as captured:
            client.get(address, headers=headers)
        queries = max(queries, len(captured))
    return {"times": times[3:], "processor": median(processor[3:]), "queries": queries, "weight": median(weights)}


def _pages(draw: random.Random) -> dict[str, list[str]]:
    """Return the addresses to ask for, by page."""
    from balise.web.transparency.models import Entry  # noqa: PLC0415 - Django first

    once = sorted(Entry.objects.filter(edition=1).values_list("code", flat=True))
    thrice = sorted(Entry.objects.filter(edition=3).values_list("code", flat=True))
    (longest,) = Entry.objects.filter(edition=LONG_HISTORY).values_list("code", flat=True)
    deep = len(once) // 20 - 5
    register = f"{PORTAL}registre/"
    return {
        "home": [PORTAL],
        "list": [register],
        "list, far": [f"{register}?page={page}" for page in range(max(2, deep - 10), max(3, deep))],
        "list, filters": [
            f"{register}?etat=in_service&donnees=yes",
            f"{register}?etat=refused&collectivite=commune-3",
            f"{register}?donnees=no&page=3",
        ],
        "search": [f"{register}?q={words}" for words in ("model", "data+analysis", "chatbot", "detection+fraud+tool")],
        "search, none": [f"{register}?q={words}" for words in ("piscine", "zzzz+yyyy", "tondeuse+automatique")],
        "entry": [f"/r/{code}/" for code in draw.sample(once, min(40, len(once)))],
        "history": [f"/r/{code}/historique/" for code in draw.sample(thrice, min(20, len(thrice)))],
        "history of 60": [f"/r/{longest}/historique/"],
        "edition": [f"/r/{code}/historique/1/" for code in draw.sample(thrice, min(20, len(thrice)))],
        "charter": [f"{PORTAL}charte/"],
        "guide": [f"{PORTAL}guide/habitants/", f"{PORTAL}guide/agents/"],
        "figures": [f"{PORTAL}questions/"],
    }


def export(path: str) -> dict[str, Any]:
    """Read a file whole, and return when it began, when it ended, its weight and the memory that it took."""
    open_site()
    from django.test import Client  # noqa: PLC0415 - Django first

    from balise.web.config.warming import warm_up  # noqa: PLC0415

    warm_up()
    client = Client()
    client.get(PORTAL)
    with _Watch() as watch:
        started = time.perf_counter()
        answer: Any = client.get(path)
        chunks = iter(answer.streaming_content)
        weight = len(b"".join(islice(chunks, 1)))
        first = time.perf_counter() - started
        weight += sum(map(len, chunks))
        took = time.perf_counter() - started
    return {"path": path, "first": first, "took": took, "weight": weight, "memory": watch.most - watch.before}


class _Watch:
    """Looks at the memory of this process while something is done: the most it holds, every few milliseconds."""

    def __enter__(self) -> Self:
        self.before = self.most = _resident()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        self.most = max(self.most, _resident())

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, _resident())


def _resident() -> int:
    """Return the memory that the process holds, in bytes, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _self(environment: dict[str, str], task: str, arguments: argparse.Namespace, *more: str) -> str:
    """Run this very program for one task of one engine."""
    told = ("--registers", str(arguments.registers), "--entries", str(arguments.entries))
    return run(environment, str(Path(__file__)), task, *more, *told, "--requests", str(arguments.requests)).strip()


def _late(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _print_pages(engines: list[str], rounds: list[tuple[str, dict[str, Any]]]) -> None:
    print(f"{'page':<16}{'engine':<12}{'median':>9}{'p95':>9}{'p95, all':>10}{'own':>9}{'queries':>9}{'kB':>7}")
    for page in dict.fromkeys(row["page"] for _engine, row in rounds):
        for engine in engines:
            rows = [row for name, row in rounds if name == engine and row["page"] == page]
            best = min((row["times"] for row in rows), key=_late)
            slowest, queries = _late(best), max(row["queries"] for row in rows)
            own = min(row["processor"] for row in rows)
            everything = _late([one for row in rows for one in row["times"]])
            aimed = page.startswith(("list", "search", "entry"))
            late = (("slow", aimed and slowest > GOAL_MS), ("queries", queries > GOAL_QUERIES))
            missed = " ".join(word for word, is_late in late if is_late)
            print(
                f"{page:<16}{engine:<12}{median(best):>7.1f}ms{slowest:>7.1f}ms{everything:>8.1f}ms{own:>7.1f}ms{queries:>9}"
                f"{rows[0]['weight'] / 1000:>7.1f}  {missed}".rstrip()
            )
    print(f"Goal for lists, searches and entries: p95 at most {GOAL_MS} ms, at most {GOAL_QUERIES} queries.\n")


def _print_files(engines: list[str], rounds: list[tuple[str, dict[str, Any]]]) -> None:
    print(f"{'file':<8}{'engine':<12}{'first byte':>12}{'all of it':>11}{'memory':>10}{'weight':>10}")
    for name, path in FILES.items():
        for engine in engines:
            rows = [row for other, row in rounds if other == engine and row["path"] == path]
            best = min(rows, key=lambda row: row["took"])
            memory = max(row["memory"] for row in rows) / 1e6
            late = (("slow", best["took"] > GOAL_SECONDS), ("memory", memory > GOAL_MEGABYTES))
            missed = " ".join(word for word, is_late in late if is_late)
            print(
                f"{name:<8}{engine:<12}{best['first']:>11.2f}s{best['took']:>10.2f}s{memory:>7.0f} MB"
                f"{best['weight'] / 1e6:>7.1f} MB  {missed}".rstrip()
            )
    print(f"Goal: at most {GOAL_SECONDS} s and {GOAL_MEGABYTES} MB.")


if __name__ == "__main__":
    main()
