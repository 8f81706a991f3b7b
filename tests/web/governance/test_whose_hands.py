# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whoever carries a dossier does not judge of it: its owner, those who own projects in its unit, who submitted it."""

from datetime import timedelta

import pytest
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import ASKED, MAYOR, TODAY, Cast, mail_answers

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.reservations import lift
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import Kind, due_lines
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority, Membership, Unit
from balise.web.organisations.queries import member_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
YES = Proposal(deciding_authority=MAYOR)


def of_the_unit(member: Member, unit: Unit) -> Member:
    """Return the same person, who owns projects in the unit."""
    Membership.objects.filter(user_id=member.user_id, role=Role.OWNER).update(unit=unit)
    found = member_of(member.user_id, member.authority.slug)
    assert found is not None
    return found


@pytest.fixture
def unit(authority: LocalAuthority) -> Unit:
    return Unit.objects.create(authority=authority, name="Courrier")


@pytest.fixture
def colleague(member_with: Hire, unit: Unit) -> Member:
    """Return a reviewer who owns projects in the unit of the dossier."""
    return of_the_unit(member_with(Role.OWNER, Role.REVIEWER, name="Odile Grand"), unit)


def submitted(cast: Cast, unit: Unit, by: Member, **changes: object) -> DossierFile:
    """Return the dossier of the unit, opened by its owner and filed by somebody."""
    answers = mail_answers(TODAY, **changes)  # type: ignore[arg-type]
    file = create(cast.owner, "Réponse aux courriers", unit_id=unit.pk, answers=answers, at=NOW)
    cast.do(by, file, Act.SUBMIT)
    return file_of(file.id)


def heard(cast: Cast, file: DossierFile) -> None:
    request_opinions(cast.reviewer, file.id, ASKED, SOON, "", at=NOW)
    cast.give_all(file)


@pytest.mark.parametrize("act", [Act.DECIDE_FAVOURABLE, Act.DECIDE_REFUSED, Act.DECIDE_CLOSED])
def test_a_reviewer_of_the_unit_does_not_decide_of_what_a_colleague_opened(
    cast: Cast, unit: Unit, colleague: Member, act: Act
) -> None:
    file = submitted(cast, unit, colleague)
    cast.do(colleague, file, Act.TAKE_UP)
    heard(cast, file)
    proposal = Proposal(deciding_authority=MAYOR, motive="Non.")
    with pytest.raises(ActRefusedError, match="Vous portez ce dossier"):
        perform(colleague, file.id, act, proposal, at=NOW)
    assert cast.do(cast.reviewer, file, act, proposal) is not State.IN_REVIEW


def test_whoever_submitted_it_does_not_decide_after_leaving_the_unit(cast: Cast, unit: Unit, colleague: Member) -> None:
    file = submitted(cast, unit, colleague)
    assert file.submitted_by_id == colleague.user_id
    Membership.objects.filter(user_id=colleague.user_id, role=Role.OWNER).delete()
    moved = member_of(colleague.user_id, colleague.authority.slug)
    assert moved is not None
    with pytest.raises(ActRefusedError, match="n’entre pas dans vos rôles"):
        perform(moved, file.id, Act.TAKE_BACK, Proposal(), at=NOW)
    cast.do(moved, file, Act.TAKE_UP)
    heard(cast, file)
    with pytest.raises(ActRefusedError, match="Vous portez ce dossier"):
        perform(moved, file.id, Act.DECIDE_FAVOURABLE, YES, at=NOW)


def test_another_submission_frees_whoever_submitted_it_before(cast: Cast, unit: Unit, colleague: Member) -> None:
    file = submitted(cast, unit, colleague)
    cast.do(colleague, file, Act.TAKE_BACK)
    cast.do(cast.owner, file, Act.SUBMIT)
    assert file_of(file.id).submitted_by_id == cast.owner.user_id


def test_a_colleague_neither_advises_nor_excepts_nor_corrects_nor_vouches(
    cast: Cast, unit: Unit, colleague: Member
) -> None:
    file = submitted(cast, unit, cast.owner, interaction_mode="direct", export_format="proprietary")
    cast.do(cast.reviewer, file, Act.TAKE_UP)
    request_opinions(cast.reviewer, file.id, [OpinionBody.IT], SOON, "", at=NOW)
    (opinion,) = instruction_of(file.id).opinions
    with pytest.raises(RefusedError, match="Vous portez ce dossier"):
        give_opinion(colleague, file.id, opinion.id, OpinionValue.FAVOURABLE, "Vu.", "", at=NOW)
    assert not any(line.mine for line in due_lines(colleague, TODAY, Kind.OPINION))
    assert any(line.mine for line in due_lines(cast.second, TODAY, Kind.OPINION))
    with pytest.raises(RefusedError, match="Vous portez ce dossier"):
        grant_exception(colleague, file.id, "lyon-2025:2:a", "Essai.", MAYOR, SOON, at=NOW)


def test_a_colleague_does_not_lift_what_the_service_waits_for(cast: Cast, unit: Unit, colleague: Member) -> None:
    file = submitted(cast, unit, cast.owner)
    cast.do(cast.reviewer, file, Act.TAKE_UP)
    heard(cast, file)
    asked = ReservationProposal("Former.", SOON, before_deployment=True)
    cast.do(
        cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, Proposal(deciding_authority=MAYOR, reservations=(asked,))
    )
    (reservation,) = instruction_of(file.id).reservations
    with pytest.raises(RefusedError, match="une autre personne constate"):
        lift(colleague, file.id, reservation.id, "Fait.", at=NOW)
    lift(cast.second, file.id, reservation.id, "Fait.", at=NOW)


def test_a_colleague_does_not_correct_the_answers_of_what_serves(cast: Cast, unit: Unit, colleague: Member) -> None:
    file = submitted(cast, unit, cast.owner)
    cast.do(cast.reviewer, file, Act.TAKE_UP)
    heard(cast, file)
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, YES)
    review = Proposal(review_date=TODAY + timedelta(days=300), begun=True, gaps_accepted=True)
    cast.do(cast.owner, file, Act.DEPLOY, review)
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="À revoir."))
    now = file_of(file.id)
    with pytest.raises(RefusedError, match="Un instructeur qui ne le porte pas"):
        save_answers(colleague, file.id, now.revision, {"export_format": "open"}, motive="Vu.", at=NOW)


def test_a_single_pair_of_hands_still_decides(cast: Cast, unit: Unit, colleague: Member) -> None:
    LocalAuthority.objects.update(single_handed=True)
    alone = member_of(colleague.user_id, colleague.authority.slug)
    assert alone is not None
    file = submitted(cast, unit, alone)
    cast.do(alone, file, Act.TAKE_UP)
    heard(cast, file)
    assert cast.do(alone, file, Act.DECIDE_FAVOURABLE, YES) is State.ACCEPTED
    decision = instruction_of(file.id).decision
    assert decision is not None
    assert "porte aussi le dossier" in decision.grounds[0]
