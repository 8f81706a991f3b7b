# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The life of a dossier: what each act asks, told on the case of a small city, and what the table can never allow."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from balise.core.charter_exceptions import CharterException
from balise.core.dates import add_months
from balise.core.frameworks import Kind
from balise.core.grounds import grounds
from balise.core.language import Text
from balise.core.opinions import Opinion, OpinionBody, OpinionValue
from balise.core.reservations import Reservation
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS, Role
from balise.core.situation import DataFate, Dropped, ExitPlan, Judgement, Situation
from balise.core.states import (
    ACCEPTING,
    ACT_LABELS,
    ACTS_DONE,
    BEGINNINGS,
    DECISIONS,
    IN_FAVOUR,
    IN_SERVICE,
    STATE_LABELS,
    STATE_TONES,
    STATES_SHOWN_ORDER,
    Act,
    State,
)
from balise.core.workflow import TRANSITIONS, Refused, acts_from, by_act_and_state, may, move, transition
from balise.core.workflow_guards import (
    answers_known,
    nothing_to_correct,
    opinion_reservations_answered,
    opinions_weighed,
    overruling_motivated,
)

ON = date(2026, 11, 23)
CHARTER, LAW = "ville-2025", "loi"
EVERYBODY = tuple(Role)
REVIEWER, OWNER = [Role.REVIEWER], [Role.OWNER]


def days(count: int) -> date:
    return ON + timedelta(days=count)


def charter(**facts) -> Judgement:
    return Judgement(CHARTER, Kind.CHARTER, **facts)


def law(**facts) -> Judgement:
    return Judgement(LAW, Kind.LAW, titles={"loi:1:a": Text("Prévenir"), LAW: Text("Le code")}, **facts)


READY = Situation(
    ON,
    (charter(), law()),
    review_date=days(365),
    exit_plan=ExitPlan(),
    motive="Le bilan est bon.",
)
"""Nothing stands in the way of a decision in favour, or of the service."""


def exception(criterion: str = "ville-2025:1:a", **facts) -> CharterException:
    told = {"motive": "Marché en cours.", "deciding_authority": "Le maire", "granted_on": ON, "expires_on": days(200)}
    return CharterException(criterion, **{**told, **facts})


def opinion(body: OpinionBody = OpinionBody.DPO, value: OpinionValue | None = None, **facts) -> Opinion:
    told = {"requested_on": days(-20), "deadline": days(10), "given_on": None if value is None else days(-1)}
    return Opinion(body, value=value, **{**told, **facts})


YES = (
    (Act.DECIDE_FAVOURABLE, State.IN_REVIEW, READY),
    (Act.DECIDE_WITH_RESERVATIONS, State.IN_REVIEW, replace(READY, reservations=(Reservation(days(30), "Former"),))),
    (Act.DECIDE_EXPERIMENT, State.IN_REVIEW, replace(READY, experiment_ends_on=days(90))),
    (Act.DECIDE_FAVOURABLE, State.ACCEPTED, READY),
    (Act.DECIDE_FAVOURABLE, State.UNDER_REASSESSMENT, READY),
)
"""Every decision in favour, with what it needs to be possible."""

AS_DECIDED = (
    (Act.CONFIRM, State.UNDER_REASSESSMENT, READY),
    (Act.RESUME, State.SUSPENDED, READY),
    (Act.DEPLOY, State.ACCEPTED, READY),
)
"""Every act after which a tool serves on the decision that was taken."""


def codes(act: Act, state: State, situation: Situation, roles: Iterable[Role] = REVIEWER) -> list[str]:
    return [obstacle.code for obstacle in may(act, state, situation, list(roles)).obstacles]


def deciding(situation: Situation, act: Act = Act.DECIDE_FAVOURABLE) -> list[str]:
    return codes(act, State.IN_REVIEW, situation)


# The table as a graph


def reached_from(starts: Iterable[State], without: Iterable[Act] = ()) -> set[State]:
    reached, waiting, closed = set(), list(starts), set(without)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting.extend(row.target for row in TRANSITIONS if state in row.sources and row.act not in closed)
    return reached


@pytest.mark.parametrize("start", [State.IDEA, State.DECLARED])
def test_it_reaches_every_state_from_either_beginning(start):
    assert reached_from([start]) == set(State) - ({State.IDEA, State.DECLARED} - {start})


def test_it_leaves_a_way_out_of_every_state_but_the_archive():
    assert [state for state in State if not acts_from(state, EVERYBODY)] == [State.ARCHIVED]


def test_it_leads_every_dossier_to_the_archive():
    assert [state for state in State if State.ARCHIVED not in reached_from([state])] == []


def test_it_puts_nothing_in_service_without_a_decision_in_favour():
    assert not reached_from(BEGINNINGS, without=IN_FAVOUR) & {*IN_SERVICE, *ACCEPTING, State.SUSPENDED}


def test_it_decides_nothing_without_a_review():
    assert not reached_from(BEGINNINGS, without=[Act.TAKE_UP]) & {*IN_SERVICE, *ACCEPTING, State.REFUSED}


ENDS_AN_ACCEPTANCE = (Act.ABANDON, Act.SEND_BACK, Act.DECIDE_REFUSED, Act.DECIDE_CLOSED)
"""What ends an acceptance otherwise than by the service."""


def test_it_ends_a_service_only_by_withdrawal_or_by_an_act_that_asks_whether_the_tool_has_served():
    after = reached_from([State.DEPLOYED], without=[Act.WITHDRAW, *ENDS_AN_ACCEPTANCE])

    assert after == {State.DEPLOYED, State.UNDER_REASSESSMENT, State.SUSPENDED, *ACCEPTING}


