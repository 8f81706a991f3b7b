# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What time does to a dossier in service: suspensions, reassessments and reminders, day by day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.charter_exceptions import CharterException
from balise.core.follow_up import DAYS_BEFORE, Due, due_reassessment, due_suspensions, reminders
from balise.core.frameworks import Kind
from balise.core.opinions import Opinion, OpinionBody, OpinionStanding, OpinionValue, counting, lines_of, standing
from balise.core.reservations import Reservation
from balise.core.situation import Judgement, Situation

ON = date(2026, 11, 23)
BROKEN = Judgement("ville-2025", Kind.CHARTER, ("ville-2025:1:a",))


def days(count: int) -> date:
    return ON + timedelta(days=count)


def exception(expires_on: date) -> CharterException:
    return CharterException("ville-2025:1:a", "Marché en cours.", "Le maire", days(-90), expires_on)


def suspended_for(**facts) -> list[str]:
    return [found.code for found in due_suspensions(Situation(ON, **facts))]


@pytest.mark.parametrize(
    ("reservation", "expected"),
    [
        (Reservation(days(-1), "Former"), ["reservation-overdue"]),
        (Reservation(ON, "Former"), []),
        (Reservation(days(-9), "Former", done_on=days(-1)), []),
        (Reservation(days(-9), "Former", done_on=days(1)), ["reservation-overdue"]),
    ],
)
def test_it_suspends_for_a_reservation_the_day_after_it_was_due(reservation, expected):
    assert suspended_for(reservations=(reservation,)) == expected


@pytest.mark.parametrize(
    ("judgements", "exceptions", "expected"),
    [
        ((BROKEN,), (exception(ON),), ["exception-expired"]),
        ((BROKEN,), (exception(days(1)),), []),
        ((BROKEN,), (exception(days(-30)), exception(days(30))), []),
        ((replace(BROKEN, blocking_unmet=()),), (exception(days(-30)),), []),
        ((BROKEN,), (), []),
    ],
)
def test_it_suspends_for_an_exception_that_has_expired_while_it_was_still_needed(judgements, exceptions, expected):
    assert suspended_for(judgements=judgements, exceptions=exceptions) == expected


def revoked(expires_on: date, revoked_on: date) -> CharterException:
    return replace(exception(expires_on), revoked_on=revoked_on)


@pytest.mark.parametrize(
    ("judgements", "exceptions", "expected"),
    [
        ((BROKEN,), (revoked(days(30), ON),), ["exception-revoked"]),
        ((BROKEN,), (revoked(days(30), days(1)),), []),
        ((BROKEN,), (revoked(days(30), days(-1)), exception(days(9))), []),
        ((BROKEN,), (exception(days(-9)), revoked(days(30), days(-1))), ["exception-revoked"]),
        ((BROKEN,), (revoked(days(30), days(-9)), exception(days(-1))), ["exception-expired"]),
        ((BROKEN,), (revoked(days(-5), days(-1)),), ["exception-expired"]),
        ((replace(BROKEN, blocking_unmet=()),), (revoked(days(30), days(-1)),), []),
    ],
)
def test_it_suspends_for_an_exception_that_was_revoked_while_it_was_still_needed(judgements, exceptions, expected):
    assert suspended_for(judgements=judgements, exceptions=exceptions) == expected


@given(
    st.lists(st.tuples(st.integers(-60, 60), st.none() | st.integers(-60, 60)), min_size=1, max_size=4),
)
def test_it_suspends_what_was_excused_and_no_longer_is_whatever_ended_it(ends):
    """A criterion once excused and not kept is either covered on the day or a reason to suspend, never neither."""
    exceptions = tuple(
        replace(exception(days(expires)), revoked_on=None if ended is None else days(ended)) for expires, ended in ends
    )
    situation = Situation(ON, (BROKEN,), exceptions=exceptions)

    assert bool(list(situation.uncovered())) == bool(due_suspensions(situation))


def test_it_recalls_no_exception_that_was_revoked():
    assert reminders(Situation(ON, (BROKEN,), exceptions=(revoked(days(7), days(-1)),))) == ()


def test_it_suspends_an_experiment_the_day_after_its_last():
    assert suspended_for(experiment_ends_on=ON) == []
    assert suspended_for(experiment_ends_on=days(-1)) == ["experiment-over"]


def test_it_says_what_to_do_about_an_overdue_reservation():
    (found,) = due_suspensions(Situation(ON, reservations=(Reservation(days(-1), "Former l’équipe", id="r7"),)))

    assert found.about == ("r7",)
    assert found.sentence.fr == (
        "La réserve «\u00a0Former l’équipe\u00a0» devait être levée le 22\u00a0novembre 2026\u00a0; elle ne l’est pas."
    )
    assert found.remedy.fr.startswith("Faites ce qu’elle demande et datez-la")


