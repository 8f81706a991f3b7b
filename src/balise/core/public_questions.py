# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The delays of a question that a resident asks of a use of AI, and what is told of them in public.

Whoever asks for an administrative document, or how an algorithm contributed to a decision about them, holds a refusal
after one month of silence, and has two months to refer to the Commission for access to administrative documents (CADA):
code of relations between the public and the administration, articles R. 311-12, R. 311-13, R. 311-15 and R. 343-1. Any
other question is none of those: the month is then what the portal promises. Nobody sorts the messages, so the pages
say both. The counters are shown to whoever asks, and their statistics to everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from balise.core.dates import add_months

MONTHS_TO_ANSWER, MONTHS_TO_REFER = 1, 2


class Asking(StrEnum):
    """What somebody wants."""

    QUESTION = "question"
    CONTEST = "contest"
    """They think that the use should not be, or that it wronged them."""


class Delay(StrEnum):
    """Where a question stands against its delays."""

    WAITING = "waiting"
    LATE = "late"
    """Past a month: for a document, silence is a refusal and the asker may refer to the CADA."""
    CLOSED = "closed"
    """Past the two months in which they could."""
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """When a question was asked and answered."""

    on: date
    answered_on: date | None = None

    @property
    def due_on(self) -> date:
        """Return the last day to answer."""
        return add_months(self.on, MONTHS_TO_ANSWER)

    @property
    def refer_by(self) -> date:
        """Return the last day to refer to the CADA."""
        return add_months(self.due_on, MONTHS_TO_REFER)

    def delay(self, on: date) -> Delay:
        """Return where it stands on a day."""
        if self.answered_on is not None:
            return Delay.ANSWERED
        if on <= self.due_on:
            return Delay.WAITING
        return Delay.LATE if on <= self.refer_by else Delay.CLOSED

    @property
    def days(self) -> int | None:
        """Return how many days the answer took."""
        return None if self.answered_on is None else (self.answered_on - self.on).days


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """What the public is told of the questions asked."""

    asked: int
    answered: int
    in_time: int
    late: int
    """Not answered, and past a month."""
    median_days: float | None
    """Of those that were answered; none when none was."""


def figures(asked: Iterable[Asked], on: date) -> QuestionFigures:
    """Return the figures of some questions on a day."""
    listed = tuple(asked)
    answered = [each for each in listed if each.answered_on is not None]
    days = [each.days for each in answered if each.days is not None]
    return QuestionFigures(
        asked=len(listed),
        answered=len(answered),
        in_time=sum(each.answered_on is not None and each.answered_on <= each.due_on for each in answered),
        late=sum(each.delay(on) in {Delay.LATE, Delay.CLOSED} for each in listed),
        median_days=median(days) if days else None,
    )
