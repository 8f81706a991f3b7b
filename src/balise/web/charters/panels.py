# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The consultations held on a dossier, beside it, and the way to announce one."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from balise.web.assessments.contributions import Panel
from balise.web.assessments.files import DossierFile
from balise.web.charters.permissions import HOLDERS
from balise.web.charters.queries.consultations import consultations_on
from balise.web.charters.records import ConsultationRecord
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class Consulted:
    """What is shown beside a dossier."""

    consultations: tuple[ConsultationRecord, ...]
    announce_url: str
    """Nothing for whoever holds no consultation."""


def what_was_asked(member: Member, file: DossierFile, _on: date) -> Panel | None:
    """Return the consultations on a dossier once it is filed; None when there is none to read or to announce."""
    if file.submitted_at is None or member.authority.id != file.authority_id:
        return None
    held = consultations_on(file.id)
    parts = {"authority": member.authority.slug, "number": file.number}
    url = reverse("charters:announce-on-dossier", kwargs=parts) if member.holds(*HOLDERS) else ""
    return Panel("charters/on_dossier.html", Consulted(held, url)) if held or url else None
