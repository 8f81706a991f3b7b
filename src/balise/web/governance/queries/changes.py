# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others did to the dossiers that somebody may read, and what everybody of the authority is told of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from balise.web.assessments.queries.lists import readable_rows
from balise.web.governance.acts import (
    EXCEPTION_EXPIRED,
    EXCEPTION_GRANTED,
    EXCEPTION_REVOKED,
    MOVES,
    OPINION_GIVEN,
    OPINION_LAPSED,
    RESERVATION_LIFTED,
)
from balise.web.governance.contributions import news
from balise.web.journal.queries import search_entries
from balise.web.organisations.members import Member

TELLING = frozenset(
    act.code
    for act in (
        *MOVES.values(),
        OPINION_GIVEN,
        OPINION_LAPSED,
        EXCEPTION_GRANTED,
        EXCEPTION_REVOKED,
        EXCEPTION_EXPIRED,
        RESERVATION_LIFTED,
    )
)
"""The acts that change where a dossier stands; what is written in it meanwhile changes nothing for others."""

MOST_READ = 400
"""Entries looked at: a busier week is read in the journal."""


@dataclass(frozen=True, slots=True)
class Change:
    """One act on a dossier, or on something that everybody of the authority is told of."""

    number: str
    """Empty when it is about no dossier."""
    title: str
    address: str
    """The path of the page that it is about."""
    at: datetime
    here: str
    """The act, without the title of the dossier."""


def changes_since(member: Member, since: datetime, *, most: int) -> tuple[Change, ...]:
    """Return what others did that concerns the person, the newest first; three queries."""
    found = _changes(member, since)
    return tuple(change for change, _ in zip(found, range(most), strict=False))


def _changes(member: Member, since: datetime) -> Iterator[Change]:
    titles = {
        str(pk): (number, title) for pk, number, title in readable_rows(member).values_list("pk", "number", "title")
    }
    known_news = news()
    for entry in search_entries(member.authority.id, acts=TELLING | known_news.keys(), since=since)[:MOST_READ]:
        known = titles.get(entry.subject_id) if entry.subject_kind == "dossier" else None
        if entry.actor_id == member.user_id:
            continue
        if known is not None:
            number, title = known
            address = reverse("assessments:dossier", args=[member.authority.slug, number])
            yield Change(number, title, address, entry.at, entry.here)
        elif entry.act in known_news:
            about = known_news[entry.act](member, entry)
            yield Change("", about.title, about.address, entry.at, entry.here)
