# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying that a notice is in place, and taking it back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.notices import Channel
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.transparency.acts import NOTICE_NO_LONGER_SHOWN, NOTICE_SHOWN
from balise.web.transparency.models import NoticeProof
from balise.web.transparency.permissions import check_may_prove
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def prove(member: Member, dossier_id: int, channel: Channel, shown_on: date, seen_at: str, *, at: datetime) -> int:
    """Record where a notice can be seen, and since when; return the id of the proof.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), the day is to come, or no place is named.
    """
    file = standing.lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier("")
    check_may_prove(member, file)
    if shown_on > standing.day_of(at):
        raise RefusedError(_("Ce jour n’est pas encore venu : une preuve dit ce qui est en place."))
    if not seen_at.strip():
        raise RefusedError(_("Dites où la mention se voit : une adresse, un modèle de lettre, un lieu."))
    row = NoticeProof.objects.create(
        dossier_id=dossier_id,
        channel=channel.value,
        shown_on=shown_on,
        seen_at=seen_at.strip(),
        by_id=member.user_id,
        at=at,
    )
    details = {"channel": channel.value, "shown_on": shown_on.isoformat(), "seen_at": seen_at.strip()}
    record(file.authority_id, NOTICE_SHOWN.code, member.actor, file.subject, at, details)
    return row.pk


@transaction.atomic
def take_back(member: Member, dossier_id: int, proof_id: int, *, at: datetime) -> None:
    """Record that a notice is no longer where it was.

    Raises:
        RefusedError: there is no such dossier or proof (404), or it is not theirs (403).
    """
    file = standing.lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier("")
    check_may_prove(member, file)
    row = NoticeProof.objects.select_for_update().filter(pk=proof_id, dossier_id=dossier_id, withdrawn_at=None).first()
    if row is None:
        raise RefusedError(_("Cette preuve n’existe pas dans ce dossier."), status=404)
    row.withdrawn_at = at
    row.save()
    details = {"channel": row.channel, "seen_at": row.seen_at}
    record(file.authority_id, NOTICE_NO_LONGER_SHOWN.code, member.actor, file.subject, at, details)
