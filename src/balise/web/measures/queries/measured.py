# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the logs of an authority came to, without what fewer than five people did."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from balise.core.outside_usage import Measured
from balise.web.measures.models import MeasuredMonth, UsageImport


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A file that was read."""

    id: int
    source: str
    lines: int
    matched: int
    refused: int
    imported_at: datetime
    by: str
    first_month: str
    last_month: str
    few: bool
    """Something in it is not counted: too few people asked."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What one unit asked of one service over some months; None where too few people did."""

    unit: str
    service: str
    requests: int | None


def imports_of(authority_id: int) -> tuple[ImportLine, ...]:
    """Return the files that were read, the last first."""
    rows = UsageImport.objects.filter(authority_id=authority_id).select_related("imported_by")
    months: dict[int, set[str]] = defaultdict(set)
    some_hidden: set[int] = set()
    kept = MeasuredMonth.objects.filter(source__authority_id=authority_id)
    for source_id, month, few in kept.values_list("source_id", "month", "few"):
        months[source_id].add(month)
        some_hidden |= {source_id} if few else set()
    return tuple(
        ImportLine(
            row.pk,
            row.source,
            row.lines,
            row.matched,
            row.refused,
            row.imported_at,
            row.imported_by.name,
            min(months[row.pk], default=""),
            max(months[row.pk], default=""),
            row.pk in some_hidden,
        )
        for row in rows.order_by("-imported_at", "-pk")
    )


def measured_between(authority_id: int, first_month: str, last_month: str) -> tuple[Measured, ...]:
    """Return what the whole authority asked of each service in some months, both included."""
    requests: dict[str, int] = defaultdict(int)
    months: dict[str, set[str]] = defaultdict(set)
    told: set[str] = set()
    for row in _rows(authority_id, first_month, last_month):
        months[row.service].add(row.month)
        if not row.few:
            told.add(row.service)
            requests[row.service] += row.requests
    return tuple(
        Measured(service, requests[service] if service in told else None, tuple(sorted(months[service])))
        for service in sorted(months)
    )


def by_unit(authority_id: int, first_month: str, last_month: str) -> tuple[UnitLine, ...]:
    """Return the same by unit; a month in which fewer than five people asked counts nowhere."""
    requests: dict[tuple[str, str], int | None] = {}
    for row in _rows(authority_id, first_month, last_month):
        place = (row.unit, row.service)
        if row.few:
            requests.setdefault(place, None)
        else:
            requests[place] = (requests.get(place) or 0) + row.requests
    return tuple(UnitLine(unit, service, count) for (unit, service), count in sorted(requests.items()))


def _rows(authority_id: int, first_month: str, last_month: str) -> "list[MeasuredMonth]":
    rows = MeasuredMonth.objects.filter(
        source__authority_id=authority_id, month__gte=first_month, month__lte=last_month
    )
    return list(rows.order_by("month", "unit", "service"))
