# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Following the catalogue of the authority above, or ceasing to."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.catalogue.models import Following
from balise.web.catalogue.operations.locking import refuse_others
from balise.web.journal.operations import Subject, record
from balise.web.organisations.members import Member
from balise.web.organisations.queries import ancestors
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def follow(member: Member, followed_id: int, *, at: datetime) -> None:
    """Take over the tools and rules of an authority above; where both speak, the strictest wins.

    Raises:
        RefusedError: the member may not, or the other authority is not above.
    """
    refuse_others(member)
    above = {place.id: place for place in ancestors(member.authority.id)}
    if followed_id not in above:
        raise RefusedError(_("On ne suit que le catalogue d’une collectivité dont la sienne fait partie."))
    _row, changed = _set(member, followed_id, at)
    if changed:
        _record(member, "catalogue.followed", above[followed_id].name, at)


@transaction.atomic
def unfollow(member: Member, *, at: datetime) -> None:
    """Stand alone again: the tools of the other catalogue are no longer shown, nor allowed."""
    refuse_others(member)
    row = Following.objects.select_related("followed").filter(authority_id=member.authority.id).first()
    if row is not None:
        name = row.followed.name
        row.delete()
        _record(member, "catalogue.unfollowed", name, at)


def _set(member: Member, followed_id: int, at: datetime) -> tuple[Following, bool]:
    row = Following.objects.select_for_update().filter(authority_id=member.authority.id).first()
    if row is not None and row.followed_id == followed_id:
        return row, False
    row = row or Following(authority_id=member.authority.id)
    row.followed_id, row.since, row.by_id = followed_id, at, member.user_id
    row.save()
    return row, True


def _record(member: Member, act: str, followed: str, at: datetime) -> None:
    subject = Subject("authority", str(member.authority.id), member.authority.name)
    record(member.authority.id, act, member.actor, subject, at, {"followed": followed})