@pytest.mark.parametrize("act", ENDS_AN_ACCEPTANCE)
@pytest.mark.parametrize("state", sorted(ACCEPTING))
def test_it_ends_an_acceptance_only_while_the_tool_has_never_served(act, state):
    by = OWNER if act is Act.ABANDON else REVIEWER

    assert codes(act, state, replace(READY, was_in_service=True), by) == ["was-in-service"]
    assert codes(act, state, READY, by) == []


def test_it_withdraws_from_service_only_what_has_served():
    executed = replace(READY, exit_plan=ExitPlan(executed_on=ON, data_fate=DataFate.DELETED))
    for state in ACCEPTING:
        assert codes(Act.WITHDRAW, state, executed, OWNER) == ["never-in-service"]
        assert codes(Act.WITHDRAW, state, replace(executed, was_in_service=True), OWNER) == []


def test_it_has_one_row_at_most_for_an_act_from_a_state():
    pairs = [(row.act, source) for row in TRANSITIONS for source in row.sources]

    assert len(pairs) == len(set(pairs))


def test_it_refuses_a_table_in_which_a_row_would_hide_another():
    (first, *_rest) = (row for row in TRANSITIONS if row.act is Act.SUSPEND)
    elsewhere = replace(first, target=State.WITHDRAWN, sources=frozenset({State.DEPLOYED}))

    with pytest.raises(ValueError, match="Two rows tell what “suspend” does from “deployed”"):
        by_act_and_state([*TRANSITIONS, elsewhere])


def test_it_begins_and_ends_a_service_by_the_acts_that_open_and_close_one():
    """A period of service is open exactly while the state is in service: only these acts may cross that line."""
    crossing = {
        (row.act, row.target in IN_SERVICE)
        for row in TRANSITIONS
        for source in row.sources
        if (source in IN_SERVICE) is not (row.target in IN_SERVICE)
    }

    assert crossing == {(Act.DEPLOY, True), (Act.RESUME, True), (Act.SUSPEND, False), (Act.WITHDRAW, False)}


def test_it_gives_every_act_a_row_and_every_row_somebody_to_do_it():
    assert {row.act for row in TRANSITIONS} == set(Act)
    assert all(row.by and row.sources for row in TRANSITIONS)


def test_it_leaves_a_state_as_it_is_only_by_a_decision_that_replaces_another():
    still = {(row.act, row.target) for row in TRANSITIONS if row.target in row.sources}

    assert still == {
        (Act.DECIDE_FAVOURABLE, State.ACCEPTED),
        (Act.DECIDE_WITH_RESERVATIONS, State.ACCEPTED_WITH_RESERVATIONS),
        (Act.DECIDE_EXPERIMENT, State.EXPERIMENT),
    }


def test_it_can_decide_again_from_wherever_a_later_opinion_bars_the_service():
    """What bars the service can always be answered: there is no dead end."""
    barred = {source for row in TRANSITIONS if opinions_weighed in row.guards for source in row.sources}

    assert barred == {*ACCEPTING, State.UNDER_REASSESSMENT, State.SUSPENDED}
    for state in barred:
        assert set(acts_from(state, REVIEWER)) >= IN_FAVOUR
        for act in IN_FAVOUR:
            row = transition(act, state)
            assert row is not None
            assert opinions_weighed not in row.guards
            assert {overruling_motivated, opinion_reservations_answered} <= set(row.guards)


def test_it_leaves_to_the_daily_task_only_what_protects():
    alone = {row.act for row in TRANSITIONS if Role.SYSTEM in row.by}

    assert alone == {Act.SUSPEND, Act.START_REASSESSMENT}


def test_it_lets_only_a_reviewer_decide():
    assert {role for row in TRANSITIONS if row.act in DECISIONS for role in row.by} == {Role.REVIEWER}


def test_it_names_every_state_act_and_role_in_both_languages():
    for labels, kind in ((STATE_LABELS, State), (ACT_LABELS, Act), (ACTS_DONE, Act), (ROLE_LABELS, Role)):
        assert list(labels) == list(kind)
        assert len({text.fr for text in labels.values()}) == len({text.en for text in labels.values()}) == len(kind)
    assert sorted(STATES_SHOWN_ORDER) == sorted(State)
    assert list(STATE_TONES) == list(State)
    assert set(STATE_TONES.values()) == {"ok", "fix", "stop", "ask", "quiet"}
    assert set(HUMAN_ROLES) == set(Role) - {Role.SYSTEM}


# Rulings


def test_it_allows_what_nothing_prevents_and_says_where_it_leads():
    ruling = may(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, READY, REVIEWER)

    assert ruling.allowed
    assert ruling.target is State.ACCEPTED
    assert move(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, READY, REVIEWER) is State.ACCEPTED


def test_it_names_the_acts_that_are_possible_when_this_one_is_not():
    ruling = may(Act.DEPLOY, State.DRAFT, READY, OWNER)

    (found,) = ruling.obstacles
    assert ruling.target is None
    assert found.code == "not-from-this-state"
    assert (
        found.sentence.fr == "«\u00a0Mettre en service\u00a0» n’est pas possible\u00a0: "
        "le dossier est dans l’état «\u00a0Brouillon\u00a0»."
    )
    assert found.remedy.fr == "À ce stade, il est possible de\u00a0: déposer, abandonner."
    assert found.remedy.en == "At this stage it is possible to: submit, abandon."


def test_it_says_that_an_archived_dossier_is_over():
    assert codes(Act.REOPEN, State.ARCHIVED, READY) == ["life-is-over"]


def test_it_says_whose_act_it_is_together_with_all_the_rest():
    ruling = may(Act.DECIDE_REFUSED, State.IN_REVIEW, replace(READY, motive=""), [Role.COUNCILLOR])

    assert [found.code for found in ruling.obstacles] == ["not-your-role", "motive-missing"]
    assert ruling.obstacles[0].remedy.fr == "Adressez-vous à qui en a la charge\u00a0: instruction des dossiers."


