# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Noting that the day on which an authority promised to look at a tool again has come: once for each such day."""

from datetime import datetime

from django.db import transaction

from balise.web.catalogue.models import Ruling, Tool
from balise.web.catalogue.operations.locking import subject_id
from balise.web.catalogue.queries.review import DueReview
from balise.web.journal.operations import SYSTEM, Subject, record
from balise.web.journal.queries import entries_about

REVIEW_DUE = "tool.review_due"


@transaction.atomic
def note_review_due(due: DueReview, *, at: datetime) -> bool:
    """Record that the day has come; tell whether it had not been recorded yet.

    The journal itself says whether it was: an entry is never taken away, and the tool is held meanwhile, so that two
    processes do not record it twice.
    """
    tool = Tool.objects.select_for_update().get(pk=due.tool_id)
    promised = Ruling.objects.filter(tool=tool, authority_id=due.authority_id, review_on=due.review_on)
    if tool.retired_at is not None or not promised.exists():
        return False  # somebody has looked at it meanwhile
    subject = subject_id(tool.pk, None if tool.authority_id == due.authority_id else due.authority_id)
    details = {"review_on": due.review_on.isoformat()}
    if any(entry.details == details for entry in entries_about("tool", subject, acts=[REVIEW_DUE])):
        return False
    record(due.authority_id, REVIEW_DUE, SYSTEM, Subject("tool", subject, tool.name), at, details)
    return True
