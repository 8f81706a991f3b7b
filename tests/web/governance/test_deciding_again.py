# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What comes after an acceptance and before the service: an opinion nobody has weighed, a decision taken again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, TODAY, Browser, Cast

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import ACCEPTING, Act, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.models import Deployment
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.tick import tick
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import Kind, due_lines
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
REVIEW = TODAY + timedelta(days=300)
SERVE = Proposal(review_date=REVIEW, begun=True, gaps_accepted=True)
LATER = NOW + timedelta(days=1)
LOGS = "Journaliser les accès"
NOT_KEPT = "lyon-2025:12:b"


def given_late(
    cast: Cast, file: DossierFile, value: OpinionValue, reservations: str = "", *, at: datetime = LATER
) -> None:
    """Have the DPO asked once more, and answer."""
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], at.date() + timedelta(days=15), "", at=at)
    asked = instruction_of(file.id).opinions[-1]
    give_opinion(cast.dpo, file.id, asked.id, value, "Un sous-traitant a changé.", reservations, at=at)


def again(file: DossierFile, **facts: object) -> Proposal:
    """Return what the form of a decision taken again would hold."""
    decision = instruction_of(file.id).decision
    known = None if decision is None else decision.id
    return replace(Proposal(deciding_authority=MAYOR, replaces=known, begun=True), **facts)  # type: ignore[arg-type]


def refused(member: Member, file: DossierFile, act: Act, proposal: Proposal, at: datetime = LATER) -> list[str]:
    """Return the codes of what stands in the way."""
    with pytest.raises(ActRefusedError) as refusal:
        perform(member, file.id, act, proposal, at=at)
    return [each.code for each in refusal.value.obstacles]


# An opinion that no decision has weighed


def test_it_does_not_serve_against_an_opinion_that_came_after_the_decision(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    now = timezone.now()
    file = cast.accepted(on=now - timedelta(days=1))
    owner, reviewer = browse(cast.owner, file.number), browse(cast.reviewer, file.number)
    service = {"review_date": (timezone.localdate() + timedelta(days=300)).isoformat(), "gaps_accepted": "on"}
    given_late(cast, file, OpinionValue.UNFAVOURABLE, at=now - timedelta(hours=1))

    assert "est venu après la décision" in owner.post("actes/mettre-en-service/", service, 409)
    assert "Voir les avis" in owner.get("actes/mettre-en-service/")
    page = reviewer.get("")
    shown = '<details class="disclosure screen-only" open>'
    assert page.index(shown) < page.index("Décider de nouveau") < page.index("actes/accepter-sous-reserves/")

    form = reviewer.get("actes/autoriser-un-essai/")
    assert "Cette décision remplace la précédente." in form
    decision = instruction_of(file.id).decision
    assert decision is not None
    last_day = (timezone.localdate() + timedelta(days=60)).isoformat()
    yes = {"deciding_authority": MAYOR, "experiment_ends_on": last_day, "replaces": str(decision.id)}
    assert "passer outre demande un motif" in reviewer.post("actes/autoriser-un-essai/", yes, 409)
    reviewer.post("actes/autoriser-un-essai/", yes | {"motive": "Le sous-traitant est écarté de l’essai."})
    owner.post("actes/mettre-en-service/", service)
    assert file_of(file.id).state is State.DEPLOYED


def test_it_does_not_serve_before_the_reservations_of_a_later_opinion_are_answered(cast: Cast) -> None:
    file = cast.accepted()
    given_late(cast, file, OpinionValue.WITH_RESERVATIONS, LOGS)
    assert refused(cast.owner, file, Act.DEPLOY, SERVE) == ["opinion-since-the-decision"]
    assert refused(cast.reviewer, file, Act.DECIDE_FAVOURABLE, again(file)) == ["opinion-reservation-unanswered"]
    taken = ReservationProposal(f"{LOGS}.", REVIEW, takes_up=LOGS)
    asked = again(file, reservations=(taken,))
    assert cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, asked, at=LATER) is (
        State.ACCEPTED_WITH_RESERVATIONS
    )
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=LATER) is State.DEPLOYED


