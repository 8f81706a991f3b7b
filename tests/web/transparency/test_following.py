# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry that follows its dossier: at once for what acts establish, never for what somebody worded."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, Cast
from tests.web.transparency.conftest import WORDING

from balise.core.register import PublicStatus, RegisterEntry
from balise.core.states import Act, State
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.operations.publication import publish, withdraw
from balise.web.transparency.queries.entries import editions_of, published

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
STOPPED = Proposal(motive="Une réponse fausse est partie.")


def entry(code: str) -> RegisterEntry:
    found = published(code)
    assert found is not None
    return found.entry


def test_a_service_suspended_is_told_at_once_in_the_words_published(cast: Cast, publisher: Member):
    served = cast.deployed()
    code = publish(publisher, served.id, WORDING, at=NOW)

    cast.do(cast.reviewer, served, Act.SUSPEND, STOPPED, at=LATER)

    followed = entry(code)
    assert followed.status is PublicStatus.SUSPENDED
    assert (followed.edition, followed.published_on) == (2, LATER.date())
    assert (followed.title, followed.summary, followed.contact) == (WORDING.title, WORDING.summary, WORDING.contact)
    assert followed.decision is not None
    assert followed.decision.reason == WORDING.reason
    assert STOPPED.motive not in str(followed)
    assert "« En service » devient « Suspendu »" in followed.change.replace("\u00a0", " ")
    (told,) = entries_about("dossier", str(served.id), acts=["entry.followed"])
    assert told.actor_name == cast.reviewer.name


def test_a_decision_is_told_without_the_motive_that_stays_inside(cast: Cast, publisher: Member):
    file = cast.with_opinions()
    code = publish(publisher, file.id, WORDING, at=NOW)
    refusal = Proposal(deciding_authority=MAYOR, motive="Le prestataire est en litige avec la ville.")

    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, refusal, at=LATER)

    followed = entry(code)
    assert followed.status is PublicStatus.REFUSED
    assert followed.decision is not None
    assert (followed.decision.deciding_authority, followed.decision.reason) == (MAYOR, "")
    assert "litige" not in str(followed)


def test_what_time_suspends_is_told_with_nobody_s_name(cast: Cast, publisher: Member):
    due = NOW + timedelta(days=30)
    reserved = ReservationProposal("Obtenir un export ouvert.", due.date(), "lyon-2025:12:b")
    served = cast.deployed(reserved, export_format="proprietary")
    code = publish(publisher, served.id, WORDING, at=NOW)
    over = due + timedelta(days=1)

    tick(over.date(), at=over)

    assert file_of(served.id).state is State.SUSPENDED
    assert entry(code).status is PublicStatus.SUSPENDED
    (told,) = entries_about("dossier", str(served.id), acts=["entry.followed"])
    assert told.actor_name == "Balise"


def test_a_dossier_sent_back_stays_under_review_for_residents(cast: Cast, publisher: Member):
    file = cast.in_review()
    code = publish(publisher, file.id, WORDING, at=NOW)

    cast.do(cast.reviewer, file, Act.SEND_BACK, Proposal(motive="Il manque l’analyse."), at=LATER)

    assert entry(code).status is PublicStatus.UNDER_REVIEW
    assert len(editions_of(code)) == 1


def test_an_act_that_changes_nothing_for_residents_makes_no_edition(cast: Cast, publisher: Member):
    file = cast.submitted()
    code = publish(publisher, file.id, WORDING, at=NOW)

    cast.do(cast.reviewer, file, Act.TAKE_UP, at=LATER)

    assert len(editions_of(code)) == 1


def test_what_has_left_the_register_does_not_come_back_by_itself(cast: Cast, publisher: Member):
    served = cast.deployed()
    code = publish(publisher, served.id, WORDING, at=NOW)
    withdraw(publisher, served.id, "Publiée par erreur.", at=NOW)

    cast.do(cast.reviewer, served, Act.SUSPEND, STOPPED, at=LATER)

    found = published(code)
    assert found is not None
    assert found.withdrawn_at == NOW
    assert len(editions_of(code)) == 1


def test_the_next_wording_goes_on_from_the_edition_that_followed(cast: Cast, publisher: Member):
    served = cast.deployed()
    code = publish(publisher, served.id, WORDING, at=NOW)
    cast.do(cast.reviewer, served, Act.SUSPEND, STOPPED, at=LATER)

    publish(publisher, served.id, replace(WORDING, change="Le résumé est plus clair."), at=LATER)

    assert [line.number for line in editions_of(code)] == [3, 2, 1]
    assert entry(code).status is PublicStatus.SUSPENDED


def test_the_dossier_knows_that_its_use_is_in_the_register(cast: Cast, publisher: Member):
    served = cast.deployed(register_published="no")
    publish(publisher, served.id, WORDING, at=NOW)
    assert file_of(served.id).answers["register_published"] == "yes"

    withdraw(publisher, served.id, "Publiée par erreur.", at=NOW)
    assert file_of(served.id).answers["register_published"] == "no"
