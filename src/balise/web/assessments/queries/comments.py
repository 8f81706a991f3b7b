# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was said about a dossier, in the order in which it was said."""

from dataclasses import dataclass
from datetime import datetime

from balise.web.assessments.models import Comment


@dataclass(frozen=True, slots=True)
class Said:
    """A message, or the place of one that its author withdrew."""

    id: int
    about: str
    """A question or a criterion; empty for the dossier as a whole."""
    text: str
    by_id: int
    by: str
    at: datetime
    withdrawn: bool


def comments_on(dossier_id: int) -> tuple[Said, ...]:
    """Return the conversation about a dossier."""
    rows = Comment.objects.filter(dossier_id=dossier_id).select_related("by").order_by("at", "pk")
    return tuple(
        Said(row.pk, row.about, row.text, row.by_id, row.by.name, row.at, row.withdrawn_at is not None) for row in rows
    )


def comments_count(dossier_id: int) -> int:
    """Return how many messages are to be read."""
    return Comment.objects.filter(dossier_id=dossier_id, withdrawn_at=None).count()
