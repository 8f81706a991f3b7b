# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who writes a charter, who consults and who publishes, as pure rules that pages and operations share."""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

WRITERS = (Role.ADMINISTRATOR, Role.REVIEWER)
"""Who writes a draft; every member reads it."""
HOLDERS = (Role.ADMINISTRATOR, Role.REVIEWER, Role.PUBLISHER)
"""Who announces a consultation, moderates it and answers."""
PUBLISHERS = (Role.ADMINISTRATOR,)
"""Who records that a council has voted: the text is then in force."""


def check_may_write(member: Member) -> None:
    """Refuse whoever does not write charters.

    Raises:
        RefusedError: it is not their role (403).
    """
    _check(member, WRITERS, _("Écrire une charte revient à l’administration de l’espace et à l’instruction."))


def check_may_hold(member: Member) -> None:
    """Refuse whoever does not hold consultations.

    Raises:
        RefusedError: it is not their role (403).
    """
    _check(
        member, HOLDERS, _("Tenir une concertation revient à l’administration, à l’instruction et à la publication.")
    )


def check_may_publish(member: Member) -> None:
    """Refuse whoever does not put a voted charter into force.

    Raises:
        RefusedError: it is not their role (403).
    """
    _check(member, PUBLISHERS, _("Publier une charte votée revient à l’administration de l’espace."))


def _check(member: Member, roles: tuple[Role, ...], sentence: str) -> None:
    if not member.holds(*roles):
        raise RefusedError(sentence, status=403)