def test_it_asks_for_a_reassessment_from_the_review_date_on():
    assert due_reassessment(Situation(ON)) is None
    assert due_reassessment(Situation(ON, review_date=days(1))) is None
    found = due_reassessment(Situation(ON, review_date=ON))
    assert found is not None
    assert found.code == "review-due"


@pytest.mark.parametrize(
    ("left", "expected"), [(31, []), (30, [30]), (29, []), (7, [7]), (2, []), (1, [1]), (0, []), (-1, [])]
)
def test_it_reminds_a_month_a_week_and_a_day_before(left, expected):
    found = reminders(Situation(ON, review_date=days(left)))

    assert [(reminder.due, reminder.days_left) for reminder in found] == [(Due.REVIEW, each) for each in expected]


def test_it_recalls_everything_that_has_a_day_the_most_pressing_first():
    situation = Situation(
        ON,
        (BROKEN,),
        exceptions=(exception(days(7)),),
        reservations=(Reservation(days(1), "Former", id="r1"), Reservation(days(1), "Publier", done_on=ON)),
        opinions=(
            Opinion(OpinionBody.DPO, days(-9), days(1)),
            Opinion(OpinionBody.CISO, days(-9), days(1), OpinionValue.FAVOURABLE),
        ),
        experiment_ends_on=days(30),
        exit_drill_due_on=days(7),
    )

    assert [(reminder.due, reminder.about, reminder.days_left) for reminder in reminders(situation)] == [
        (Due.OPINION, "dpo", 1),
        (Due.RESERVATION, "r1", 1),
        (Due.EXCEPTION, "ville-2025:1:a", 7),
        (Due.EXIT_DRILL, "", 7),
        (Due.EXPERIMENT, "", 30),
    ]


def test_it_does_not_remind_twice_on_the_same_day():
    assert reminders(Situation(ON, review_date=days(7)), since=ON) == ()


@given(st.integers(0, 60), st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_it_loses_no_reminder_however_irregular_the_nights(left, gaps):
    """Asked on some days only, it recalls each thing at least once before it falls due, and never twice for a step."""
    due, asked = days(left), [ON - timedelta(days=1)]
    for gap in gaps:
        asked.append(asked[-1] + timedelta(days=gap))
    told = [
        reminder
        for before, on in pairwise(asked)
        for reminder in reminders(Situation(on, review_date=due), since=before)
    ]

    steps = [step for step in DAYS_BEFORE if asked[0] < due - timedelta(days=step)]
    assert len(told) <= len(steps)
    last_asked_in_time = max((on for on in asked[1:] if on <= due), default=None)
    if last_asked_in_time is not None and any(due - timedelta(days=step) <= last_asked_in_time for step in steps):
        assert told


OPINIONS = st.builds(
    Opinion,
    st.sampled_from(OpinionBody),
    st.integers(-30, -1).map(days),
    st.integers(-30, 30).map(days),
    st.none() | st.sampled_from(sorted(set(OpinionValue) - {OpinionValue.NO_OPINION_IN_TIME})),
    st.integers(-30, 0).map(days),
)


@given(st.lists(OPINIONS, max_size=6), st.sampled_from(OpinionBody), st.integers(-10, 30))
def test_it_never_lets_asking_again_or_silence_take_the_place_of_what_was_said(opinions, body, deadline):
    before = {each.body: each for each in counting(opinions, ON)}

    after = {each.body: each for each in counting([*opinions, Opinion(body, ON, days(deadline))], ON)}

    for found in before.values():
        if found.value is not None:
            assert after[found.body] == found


def test_it_reads_the_reservations_of_an_opinion_line_by_line():
    assert lines_of("- Journaliser les accès\n\n  • Chiffrer\nChiffrer\n") == ("Journaliser les accès", "Chiffrer")


@given(
    st.builds(
        Opinion,
        st.sampled_from(OpinionBody),
        st.integers(-30, 30).map(days),
        st.integers(-30, 30).map(days),
        st.none() | st.sampled_from(OpinionValue),
        st.none() | st.integers(-30, 30).map(days),
    )
)
def test_it_finds_every_opinion_pending_given_or_late(opinion):
    where, value = standing(opinion, ON), opinion.value_on(ON)

    assert (where is OpinionStanding.LATE) == (value is OpinionValue.NO_OPINION_IN_TIME)
    assert (where is OpinionStanding.PENDING) == (value is None)
    if where is OpinionStanding.PENDING:
        assert opinion.deadline >= ON


def test_it_recalls_a_document_a_month_before_and_on_the_day_it_ends_even_after_a_night_off():
    def recalled(left: int, since: int = 1) -> list[int]:
        situation = Situation(ON, evidence_ends={"piece-1": days(left)})
        return [each.days_left for each in reminders(situation, since=days(-since))]

    assert [left for left in range(-5, 40) if recalled(left)] == [0, 30]
    assert recalled(-1, since=2) == [-1]
    assert recalled(-1) == []