def test_it_refuses_with_the_whole_ruling():
    with pytest.raises(Refused, match="Aucun plan de sortie") as refused:
        move(Act.DEPLOY, State.ACCEPTED, replace(READY, exit_plan=None, review_date=None), OWNER)

    assert [found.code for found in refused.value.ruling.obstacles] == ["review-missing", "exit-plan-missing"]


def test_it_offers_each_person_the_acts_of_their_roles():
    assert acts_from(State.SUBMITTED, OWNER) == (Act.TAKE_BACK,)
    assert acts_from(State.SUBMITTED, REVIEWER) == (Act.TAKE_UP, Act.SEND_BACK)
    assert acts_from(State.DEPLOYED, [Role.DPO]) == (Act.START_REASSESSMENT, Act.SUSPEND)
    assert acts_from(State.DEPLOYED, [Role.COUNCILLOR]) == ()
    assert acts_from(State.DEPLOYED, []) == ()


# Decisions


@pytest.mark.parametrize("act", sorted(IN_FAVOUR))
def test_it_refuses_to_decide_in_favour_of_what_breaks_the_charter(act):
    situation = replace(READY, judgements=(charter(blocking_unmet=("ville-2025:1:a",)),))

    assert "blocking-not-kept" in deciding(situation, act)


def test_it_lets_a_valid_exception_cover_the_criterion_it_names_and_no_other():
    broken = replace(READY, judgements=(charter(blocking_unmet=("ville-2025:1:a", "ville-2025:2:a")),))

    ruling = may(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, replace(broken, exceptions=(exception(),)), REVIEWER)

    assert [(found.code, found.about) for found in ruling.obstacles] == [("blocking-not-kept", ("ville-2025:2:a",))]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"motive": " \n"}, ["exception-without-motive"]),
        ({"deciding_authority": ""}, ["exception-without-authority"]),
        ({"granted_on": days(1)}, ["exception-not-yet-granted"]),
        ({"granted_on": days(-90), "expires_on": ON}, ["exception-expired"]),
        ({"expires_on": days(1)}, []),
        ({"expires_on": add_months(ON, 12)}, []),
        ({"expires_on": add_months(ON, 12) + timedelta(days=1)}, ["exception-too-long"]),
        ({"motive": "", "deciding_authority": ""}, ["exception-without-motive", "exception-without-authority"]),
    ],
)
def test_it_accepts_an_exception_that_says_why_by_whom_and_for_a_year_at_most(facts, expected):
    broken = replace(READY, judgements=(charter(blocking_unmet=("ville-2025:1:a",)),), exceptions=(exception(**facts),))

    assert deciding(broken) == expected
    assert [found.code for found in broken.obstacles_to(exception(**facts))] == expected


def test_it_keeps_covering_when_an_exception_is_renewed():
    expired = exception(granted_on=days(-100), expires_on=days(-1))
    broken = replace(READY, judgements=(charter(blocking_unmet=("ville-2025:1:a",)),))

    assert deciding(replace(broken, exceptions=(exception(), expired))) == []


@pytest.mark.parametrize("kind", [Kind.LAW, Kind.STANDARD])
def test_it_never_lets_a_local_exception_lift_what_the_authority_did_not_vote(kind):
    above = replace(law(blocking_unmet=("loi:1:a",)), kind=kind)
    situation = replace(READY, judgements=(charter(), above), exceptions=(exception("loi:1:a"),))

    (found,) = may(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, situation, REVIEWER).obstacles

    assert found.code == "law-not-kept"
    assert found.sentence.fr == (
        "«\u00a0Prévenir\u00a0» n’est pas tenu. Cette règle vient de «\u00a0Le code\u00a0»\u00a0: "
        "la collectivité ne peut pas s’en dispenser."
    )
    assert [each.code for each in situation.obstacles_to(exception("loi:1:a"))] == ["exception-above-the-charter"]


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (("ville-2025:3:a",), "1 critère attend encore une réponse"),
        (("ville-2025:3:a", "ville-2025:4:a"), "2 critères attendent encore une réponse"),
    ],
)
def test_it_decides_nothing_in_favour_while_answers_that_count_are_missing(unknown, said):
    situation = replace(READY, judgements=(charter(unknown=unknown),))

    for act in IN_FAVOUR:
        found = may(act, State.IN_REVIEW, situation, REVIEWER).obstacles[0]
        assert (found.code, found.about) == ("answers-missing", unknown)
        assert found.sentence.fr.startswith(said)


def test_it_decides_nothing_in_favour_of_what_no_framework_has_judged():
    assert deciding(replace(READY, judgements=())) == ["not-judged"]


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ((), ["opinion-not-requested"]),
        ((opinion(),), ["opinion-pending"]),
        ((opinion(deadline=ON),), ["opinion-pending"]),
        ((opinion(deadline=days(-1)),), []),
        ((opinion(requested_on=days(-3), deadline=days(-1)),), ["opinion-without-time"]),
        ((opinion(value=OpinionValue.FAVOURABLE),), []),
        ((opinion(value=OpinionValue.FAVOURABLE, deadline=days(-5)),), []),
        ((opinion(value=OpinionValue.NO_OPINION_IN_TIME),), ["opinion-pending"]),
        ((opinion(value=OpinionValue.FAVOURABLE), opinion(requested_on=days(-1))), ["opinion-pending"]),
        ((opinion(value=OpinionValue.FAVOURABLE), opinion(OpinionBody.ETHICS_COMMITTEE)), ["opinion-pending"]),
    ],
)
@pytest.mark.parametrize(("act", "state", "ready"), [*YES, *(row for row in AS_DECIDED if row[0] is not Act.DEPLOY)])
def test_it_waits_for_required_opinions_until_their_deadline(act, state, ready, opinions, expected):
    situation = replace(ready, opinions=opinions, required_opinions=(OpinionBody.DPO,))

    assert codes(act, state, situation) == expected


