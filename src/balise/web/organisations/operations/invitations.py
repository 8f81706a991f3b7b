# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Inviting somebody who is not of the authority yet."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.accounts.operations import invitations
from balise.web.organisations.members import Member
from balise.web.organisations.operations.administration import administrators_only
from balise.web.organisations.queries.people import person_at
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def invite_newcomer(
    member: Member, email: str, name: str, roles: Iterable[Role], unit_id: int | None, *, at: datetime
) -> str:
    """Invite somebody into the authority of an administrator; return the path of the link, which is also e-mailed.

    Raises:
        RefusedError: they are of this authority already, or already invited.
    """
    administrators_only(member)
    already = person_at(member.authority.id, email)
    if already is not None:
        raise RefusedError(
            _("%(name)s est déjà membre de la collectivité : ouvrez sa fiche pour lui confier un rôle de plus.")
            % {"name": already.name}
        )
    return invitations.invite(member, email, name, roles, unit_id, at=at)


def send_again(member: Member, invitation_id: int, *, at: datetime) -> str:
    """Send a pending invitation again under a new link; return its path."""
    administrators_only(member)
    return invitations.resend(member, invitation_id, at=at)


def take_back(member: Member, invitation_id: int, *, at: datetime) -> None:
    """Take a pending invitation back."""
    administrators_only(member)
    invitations.revoke_invitation(member, invitation_id, at=at)
