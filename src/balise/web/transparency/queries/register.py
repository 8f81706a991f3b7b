# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entries that are in the lists of the register, found by words and filters."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

from django.db.models import Count, Q, QuerySet

from balise.core.notice_coverage import Announcement, Coverage, coverage
from balise.core.register import PublicStatus
from balise.web.transparency.models import Entry
from balise.web.transparency.queries.in_lists import in_lists
from balise.web.ui.folding import folded

ORDER = ("-updated_at", "-pk")
"""The last changed first."""
SERVING = (PublicStatus.IN_SERVICE, PublicStatus.TRIAL)
"""The entries whose use people meet today."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for in the register."""

    words: str = ""
    status: PublicStatus | None = None
    policy_area: str = ""
    personal_data: str = ""
    authority_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list."""

    code: str
    title: str
    summary: str
    status: PublicStatus
    unit: str
    authority_id: int
    updated_at: datetime


def listed(authority_ids: Collection[int], sought: Sought) -> QuerySet[Entry]:
    """Return the rows of these authorities that answer, the last changed first."""
    kept = in_lists(authority_ids)
    if sought.authority_id is not None:
        kept &= Q(authority_id=sought.authority_id)
    if sought.status is not None:
        kept &= Q(status=sought.status.value)
    if sought.policy_area:
        kept &= Q(policy_area=sought.policy_area)
    if sought.personal_data:
        kept &= Q(personal_data=sought.personal_data)
    for word in dict.fromkeys(folded(sought.words).split()):
        kept &= Q(searched__contains=word)
    return Entry.objects.filter(kept).order_by(*ORDER)


class Listing(Sequence[Line]):
    """The entries that answer, read a page at a time.

    A page is found by what orders the list, and its own rows alone are read whole: to skip nine thousand whole rows
    takes an engine ten times as long as to skip their keys.
    """

    def __init__(self, rows: QuerySet[Entry]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        """Count them, in the database."""
        return self._rows.count()

    def __iter__(self) -> Iterator[Line]:
        """Yield them all, in order."""
        return map(line, self._rows.defer("searched").iterator())

    @overload
    def __getitem__(self, places: int) -> Line: ...
    @overload
    def __getitem__(self, places: slice) -> Sequence[Line]: ...
    def __getitem__(self, places: int | slice) -> Line | Sequence[Line]:
        """Return one of them, or a part, in order."""
        if isinstance(places, int):
            return line(self._rows[places])
        found = Entry.objects.filter(pk__in=self._rows.values("pk")[places]).defer("searched")
        return [line(row) for row in found.order_by(*ORDER)]


def line(row: Entry) -> Line:
    """Return a row as the list shows it."""
    return Line(row.code, row.title, row.summary, PublicStatus(row.status), row.unit, row.authority_id, row.updated_at)


def counts(authority_ids: Collection[int]) -> dict[PublicStatus, int]:
    """Return how many entries the lists hold, by status."""
    rows = Entry.objects.filter(in_lists(authority_ids)).order_by().values("status").annotate(many=Count("pk"))
    return {PublicStatus(row["status"]): row["many"] for row in rows}


def announced(authority_ids: Collection[int]) -> Coverage:
    """Return how many of the uses in service that the lists hold are announced, as their last editions found.

    What was found when an entry was published is what the public can check on it; the same figure of today is shown
    inside, to those who put it right.
    """
    rows = Entry.objects.filter(in_lists(authority_ids), status__in=[status.value for status in SERVING])
    return coverage(Announcement(found) for found in rows.values_list("announcement", flat=True))


def areas(authority_ids: Collection[int]) -> tuple[str, ...]:
    """Return the areas of which the register has an entry."""
    rows = Entry.objects.filter(in_lists(authority_ids)).exclude(policy_area="")
    return tuple(rows.order_by("policy_area").values_list("policy_area", flat=True).distinct())