@pytest.mark.parametrize("body", [OpinionBody.IT, OpinionBody.ETHICS_COMMITTEE])
def test_it_weighs_the_later_opinion_of_anybody(cast: Cast, body: OpinionBody) -> None:
    file = cast.accepted()
    request_opinions(cast.reviewer, file.id, [body], TODAY + timedelta(days=15), "", at=LATER)
    asked = instruction_of(file.id).opinions[-1]
    give_opinion(cast.second, file.id, asked.id, OpinionValue.UNFAVOURABLE, "Non.", "", at=LATER)
    assert "opinion-since-the-decision" in refused(cast.owner, file, Act.DEPLOY, SERVE)


def test_a_later_opinion_that_asks_nothing_changes_nothing(cast: Cast) -> None:
    file = cast.accepted()
    given_late(cast, file, OpinionValue.FAVOURABLE)
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=LATER) is State.DEPLOYED


@pytest.mark.parametrize("act", [Act.CONFIRM, Act.RESUME])
def test_it_serves_on_or_again_only_once_somebody_has_decided_with_the_later_opinion(
    cast: Cast, act: Act, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.deployed()
    stop = Act.START_REASSESSMENT if act is Act.CONFIRM else Act.SUSPEND
    cast.do(cast.reviewer, file, stop, Proposal(motive="Un incident."), at=LATER)
    given_late(cast, file, OpinionValue.WITH_RESERVATIONS, LOGS)
    motive = Proposal(motive="Nous passons outre.", review_date=REVIEW, begun=True, set_aside=(LOGS,))
    assert refused(cast.reviewer, file, act, motive) == ["opinion-since-the-decision"]
    path = "actes/confirmer/" if act is Act.CONFIRM else "actes/remettre-en-service/"
    page = browse(cast.reviewer, file.number).get(path)
    assert "est venu après la décision" in page
    assert 'name="set_aside"' not in page
    decided = Proposal(
        deciding_authority=MAYOR, motive="Le réseau le fait.", set_aside=(LOGS,), review_date=REVIEW, begun=True
    )
    after = cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, decided, at=LATER)
    if act is Act.RESUME:
        after = cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=LATER)
    assert after is State.DEPLOYED
    last = instruction_of(file.id).decision
    assert last is not None
    assert "est écartée" in last.grounds[0]


# Deciding again


def test_it_replaces_a_decision_only_by_somebody_who_has_read_it(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.with_opinions(timezone.now())
    reviewer, second = browse(cast.reviewer, file.number), browse(cast.second, file.number)
    second.get("actes/refuser/")
    reviewer.post("actes/decider-favorablement/", {"deciding_authority": MAYOR})
    no = {"deciding_authority": MAYOR, "motive": "Non."}
    page = second.post("actes/refuser/", no, 409)
    assert "Une décision a été prise" in page
    (decision,) = instruction_of(file.id).decisions
    assert f'name="replaces" value="{decision.id}"' in page
    assert "Décision en vigueur\u00a0: décision favorable" in page
    second.post("actes/renvoyer/", {"motive": "Il manque une pièce."}, 409)
    assert file_of(file.id).state is State.ACCEPTED
    second.post("actes/refuser/", no | {"replaces": str(decision.id)})
    assert file_of(file.id).state is State.REFUSED


def test_reservations_stay_open_when_the_decision_is_taken_again(cast: Cast) -> None:
    soon = TODAY + timedelta(days=40)
    file = cast.accepted(ReservationProposal("Former les agents.", soon))
    assert refused(cast.reviewer, file, Act.DECIDE_FAVOURABLE, again(file)) == ["favourable-yet-reserved"]
    (open_one,) = instruction_of(file.id).reservations
    later_day = ReservationProposal(open_one.text, soon + timedelta(days=30), replaces=open_one.id)
    asked = again(file, reservations=(later_day,))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, asked, at=LATER)
    (kept,) = instruction_of(file.id).reservations
    assert (kept.id, kept.due_on) == (open_one.id, soon + timedelta(days=30))


