# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the public could see at an instant: the notices in place, the entries published, the questions asked.

For whoever tells what a year was: what was taken back since was still there, and what came since was not.
"""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from balise.core.notices import Channel
from balise.core.public_questions import Asked
from balise.web.transparency.models import Entry, NoticeProof, PublicQuestion, UnusedChannel
from balise.web.transparency.queries.unused_channels import Unused, unused_read


def channels_shown_by(authority_id: int, until: datetime) -> dict[int, frozenset[Channel]]:
    """Return the channels that bore a notice just before an instant, by dossier."""
    shown: dict[int, set[Channel]] = {}
    rows = NoticeProof.objects.filter(_standing(until), dossier__authority_id=authority_id)
    for dossier_id, channel in rows.values_list("dossier_id", "channel"):
        shown.setdefault(dossier_id, set()).add(Channel(channel))
    return {dossier_id: frozenset(channels) for dossier_id, channels in shown.items()}


def unused_channels_by(authority_id: int, until: datetime) -> dict[int, tuple[Unused, ...]]:
    """Return the channels that uses were said to do without just before an instant, by dossier."""
    said: dict[int, tuple[Unused, ...]] = {}
    rows = UnusedChannel.objects.filter(_standing(until), dossier__authority_id=authority_id).select_related("by")
    for row in rows.order_by("pk"):
        said[row.dossier_id] = (*said.get(row.dossier_id, ()), unused_read(row))
    return said


def published_by(authority_id: int, until: datetime) -> dict[int, date]:
    """Return since when the entries that were in the register just before an instant had been there, by dossier."""
    rows = Entry.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=until), authority_id=authority_id, first_published_at__lt=until
    )
    return {
        dossier_id: timezone.localtime(at).date()
        for dossier_id, at in rows.values_list("dossier_id", "first_published_at")
    }


def asked_by(authority_id: int, until: datetime) -> tuple[Asked, ...]:
    """Return the questions that had come in before an instant, answered since or not, the oldest first."""
    rows = PublicQuestion.objects.filter(entry__authority_id=authority_id, asked_at__lt=until).order_by(
        "asked_at", "pk"
    )
    return tuple(
        Asked(
            timezone.localtime(asked_at).date(),
            None if answered_at is None or answered_at >= until else timezone.localtime(answered_at).date(),
        )
        for asked_at, answered_at in rows.values_list("asked_at", "answered_at")
    )


def _standing(until: datetime) -> Q:
    return Q(at__lt=until) & (Q(withdrawn_at=None) | Q(withdrawn_at__gte=until))
