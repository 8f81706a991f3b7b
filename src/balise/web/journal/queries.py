# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading the journal: entries told in plain words."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet

from balise.web.journal.acts import Act, act_of
from balise.web.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a person reads it."""

    number: int
    at: datetime
    sentence: str
    here: str
    """The same on the page of its own subject, which it does not name again."""
    act: str
    actor_id: int | None
    """None for Balise itself."""
    actor_name: str
    subject_kind: str
    subject_id: str
    subject_title: str
    details: dict[str, Any]
    digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class Unsaid:
    """The place in the chain of an entry that the reader may not know of."""

    number: int
    digest: str
    previous: str


def entries_about(
    kind: str,
    identifier: str,
    *,
    acts: Collection[str] = (),
    newest_first: bool = True,
    limit: int | None = None,
) -> tuple[Told, ...]:
    """Return what happened to one subject; given ``acts``, only these, and the others are not even read."""
    rows = Entry.objects.filter(subject_kind=kind, subject_id=identifier).order_by(
        "-number" if newest_first else "number"
    )
    if acts:
        rows = rows.filter(act__in=acts)
    return _told(rows[:limit] if limit else rows)


def entries_of(chain: int, *, before: int | None = None, limit: int = 50) -> tuple[Told, ...]:
    """Return the entries of an authority, the newest first, those under the number ``before`` when it is given."""
    rows = Entry.objects.filter(chain_id=chain).order_by("-number")
    return _told((rows.filter(number__lt=before) if before else rows)[:limit])


def _told(rows: Iterable[Entry]) -> tuple[Told, ...]:
    return tuple(_tell(row) for row in rows)


def _tell(row: Entry) -> Told:
    details = _details(row)
    act = act_of(row.act)
    words = {} if act is None else _words(act, details) | {"actor": row.actor_name, "subject": row.subject_title}
    return Told(
        number=row.number,
        at=row.at,
        sentence=row.act if act is None else act.told(words),
        here=row.act if act is None else act.told_here(words),
        act=row.act,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        subject_title=row.subject_title,
        details=details,
        digest=row.digest,
        previous=row.previous,
    )


def _details(row: Entry) -> dict[str, Any]:
    """Return the details of an entry; none when somebody made them unreadable, which the verification says."""
    try:
        details = json.loads(row.details)
    except (ValueError, TypeError, RecursionError):
        return {}
    return details if isinstance(details, dict) else {}


def _words(act: Act, details: dict[str, Any]) -> dict[str, str]:
    """Return the words of the details; none when they are no longer those that the act keeps."""
    try:
        return act.words(details)
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}


@dataclass(frozen=True, slots=True)
class Search:
    """The entries of an authority that somebody looks for, not read yet: counted and cut by a paginator."""

    rows: QuerySet[Entry]
    hidden: QuerySet[Entry]
    """Those that the reader may not know of, in the same days."""

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, place: slice) -> tuple[Told, ...]:
        return _told(self.rows[place])

    def all(self) -> Iterator[Told]:
        """Yield every entry, a few at a time."""
        for row in self.rows.iterator(chunk_size=500):
            yield _tell(row)

    def with_unsaid(self) -> Iterator[Told | Unsaid]:
        """Yield every entry, and the place of each that is not shown: no number is missing without a word."""
        told: Iterator[Told | Unsaid] = self.all()
        unsaid: Iterator[Told | Unsaid] = (
            Unsaid(*place) for place in self.hidden.values_list("number", "digest", "previous").iterator(chunk_size=500)
        )
        yield from merge(told, unsaid, key=lambda each: -each.number)


def search_entries(
    chain: int,
    *,
    beginning: str = "",
    acts: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    without: Mapping[str, Iterable[str]] | None = None,
) -> Search:
    """Return the entries of an authority, the newest first.

    ``beginning`` is how the code of the act begins, ``acts`` the codes themselves, ``until`` the first instant that is
    too late, ``without`` the subjects, by kind, that the reader may not know of.
    """
    rows = Entry.objects.filter(chain_id=chain).order_by("-number")
    if beginning:
        rows = rows.filter(act__startswith=f"{beginning}.")
    if acts:
        rows = rows.filter(act__in=acts)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    unsaid = Q(pk__in=[])
    for kind, identifiers in (without or {}).items():
        unsaid |= Q(subject_kind=kind, subject_id__in=list(identifiers))
    return Search(rows.exclude(unsaid), rows.filter(unsaid))
