# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What only an administrator of the authority may do, whatever page or command asks for it."""

from django.core.exceptions import PermissionDenied

from balise.core.roles import Role
from balise.web.organisations.members import Member


def administrators_only(member: Member) -> None:
    """Refuse anybody else. The page has already refused: this is the second lock.

    Raises:
        PermissionDenied: the person is no administrator of the authority.
    """
    if not member.holds(Role.ADMINISTRATOR):
        raise PermissionDenied
