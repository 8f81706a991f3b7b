# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A year of the city, and those who report on it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.web.conftest import Hire
from tests.web.governance.conftest import MAYOR, Cast, cast
from tests.web.transparency.conftest import WORDING

from balise.core.annual.record import YearPeriod
from balise.core.incidents import Affected, Nature
from balise.core.public_questions import Asking
from balise.core.roles import Role
from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.incidents.operations.incidents import report
from balise.web.incidents.records import Telling
from balise.web.organisations.members import Member
from balise.web.organisations.models import Adoption
from balise.web.transparency.operations.publication import publish
from balise.web.transparency.operations.questions import Asker, ask

__all__ = ["cast"]

YEAR = YearPeriod.ending(2026)
SPRING = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)
NEXT = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)
"""When people report on the year that is over."""


@dataclass(frozen=True)
class Year:
    """What happened in it."""

    cast: Cast
    keeper: Member
    """Whoever keeps the portal."""
    serving: DossierFile
    reserved: DossierFile
    refused: DossierFile
    waiting: DossierFile


@pytest.fixture
def year(cast: Cast, member_with: Hire) -> Year:
    """Return a year in which a use began, another was reserved, one was refused and one still waits."""
    Adoption.objects.update(since=datetime(2025, 1, 1, tzinfo=UTC))  # the charter of the city is older than its uses
    keeper = member_with(Role.PUBLISHER, name="Sonia Prat")
    serving = cast.deployed(on=SPRING)
    reserved = cast.accepted(
        ReservationProposal("Former le service.", date(2027, 6, 1), "lyon-2025:8:a"), on=SPRING + timedelta(days=20)
    )
    refused = cast.with_opinions(SPRING + timedelta(days=40), interaction_mode="direct")
    told = Proposal(deciding_authority=MAYOR, motive="L’outil parlerait seul aux habitants.")
    cast.do(cast.reviewer, refused, Act.DECIDE_REFUSED, told, at=SPRING + timedelta(days=50))
    waiting = cast.in_review(SPRING + timedelta(days=100))
    code = publish(keeper, serving.id, WORDING, at=SPRING + timedelta(days=2))
    ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=SPRING + timedelta(days=9))
    telling = Telling(Nature.OUTAGE, date(2026, 5, 4), "Muet une matinée.", Affected.NO)
    report(cast.owner, serving.id, telling, at=SPRING + timedelta(days=30))
    return Year(cast, keeper, serving, reserved, refused, waiting)