def test_it_names_the_body_and_the_day_it_waits_for():
    situation = replace(READY, opinions=(opinion(OpinionBody.CISO, deadline=date(2026, 12, 1)),))

    (found,) = may(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, situation, REVIEWER).obstacles

    assert found.sentence.fr == "L’avis du responsable de la sécurité est attendu jusqu’au 1er\u00a0décembre 2026."
    assert found.sentence.en == (
        "The opinion of the chief information security officer is awaited until 1\u00a0December 2026."
    )


@pytest.mark.parametrize(
    ("body", "motive", "expected"),
    [
        (OpinionBody.DPO, "", ["opinion-overruled-without-motive"]),
        (OpinionBody.CISO, " ", ["opinion-overruled-without-motive"]),
        (OpinionBody.DPO, "L’analyse d’impact répond à chacun des points.", []),
        (OpinionBody.STAFF_COMMITTEE, "", []),
    ],
)
@pytest.mark.parametrize(("act", "state", "ready"), YES)
def test_it_asks_a_motive_to_set_aside_an_unfavourable_opinion_on_data_or_security(
    act, state, ready, body, motive, expected
):
    situation = replace(ready, opinions=(opinion(body, OpinionValue.UNFAVOURABLE),), motive=motive)

    assert [code for code in codes(act, state, situation) if code != "motive-missing"] == expected


def test_it_counts_the_last_opinion_of_a_body():
    refused = opinion(value=OpinionValue.UNFAVOURABLE)
    convinced = opinion(value=OpinionValue.FAVOURABLE, requested_on=days(-5))

    assert deciding(replace(READY, opinions=(convinced, refused), motive="")) == []


def test_it_counts_what_a_body_said_until_it_says_something_else():
    refused = opinion(value=OpinionValue.UNFAVOURABLE)
    asked_again = opinion(requested_on=days(-15), deadline=days(-1))
    too_short = opinion(requested_on=days(-3), deadline=days(-1))

    for again in (asked_again, too_short):
        situation = replace(READY, opinions=(refused, again), motive="")
        assert deciding(situation) == ["opinion-overruled-without-motive"]
        assert deciding(replace(situation, motive="L’analyse d’impact y répond.")) == []


LOGS = opinion(OpinionBody.CISO, OpinionValue.WITH_RESERVATIONS, reservations=("Journaliser les accès",))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ["opinion-reservation-unanswered"]),
        ({"set_aside": frozenset({"Journaliser les accès"})}, []),
        (
            {"set_aside": frozenset({"Journaliser les accès"}), "motive": " "},
            ["opinion-reservation-set-aside-without-motive"],
        ),
        ({"set_aside": frozenset({"Former les agents"})}, ["opinion-reservation-unanswered"]),
        ({"reservations": (Reservation(days(30), "journaliser  les accès."),)}, []),
        (
            {
                "reservations": (
                    Reservation(days(30), "Journaliser les accès. Dès mai.", takes_up="Journaliser les accès"),
                )
            },
            [],
        ),
        (
            {"reservations": (Reservation(days(30), "Y penser", takes_up="Journaliser les accès"),)},
            ["opinion-reservation-unanswered"],
        ),
        ({"reservations": (Reservation(days(30), "Former"),)}, ["opinion-reservation-unanswered"]),
    ],
)
@pytest.mark.parametrize(("act", "state", "ready"), YES)
def test_it_takes_up_each_reservation_of_an_opinion_or_says_why_not(act, state, ready, facts, expected):
    situation = replace(ready, opinions=(LOGS,))
    kept = (*situation.reservations, *facts.get("reservations", ()))
    situation = replace(situation, **{**facts, "reservations": kept})
    of_the_act = {"motive-missing", "favourable-yet-reserved"}

    assert [code for code in codes(act, state, situation) if code not in of_the_act] == expected


def test_it_records_the_reservations_of_opinions_that_a_decision_sets_aside():
    situation = replace(READY, opinions=(LOGS,), set_aside=frozenset({"Journaliser les accès"}))

    (found,) = grounds(Act.DECIDE_FAVOURABLE, State.IN_REVIEW, situation)

    assert (found.code, found.about) == ("reservation-set-aside", "ciso")
    assert found.sentence.fr == (
        "La réserve «\u00a0Journaliser les accès\u00a0» de l’avis du responsable de la sécurité est écartée\u00a0; "
        "le motif dit pourquoi."
    )


REFUSES = opinion(OpinionBody.IT, OpinionValue.UNFAVOURABLE)


@pytest.mark.parametrize(
    ("given_since", "expected"),
    [
        (REFUSES, ["opinion-since-the-decision"]),
        (LOGS, ["opinion-since-the-decision"]),
        (opinion(OpinionBody.CISO, OpinionValue.WITH_RESERVATIONS), ["opinion-since-the-decision"]),
        (opinion(OpinionBody.CISO, OpinionValue.FAVOURABLE), []),
        (opinion(OpinionBody.CISO, deadline=days(-1)), []),
        (replace(REFUSES, weighed=True), []),
        (replace(LOGS, weighed=True), []),
    ],
)
@pytest.mark.parametrize(("act", "state", "ready"), AS_DECIDED)
def test_it_serves_on_a_decision_that_no_later_opinion_contradicts(act, state, ready, given_since, expected):
    situation = replace(ready, opinions=(given_since,), set_aside=frozenset(given_since.reservations))

    assert codes(act, state, situation) == expected
    assert codes(act, state, replace(situation, reservations=(Reservation(days(30), "Journaliser les accès"),))) == (
        expected
    )


