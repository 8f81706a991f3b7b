# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""AI seen from outside the gateway: the services that logs name, added up by unit and month, without anybody.

A log says who asked for what, and when. What is kept of it is how many requests each unit sent to each service in a
month, and whether five people at least were behind them. Clients are told apart during the reading by a digest whose
key is drawn for it and forgotten with it; nothing of them remains.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
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
    tokens: int
    few: bool
    """Fewer than five clients were seen: how much they asked is not to be told."""


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
        return tuple(
            MonthLine(*place, requests, tokens, len(self._clients[place]) < FEWEST)
            for place, (requests, tokens) in sorted(self._requests.items())
        )


class Gap(StrEnum):
    """What is told of a use when what was approved, declared and measured do not agree."""

    USED_NOT_APPROVED = "used_not_approved"
    APPROVED_UNUSED = "approved_unused"
    DECLARED_UNMEASURED = "declared_unmeasured"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True)
class KnownUse:
    """A dossier, as far as reconciling goes."""

    number: str
    title: str
    words: str
    """What it says of its tool, folded: names are looked for in it."""
    serving: bool
    """It is in service; otherwise it was declared, and awaits a dossier."""
    calls: int | None
    """Calls by the gateway in the period; None when it does not pass by it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a whole authority asked of one service in a period; None where too few people did."""

    service: str
    requests: int | None
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What does not agree, and what does."""

    used_not_approved: tuple[Measured, ...]
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
    for use in uses:
        services = [service for service, words in named.items() if any(word in use.words for word in words)]
        shown = tuple(service for service in services if service in seen)
        if use.serving:
            covered.update(services)
        if not use.serving:
            if not shown:
                undeclared.append(use)
        elif shown or use.calls:
            agreeing.append((use, shown))
        elif services or use.calls is not None:
            unused.append(use)
        else:
            blind.append(use)
    not_approved = tuple(each for service, each in sorted(seen.items()) if service not in covered)
    return Reconciled(not_approved, tuple(unused), tuple(undeclared), tuple(blind), tuple(agreeing))
