# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may do what about trainings: pure rules, asked by views and operations alike."""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

TRAINERS = (Role.TRAINER, Role.ADMINISTRATOR)
"""Who gives trainings and attests them."""

COUNTERS = (*TRAINERS, Role.REVIEWER, Role.DPO, Role.COUNCILLOR, Role.STAFF_COMMITTEE)
"""Who reads how many were trained: never who."""


def check_trains(member: Member) -> None:
    """Refuse whoever does not give trainings.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*TRAINERS):
        raise RefusedError(_("Les formations reviennent aux personnes qui en ont le rôle."), status=403)
