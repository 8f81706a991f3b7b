# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who works on the annual report, as pure rules that pages and operations share.

Whoever instructs or administers freezes the year and writes around the figures; to publish is the work of those who
keep the portal. Whoever reads every dossier reads the report before it is published: councillors and the staff
committee have a word to say of it.
"""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

WRITERS = (Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR)
"""Who freezes a year and writes around its figures."""
PUBLISHERS = (Role.PUBLISHER, Role.ADMINISTRATOR)
"""Who publishes it, and corrects it afterwards."""
READERS = (*WRITERS, Role.DPO, Role.CISO, Role.STAFF_COMMITTEE, Role.COUNCILLOR)
"""Who reads it before it is published."""


def check_may_read(member: Member) -> None:
    """Refuse whoever does not read the report before it is published.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*READERS):
        raise RefusedError(_("Relire un bilan revient à qui lit tous les dossiers de la collectivité."), status=403)


def check_may_write(member: Member) -> None:
    """Refuse whoever may not work on the report.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*WRITERS):
        raise RefusedError(
            _("Le bilan annuel revient à qui instruit les dossiers, tient le portail ou administre l’espace."),
            status=403,
        )


def check_may_publish(member: Member) -> None:
    """Refuse whoever may not publish.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*PUBLISHERS):
        raise RefusedError(_("Publier un bilan revient à qui tient le portail ou administre l’espace."), status=403)
