# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The consultations in which somebody is asked, on their home page and in their roundup, until they have spoken."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.core.consultations import Group, voices
from balise.web.assessments.contributions import Panel
from balise.web.charters.queries.consultations import open_to_contribute
from balise.web.charters.records import ConsultationRecord
from balise.web.governance.contributions import Awaited, ToldLine
from balise.web.organisations.members import Member


def awaited_consultations(member: Member, on: date) -> Awaited | None:
    """Return the consultations that run and ask somebody for the role they hold, None when none does.

    Everybody works in a unit: a consultation of the units waits for nobody in particular.
    """
    found = tuple(
        each
        for each in open_to_contribute(member.authority.id, member.user_id, on)
        if set(voices(member.roles, frozenset(each.groups))) - {Group.UNITS}
    )
    if not found:
        return None
    return Awaited(Panel("charters/awaited_consultations.html", found), tuple(_told(member, each) for each in found))


def _told(member: Member, consultation: ConsultationRecord) -> ToldLine:
    said = _("concertation « %(title)s »") % {"title": consultation.title}
    return ToldLine(said, said, reverse("charters:consultation", args=[member.authority.slug, consultation.id]))
