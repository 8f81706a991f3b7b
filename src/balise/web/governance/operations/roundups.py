# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Choosing how often to be written to, and writing the roundups of a day.

A roundup is a letter like another: written once, sent by whoever delivers letters, tried again when no server took it.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from balise.core.roundups import Rhythm, is_due, usual_rhythm
from balise.web.governance.models import Letter, RoundupChoice
from balise.web.governance.queries.roundups import roundup_of
from balise.web.governance.roundup_words import roundup_body, roundup_subject
from balise.web.organisations.members import Member
from balise.web.organisations.queries import members_of

logger = logging.getLogger(__name__)


def choose_rhythm(member: Member, rhythm: Rhythm) -> None:
    """Keep how often somebody wants to be written to; nobody else is concerned, so the journal does not tell it."""
    RoundupChoice.objects.update_or_create(
        authority_id=member.authority.id, user_id=member.user_id, defaults={"rhythm": rhythm.value}
    )


def write_roundups(authority_ids: Iterable[int], on: date, *, at: datetime) -> int:
    """Write the roundups due on a day in these authorities; return how many. One that fails stops no other.

    The first day only begins the period: nobody receives at once the whole past of an authority.
    """
    return sum(_guarded(member, on, at) for authority_id in authority_ids for member in members_of(authority_id))


def _guarded(member: Member, on: date, at: datetime) -> bool:
    try:
        with transaction.atomic(), translation.override("fr"):
            return _written(member, on, at)
    except Exception:
        logger.exception("The roundup of user %s in authority %s failed.", member.user_id, member.authority.id)
        return False


def _written(member: Member, on: date, at: datetime) -> bool:
    """Write the roundup of one person if it is due and tells anything."""
    kept, _new = RoundupChoice.objects.get_or_create(authority_id=member.authority.id, user_id=member.user_id)
    last = kept.looked_at_on
    rhythm = Rhythm(kept.rhythm) if kept.rhythm else usual_rhythm(member.roles)
    if last is None or rhythm is Rhythm.NEVER:
        _look(kept, on)
        return False
    if not is_due(rhythm, last, on):
        return False
    _look(kept, on)
    roundup = roundup_of(member, last, on)
    if roundup.is_empty:
        return False
    _letter, created = Letter.objects.get_or_create(
        recipient_id=member.user_id,
        key=f"roundup:{member.authority.id}:{on.isoformat()}",
        defaults={
            "subject": roundup_subject(member, roundup),
            "body": roundup_body(member, roundup, rhythm),
            "written_at": at,
        },
    )
    return created


def _look(kept: RoundupChoice, on: date) -> None:
    """Begin the next period; it begins again each day for whoever wants nothing, should they change their mind."""
    if kept.looked_at_on != on:
        RoundupChoice.objects.filter(pk=kept.pk).update(looked_at_on=on)
