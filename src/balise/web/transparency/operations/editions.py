# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing an edition, and on the row of its entry what the lists need of it: one never goes without the other."""

from datetime import datetime

from balise.core.digests import digest
from balise.core.notice_coverage import Announcement, announcement, to_users
from balise.core.register import RegisterEntry
from balise.web.assessments.files import DossierFile
from balise.web.transparency.mapping import plain
from balise.web.transparency.models import Edition, Entry
from balise.web.transparency.notice_board import needs_of
from balise.web.ui.folding import folded


def announcement_of(file: DossierFile, entry: RegisterEntry) -> Announcement:
    """Return whether people are told of the use, by what its dossier asks and what the entry shows that day."""
    return announcement(to_users(needs_of(file, entry.published_on)), {notice.channel for notice in entry.notices})


def write_edition(row: Entry, entry: RegisterEntry, announced: Announcement, *, by: int | None, at: datetime) -> None:
    """Keep an edition for ever, and put its entry (back) in the lists; nobody signs what only follows the dossier."""
    row.updated_at, row.withdrawn_at, row.withdrawn_because = at, None, ""
    row.edition, row.title, row.summary, row.status = entry.edition, entry.title, entry.summary, entry.status.value
    row.unit = entry.unit
    row.policy_area = str(entry.answers.get("policy_area", ""))
    row.personal_data = str(entry.answers.get("personal_data", ""))
    row.announcement = announced.value
    row.searched = folded(f"{entry.title} {entry.summary} {entry.unit} {entry.tool}")
    row.save()
    Edition.objects.create(
        entry=row,
        number=entry.edition,
        content=plain(entry),
        digest=digest(entry),
        change=entry.change,
        published_at=at,
        by_id=by,
    )
