# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A tool serves from the act that puts it in service to the act that stops it, and the state always says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, TODAY, Browser, Cast

from balise.core.situation import DataFate
from balise.core.states import IN_FAVOUR, IN_SERVICE, Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.governance.acts_now import acts_of
from balise.web.governance.models import Deployment
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
REVIEW = TODAY + timedelta(days=300)
WATCH = ReservationProposal("Former les agents.", SOON)


def decided(*reservations: ReservationProposal, **facts: object) -> Proposal:
    told = {"deciding_authority": MAYOR, "review_date": REVIEW, "begun": True, "motive": "Le bilan est bon."}
    return Proposal(reservations=reservations, **{**told, **facts})  # type: ignore[arg-type]


def reassessed(cast: Cast) -> DossierFile:
    """Return a dossier whose tool serves while it is judged again."""
    file = cast.deployed()
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="Le modèle a changé."))
    return file_of(file.id)


@pytest.mark.parametrize(
    ("act", "proposal"),
    [
        (Act.DECIDE_FAVOURABLE, decided()),
        (Act.DECIDE_WITH_RESERVATIONS, decided(WATCH)),
        (Act.DECIDE_EXPERIMENT, decided(experiment_ends_on=TODAY + timedelta(days=90))),
    ],
)
def test_a_yes_to_a_tool_that_serves_lets_it_serve_on(cast: Cast, act: Act, proposal: Proposal) -> None:
    file = reassessed(cast)
    assert cast.do(cast.reviewer, file, act, proposal, at=NOW + timedelta(days=1)) is State.DEPLOYED
    (service,) = instruction_of(file.id).services
    assert (service.started_on, service.ended_on) == (TODAY, None)
    after = file_of(file.id)
    assert (after.review_on, after.decided_at) == (REVIEW, NOW + timedelta(days=1))
    assert after.answers["project_status"] == ("pilot" if act is Act.DECIDE_EXPERIMENT else "in_service")


@pytest.mark.parametrize("act", [Act.CONFIRM, Act.DECIDE_FAVOURABLE])
def test_a_review_that_fell_due_is_closed_by_whatever_fixes_the_next_one(cast: Cast, act: Act) -> None:
    file = cast.accepted()
    cast.do(cast.owner, file, Act.DEPLOY, Proposal(review_date=SOON, begun=True, gaps_accepted=True))
    that_day = NOW + timedelta(days=30)
    assert [each.what for each in tick(SOON, at=that_day).done] == ["reassessment_started"]

    fallen_due = file_of(file.id)
    acts = acts_of(cast.reviewer, fallen_due, instruction_of(file.id), judged(fallen_due, SOON))
    offered = next(each for each in acts if each.act is act)
    assert offered.hindrances == ()
    with pytest.raises(ActRefusedError, match="revue"):
        perform(cast.reviewer, file.id, act, decided(review_date=SOON), at=that_day)
    assert cast.do(cast.reviewer, file, act, decided(), at=that_day) is State.DEPLOYED
    assert file_of(file.id).review_on == REVIEW


def test_what_is_reserved_of_a_tool_that_serves_is_watched(cast: Cast) -> None:
    file = reassessed(cast)
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, decided(WATCH))
    late = SOON + timedelta(days=1)
    assert [each.what for each in tick(late, at=NOW + (late - TODAY)).done] == ["suspended"]
    (service,) = instruction_of(file.id).services
    assert service.ended_on is not None


def test_a_yes_to_a_tool_that_serves_asks_what_every_service_asks(cast: Cast) -> None:
    file = reassessed(cast)
    with pytest.raises(ActRefusedError, match="date de revue"):
        perform(cast.reviewer, file.id, Act.DECIDE_FAVOURABLE, decided(review_date=TODAY), at=NOW)
    before = ReservationProposal("Former les agents.", SOON, before_deployment=True)
    with pytest.raises(ActRefusedError, match="l’outil sert déjà"):
        perform(cast.reviewer, file.id, Act.DECIDE_WITH_RESERVATIONS, decided(before), at=NOW)


def test_the_page_of_that_decision_asks_for_the_next_review_and_says_that_the_tool_serves_on(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.deployed(on=timezone.now())
    cast.do(cast.reviewer, file, Act.START_REASSESSMENT, Proposal(motive="Le modèle a changé."), at=timezone.now())
    reviewer = browse(cast.reviewer, file.number)
    page = reviewer.get("actes/accepter-sous-reserves/")
    assert "l’outil continue de servir" in page
    assert 'name="review_date"' in page
    assert "À lever avant la mise en service" not in page
    sent = {
        "deciding_authority": MAYOR,
        "motive": "Le bilan est bon.",
        "review_date": (timezone.localdate() + timedelta(days=200)).isoformat(),
        "reserve-libre-1-text": "Former les agents.",
        "reserve-libre-1-due_on": (timezone.localdate() + timedelta(days=20)).isoformat(),
    }
    reviewer.post("actes/accepter-sous-reserves/", sent)
    assert file_of(file.id).state is State.DEPLOYED


def test_a_service_that_an_older_decision_left_open_is_taken_up_again(cast: Cast) -> None:
    file = cast.accepted()
    Deployment.objects.create(dossier_id=file.id, started_on=TODAY, started_by_id=cast.owner.user_id)
    assert cast.do(cast.owner, file, Act.DEPLOY, decided(gaps_accepted=True)) is State.DEPLOYED
    assert len(instruction_of(file.id).services) == 1


# Whatever is done, in whatever order


def anything(act: Act, file: DossierFile) -> Proposal:
    """Return what the form of the act would hold, filled in well, by somebody who has read the decision."""
    decision = instruction_of(file.id).decision
    reserved = (WATCH,) if act is Act.DECIDE_WITH_RESERVATIONS else ()
    return decided(
        *reserved,
        experiment_ends_on=TODAY + timedelta(days=90),
        exit_on=TODAY if act is Act.WITHDRAW else None,
        data_fate=DataFate.NONE_HELD if act is Act.WITHDRAW else None,
        gaps_accepted=True,
        replaces=None if decision is None else decision.id,
    )


ACTS = st.sampled_from(
    [
        *(Act.DEPLOY, Act.START_REASSESSMENT, Act.CONFIRM, Act.SUSPEND, Act.RESUME, Act.WITHDRAW),
        *(Act.DECIDE_REFUSED, Act.DECIDE_CLOSED, Act.ABANDON, Act.REOPEN, Act.SUBMIT, Act.TAKE_UP, Act.SEND_BACK),
        *sorted(IN_FAVOUR),
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(started=st.booleans(), acts=st.lists(ACTS, min_size=4, max_size=10))
def test_a_period_of_service_is_open_exactly_while_the_state_is_in_service(
    cast: Cast, started: bool, acts: list[Act]
) -> None:
    file = reassessed(cast) if started else cast.accepted()
    for act in acts:
        for member in (cast.reviewer, cast.owner):
            try:
                perform(member, file.id, act, anything(act, file), at=NOW)
            except RefusedError:
                continue
            break
        state, services = file_of(file.id).state, instruction_of(file.id).services
        assert [each.ended_on for each in services].count(None) == (1 if state in IN_SERVICE else 0), (act, state)