def test_it_says_which_opinion_came_after_the_decision_and_what_to_do():
    (found,) = may(Act.DEPLOY, State.ACCEPTED, replace(READY, opinions=(REFUSES,)), OWNER).obstacles

    assert found.sentence.fr == (
        "L’avis de la direction des systèmes d’information, rendu le 22\u00a0novembre 2026, est venu après la "
        "décision, et il est défavorable."
    )
    assert found.sentence.en == (
        "The opinion of the IT department, given on 22\u00a0November 2026, came after the decision, and it is "
        "unfavourable."
    )
    assert found.remedy.fr.startswith("Décidez de nouveau")


@pytest.mark.parametrize(("act", "state", "ready"), YES)
def test_it_asks_nothing_more_of_a_decision_about_what_an_earlier_one_has_answered(act, state, ready):
    situation = replace(ready, opinions=(replace(LOGS, weighed=True),))

    assert codes(act, state, situation) == []


def test_it_keeps_a_plain_yes_for_what_has_nothing_to_correct():
    left = replace(READY, judgements=(charter(correctable_unmet=("ville-2025:5:a",)),))
    reserved = replace(READY, reservations=(Reservation(days(30), "Former l’équipe"),))

    assert deciding(left) == ["corrections-left"]
    assert deciding(reserved) == ["favourable-yet-reserved"]


def test_it_names_what_is_left_to_correct_and_the_law_that_asks_for_it():
    titled = replace(charter(correctable_unmet=("ville-2025:5:a",)), titles={"ville-2025:5:a": Text("former", "train")})
    left = replace(READY, judgements=(titled, law(correctable_unmet=("loi:1:a",))))

    (found,) = nothing_to_correct.obstacles(left)
    assert found.about == ("ville-2025:5:a", "loi:1:a")
    assert found.sentence.fr == (
        "2 critères à corriger ne sont pas tenus\u00a0: «\u00a0former\u00a0», «\u00a0Prévenir\u00a0» "
        "(«\u00a0Le code\u00a0»). Une décision favorable n’y donnerait pas suite."
    )
    assert found.sentence.en == (
        "2 criteria to correct are not kept: “train”, “Prévenir” (“Le code”). "
        "A decision in favour would not follow it up."
    )


@pytest.mark.parametrize(
    ("reservations", "expected"),
    [
        ((), ["no-reservation", "correction-without-reservation"]),
        ((Reservation(days(30), "Former"),), ["correction-without-reservation"]),
        ((Reservation(days(30), criterion="ville-2025:5:a"),), []),
        ((Reservation(ON, criterion="ville-2025:5:a"),), ["reservation-due-in-the-past"]),
        ((Reservation(days(900), criterion="ville-2025:5:a"),), ["reservation-too-far"]),
        ((Reservation(days(30), criterion="ville-2025:5:a"), Reservation(days(30), " ")), ["reservation-empty"]),
        (
            (Reservation(days(30), criterion="ville-2025:5:a", done_on=ON),),
            ["no-reservation", "correction-without-reservation"],
        ),
    ],
)
def test_it_accepts_with_reservations_when_each_correction_has_one_and_a_day_to_come(reservations, expected):
    left = replace(READY, judgements=(charter(correctable_unmet=("ville-2025:5:a",)),), reservations=reservations)

    assert deciding(left, Act.DECIDE_WITH_RESERVATIONS) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (None, ["experiment-without-end"]),
        (ON, ["experiment-end-in-the-past"]),
        (days(1), []),
        (add_months(ON, 12), []),
        (add_months(ON, 12) + timedelta(days=1), ["experiment-too-long"]),
    ],
)
def test_it_allows_an_experiment_that_ends_within_a_year(end, expected):
    trial = replace(READY, judgements=(charter(correctable_unmet=("ville-2025:5:a",)),), experiment_ends_on=end)

    assert deciding(trial, Act.DECIDE_EXPERIMENT) == expected


def test_it_follows_up_what_is_reserved_in_an_experiment_too():
    trial = replace(READY, experiment_ends_on=days(90), reservations=(Reservation(days(30)),))

    assert deciding(trial, Act.DECIDE_EXPERIMENT) == ["reservation-empty"]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (Act.SEND_BACK, State.SUBMITTED),
        (Act.SEND_BACK, State.IN_REVIEW),
        (Act.SEND_BACK, State.ACCEPTED),
        (Act.DECIDE_REFUSED, State.EXPERIMENT),
        (Act.DECIDE_CLOSED, State.ACCEPTED_WITH_RESERVATIONS),
        (Act.DECIDE_REFUSED, State.IN_REVIEW),
        (Act.DECIDE_CLOSED, State.IN_REVIEW),
        (Act.START_REASSESSMENT, State.DEPLOYED),
        (Act.SUSPEND, State.DEPLOYED),
        (Act.RESUME, State.SUSPENDED),
        (Act.REOPEN, State.REFUSED),
    ],
)
def test_it_asks_a_motive_of_whoever_stops_refuses_or_goes_back(act, state):
    assert codes(act, state, replace(READY, motive="\u00a0")) == ["motive-missing"]
    assert codes(act, state, READY) == []


def test_it_refuses_nobody_for_what_is_unknown_or_broken():
    hopeless = replace(READY, judgements=(charter(blocking_unmet=("ville-2025:1:a",), unknown=("ville-2025:2:a",)),))

    assert deciding(hopeless, Act.DECIDE_REFUSED) == []
    assert deciding(hopeless, Act.DECIDE_CLOSED) == []


