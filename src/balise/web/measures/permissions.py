# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who imports what logs show, and who reads what they come to."""

from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

IMPORTERS = (Role.REVIEWER, Role.CISO, Role.ADMINISTRATOR)
READERS = (*IMPORTERS, Role.DPO, Role.PUBLISHER, Role.COUNCILLOR, Role.STAFF_COMMITTEE)


def check_imports(member: Member) -> None:
    """Refuse whoever may not import.

    Raises:
        RefusedError: it is not theirs (403).
    """
    if not member.holds(*IMPORTERS):
        raise RefusedError(
            _("Importer un relevé revient à qui instruit, répond de la sécurité ou administre l’espace."), status=403
        )