def test_a_new_decision_ends_the_experiment_that_the_former_one_allowed(cast: Cast) -> None:
    file = cast.accepted()
    end = TODAY + timedelta(days=60)
    cast.do(cast.reviewer, file, Act.DECIDE_EXPERIMENT, again(file, experiment_ends_on=end), at=LATER)
    assert instruction_of(file.id).experiment_ends_on == end
    assert cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, again(file), at=LATER) is State.ACCEPTED
    assert instruction_of(file.id).experiment_ends_on is None
    assert len(instruction_of(file.id).decisions) == 3


@pytest.mark.parametrize(("act", "target"), [(Act.DECIDE_REFUSED, State.REFUSED), (Act.DECIDE_CLOSED, State.CLOSED)])
def test_an_acceptance_is_refused_or_closed_after_all_unless_the_tool_has_served(
    cast: Cast, act: Act, target: State
) -> None:
    file = cast.accepted()
    assert refused(cast.reviewer, file, act, again(file)) == ["motive-missing"]
    Deployment.objects.create(dossier_id=file.id, started_on=TODAY, ended_on=TODAY, started_by_id=cast.owner.user_id)
    assert refused(cast.reviewer, file, act, again(file, motive="Non.")) == ["was-in-service"]
    Deployment.objects.all().delete()
    assert cast.do(cast.reviewer, file, act, again(file, motive="Non."), at=LATER) is target


def test_a_tool_that_has_served_is_decided_again_as_the_service_that_it_will_be(cast: Cast) -> None:
    """What its service will be asked is reserved by the new decision as it was by the former one."""
    file = cast.deployed()
    cast.do(cast.owner, file, Act.SUSPEND, Proposal(motive="Un incident."))
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR), at=LATER)
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, again(file), at=LATER)
    assert "was-in-service" in refused(cast.reviewer, file, Act.SEND_BACK, again(file, motive="Non."))
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=LATER) is State.DEPLOYED


def test_a_review_that_fell_due_does_not_bar_the_service_that_a_new_decision_leads_to(cast: Cast) -> None:
    file = cast.accepted()
    soon = TODAY + timedelta(days=30)
    cast.do(cast.owner, file, Act.DEPLOY, replace(SERVE, review_date=soon))
    cast.do(cast.owner, file, Act.SUSPEND, Proposal(motive="Un incident."))
    after = NOW + timedelta(days=31)
    for _twice in range(2):
        cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, again(file), at=after)
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=after) is State.DEPLOYED


# Sending back what was accepted


def test_it_sends_back_what_was_accepted_and_the_former_decision_counts_no_more(
    cast: Cast, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.with_opinions()
    end = TODAY + timedelta(days=60)
    trial = Proposal(deciding_authority=MAYOR, experiment_ends_on=end)
    cast.do(cast.reviewer, file, Act.DECIDE_EXPERIMENT, trial)
    back = again(file, motive="Le projet a changé.")
    assert cast.do(cast.reviewer, file, Act.SEND_BACK, back, at=LATER) is State.DRAFT
    assert instruction_of(file.id).decision is None
    assert len(instruction_of(file.id).decisions) == 1
    assert "Essai autorisé" not in browse(cast.owner, file.number).get("")
    assert "Essai autorisé" in browse(cast.owner, file.number).get("instruction/")

    save_answers(cast.owner, file.id, file_of(file.id).revision, {"export_format": "open"}, at=LATER)
    resubmitted = LATER + timedelta(hours=1)
    cast.do(cast.owner, file, Act.SUBMIT, at=resubmitted)
    cast.do(cast.reviewer, file, Act.TAKE_UP, at=resubmitted)
    assert instruction_of(file.id).experiment_ends_on is None
    assert not due_lines(cast.reviewer, TODAY, Kind.EXPERIMENT)
    tick(end - timedelta(days=1), at=resubmitted)
    decided = Proposal(deciding_authority=MAYOR)
    assert cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, decided, at=resubmitted) is State.ACCEPTED
    assert cast.do(cast.owner, file, Act.DEPLOY, SERVE, at=resubmitted) is State.DEPLOYED


