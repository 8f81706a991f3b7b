# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of the gateway among those of a dossier."""

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.core.states import DECIDED_IN_FAVOUR, State
from balise.web.assessments.contributions import Tab
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member

GATEWAY = "gateway"
SHOWN = DECIDED_IN_FAVOUR | {State.WITHDRAWN}
"""The states in which there is something to say: a use that was accepted, until it is put away."""


def gateway_page(member: Member, file: DossierFile) -> Tab | None:
    """Return the page of the gateway, for a use that was accepted."""
    if file.state not in SHOWN:
        return None
    address = reverse("deployments:gateway", kwargs={"authority": member.authority.slug, "number": file.number})
    return Tab(GATEWAY, _("Passerelle"), address)
