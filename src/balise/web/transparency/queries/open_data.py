# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every entry of a register, read as it is written to a file: none is held once it has left."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, F, Max, Min, QuerySet
from django.utils import timezone

from balise.core.register import RegisterEntry
from balise.web.organisations.queries import territories
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry, PortalSettings
from balise.web.transparency.queries.in_lists import readable_editions
from balise.web.transparency.queries.register import Sought, listed

BATCH = 500
EVERYTHING = Sought()


@dataclass(frozen=True, slots=True)
class RegisterState:
    """What changes as soon as anything that the files say of the entries does."""

    entries: int
    """How many are in the lists."""
    changed_at: datetime | None
    """When anything was last published, withdrawn or hidden; None when nothing ever was."""


@dataclass(frozen=True, slots=True)
class Span:
    """How many entries an authority has in the lists, and the days of its first and of its last publication."""

    entries: int = 0
    days: tuple[date, date] | None = None
    """The first and the last; None as long as it has published nothing that the lists still hold."""

    def __or__(self, other: "Span") -> "Span":
        """Return the span of both together."""
        both = [each.days for each in (self, other) if each.days is not None]
        days = (min(first for first, _ in both), max(last for _, last in both)) if both else None
        return Span(self.entries + other.entries, days)


NO_SPAN = Span()
"""That of an authority of which the lists hold nothing."""


@dataclass(frozen=True, slots=True)
class TerritorySpan:
    """What the files of an authority cover: its own entries, and those of the authorities below it."""

    own: Span
    whole: Span
    parts: tuple[int, ...]
    """The authorities below that have an entry in the lists."""


def entries_in(authority_ids: Collection[int]) -> Iterator[RegisterEntry]:
    """Yield the last edition of every entry in the lists, the last changed first."""
    rows = _editions_listed(authority_ids).filter(number=F("entry__edition")).order_by("-entry__updated_at", "-pk")
    for content in rows.values_list("content", flat=True).iterator(chunk_size=BATCH):
        yield entry_from(content)


def latest_editions(authority_ids: Collection[int], most: int) -> tuple[RegisterEntry, ...]:
    """Return the last editions published, of entries that are still in the lists."""
    rows = _editions_listed(authority_ids).order_by("-published_at", "-pk")
    return tuple(entry_from(content) for content in rows.values_list("content", flat=True)[:most])


def state_of(authority_ids: Collection[int]) -> RegisterState:
    """Return where the register of these authorities stands; what was withdrawn or hidden counts in its last change."""
    published = Entry.objects.filter(authority_id__in=authority_ids).aggregate(last=Max("updated_at"))
    chosen = PortalSettings.objects.filter(authority_id__in=authority_ids).aggregate(last=Max("since"))
    moments = [each["last"] for each in (published, chosen) if each["last"] is not None]
    return RegisterState(listed(authority_ids, EVERYTHING).count(), max(moments, default=None))


def spans_of(authority_ids: Collection[int]) -> dict[int, Span]:
    """Return the span of each authority that has an entry in the lists, by identifier: one query for all."""
    rows = (
        listed(authority_ids, EVERYTHING)
        .order_by("authority_id")
        .values("authority_id")
        .annotate(first=Min("first_published_at"), last=Max("updated_at"), many=Count("pk"))
    )
    return {
        row["authority_id"]: Span(row["many"], (timezone.localdate(row["first"]), timezone.localdate(row["last"])))
        for row in rows
    }


def territory_spans(authority_ids: Collection[int]) -> dict[int, TerritorySpan]:
    """Return what the files of each of these authorities cover, by identifier; it may be nothing yet.

    The files of a metropolis hold the entries of its communes: the day on which they changed is theirs too.
    """
    within = territories(authority_ids)
    spans = spans_of(frozenset().union(*within.values()))
    return {
        each: TerritorySpan(
            spans.get(each, NO_SPAN),
            reduce(or_, (spans.get(below, NO_SPAN) for below in within[each])),
            tuple(sorted(within[each] & spans.keys() - {each})),
        )
        for each in authority_ids
    }


def _editions_listed(authority_ids: Collection[int]) -> QuerySet[Edition]:
    """Return the editions of what is in the lists: what leaves the pages leaves the files."""
    return Edition.objects.filter(readable_editions(), entry__in=listed(authority_ids, EVERYTHING).order_by())