@pytest.mark.parametrize("act", sorted({*DECISIONS, Act.CONFIRM, Act.RESUME}))
def test_it_keeps_the_owner_from_deciding_unless_the_authority_has_only_one_pair_of_hands(act):
    mine = replace(READY, actor_is_owner=True)

    for state in sorted(source for row in TRANSITIONS if row.act is act for source in row.sources):
        assert "owner-decides" in codes(act, state, mine, [Role.OWNER, Role.REVIEWER])
        assert "owner-decides" not in codes(act, state, replace(mine, single_handed=True), [Role.OWNER, Role.REVIEWER])


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        (Act.DECIDE_FAVOURABLE, {}),
        (Act.DECIDE_WITH_RESERVATIONS, {"reservations": (Reservation(days(30), "Former"),)}),
        (Act.DECIDE_EXPERIMENT, {"experiment_ends_on": days(90)}),
    ],
)
def test_it_leads_a_yes_to_a_tool_that_serves_back_to_its_service(act, facts):
    state, ready = State.UNDER_REASSESSMENT, replace(READY, **facts)

    assert move(act, state, ready, REVIEWER) is State.DEPLOYED
    assert codes(act, state, replace(ready, review_date=None)) == ["review-missing"]
    assert codes(act, state, replace(ready, exit_plan=None)) == ["exit-plan-missing"]
    assert codes(act, state, replace(ready, actor_is_owner=True)) == ["owner-decides"]


def test_it_reserves_nothing_before_a_service_that_has_begun():
    first = replace(READY, reservations=(Reservation(days(30), "Former", before_deployment=True),))

    assert codes(Act.DECIDE_WITH_RESERVATIONS, State.UNDER_REASSESSMENT, first) == ["reservation-after-the-fact"]
    assert codes(Act.DECIDE_WITH_RESERVATIONS, State.SUSPENDED, first) == []


# Service


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"review_date": None}, ["review-missing"]),
        ({"review_date": ON}, ["review-in-the-past"]),
        ({"review_date": add_months(ON, 24)}, []),
        ({"review_date": add_months(ON, 24) + timedelta(days=1)}, ["review-too-far"]),
        ({"exit_plan": None}, ["exit-plan-missing"]),
        ({"missing_notices": 1}, ["notices-missing"]),
        ({"reservations": (Reservation(days(-1), "Former"),)}, ["reservation-overdue"]),
        ({"reservations": (Reservation(ON, "Former"),)}, []),
        ({"reservations": (Reservation(days(9), "Former", before_deployment=True),)}, ["reservation-not-lifted"]),
        ({"reservations": (Reservation(days(9), "Former", done_on=ON, before_deployment=True),)}, []),
        ({"experiment_ends_on": days(-1)}, ["experiment-over"]),
        ({"experiment_ends_on": ON}, []),
        ({"judgements": (charter(blocking_unmet=("ville-2025:1:a",)),)}, ["blocking-not-kept"]),
        ({"judgements": (charter(unknown=("ville-2025:1:a",)),)}, ["answers-missing"]),
        ({"judgements": (charter(correctable_unmet=("ville-2025:5:a",)),)}, ["correction-without-reservation"]),
    ],
)
def test_it_puts_in_service_what_is_still_as_decided_and_can_be_followed_and_left(facts, expected):
    assert codes(Act.DEPLOY, State.ACCEPTED_WITH_RESERVATIONS, replace(READY, **facts), OWNER) == expected


def test_it_puts_an_experiment_in_service_with_corrections_that_its_end_will_settle():
    trial = replace(READY, judgements=(charter(correctable_unmet=("ville-2025:5:a",)),), experiment_ends_on=days(90))

    assert codes(Act.DEPLOY, State.EXPERIMENT, trial, OWNER) == []


@pytest.mark.parametrize(("act", "state"), [(Act.RESUME, State.SUSPENDED), (Act.CONFIRM, State.UNDER_REASSESSMENT)])
@pytest.mark.parametrize(
    "facts",
    [
        {"reservations": (Reservation(days(-1), "Former"),)},
        {"experiment_ends_on": days(-1)},
        {
            "judgements": (charter(blocking_unmet=("ville-2025:1:a",)),),
            "exceptions": (exception(granted_on=days(-100), expires_on=ON),),
        },
        {"review_date": days(-1)},
        {"judgements": (charter(unknown=("ville-2025:1:a",)),)},
        {"judgements": (charter(blocking_unmet=("ville-2025:1:a",)),)},
        {"judgements": (charter(correctable_unmet=("ville-2025:5:a",)),)},
        {"judgements": (law(blocking_unmet=("loi:1:a",)),)},
        {"exit_plan": None},
        {"missing_notices": 2},
    ],
)
def test_it_serves_again_only_once_nothing_is_wrong(act, state, facts):
    assert len(codes(act, state, replace(READY, **facts))) == 1
    assert codes(act, state, READY) == []


def test_it_does_not_serve_again_before_what_had_to_come_first():
    first = replace(READY, reservations=(Reservation(days(9), "Former", before_deployment=True),))

    assert codes(Act.RESUME, State.SUSPENDED, first) == ["reservation-not-lifted"]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (None, ["exit-not-executed", "exit-data-unstated"]),
        (ExitPlan(), ["exit-not-executed", "exit-data-unstated"]),
        (ExitPlan(executed_on=days(1), data_fate=DataFate.DELETED), ["exit-in-the-future"]),
        (ExitPlan(executed_on=ON), ["exit-data-unstated"]),
        (ExitPlan(executed_on=ON, data_fate=DataFate.RETURNED_AND_DELETED), []),
    ],
)
def test_it_withdraws_a_tool_once_its_exit_plan_is_executed_and_the_data_accounted_for(plan, expected):
    assert codes(Act.WITHDRAW, State.SUSPENDED, replace(READY, exit_plan=plan), OWNER) == expected


# A story


