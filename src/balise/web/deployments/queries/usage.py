# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the usage journal of the gateway says of a deployment: counts and estimates, for nothing else is in it.

The journal is read, never written, and may be elsewhere: when it does not answer, the page says so and goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings

from balise.core.policy import Quota
from balise.core.refusals import RefusalCode
from balise.core.usage import FootprintRange, Line, Totals, UsageRecord
from balise.loading.errors import LoadingError

JOURNAL_ROOM = "balise.loading.usage_journal.opening"
"""What opens a journal; loaded only by a page that reads one."""
MICRO = 1_000_000


class Spent(Protocol):
    """What was used of a quota; energy in µWh, the highest estimate, as the gateway counts it."""

    tokens_in: int
    tokens_out: int
    energy_max: int


class UsageJournal(Protocol):
    """What is asked of a journal that is open."""

    def totals(self) -> Mapping[Line, Totals]:
        """Return what calls add up to."""

    def refusals(self) -> Mapping[tuple[Line, RefusalCode, str], int]:
        """Return how many calls were refused in the name of each commitment."""

    def personal_data(self) -> Mapping[tuple[Line, str], int]:
        """Return how many personal data of each type were found."""

    def spent(self, deployment: str, day: date) -> Spent:
        """Return what was used on a day of UTC."""

    def spent_in_month(self, deployment: str, month: str) -> Spent:
        """Return what was used in a month of UTC."""

    def close(self) -> None:
        """Let go of it."""


class RecordJournal(Protocol):
    """What is asked of a journal of which one record is wanted."""

    def record(self, id_: str, since: datetime, /) -> UsageRecord | None:
        """Return the record of that name among those since an instant."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One limit, and what is left of it."""

    name: str
    """The name of the limit: ``tokens_per_day``."""
    limit: float
    used: float

    @property
    def left(self) -> float:
        """Return what is left; nothing once it is exceeded."""
        return max(0, self.limit - self.used)


@dataclass(frozen=True, slots=True)
class UsageSeen:
    """The use of one deployment, since its first call."""

    totals: Totals
    month: Totals
    refusals: tuple[tuple[RefusalCode, str, int], ...]
    """Why, in the name of which commitment (empty: of none), and how often; the most frequent first."""
    personal_data: tuple[tuple[str, int], ...]
    quota: tuple[QuotaLine, ...]

    @property
    def energy(self) -> tuple[float, float]:
        """Return the range of the energy, in Wh."""
        return self.totals.energy_min / MICRO, self.totals.energy_max / MICRO

    @property
    def carbon(self) -> tuple[float, float]:
        """Return the range of the carbon, in grams of CO₂ equivalent."""
        return self.totals.carbon_min / MICRO, self.totals.carbon_max / MICRO


@dataclass(frozen=True, slots=True)
class UnreadUsage:
    """No use to show: no journal is named, or the one that is does not answer, and why."""

    because: str = ""
    """Empty when no journal is named."""


def usage_of(deployment: str, quota: Quota, at: datetime) -> UsageSeen | UnreadUsage:
    """Return the use of a deployment as the journal counts it."""
    if not settings.USAGE_JOURNAL:
        return UnreadUsage()
    try:
        journal: UsageJournal = import_module(JOURNAL_ROOM).open_journal(settings.USAGE_JOURNAL)
        try:
            return seen_in(journal, deployment, quota, at)
        finally:
            journal.close()
    except (LoadingError, OSError) as error:
        return UnreadUsage(str(error))


def footprint_of(record: str, since: datetime) -> FootprintRange | UnreadUsage:
    """Return the footprint of a call that came in since an instant, as the journal keeps it."""
    if not settings.USAGE_JOURNAL or not record:
        return UnreadUsage()
    try:
        journal: RecordJournal = import_module(JOURNAL_ROOM).open_journal(settings.USAGE_JOURNAL)
        try:
            found = journal.record(record, since)
        finally:
            journal.close()
    except (LoadingError, OSError) as error:
        return UnreadUsage(str(error))
    return UnreadUsage() if found is None else found.footprint


def seen_in(journal: UsageJournal, deployment: str, quota: Quota, at: datetime) -> UsageSeen:
    """Return what an open journal says of a deployment."""
    month = f"{at.astimezone(UTC):%Y-%m}"
    lines = {line: totals for line, totals in journal.totals().items() if line.deployment == deployment}
    refused: dict[tuple[RefusalCode, str], int] = {}
    for (line, code, commitment), many in journal.refusals().items():
        if line.deployment == deployment:
            refused[code, commitment] = refused.get((code, commitment), 0) + many
    found: dict[str, int] = {}
    for (line, kind), many in journal.personal_data().items():
        if line.deployment == deployment:
            found[kind] = found.get(kind, 0) + many
    return UsageSeen(
        totals=sum(lines.values(), Totals()),
        month=sum((totals for line, totals in lines.items() if line.month == month), Totals()),
        refusals=tuple((*key, many) for key, many in sorted(refused.items(), key=_most_first)),
        personal_data=tuple(sorted(found.items(), key=_most_first)),
        quota=_quota_lines(journal, deployment, quota, at.astimezone(UTC)),
    )


def _most_first(item: tuple[Any, int]) -> tuple[int, Any]:
    return -item[1], item[0]


def _quota_lines(journal: UsageJournal, deployment: str, quota: Quota, at: datetime) -> tuple[QuotaLine, ...]:
    if quota == Quota():
        return ()
    day, month = journal.spent(deployment, at.date()), journal.spent_in_month(deployment, f"{at:%Y-%m}")
    used = {
        "tokens_per_day": float(day.tokens_in + day.tokens_out),
        "tokens_per_month": float(month.tokens_in + month.tokens_out),
        "wh_per_day": day.energy_max / MICRO,
        "wh_per_month": month.energy_max / MICRO,
    }
    limits = {name: getattr(quota, name) for name in used}
    return tuple(QuotaLine(name, limit, used[name]) for name, limit in limits.items() if limit is not None)
