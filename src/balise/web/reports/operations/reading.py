# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading a report before it is published, and saying so: the figures and the words that were read are kept with it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.journal.operations import record as record_act
from balise.web.organisations.members import Member
from balise.web.reports.acts import READ, READ_WITH_REMARK
from balise.web.reports.models import Reading
from balise.web.reports.operations.holding import held
from balise.web.reports.permissions import check_may_read
from balise.web.reports.queries.reports import Seen, subject_of
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def say_read(member: Member, year: int, seen: Seen, remark: str, *, agrees: bool, at: datetime) -> None:
    """Keep what somebody says of a report that they have read.

    Raises:
        RefusedError: it is not theirs (403), there is none (404), it is published, or it changed since (409), or what
            is to be changed is not said.
    """
    check_may_read(member)
    row = held(member, year)
    if row.published_at is not None:
        raise RefusedError(_("Ce bilan est publié : une erreur se dit par un erratum."), status=409)
    if (row.digest, row.revision) != (seen.digest, seen.revision):
        raise RefusedError(_("Le bilan a changé depuis que vous l’avez lu : relisez-le, puis dites-le."), status=409)
    said = remark.strip()
    if not agrees and not said:
        raise RefusedError(_("Dites ce qui est à reprendre."))
    Reading.objects.create(
        report=row, digest=seen.digest, revision=seen.revision, agrees=agrees, remark=said, at=at, by_id=member.user_id
    )
    act = READ if agrees and not said else READ_WITH_REMARK
    subject = subject_of(row.pk, row.year)
    record_act(member.authority.id, act.code, member.actor, subject, at, {"text": said} if said else {})