def test_it_leads_the_mail_drafting_dossier_from_draft_to_service():
    """The DPO and the CISO are heard, an exception without a motive is refused, a reservation is made."""
    first = replace(
        READY,
        judgements=(charter(blocking_unmet=("ville-2025:12:a",), correctable_unmet=("ville-2025:8:a",)), law()),
        required_opinions=(OpinionBody.DPO, OpinionBody.CISO),
        review_date=None,
        motive="",
    )
    state = move(Act.TAKE_UP, move(Act.SUBMIT, State.DRAFT, first, OWNER), first, REVIEWER)
    assert codes(Act.DECIDE_WITH_RESERVATIONS, state, first) == [
        "blocking-not-kept",
        "opinion-not-requested",
        "opinion-not-requested",
        "no-reservation",
        "correction-without-reservation",
    ]

    heard = replace(
        first,
        opinions=(
            opinion(OpinionBody.DPO, OpinionValue.WITH_RESERVATIONS),
            opinion(OpinionBody.CISO, OpinionValue.FAVOURABLE),
        ),
        reservations=(Reservation(days(60), "Former les 40 agents du courrier", criterion="ville-2025:8:a"),),
    )
    excused = replace(heard, exceptions=(exception("ville-2025:12:a", motive=""),))
    with pytest.raises(Refused) as refused:
        move(Act.DECIDE_WITH_RESERVATIONS, state, excused, REVIEWER)
    (found,) = refused.value.ruling.obstacles
    assert found.code == "exception-without-motive"
    assert found.remedy.fr == "Écrivez pourquoi l’engagement ne peut pas être tenu, et ce qui est fait à la place."

    corrected = replace(heard, judgements=(charter(correctable_unmet=("ville-2025:8:a",)), law()))
    state = move(Act.DECIDE_WITH_RESERVATIONS, state, corrected, REVIEWER)
    assert state is State.ACCEPTED_WITH_RESERVATIONS
    weighed = replace(corrected, opinions=tuple(replace(each, weighed=True) for each in corrected.opinions))
    assert codes(Act.DEPLOY, state, weighed, OWNER) == ["review-missing"]
    assert move(Act.DEPLOY, state, replace(weighed, review_date=days(365)), OWNER) is State.DEPLOYED


# Whatever the situation

AROUND = st.integers(-400, 900).map(days)
MAYBE = st.none() | AROUND
CHARTER_IDS = tuple(f"{CHARTER}:{number}:a" for number in range(4))
LAW_IDS = tuple(f"{LAW}:{number}:a" for number in range(2))
WORDS = st.sampled_from(["", " ", "Parce que."])


def some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=2).map(tuple)


def up_to(count: int, kind: st.SearchStrategy) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(kind, max_size=count).map(tuple)


def judgements(framework: str, kind: Kind, ids: tuple[str, ...]) -> st.SearchStrategy[Judgement]:
    return st.builds(Judgement, st.just(framework), st.just(kind), some(ids), some(ids), some(ids))