def test_what_the_former_decision_set_aside_is_answered_again_once_sent_back(cast: Cast) -> None:
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO, OpinionBody.CISO, OpinionBody.IT], REVIEW, "", at=NOW)
    dpo, *_others = instruction_of(file.id).opinions
    give_opinion(cast.dpo, file.id, dpo.id, OpinionValue.WITH_RESERVATIONS, "Oui.", LOGS, at=NOW)
    cast.give_all(file)
    aside = Proposal(deciding_authority=MAYOR, motive="Le réseau le fait.", set_aside=(LOGS,))
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, aside)
    cast.do(cast.reviewer, file, Act.SEND_BACK, again(file, motive="À revoir."), at=LATER)
    cast.do(cast.owner, file, Act.SUBMIT, at=LATER)
    cast.do(cast.reviewer, file, Act.TAKE_UP, at=LATER)
    yes = Proposal(deciding_authority=MAYOR)
    assert refused(cast.reviewer, file, Act.DECIDE_FAVOURABLE, yes) == ["opinion-reservation-unanswered"]


def test_exceptions_outlive_the_decision_that_is_sent_back_and_its_reservations_do_not(cast: Cast) -> None:
    file = cast.with_opinions(interaction_mode="direct", ai_disclosed_in_conversation="yes")
    until = TODAY + timedelta(days=60)
    grant_exception(cast.reviewer, file.id, "lyon-2025:2:a", "Essai borné.", MAYOR, until, at=NOW)
    asked = Proposal(deciding_authority=MAYOR, reservations=(ReservationProposal("Former.", until),))
    cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, asked)
    cast.do(cast.reviewer, file, Act.SEND_BACK, again(file, motive="À revoir."), at=LATER)
    cast.do(cast.owner, file, Act.SUBMIT, at=LATER)
    cast.do(cast.reviewer, file, Act.TAKE_UP, at=LATER)
    yes = Proposal(deciding_authority=MAYOR)
    assert cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, yes, at=LATER) is State.ACCEPTED


def test_a_project_sent_back_then_given_up_shows_no_decision(cast: Cast) -> None:
    file = cast.accepted()
    cast.do(cast.reviewer, file, Act.SEND_BACK, again(file, motive="À revoir."), at=LATER)
    cast.do(cast.owner, file, Act.ABANDON, at=LATER)
    assert instruction_of(file.id).decision is None


@pytest.mark.parametrize("state", sorted(ACCEPTING))
def test_the_service_comes_before_what_takes_the_acceptance_back(
    cast: Cast, state: State, browse: Callable[[Member, str], Browser]
) -> None:
    file = cast.accepted(on=timezone.now())
    end: date | None = timezone.localdate() + timedelta(days=60)
    if state is State.EXPERIMENT:
        cast.do(cast.reviewer, file, Act.DECIDE_EXPERIMENT, again(file, experiment_ends_on=end), at=timezone.now())
    if state is State.ACCEPTED_WITH_RESERVATIONS:
        row = ReservationProposal("Former.", timezone.localdate() + timedelta(days=60))
        reserved = again(file, reservations=(row,))
        cast.do(cast.reviewer, file, Act.DECIDE_WITH_RESERVATIONS, reserved, at=timezone.now())
    for path in ("", "instruction/"):
        page = browse(cast.reviewer, file.number).get(path)
        assert page.index("actes/mettre-en-service/") < page.index("Décider de nouveau")
        assert '<details class="disclosure screen-only" open>' not in page
        assert page.index("Décider de nouveau") < page.index("actes/refuser/") < page.index("actes/renvoyer/")
    assert "Décider de nouveau" not in browse(cast.owner, file.number).get("")


def test_a_decision_that_nobody_knew_of_is_not_replaced_by_an_operation(cast: Cast) -> None:
    file = cast.accepted()
    with pytest.raises(RefusedError, match="Une décision a été prise"):
        perform(cast.second, file.id, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR), at=LATER)
