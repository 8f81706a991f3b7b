# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying how many people there are to train, by audience and unit."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from balise.core.training import Audience
from balise.web.journal.operations import Subject, record
from balise.web.literacy.acts import HEADCOUNTS_SET
from balise.web.literacy.models import Headcount
from balise.web.literacy.permissions import check_trains
from balise.web.organisations.members import Member


@transaction.atomic
def set_headcounts(member: Member, people: Mapping[tuple[Audience, int | None], int | None], *, at: datetime) -> None:
    """Keep these numbers; None for one that is unknown.

    Raises:
        RefusedError: it is not theirs (403).
    """
    check_trains(member)
    for (audience, unit_id), count in people.items():
        rows = Headcount.objects.filter(authority_id=member.authority.id, audience=audience.value)
        rows = rows.filter(unit=None) if unit_id is None else rows.filter(unit_id=unit_id)
        if count is None:
            rows.delete()
        elif not rows.update(people=count):
            Headcount.objects.create(
                authority_id=member.authority.id, audience=audience.value, unit_id=unit_id, people=count
            )
    subject = Subject("authority", str(member.authority.id), member.authority.name)
    record(member.authority.id, HEADCOUNTS_SET.code, member.actor, subject, at)
