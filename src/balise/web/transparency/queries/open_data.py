# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every entry of a register, read as it is written to a file: none is held once it has left."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db.models import Count, F, Max, Min
from django.utils import timezone

from balise.core.register import RegisterEntry
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry

BATCH = 500


def entries_in(authority_ids: Collection[int]) -> Iterator[RegisterEntry]:
    """Yield the last edition of every entry in the lists, the last changed first."""
    rows = Edition.objects.filter(
        entry__authority_id__in=authority_ids, entry__withdrawn_at=None, number=F("entry__edition")
    ).order_by("-entry__updated_at", "-pk")
    for content in rows.values_list("content", flat=True).iterator(chunk_size=BATCH):
        yield entry_from(content)


def latest_editions(authority_ids: Collection[int], most: int) -> tuple[RegisterEntry, ...]:
    """Return the last editions published, of entries that are still in the lists."""
    rows = Edition.objects.filter(entry__authority_id__in=authority_ids, entry__withdrawn_at=None)
    return tuple(entry_from(row.content) for row in rows.order_by("-published_at", "-pk")[:most])


def state_of(authority_ids: Collection[int]) -> str:
    """Return what changes as soon as anything that the files say does: how many entries, and the last change."""
    found = Entry.objects.filter(authority_id__in=authority_ids).aggregate(many=Count("pk"), last=Max("updated_at"))
    last: datetime | None = found["last"]
    return f"{found['many']}-{'' if last is None else last.isoformat()}"


def span_of(authority_id: int) -> Iterator[tuple[date, date]]:
    """Yield the days of the first and of the last publication of an authority; nothing when it has published none."""
    found = Entry.objects.filter(authority_id=authority_id, withdrawn_at=None).aggregate(
        first=Min("first_published_at"), last=Max("updated_at")
    )
    if found["first"] is not None:
        yield timezone.localtime(found["first"]).date(), timezone.localtime(found["last"]).date()
