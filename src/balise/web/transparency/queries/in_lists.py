# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which entries the public finds: the one rule that lists, figures, files and feeds start from.

An entry is found while it is not withdrawn, while the portal of its authority is open, and, when its project was
refused or given up, only where the authority has chosen to publish that. The permanent address of an entry that is not
found still answers, with a page that says why and shows nothing of it: the address may stand on a letter, and « not
found » would make its reader look for a mistake in what they typed.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from balise.core.register import PublicStatus
from balise.web.transparency.models import Entry, PortalSettings
from balise.web.transparency.queries.portal_settings import description_of

REFUSALS = (PublicStatus.REFUSED.value, PublicStatus.GIVEN_UP.value)
"""What is published of a project that was not taken on only by the choice of its authority."""


class Hidden(StrEnum):
    """Why the public does not read an entry that is not withdrawn."""

    CLOSED = "closed"
    """The portal of its authority is closed."""
    NOT_TAKEN_ON = "not_taken_on"
    """Its project was refused or given up, and its authority has not chosen to publish that."""


def found_by_the_public() -> Q:
    """Return the rule, for entries."""
    not_taken_on = Q(status__in=REFUSALS) & ~Q(authority_id__in=_candid())
    closed = PortalSettings.objects.filter(until=None, is_open=False).values("authority_id")
    return Q(withdrawn_at=None) & ~Q(authority_id__in=closed) & ~not_taken_on


def in_lists(authority_ids: Collection[int]) -> Q:
    """Return the rule for the entries of these authorities."""
    return Q(authority_id__in=authority_ids) & found_by_the_public()


def readable_editions() -> Q:
    """Return the rule for the editions of an entry that is found: a refusal of the past is hidden as one of today."""
    return ~Q(content__status__in=REFUSALS) | Q(entry__authority_id__in=_candid())


def why_hidden(entry: Entry) -> Hidden | None:
    """Return why the public does not read an entry, withdrawn or not; None when it may."""
    said = description_of(entry.authority_id)
    if not said.is_open:
        return Hidden.CLOSED
    return Hidden.NOT_TAKEN_ON if entry.status in REFUSALS and not said.publishes_refusals else None


def _candid() -> QuerySet[PortalSettings, Any]:
    """Return the authorities that publish what they did not take on."""
    return PortalSettings.objects.filter(until=None, publishes_refusals=True).values("authority_id")
