# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of this app among those of a dossier: its notices, and the public register."""

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.core.register import public_status
from balise.web.assessments.contributions import Tab
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member

REGISTER, NOTICES = "register", "notices"


def notices_page(member: Member, file: DossierFile) -> Tab:
    """Return the page of the notices, for every dossier: a project is told early where people will have to be."""
    address = reverse("transparency:notices", kwargs={"authority": member.authority.slug, "number": file.number})
    return Tab(NOTICES, _("Mentions"), address)


def register_page(member: Member, file: DossierFile) -> Tab | None:
    """Return the page of the register, for a dossier that is more than a sketch."""
    if public_status(file.state, file.answers) is None:
        return None
    address = reverse("transparency:publication", kwargs={"authority": member.authority.slug, "number": file.number})
    return Tab(REGISTER, _("Registre"), address)
