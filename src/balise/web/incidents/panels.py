# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The incidents of a use, beside its dossier, and the way to report one."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from balise.web.assessments.contributions import Panel
from balise.web.assessments.files import DossierFile
from balise.web.incidents.permissions import may_report
from balise.web.incidents.queries.incidents import incidents_with
from balise.web.incidents.records import IncidentRecord
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class WentWrong:
    """What is shown beside a dossier."""

    incidents: tuple[IncidentRecord, ...]
    report_url: str


def what_went_wrong(member: Member, file: DossierFile, _on: date) -> Panel | None:
    """Return the incidents of a use, the open ones first; None when it never served."""
    if not may_report(member, file):
        return None
    url = reverse("incidents:report", args=[member.authority.slug, file.number])
    return Panel("incidents/on_dossier.html", WentWrong(incidents_with(file.id), url))
