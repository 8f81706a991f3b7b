# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entries of the lists page by page, so that whoever walks through them meets each once.

They come in the order in which they were first published, which nothing changes, and a page begins after an entry that
was read: an entry that is published, changed or withdrawn meanwhile neither hides another nor shows it twice, as it
would if pages were counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from balise.core.register import RegisterEntry
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry
from balise.web.transparency.queries.portal_settings import shown_otherwise_since
from balise.web.transparency.queries.register import Sought, listed
from balise.web.ui.public_codes import as_typed, is_code


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, and where the next ones begin."""

    entries: tuple[RegisterEntry, ...]
    total: int
    """How many answer, on all pages."""
    more: bool
    """Whether others come after the last of these."""


def entry_page(
    authority_ids: Collection[int], sought: Sought, since: datetime | None, after: int | None, most: int
) -> EntryPage:
    """Return the entries that answer, that changed since an instant, and that come after one of them.

    Where the authority has since chosen to show more or less, all of its entries count as changed: those that it now
    shows are new to whoever keeps a copy.
    """
    answering = listed(authority_ids, sought).order_by("pk")
    if since is not None:
        answering = answering.filter(Q(updated_at__gte=since) | Q(authority_id__in=shown_otherwise_since(since)))
    total = answering.count()
    if after is not None:
        answering = answering.filter(pk__gt=after)
    keys = list(answering.values_list("pk", flat=True)[: most + 1])
    rows = Edition.objects.filter(entry_id__in=keys[:most], number=F("entry__edition")).order_by("entry_id")
    return EntryPage(
        tuple(entry_from(content) for content in rows.values_list("content", flat=True)), total, len(keys) > most
    )


def key_of(code: str) -> int | None:
    """Return where an entry stands in that order, withdrawn or not; None when no entry ever bore the code."""
    typed = as_typed(code)
    return Entry.objects.filter(code=typed).values_list("pk", flat=True).first() if is_code(typed) else None


def changed_at(code: str) -> datetime | None:
    """Return when an entry was last published or withdrawn."""
    return Entry.objects.filter(code=as_typed(code)).values_list("updated_at", flat=True).first()
