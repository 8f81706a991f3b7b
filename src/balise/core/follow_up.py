# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What time does to a dossier: what falls due, what must be suspended, what is worth a reminder.

Asked every day by ``balise tick``, of the dossiers that are in service; and asked again before any act that would
put a tool in service.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from balise.core.charter_exceptions import how_it_ended
from balise.core.obstacles import Obstacle, obstacle
from balise.core.opinions import OpinionStanding, latest, standing
from balise.core.situation import Situation

DAYS_BEFORE = (30, 7, 1)
"""A month to act, a week to hurry, a day to warn."""

EVIDENCE_DAYS = (30, 0)
"""A month to replace a document, then the day from which it is worth nothing; nothing is suspended meanwhile."""


def due_suspensions(situation: Situation) -> tuple[Obstacle, ...]:
    """Return what suspends a tool in service on that day, without anybody having to decide it.

    A reservation overdue, an exception that has expired or was revoked while its criterion is still not kept, an
    experiment past its last day. Each is the end of a condition on which the yes was given.
    """
    return (*_overdue_reservations(situation), *ended_exceptions(situation), *_experiment_over(situation))


def _overdue_reservations(situation: Situation) -> Iterator[Obstacle]:
    for reservation in situation.reservations:
        if reservation.is_overdue(situation.on):
            about = (reservation.id or reservation.criterion or "",)
            yield obstacle("reservation-overdue", about, name=reservation.named, due=reservation.due_on)


def ended_exceptions(situation: Situation) -> Iterator[Obstacle]:
    """Yield each criterion that is not kept, was excused, and no longer is: expired and revoked come to the same."""
    for judgement, criterion in situation.uncovered():
        title = judgement.title(criterion)
        ended = [how_it_ended(each, situation.on, title=title) for each in situation.exceptions_to(criterion)]
        if last := [each for each in ended if each is not None]:
            yield last[-1]


def _experiment_over(situation: Situation) -> Iterator[Obstacle]:
    end = situation.experiment_ends_on
    if end is not None and end < situation.on:
        yield obstacle("experiment-over", end=end)


def due_reassessment(situation: Situation) -> Obstacle | None:
    """Return why a tool in service must be judged again: its review date has come."""
    review = situation.review_date
    return obstacle("review-due", review=review) if review is not None and review <= situation.on else None


class Due(StrEnum):
    """What kind of thing has a day."""

    RESERVATION = "reservation"
    EXCEPTION = "exception"
    OPINION = "opinion"
    EXPERIMENT = "experiment"
    REVIEW = "review"
    EXIT_DRILL = "exit_drill"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that falls due soon."""

    due: Due
    about: str
    """The reservation, criterion or body concerned; empty when there is only one such thing."""
    on: date
    """The day it falls due."""
    days_left: int


def reminders(
    situation: Situation,
    *,
    since: date | None = None,
    days_before: Sequence[int] = DAYS_BEFORE,
) -> tuple[Reminder, ...]:
    """Return what is to be recalled on that day, the most pressing first.

    ``since`` is the last day on which somebody asked (the day before, unless told): a night when the machine was off
    delays a reminder and loses none, and asking twice on the same day reminds once.
    """
    on = situation.on
    asked = on - timedelta(days=1) if since is None else since
    found = [
        Reminder(due, about, day, (day - on).days)
        for due, about, day in _deadlines(situation)
        if any(asked < day - timedelta(days=before) <= on for before in _thresholds(due, day, on, days_before))
    ]
    return tuple(sorted(found, key=lambda reminder: (reminder.on, reminder.due, reminder.about)))


def _thresholds(due: Due, day: date, on: date, days_before: Sequence[int]) -> Sequence[int]:
    """Return how long before a day it is recalled; a document out of date is said to be, even late."""
    if due is Due.EVIDENCE:
        return EVIDENCE_DAYS
    return days_before if day >= on else ()


def _deadlines(situation: Situation) -> Iterator[tuple[Due, str, date]]:
    on = situation.on
    for reservation in situation.open_reservations():
        yield Due.RESERVATION, reservation.id or reservation.named, reservation.due_on
    for judgement in situation.judgements:
        for criterion in judgement.blocking_unmet:
            exceptions = [each for each in situation.exceptions_to(criterion) if not each.is_revoked(on)]
            if exceptions and judgement.can_be_excepted:
                yield Due.EXCEPTION, criterion, exceptions[-1].expires_on
    for opinion in latest(situation.opinions):
        if standing(opinion, on) is OpinionStanding.PENDING:
            yield Due.OPINION, opinion.body, opinion.deadline
    for due, day in (
        (Due.EXPERIMENT, situation.experiment_ends_on),
        (Due.REVIEW, situation.review_date),
        (Due.EXIT_DRILL, situation.exit_drill_due_on),
    ):
        if day is not None:
            yield due, "", day
    for piece, day in situation.evidence_ends.items():
        yield Due.EVIDENCE, piece, day
