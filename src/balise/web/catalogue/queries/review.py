# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tools that an authority promised to look at again, and has not.

One rule for every page, the journal and the letters: a review is due from the promised day on, that day included, and
a retired tool is never due.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.models import Ruling
from balise.web.catalogue.permissions import may_decide
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class ToolToReview:
    """A tool whose day of review has come."""

    id: int
    name: str
    review_on: date


@dataclass(frozen=True, slots=True)
class DueReview:
    """A decision that an authority promised to look at again, on a day that has come."""

    authority_id: int
    tool_id: int
    name: str
    review_on: date


def due_reviews(on: date) -> tuple[DueReview, ...]:
    """Return, in every authority, the decisions whose day of review has come, the oldest first."""
    return tuple(
        DueReview(row.authority_id, row.tool_id, row.tool.name, row.review_on)
        for row in _due(on).order_by("review_on", "pk")
        if row.review_on is not None
    )


def tools_to_review(member: Member, on: date) -> tuple[ToolToReview, ...]:
    """Return the tools that the member's authority has to look at again, the longest due first.

    None for a member who decides on no tool: they could do nothing about it.
    """
    if not may_decide(member):
        return ()
    rows = _due(on).filter(authority_id=member.authority.id)
    return tuple(
        ToolToReview(row.tool_id, row.tool.name, row.review_on)
        for row in rows.order_by("review_on", "tool__name")
        if row.review_on is not None
    )


def review_is_due(entry: Entry, authority_id: int, on: date) -> bool:
    """Tell whether the authority has to look at the tool again."""
    return entry.retired_at is None and any(
        word.authority_id == authority_id and word.review_on is not None and word.review_on <= on
        for word in entry.words
    )


def _due(on: date) -> QuerySet[Ruling]:
    """Return the decisions whose review is due, as ``review_is_due`` says it of one tool."""
    return Ruling.objects.filter(review_on__lte=on, tool__retired_at=None).select_related("tool")
