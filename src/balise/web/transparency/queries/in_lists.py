# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which entries the public finds: the one rule that lists, figures, files and feeds start from.

An entry is found while it is not withdrawn, while the portal of its authority is open, and, when its project was
refused or given up, only where the authority has chosen to publish that. The permanent address of an entry that is not
found still answers, with a page that says why and shows nothing of it: the address may stand on a letter, and « not
found » would make its reader look for a mistake in what they typed.
"""

from collections.abc import Collection

from django.db.models import Q

from balise.core.register import PublicStatus
from balise.web.transparency.models import Entry, PortalSettings

REFUSALS = (PublicStatus.REFUSED.value, PublicStatus.GIVEN_UP.value)
"""What is published of a project that was not taken on only by the choice of its authority."""


def found_by_the_public(through: str = "") -> Q:
    """Return the rule; ``through`` leads to the entry from another row, ``entry__`` from an edition."""
    said = PortalSettings.objects.filter(until=None)
    closed = said.filter(is_open=False).values("authority_id")
    candid = said.filter(publishes_refusals=True).values("authority_id")
    not_taken_on = Q(**{f"{through}status__in": REFUSALS}) & ~Q(**{f"{through}authority_id__in": candid})
    return Q(**{f"{through}withdrawn_at": None}) & ~Q(**{f"{through}authority_id__in": closed}) & ~not_taken_on


def in_lists(authority_ids: Collection[int], through: str = "") -> Q:
    """Return the rule for these authorities."""
    return Q(**{f"{through}authority_id__in": authority_ids}) & found_by_the_public(through)


def is_found(entry_id: int) -> bool:
    """Tell whether the public finds an entry."""
    return Entry.objects.filter(found_by_the_public(), pk=entry_id).exists()