EXCEPTIONS = st.builds(CharterException, st.sampled_from(CHARTER_IDS + LAW_IDS), WORDS, WORDS, AROUND, AROUND)
VALID = st.builds(exception, st.sampled_from(CHARTER_IDS + LAW_IDS))
OPINIONS = st.builds(
    Opinion,
    st.sampled_from(OpinionBody),
    requested_on=AROUND,
    deadline=AROUND,
    value=st.none() | st.sampled_from(OpinionValue),
    given_on=MAYBE,
    reservations=up_to(2, st.sampled_from(["Journaliser", "Former"])),
    weighed=st.booleans(),
)
RESERVATIONS = st.builds(
    Reservation, AROUND, WORDS, st.none() | st.sampled_from(CHARTER_IDS), MAYBE, before_deployment=st.booleans()
)
EXIT_PLANS = st.builds(ExitPlan, MAYBE, st.none() | st.sampled_from(DataFate))
SITUATIONS = st.builds(
    Situation,
    st.just(ON),
    st.tuples(judgements(CHARTER, Kind.CHARTER, CHARTER_IDS), judgements(LAW, Kind.LAW, LAW_IDS)),
    up_to(3, EXCEPTIONS | VALID),
    up_to(2, RESERVATIONS),
    up_to(2, OPINIONS),
    up_to(2, st.sampled_from(OpinionBody)),
    WORDS,
    MAYBE,
    MAYBE,
    st.none() | EXIT_PLANS,
    MAYBE,
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
ROWS = st.sampled_from([(row, source) for row in TRANSITIONS for source in sorted(row.sources)])
NEARLY_READY = SITUATIONS | st.just(READY)
"""Random situations rarely allow anything: from a ready one, what is added decides."""


@given(SITUATIONS, st.sampled_from(sorted(IN_FAVOUR)), st.sampled_from(CHARTER_IDS), up_to(3, EXCEPTIONS))
def test_it_never_decides_in_favour_of_an_uncovered_breach_whatever_else(situation, act, criterion, exceptions):
    first, *others = situation.judgements
    broken = replace(first, blocking_unmet=(*first.blocking_unmet, criterion))
    others_only = tuple(each for each in exceptions if each.criterion != criterion)
    situation = replace(situation, judgements=(broken, *others), exceptions=others_only)

    for state in State:
        assert not may(act, state, situation, EVERYBODY).allowed


@given(NEARLY_READY, ROWS, st.sampled_from(LAW_IDS), up_to(3, EXCEPTIONS | VALID))
def test_it_never_excepts_from_the_law(situation, row, criterion, exceptions):
    act, state = row[0].act, row[1]
    assume(row[0].target in {*ACCEPTING, State.DEPLOYED})
    first, second = situation.judgements
    broken = replace(second, blocking_unmet=(*second.blocking_unmet, criterion))
    situation = replace(situation, judgements=(first, broken), exceptions=(*exceptions, exception(criterion)))

    assert "law-not-kept" in codes(act, state, situation, Role)


def worse(situation: Situation) -> st.SearchStrategy[Situation]:
    """Yield the situation with one more thing wrong."""
    first, *others = situation.judgements
    found = st.sampled_from(CHARTER_IDS)
    wrong: dict[str, st.SearchStrategy[Any]] = {
        "judgements": st.one_of(
            found.map(lambda each: (replace(first, blocking_unmet=(*first.blocking_unmet, each)), *others)),
            found.map(lambda each: (replace(first, unknown=(*first.unknown, each)), *others)),
            found.map(lambda each: (replace(first, correctable_unmet=(*first.correctable_unmet, each)), *others)),
        ),
        "exceptions": st.just(()),
        "required_opinions": st.sampled_from(OpinionBody).map(lambda body: (*situation.required_opinions, body)),
        "opinions": st.sampled_from(OpinionBody).map(
            lambda body: (
                (*situation.opinions, Opinion(body, days(-1), days(30)))
                if all(each.requested_on <= days(-1) for each in situation.opinions)
                and body not in situation.required_opinions
                else situation.opinions
            )
        ),
        "reservations": st.just((*situation.reservations, Reservation(days(-1), "Former", before_deployment=True))),
        "motive": st.just(""),
        "review_date": st.none() | st.just(ON),
        "exit_plan": st.none(),
        "missing_notices": st.just(situation.missing_notices + 1),
        "actor_is_owner": st.just(True),
        "single_handed": st.just(False),
    }
    return st.sampled_from(sorted(wrong)).flatmap(
        lambda name: wrong[name].map(lambda value: replace(situation, **{name: value}))
    )


@given(NEARLY_READY, st.sampled_from(AS_DECIDED), st.sampled_from(OpinionBody), WORDS)
def test_it_never_serves_on_a_decision_that_a_later_opinion_refuses_whatever_is_written(situation, row, body, motive):
    act, state, _ready = row
    said = opinion(body, OpinionValue.UNFAVOURABLE, requested_on=days(900), given_on=ON)
    others = tuple(each for each in situation.opinions if each.body is not body)
    situation = replace(situation, opinions=(*others, said), motive=motive)

    assert "opinion-since-the-decision" in codes(act, state, situation, EVERYBODY)


@given(NEARLY_READY, st.sampled_from(sorted(ACCEPTING)))
def test_it_ends_what_was_accepted_by_withdrawal_or_by_abandonment_never_by_either(situation, state):
    allowed = [act for act in (Act.WITHDRAW, Act.ABANDON) if may(act, state, situation, EVERYBODY).allowed]

    assert allowed in ([], [Act.WITHDRAW if situation.was_in_service else Act.ABANDON])


@given(st.data(), NEARLY_READY, ROWS)
def test_it_never_allows_more_when_one_more_thing_is_wrong(data, situation, row):
    act, state = row[0].act, row[1]
    after = data.draw(worse(situation))

    if may(act, state, after, EVERYBODY).allowed:
        assert may(act, state, situation, EVERYBODY).allowed


@given(NEARLY_READY, st.sampled_from(Act), st.sampled_from(State), st.sets(st.sampled_from(Role)))
def test_it_never_fails_to_rule_and_moves_exactly_when_it_allows(situation, act, state, roles):
    ruling = may(act, state, situation, roles)

    assert len(set(ruling.obstacles)) == len(ruling.obstacles)
    assert (transition(act, state) is None) == (ruling.target is None)
    if ruling.allowed:
        assert act in acts_from(state, roles)
        assert move(act, state, situation, roles) is ruling.target
    else:
        with pytest.raises(Refused):
            move(act, state, situation, roles)


@given(NEARLY_READY, ROWS, st.sets(st.sampled_from(Role)), st.sets(st.sampled_from(Role)))
def test_it_allows_more_roles_no_less(situation, row, some_roles, more):
    act, state = row[0].act, row[1]
    if may(act, state, situation, some_roles).allowed:
        assert may(act, state, situation, some_roles | more).allowed


GONE = replace(READY, dropped=(Dropped("ville-2025:3:a", Text("Dire aux personnes")),))


@pytest.mark.parametrize(("act", "state", "ready"), AS_DECIDED)
def test_it_lets_nothing_serve_on_facts_that_a_correction_took_away(act, state, ready):
    found = may(act, state, replace(ready, dropped=GONE.dropped), REVIEWER).obstacles

    assert [each.code for each in found] == ["dropped-since-the-decision"]
    assert found[0].about == ("ville-2025:3:a",)


@pytest.mark.parametrize(("act", "state", "ready"), YES)
@pytest.mark.parametrize("required", ["required_opinions", "required_then"])
def test_it_decides_again_only_once_those_who_had_to_be_heard_are_asked_again(act, state, ready, required):
    before = opinion(value=OpinionValue.FAVOURABLE, asked_before=True)
    ready = replace(ready, opinions=(before,), **{required: (OpinionBody.DPO,)})

    assert codes(act, state, ready) == []
    gone = replace(ready, dropped=GONE.dropped)
    assert codes(act, state, gone) == ["opinion-of-former-facts"]
    again = opinion(value=OpinionValue.FAVOURABLE, requested_on=days(-9))
    assert codes(act, state, replace(gone, opinions=(before, again))) == []


def test_it_does_not_send_anybody_after_answers_when_only_opinions_are_missing():
    waiting = replace(charter(unknown=("ville-2025:1:a",)), awaited=frozenset({"dpo_opinion", "it_opinion"}))
    (found,) = answers_known.obstacles(replace(READY, judgements=(waiting,)))
    assert found.code == "opinions-awaited"
    assert found.sentence.fr.startswith("Deux avis attendus")
    (found,) = answers_known.obstacles(
        replace(READY, judgements=(replace(waiting, awaited=frozenset({"dpia", "it_opinion"})),))
    )
    assert found.code == "answers-missing"
