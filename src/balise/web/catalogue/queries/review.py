# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tools that an authority promised to look at again, and has not."""

from dataclasses import dataclass
from datetime import date

from balise.web.catalogue.models import Ruling
from balise.web.catalogue.permissions import may_decide
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class ToolToReview:
    """A tool whose day of review is over."""

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
    rows = Ruling.objects.filter(review_on__lte=on, tool__retired_at=None).select_related("tool")
    return tuple(
        DueReview(row.authority_id, row.tool_id, row.tool.name, row.review_on)
        for row in rows.order_by("review_on", "pk")
        if row.review_on is not None
    )


def tools_to_review(member: Member, on: date) -> tuple[ToolToReview, ...]:
    """Return the tools that the member's authority has to look at again, the most overdue first.

    None for a member who decides on no tool: they could do nothing about it.
    """
    if not may_decide(member):
        return ()
    rows = Ruling.objects.filter(authority_id=member.authority.id, review_on__lt=on, tool__retired_at=None)
    return tuple(
        ToolToReview(row.tool_id, row.tool.name, row.review_on)
        for row in rows.select_related("tool").order_by("review_on", "tool__name")
        if row.review_on is not None
    )
