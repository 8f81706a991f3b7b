# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every entry that an authority has published, read by the public or not: for those who keep its portal."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from balise.core.register import PublicStatus
from balise.web.transparency.models import Entry
from balise.web.ui.public_codes import as_typed


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry, as those who keep the portal list it."""

    code: str
    title: str
    status: PublicStatus
    edition: int
    updated_at: datetime
    withdrawn_at: datetime | None
    dossier_id: int


def entries_kept(authority_id: int) -> QuerySet[Entry]:
    """Return the rows of an authority, the last changed first: counted and cut by a paginator, read by ``kept``."""
    return Entry.objects.filter(authority_id=authority_id).defer("searched").order_by("-updated_at", "-pk")


def entry_kept(authority_id: int, code: str) -> KeptEntry | None:
    """Return an entry of the authority by its code; None when it has none of it."""
    row = Entry.objects.filter(authority_id=authority_id, code=as_typed(code)).first()
    return None if row is None else kept(row)


def kept(row: Entry) -> KeptEntry:
    """Return a row as the list shows it."""
    return KeptEntry(
        row.code,
        row.title,
        PublicStatus(row.status),
        row.edition,
        row.updated_at,
        row.withdrawn_at,
        row.dossier_id,
    )
