# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading the journal: entries told in plain words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from balise.web.journal.acts import act_of
from balise.web.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a person reads it."""

    number: int
    at: datetime
    sentence: str
    act: str
    actor_name: str
    subject_kind: str
    subject_id: str
    subject_title: str
    details: dict[str, Any]
    digest: str


def entries_about(
    kind: str, identifier: str, *, newest_first: bool = True, limit: int | None = None
) -> tuple[Told, ...]:
    """Return what happened to one subject."""
    rows = Entry.objects.filter(subject_kind=kind, subject_id=identifier).order_by(
        "-number" if newest_first else "number"
    )
    return _told(rows[:limit] if limit else rows)


def entries_of(chain: int, *, before: int | None = None, limit: int = 50) -> tuple[Told, ...]:
    """Return the entries of an authority, the newest first, those under the number ``before`` when it is given."""
    rows = Entry.objects.filter(chain_id=chain).order_by("-number")
    return _told((rows.filter(number__lt=before) if before else rows)[:limit])


def _told(rows: Iterable[Entry]) -> tuple[Told, ...]:
    return tuple(_tell(row) for row in rows)


def _tell(row: Entry) -> Told:
    details = json.loads(row.details)
    act = act_of(row.act)
    said = {"actor": row.actor_name, "subject": row.subject_title}
    return Told(
        number=row.number,
        at=row.at,
        sentence=row.act if act is None else act.told(act.words(details) | said),
        act=row.act,
        actor_name=row.actor_name,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        subject_title=row.subject_title,
        details=details,
        digest=row.digest,
    )


@dataclass(frozen=True, slots=True)
class Search:
    """The entries of an authority that somebody looks for, not read yet: counted and cut by a paginator."""

    rows: QuerySet[Entry]

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, place: slice) -> tuple[Told, ...]:
        return _told(self.rows[place])

    def all(self) -> Iterator[Told]:
        """Yield every entry, a few at a time."""
        for row in self.rows.iterator(chunk_size=500):
            yield _tell(row)


def search_entries(
    chain: int,
    *,
    beginning: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    without: Mapping[str, Iterable[str]] | None = None,
) -> Search:
    """Return the entries of an authority, the newest first.

    ``beginning`` is how the code of the act begins, ``until`` the first instant that is too late, ``without`` the
    subjects, by kind, that the reader may not know of.
    """
    rows = Entry.objects.filter(chain_id=chain).order_by("-number")
    if beginning:
        rows = rows.filter(act__startswith=f"{beginning}.")
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    for kind, identifiers in (without or {}).items():
        rows = rows.exclude(subject_kind=kind, subject_id__in=list(identifiers))
    return Search(rows)
