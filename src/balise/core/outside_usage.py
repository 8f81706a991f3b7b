# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""AI seen from outside the gateway: the services that logs name, added up by unit and month, without anybody.

A log says who asked for what, and when. What is kept of it is how many requests each unit sent to each service in a
month, and whether five people at least were behind them. Clients are told apart during the reading by a digest whose
key is drawn for it and forgotten with it; nothing of them remains.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from balise.core.small_cells import FEWEST


@dataclass(frozen=True, slots=True)
class Service:
    """A service of AI and where it answers."""

    id: str
    name: str
    vendor: str
    country: str
    """Of the law of its provider: two letters, as ISO 3166 has them; ``EU`` is none."""
    hosts: tuple[str, ...]
    """Domains; all that stands under one is the service too."""
    called: tuple[str, ...] = ()
    """Other words by which people and catalogues name it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of a log that names a service."""

    month: str
    service: str
    unit: str
    """Empty when it is not known."""
    client: bytes
    """Whatever tells clients apart in this log."""
    requests: int = 1
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What one unit asked of one service in a month."""

    month: str
    unit: str
    service: str
    requests: int
    """0 when few clients were seen, as the next one: how much they asked is not to be told, and is not kept."""
    tokens: int
    few: bool
    """Fewer than five clients were seen."""


class Directory:
    """The services by the hosts that they answer at."""

    def __init__(self, services: Iterable[Service]) -> None:
        self.services = {service.id: service for service in services}
        self._by_host = {host: service.id for service in self.services.values() for host in service.hosts}

    def service_at(self, host: str) -> str | None:
        """Return the service that answers at a host, or None: the host itself, or the nearest domain above it."""
        name = host.strip(".").lower()
        while name:
            if name in self._by_host:
                return self._by_host[name]
            name = name.partition(".")[2]
        return None


class Tally:
    """The lines of a log, added up as they are read; its size follows from the services and units, not from the log."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._requests: dict[tuple[str, str, str], list[int]] = {}
        self._clients: dict[tuple[str, str, str], set[bytes]] = {}

    def add(self, seen: Seen) -> None:
        """Count one line."""
        place = (seen.month, seen.unit, seen.service)
        counts = self._requests.get(place)
        if counts is None:
            counts = self._requests[place] = [0, 0]
            self._clients[place] = set()
        counts[0] += seen.requests
        counts[1] += seen.tokens
        clients = self._clients[place]
        if len(clients) < FEWEST:
            clients.add(blake2b(seen.client, key=self._key, digest_size=8).digest())

    def lines(self) -> tuple[MonthLine, ...]:
        """Return what was added up, in order."""
        return tuple(self._line(place, *counts) for place, counts in sorted(self._requests.items()))

    def _line(self, place: tuple[str, str, str], requests: int, tokens: int) -> MonthLine:
        few = len(self._clients[place]) < FEWEST
        return MonthLine(*place, 0 if few else requests, 0 if few else tokens, few)


def told_requests(lines: Iterable[MonthLine]) -> int:
    """Return how many requests may be told of: a sum with the others in it would give them away by subtraction."""
    return sum(line.requests for line in lines)


@dataclass(frozen=True, slots=True)
class KnownUse:
    """A dossier, as far as reconciling goes."""

    number: str
    title: str
    words: str
    """What it says of its tool, folded: names are looked for in it, whole words by whole words."""
    serving: bool
    """It is in service; otherwise it was declared, and awaits a dossier."""
    calls: int | None
    """Calls by the gateway in the period, 0 when it is open and unused; None when it does not pass by it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a whole authority asked of one service in a period; None where too few people did."""

    service: str
    requests: int | None
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What does not agree, and what does."""

    used_not_approved: tuple[tuple[Measured, tuple[KnownUse, ...]], ...]
    """Each with the declarations that name it: it then awaits a dossier, and nobody needs to declare it again."""
    approved_unused: tuple[KnownUse, ...]
    declared_unmeasured: tuple[KnownUse, ...]
    not_measurable: tuple[KnownUse, ...]
    """In service, by no service of the list and not by the gateway: nobody can say."""
    agreeing: tuple[tuple[KnownUse, tuple[str, ...]], ...]
    """In service and measured, each with the services that show it; by the gateway alone when there is none."""


def reconcile(
    uses: Iterable[KnownUse], measured: Iterable[Measured], named: Mapping[str, tuple[str, ...]]
) -> Reconciled:
    """Compare what was approved, declared and measured.

    ``named`` gives, for each service that logs may show, the folded words by which a dossier names it.
    """
    seen = {each.service: each for each in measured}
    unused, undeclared, blind = [], [], []
    agreeing: list[tuple[KnownUse, tuple[str, ...]]] = []
    covered: set[str] = set()
    declared: dict[str, list[KnownUse]] = {}
    for use in uses:
        services = services_named(use.words, named)
        shown = tuple(service for service in services if service in seen)
        if use.serving:
            covered.update(services)
        if not use.serving:
            for service in shown:
                declared.setdefault(service, []).append(use)
            if not shown:
                undeclared.append(use)
        elif shown or use.calls:
            agreeing.append((use, shown))
        elif services or use.calls is not None:
            unused.append(use)
        else:
            blind.append(use)
    not_approved = tuple(
        (each, tuple(declared.get(service, ()))) for service, each in sorted(seen.items()) if service not in covered
    )
    return Reconciled(not_approved, tuple(unused), tuple(undeclared), tuple(blind), tuple(agreeing))


def services_named(words: str, named: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the services that a text names, by whole words: « claude » is not in « claudette »."""
    text = _spaced(words)
    return [service for service, names in named.items() if any(_spaced(name) in text for name in names)]


def _spaced(words: str) -> str:
    return f" {' '.join(_WORD.findall(words))} "


_WORD = re.compile(r"\w+")
