# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entries that are in the lists of the register, found by words and filters."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
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
    takes an engine ten times as long as to skip their keys. Words are looked for in the whole text of every entry: the
    keys of those that answer are then read at once, since to count them and to find a page would read it all twice.
    """

    def __init__(self, authority_ids: Collection[int], sought: Sought) -> None:
        self._rows = listed(authority_ids, sought)
        self._keys = self._rows.values_list("pk", flat=True)
        self._by_words = bool(sought.words)

    def __len__(self) -> int:
        """Count them, in the database; those found by words, among their keys, which are read once."""
        return len(self._keys) if self._by_words else self._keys.count()

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
        found = Entry.objects.filter(pk__in=self._keys[places]).defer("searched")
        return [line(row) for row in found.order_by(*ORDER)]


def line(row: Entry) -> Line:
    """Return a row as the list shows it."""
    return Line(row.code, row.title, row.summary, PublicStatus(row.status), row.unit, row.authority_id, row.updated_at)


@dataclass(frozen=True, slots=True)
class Held:
    """What the lists hold: how many entries by status, and the areas of which there is one."""

    by_status: Mapping[PublicStatus, int]
    areas: tuple[str, ...]


def held(authority_ids: Collection[int]) -> Held:
    """Return what the lists hold, in one reading of an index."""
    groups = (
        Entry.objects.filter(in_lists(authority_ids))
        .order_by()
        .values_list("status", "policy_area")
        .annotate(many=Count("*"))
    )
    by_status: Counter[PublicStatus] = Counter()
    areas = set()
    for status, area, many in groups:
        by_status[PublicStatus(status)] += many
        areas.add(area)
    return Held(by_status, tuple(sorted(areas - {""})))


def announced(authority_ids: Collection[int]) -> Coverage:
    """Return how many of the uses in service that the lists hold are announced, as their last editions found.

    What was found when an entry was published is what the public can check on it; the same figure of today is shown
    inside, to those who put it right.
    """
    rows = Entry.objects.filter(in_lists(authority_ids), status__in=[status.value for status in SERVING])
    return coverage(Announcement(found) for found in rows.values_list("announcement", flat=True))
