# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the proxy of the city saw of AI in two months, read as any log is: an invented one, in the format of Squid."""

import secrets
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from balise.core.outside_usage import Tally
from balise.demo.calendar import Calendar
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.loading.usage_logs.directory import shipped_directory
from balise.loading.usage_logs.formats import OPENINGS, LogFormat
from balise.loading.usage_logs.reading import read_log
from balise.loading.usage_logs.units import read_units
from balise.web.measures.operations.importing import keep_log
from balise.web.measures.operations.survey import begin_survey, end_survey, take_answer

CITY = "valbrise"
IMPORTED_ON = date(2026, 11, 9)
MONTHS = (date(2026, 9, 15), date(2026, 10, 15))
UNITS = "10.1.0.0/16;Direction des ressources humaines\n10.2.0.0/16;Direction de la communication\n"
SEEN = (
    ("chatgpt.com", "10.1.4", 14, 23),
    ("chatgpt.com", "10.2.4", 9, 31),
    ("chat.mistral.ai", "10.2.4", 11, 17),
    ("www.deepl.com", "10.2.4", 16, 12),
    ("www.deepl.com", "10.1.4", 7, 9),
    ("www.canva.com", "10.2.4", 6, 20),
    ("claude.ai", "10.1.4", 2, 15),
)
"""A host, the beginning of addresses, how many machines, how many requests each a month."""


ASKED_ON = date(2026, 11, 10)
ANSWERED: tuple[tuple[int, dict[str, tuple[str, ...]]], ...] = (
    (
        14,
        {
            "often": ("daily",),
            "tools": ("public",),
            "tasks": ("writing", "summing_up"),
            "data": ("sometimes",),
            "trained": ("no_but",),
        },
    ),
    (
        17,
        {
            "often": ("weekly",),
            "tools": ("public", "provided"),
            "tasks": ("writing", "translating"),
            "data": ("no",),
            "trained": ("yes",),
        },
    ),
    (
        9,
        {
            "often": ("seldom",),
            "tools": ("provided",),
            "tasks": ("searching",),
            "data": ("unsure",),
            "trained": ("no_but",),
        },
    ),
    (6, {"often": ("never",), "trained": ("no",)}),
    (2, {"often": ("daily",), "tools": ("own",), "tasks": ("code",), "data": ("no",), "trained": ("no",)}),
)
"""How many people answered alike, and what."""


def measuring(cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield the import of the log by whoever answers for security."""
    yield Happening(calendar.instant(IMPORTED_ON, 9, 15), partial(_import, cast, calendar))
    yield Happening(calendar.instant(ASKED_ON, 9, 0), partial(_ask, cast))


def _ask(cast: Cast, at: datetime) -> None:
    """Have invented staff answer a survey, and close it: its results are then read."""
    code = begin_survey(cast.member("rssi", CITY), at=at)
    number = 0
    for people, chosen in ANSWERED:
        for _each in range(people):
            number += 1
            take_answer(code, chosen, f"{code}-{number}")
    end_survey(cast.member("rssi", CITY), at=at)


def _import(cast: Cast, calendar: Calendar, at: datetime) -> None:
    with tempfile.TemporaryDirectory() as room:
        log, units = Path(room) / "access.log", Path(room) / "unites.csv"
        log.write_text("".join(_lines(calendar)), encoding="utf-8")
        units.write_text(UNITS, encoding="utf-8")
        tally = Tally(secrets.token_bytes(32))
        opening = OPENINGS[LogFormat.SQUID](shipped_directory(), read_units(units))
        read = read_log(log, opening, tally, lambda _bytes: None)
    keep_log(cast.member("rssi", CITY), LogFormat.SQUID.value, read, tally.lines(), at=at)


def _lines(calendar: Calendar) -> Iterator[str]:
    for month in MONTHS:
        day = calendar.day(month)
        stamp = int(datetime(day.year, day.month, day.day, 10, tzinfo=UTC).timestamp())
        for host, network, machines, requests in SEEN:
            for machine in range(1, machines + 1):
                client = f"{network}.{machine}"
                yield f"{stamp}.000 90 {client} TCP_TUNNEL/200 40 CONNECT {host}:443 - DIRECT/192.0.2.1 -\n" * requests
        yield f"{stamp}.000 90 10.1.4.1 TCP_MISS/200 812 GET http://valbrise.example/ - HIER_DIRECT/192.0.2.2 -\n" * 900
