# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who reports an incident, who answers it, who reads them all: pure rules that pages and operations share."""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import may_read, may_write_for, no_such_dossier
from balise.web.incidents.service_days import has_served
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

TOLD = (Role.DPO, Role.CISO)
"""Who receives a letter the minute an incident is reported: what the law counts in hours begins there."""

ANSWERERS = (*TOLD, Role.REVIEWER)
"""Who answers the incidents of every dossier; whoever carries a dossier answers its own."""

READERS = (*ANSWERERS, Role.COUNCILLOR, Role.STAFF_COMMITTEE, Role.PUBLISHER, Role.ADMINISTRATOR)
"""Who reads the register of the authority; the others read the incidents of the dossiers that they may open."""


def may_report(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may report an incident: whoever reads a dossier whose tool serves, or has served."""
    return may_read(member, file) and has_served(file)


def check_may_report(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not report an incident with a use.

    Raises:
        RefusedError: 404 to whom the dossier does not exist, 409 when the tool has never served.
    """
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    if not may_report(member, file):
        raise RefusedError(
            _(
                "L’outil de ce dossier n’a jamais été en service : il n’y a pas d’incident à signaler. Pour dire une "
                "crainte, écrivez dans les échanges du dossier."
            )
        )


def may_answer(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may say what is done about the incidents of a dossier."""
    return may_read(member, file) and (member.holds(*ANSWERERS) or may_write_for(member, file))


def check_may_answer(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not say what is done about an incident.

    Raises:
        RefusedError: 404 to whom the dossier does not exist, 403 to a reader.
    """
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    if not may_answer(member, file):
        raise RefusedError(
            _(
                "Répondre à un incident revient à qui instruit, protège les données, répond de la sécurité ou porte le "
                "dossier. Pour ajouter ce que vous savez, écrivez dans les échanges du dossier."
            ),
            status=403,
        )
