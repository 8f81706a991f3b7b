# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was reserved or excused under a charter keeps its words once another charter judges the dossier."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.web.conftest import NOW
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Browser, Cast

from balise.core.language import Language
from balise.core.states import Act
from balise.web.assessments.operations.reevaluation import reevaluate
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import request_opinions
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import criterion_title
from balise.web.governance.queries.instruction import instruction_of
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import adopt_shipped
from balise.web.organisations.queries import adopted_references

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
EXPORT = ReservationProposal("Obtenir un export ouvert.", SOON, "lyon-2025:12:b")


def test_it_still_has_the_words_of_the_former_charter_and_says_that_they_are_its_own(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.in_review(interaction_mode="direct", ai_disclosed_in_conversation="yes", export_format="proprietary")
    under_lyon = criterion_title("lyon-2025:12:b", file.references).in_(Language.FRENCH)
    request_opinions(cast.reviewer, file.id, ASKED, SOON, "", at=NOW)
    cast.give_all(file)
    grant_exception(cast.reviewer, file.id, "lyon-2025:2:a", "Essai borné.", MAYOR, SOON, at=NOW)
    proposal = Proposal(deciding_authority=MAYOR, reservations=(EXPORT,))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, proposal)
    adopt_shipped(file.authority_id, "strasbourg-2025", at=NOW)
    reevaluate(cast.reviewer, file.id, adopted_references(file.authority_id), at=NOW)
    (reservation,) = instruction_of(file.id).reservations
    pages = browse(cast.reviewer, file.number)
    lift = pages.get(f"reserves/{reservation.id}/lever/")
    assert f"{under_lyon[0].upper()}{under_lyon[1:]} (critère de la charte précédente)" in lift
    for page in (lift, pages.get(""), pages.get("instruction/")):
        assert "Lyon-2025:" not in page
        assert "<dt>lyon-2025:" not in page
    moved = criterion_title("lyon-2025:12:b", file_of(file.id).references)
    assert moved.in_(Language.ENGLISH).endswith("(criterion of the former charter)")


def test_it_shows_the_id_of_a_criterion_that_nobody_ever_kept() -> None:
    assert criterion_title("ailleurs-2020:1:a", ()).in_(Language.FRENCH) == "ailleurs-2020:1:a"
