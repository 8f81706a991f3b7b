# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who publishes, as pure rules that pages and operations share."""

from django.utils.translation import gettext as _

from balise.core.register import public_status
from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import may_read, may_write_for
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

PUBLISHERS = (Role.PUBLISHER, Role.ADMINISTRATOR)
REGISTER_READERS = (*PUBLISHERS, Role.REVIEWER)
"""Who lists all that was published, and takes it to other registers."""
ANSWERERS = (*PUBLISHERS, Role.REVIEWER, Role.DPO)
"""Who answers the public."""


def check_may_keep_portal(member: Member) -> None:
    """Refuse whoever does not keep the portal.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*PUBLISHERS):
        raise RefusedError(_("Régler le portail revient aux personnes qui le tiennent."), status=403)


def may_publish(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may publish this dossier now."""
    return may_read(member, file) and member.holds(*PUBLISHERS) and public_status(file.state, file.answers) is not None


def may_prove(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may say where a notice is in place: those who write the dossier, or keep the portal."""
    return may_write_for(member, file) or (may_read(member, file) and member.holds(*PUBLISHERS))


def check_may_prove(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not may_prove(member, file):
        raise RefusedError(
            _("Dire où une mention est en place revient à qui porte ou instruit le dossier, ou tient le portail."),
            status=403,
        )


def may_answer(member: Member) -> bool:
    """Tell whether the person answers the public."""
    return member.holds(*ANSWERERS)


def check_may_publish(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not publish it.

    Raises:
        RefusedError: it is not their role (403), or the dossier is a sketch (409).
    """
    check_may_withdraw(member)
    if public_status(file.state, file.answers) is None:
        raise RefusedError(_("Ce dossier n’est encore qu’une ébauche : déposez-le, puis publiez-le."))


def check_may_withdraw(member: Member) -> None:
    """Refuse whoever does not keep the portal; whatever became of the dossier, what it published can be taken back.

    Raises:
        RefusedError: it is not their role (403).
    """
    if not member.holds(*PUBLISHERS):
        raise RefusedError(_("Publier au registre revient aux personnes qui tiennent le portail."), status=403)
