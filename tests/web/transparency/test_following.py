# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry that follows its dossier: at once for what acts establish, never for what somebody worded."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, Cast
from tests.web.transparency.conftest import WORDING

from balise.core.evaluation import Result
from balise.core.register import PublicStatus, RegisterEntry
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.draft import draft_of, found_of
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.operations.publication import publish, withdraw
from balise.web.transparency.portal_description import PortalDescription
from balise.web.transparency.queries.entries import edition_of, editions_of, published

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
REFUSAL = Proposal(deciding_authority=MAYOR, motive="Le prestataire est en litige avec la ville.")
STOPPED = Proposal(motive="Une réponse fausse est partie.")


def entry(code: str) -> RegisterEntry:
    found = published(code)
    assert found is not None
    return found.entry


def told_of(shown: RegisterEntry) -> set[str]:
    """Return the commitments that the page of an entry judges."""
    return {each.commitment for each in shown.findings if each.result is not Result.NOT_APPLICABLE}


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

    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, REFUSAL, at=LATER)

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


def test_a_refusal_put_away_is_not_told_as_a_service_that_ended(cast: Cast, publisher: Member):
    file = cast.with_opinions()
    code = publish(publisher, file.id, WORDING, at=NOW)
    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, REFUSAL, at=LATER)

    cast.do(cast.reviewer, file, Act.ARCHIVE, Proposal(motive="Rangé."), at=LATER)

    assert entry(code).status is PublicStatus.REFUSED
    assert Client().get(f"/r/{code}/").status_code == 410


def test_a_refusal_kept_inside_is_read_in_no_edition_once_the_project_comes_back(cast: Cast, publisher: Member):
    file = cast.with_opinions()
    code = publish(publisher, file.id, WORDING, at=NOW)
    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, REFUSAL, at=LATER)
    cast.do(cast.owner, file, Act.REOPEN, Proposal(motive="Revu."), at=LATER)
    cast.do(cast.owner, file, Act.SUBMIT, at=LATER)

    assert entry(code).status is PublicStatus.UNDER_REVIEW
    assert [line.number for line in editions_of(code)] == [3, 1]
    assert edition_of(code, 2) is None
    for address in (f"/r/{code}/", f"/r/{code}/historique/", f"/api/v1/entries/{code}/editions"):
        page = Client().get(address)
        assert page.status_code == 200
        assert MAYOR not in page.content.decode()
        assert "Refusé" not in page.content.decode()

    describe_portal(publisher, PortalDescription(publishes_refusals=True), at=LATER)
    assert [line.number for line in editions_of(code)] == [3, 2, 1]


def test_a_yes_set_aside_is_no_longer_told(cast: Cast, publisher: Member):
    file = cast.accepted()
    code = publish(publisher, file.id, WORDING, at=NOW)

    decision = instruction_of(file.id).decision
    assert decision is not None
    cast.do(cast.reviewer, file, Act.SEND_BACK, Proposal(motive="Le contrat a changé.", replaces=decision.id), at=LATER)

    assert entry(code).status is PublicStatus.UNDER_REVIEW
    assert entry(code).decision is None


def test_what_was_published_is_taken_back_even_of_a_dossier_sent_back(cast: Cast, publisher: Member, client_of):
    file = cast.in_review()
    code = publish(publisher, file.id, WORDING, at=NOW)
    cast.do(cast.reviewer, file, Act.SEND_BACK, Proposal(motive="Il manque l’analyse."), at=LATER)
    listed = f"/espace/{publisher.authority.slug}/registre-public/"

    assert f"{listed}{code}/retirer/" in client_of(publisher).get(listed).content.decode()
    client_of(publisher).post(f"{listed}{code}/retirer/", {"reason": "Un nom y figurait."})
    assert Client().get(f"/r/{code}/").status_code == 410


def test_nobody_takes_back_what_another_authority_published(
    cast: Cast, publisher: Member, member_with, elsewhere, client_of
):
    code = publish(publisher, cast.deployed().id, WORDING, at=NOW)
    stranger = member_with(Role.PUBLISHER, authority=elsewhere)

    address = f"/espace/{stranger.authority.slug}/registre-public/{code}/retirer/"
    assert client_of(stranger).post(address, {"reason": "Non."}).status_code == 404
    assert Client().get(f"/r/{code}/").status_code == 200


def test_an_edition_that_follows_tells_the_findings_of_its_day_and_the_answers_published(cast: Cast, publisher: Member):
    served = cast.deployed()
    code = publish(publisher, served.id, WORDING, at=NOW)
    before = entry(code)
    assert "lyon-2025:10" in told_of(before)

    cast.do(cast.reviewer, served, Act.SUSPEND, STOPPED, at=LATER)

    after, drawn = entry(code), draft_of(file_of(served.id), LATER.date())
    assert (after.findings, after.outcome) == (drawn.findings, drawn.outcome)
    assert "lyon-2025:10" not in told_of(after)
    assert after.answers == before.answers


def test_a_yes_set_aside_leaves_no_finding_of_another_day(cast: Cast, publisher: Member):
    file = cast.accepted()
    code = publish(publisher, file.id, WORDING, at=NOW)
    decision = instruction_of(file.id).decision
    assert decision is not None

    cast.do(cast.reviewer, file, Act.SEND_BACK, Proposal(motive="Le contrat a changé.", replaces=decision.id), at=LATER)

    found = found_of(file_of(file.id), instruction_of(file.id), LATER.date())
    assert entry(code).findings == found.findings


def test_closing_a_portal_tells_nothing_of_a_refusal(cast: Cast, publisher: Member):
    file = cast.with_opinions()
    code = publish(publisher, file.id, WORDING, at=NOW)
    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, REFUSAL, at=LATER)
    describe_portal(publisher, PortalDescription(is_open=False, publishes_refusals=True), at=LATER)

    page = Client().get(f"/r/{code}/")
    assert page.status_code == 410
    assert "a fermé son portail" in page.content.decode()
    assert "pas été retenu" not in page.content.decode()


def test_withdrawing_what_is_hidden_shows_no_more_of_it(cast: Cast, publisher: Member):
    file = cast.with_opinions()
    code = publish(publisher, file.id, WORDING, at=NOW)
    cast.do(cast.reviewer, file, Act.DECIDE_REFUSED, REFUSAL, at=LATER)
    withdraw(publisher, file.id, "Publiée par erreur.", at=LATER)

    page = Client().get(f"/r/{code}/")
    assert page.status_code == 410
    assert WORDING.title not in page.content.decode()


@pytest.mark.parametrize("address", ["/r/-/", "/r/--/", "/r/aaaa/"])
def test_what_is_no_code_does_not_exist(address: str):
    assert Client().get(address).status_code == 404
