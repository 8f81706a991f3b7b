# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A declared use that goes on although its dossier was refused, closed or given up: said to every reader."""

from dataclasses import dataclass
from datetime import date

from balise.core.roles import Role
from balise.core.states import ENDED_WITHOUT_A_YES, Act
from balise.web.assessments.contributions import Panel
from balise.web.assessments.files import DossierFile
from balise.web.governance.addresses import page
from balise.web.governance.permissions import roles_on
from balise.web.governance.situation import use_goes_on
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What is shown: where the use can be ended, to those who can."""

    url: str


def going_on(member: Member, file: DossierFile) -> GoingOn | None:
    """Return the warning; None when nothing goes on, or when the dossier has not come to its end."""
    if file.state not in ENDED_WITHOUT_A_YES or not use_goes_on(file):
        return None
    may_end = not roles_on(member, file).isdisjoint({Role.OWNER, Role.REVIEWER})
    return GoingOn(page(member, file, "act", act=Act.WITHDRAW) if may_end else "")


def what_goes_on(member: Member, file: DossierFile, _on: date) -> Panel | None:
    """Return the warning as the page of the dossier shows it, above all the rest."""
    found = going_on(member, file)
    return None if found is None else Panel("governance/going_on.html", found)
